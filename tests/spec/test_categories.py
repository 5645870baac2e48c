"""rulekit/spec/categories.py: a file of categories, with every mistake at its place."""

import pytest

from rulekit.errors import SpecError
from rulekit.spec.categories import checked_categories

TWO = "tasks:\n- {name: a, description: one}\n- {name: b, description: two}\n"


def read(text):
    return checked_categories(f"categories: two\n{text}", "two.yaml")


def test_words_sort_unless_a_model_is_named():
    assert read(TWO).by is None
    assert read(f"by: hashed\n{TWO}") == read(TWO)
    by = read(f"by: {{embeddings: small, prefix: {{texts: 'passage: '}}}}\n{TWO}").by
    assert ("small", "passage: ", "", 2_000) == (
        by.embeddings, by.prefix.texts, by.prefix.categories, by.limits.characters,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", "1:1", "the key `tasks` is missing"),
        (TWO.replace("name: b", "name: a"), "4:10", "the category `a` is here twice"),
        ("tasks:\n- {name: a, description: one}\n", "3:1", "`tasks`"),
        (f"by: hash\n{TWO}", "2:5", "must be `hashed` or a mapping with `embeddings`, not `hash`"),
        (f"by: {{model: small}}\n{TWO}", "2:1", "the key `embeddings` is missing"),
        (f"by: {{embeddings: a, limit: {{}}}}\n{TWO}", "2:21", "did you mean `limits`?"),
        (f"by: {{embeddings: a, limits: {{money: 1}}}}\n{TWO}", "2:37", "no `price` of input"),
        (f"floor: 2\n{TWO}", "2:8", "`floor` must be less than or equal to 1, not `2`"),
        (TWO.replace("one", "''"), "3:26", "`description` must not be empty"),
    ],
)
def test_a_mistake_has_its_place(text, place, said):
    with pytest.raises(SpecError) as error:
        read(text)
    assert f"two.yaml:{place}" in str(error.value)
    assert said in str(error.value)
