"""rulekit/category/sorter.py: each text has the nearest category, or none."""

from pathlib import Path

from asking import serving

from rulekit.category.sorter import Sorted, Sorter
from rulekit.spec.categories import checked_categories

TWO = """\
categories: two
by: {}
floor: {}
tasks:
- {{name: secrets, description: encrypt and decrypt secret passwords}}
- {{name: tables, description: query the rows of tables in databases}}
"""
NOWHERE = Path("nowhere")


def sorter(by="hashed", floor=0, journal=NOWHERE):
    return Sorter(checked_categories(TWO.format(by, floor), "two.yaml"), journal)


def names(found):
    return [one.name for one in found]


def test_each_text_has_its_nearest_category():
    texts = ["SELECT rows", "x", "def decrypt(secret)"]
    assert ["tables", "", "secrets"] == names(sorter().sort(texts))
    assert not NOWHERE.exists()


def test_a_text_under_the_floor_is_in_none_and_keeps_its_similarity():
    (near,) = sorter().sort(["SELECT rows for me and others"])
    assert [Sorted("", near.similarity, "hashed")] == sorter(floor=0.9).sort(
        ["SELECT rows for me and others"]
    )


def test_of_two_that_are_equally_near_the_first_has_it():
    spec = checked_categories(
        "categories: two\ntasks:\n- {name: b, description: rows or b}\n"
        "- {name: a, description: rows or a}\n- {name: c, description: none}\n",
        "two.yaml",
    )
    assert ["b"] == names(Sorter(spec, NOWHERE).sort(["rows"]))


def test_the_words_of_a_name_are_among_those_of_its_description():
    assert ["secrets"] == names(sorter().sort(["secrets"]))


def test_embeddings_sort_too_and_say_by_whom(folder):
    texts = ["query rows", " \n", "decrypt secret passwords"]
    with serving() as script:
        found = sorter("{embeddings: stub}", journal=folder / "journal").sort(texts)
    assert (["tables", "", "secrets"], {"stub"}) == (names(found), {one.by for one in found})
    assert 4 == script.answered.total()  # two categories and two texts, none for blanks


def test_what_was_asked_is_sorted_again_without_a_server(folder):
    by = "{embeddings: stub}"
    with serving():
        first = sorter(by, journal=folder / "journal")
        found = first.sort(["query rows", "decrypt"])
    again = sorter(by, journal=folder / "journal")
    assert (found, first.told()) == (again.sort(["query rows", "decrypt"]), again.told())


def test_a_manifest_tells_who_sorted_and_by_which_categories(folder):
    told = sorter().told()
    assert ("two", "hashed") == (told["categories"], told["by"])
    assert told["sha256"] != sorter(floor=0.5).told()["sha256"]
    with serving(faults=1, kinds=["model"]):
        asked = sorter("{embeddings: stub, price: {input: 1}}", journal=folder / "journal")
        asked.sort(["query rows"])
    assert {"another-model": 3} == asked.told()["models"]
    assert (3, 0) == (asked.told()["spent"]["requests"], asked.told()["spent"]["uncounted"])
