"""rulekit/recall/recipe.py: the file of rounds, with the files that it names."""

import pytest
from recalling import write_small

from rulekit.errors import RulekitError
from rulekit.recall.recipe import read_recipe


@pytest.fixture
def small(folder):
    write_small(folder, per_domain=1)
    return folder


def changed(folder, old, new):
    text = (folder / "code.yaml").read_text()
    (folder / "code.yaml").write_text(text.replace(old, new))
    return "code.yaml"


def test_paths_count_from_the_folder_of_the_file(small):
    recipe = read_recipe("../here/code.yaml")
    assert ["../here/pages-*.jsonl"] == recipe.sources
    assert "s3://bucket/a" == recipe.beside("s3://bucket/a")


def test_without_a_file_of_annotations_nothing_is_decided(small):
    assert () == read_recipe("code.yaml").annotations().lines


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("recall: code-pages", "recall: Code pages", "and hyphens, not `Code pages`"),
        ("{labels: seed.jsonl}", "{labels: 's3://a/b'}", "this can be no address"),
        ("code-urls.txt", "s3://a/b", "be no address: name a file or a folder\n  --> code.yaml:4"),
        ("domains: {", "domains: {base: registrable, suffixes: s, ", "there is no file `s`"),
    ],
)  # fmt: skip
def test_what_the_file_names_must_be_there(small, old, new, why):
    with pytest.raises(RulekitError) as error:
        read_recipe(changed(small, old, new))
    assert why in str(error.value)


def test_a_byte_order_mark_is_no_part_of_a_file(small):
    text = (small / "code.yaml").read_text()
    (small / "code.yaml").write_text(f"\ufeff{text}", "utf-8")
    assert "code-pages" == read_recipe("code.yaml").name


@pytest.mark.parametrize("word", ["nowhere.yaml", "s3://bucket/code.yaml"])
def test_a_file_that_is_not_there_is_told(small, word):
    with pytest.raises(RulekitError, match=r"there is no file|can be no address"):
        read_recipe(word)


def test_how_many_rounds_there_are_may_change_and_what_they_do_may_not(small):
    before = read_recipe("code.yaml").fixed()
    read_recipe(changed(small, "recall:", "rounds: 9\nstop: 0.5\nadmit: scored\nrecall:"))
    read_recipe("code.yaml").refuse_change(before)
    changed(small, "orders: [2, 3]", "orders: [2, 4]")
    with pytest.raises(RulekitError, match=r"`model.orders` was `\[2, 3\]`, and is `\[2, 4\]`"):
        read_recipe("code.yaml").refuse_change(before)
