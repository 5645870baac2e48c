"""rulekit/spec/ask.py: what a file of questions may hold."""

import pytest
from asking import ASK

from rulekit.errors import SpecError
from rulekit.spec.ask import read_ask


def test_what_is_not_said_is_usual():
    spec, _ = read_ask("ask: a\nprompt: p\nreply: {schema: s}\nmodel: m\n", "a.yaml")
    assert (1, 0.0, 0, 512) == (
        spec.sample.n, spec.sample.temperature, spec.sample.seed, spec.sample.max_tokens,
    )  # fmt: skip
    assert (32, 5, None) == (spec.limits.open, spec.limits.tries, spec.limits.requests)


def test_money_is_not_limited_without_a_price():
    text = ASK.replace("tries: 3", "money: 5").replace("price: {input: 1, output: 2}\n", "")
    with pytest.raises(SpecError, match=r"no `price` is known\n +--> a.yaml:5:26"):
        read_ask(text, "a.yaml")


def test_large_numbers_are_written_as_people_write_them():
    spec, _ = read_ask(ASK.replace("tries: 3", "tokens: 2e9"), "a.yaml")
    assert 2_000_000_000 == spec.limits.tokens


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("model: stub", "modell: stub", "a.yaml:4:1"),
        ("schema:", "shema:", "did you mean `schema`"),
        ("tries: 3", "tries: 0", "a.yaml:5:26"),
        ("open: 4", "opn: 4", "did you mean `open`"),
        ("input: 1", "input: -1", "greater than or equal to 0"),
        ("tries: 3", "money: 0", "greater than 0"),
        ("prompt: prompt.md", "prompt:", "`prompt` must be a text"),
    ],
)
def test_a_mistake_is_told_with_its_place(old, new, why):
    with pytest.raises(SpecError) as error:
        read_ask(ASK.replace(old, new), "a.yaml")
    assert why in str(error.value)
