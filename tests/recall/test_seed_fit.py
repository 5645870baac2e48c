"""rulekit/recall/seed_fit.py: labels with a page, without one, and against each other."""

import json

import pytest
from recalling import HELD_OUT, corpus_of, recall, write_small

from rulekit.errors import RulekitError
from rulekit.recall.recipe import read_recipe
from rulekit.recall.seed import read_seed
from rulekit.recall.seed_fit import SeedFit
from rulekit.report.seed_note import seed_notes


@pytest.fixture
def small(folder):
    write_small(folder)
    return folder


def fit(folder):
    recipe = read_recipe(str(folder / "code.yaml"))
    return SeedFit.of(corpus_of(recipe), recipe, read_seed(recipe))


def write_seed(folder, *labels):
    rows = [{"url": url, "label": label, "by": "AB"} for url, label in labels]
    (folder / "seed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.mark.parametrize(
    "url",
    ["http://c0.example/0", "https://C0.example:443/0#top", " https://c0.example./%30",
     "https://c0.example/./x/../0", "c0.example/0"],
)  # fmt: skip
def test_a_label_finds_its_page_however_the_address_is_written(small, url):
    write_seed(small, (url, "keep"))
    assert ["https://c0.example/0"] == [one.url for one in fit(small).found]


@pytest.mark.parametrize("url", ["https://c0.example/0/", "https://c0.exmaple/0", "nowhere"])
def test_a_label_without_a_page_is_told_as_it_was_written(small, url):
    write_seed(small, (url, "keep"), ("https://c1.example/0", "drop"))
    found = fit(small)
    assert (1, url) == (found.told["without_a_page"], found.told["example"])
    assert f"1 label fits no page, as `{url}`" in seed_notes(found.told)


def test_domains_that_are_held_out_are_told_with_their_labels(small):
    assert [f"labels that are held out: {HELD_OUT} (8)"] == seed_notes(fit(small).told)


def test_labels_against_each_other_are_counted_by_page(small):
    page, other = "https://c0.example/0", "https://c0.example/1"
    write_seed(small, (page, "keep"), (page, "drop"), (page, "drop"), (other, "keep"))
    found = fit(small)
    assert [False, True] == [one.keep for one in sorted(found.found, key=lambda one: one.url)]
    assert 1 == found.told["contradicting"]
    assert ["1 page is labelled both ways: the last label counts"] == seed_notes(found.told)


def test_a_label_by_hash_and_one_by_address_may_be_against_each_other(small):
    sha256 = fit(small).found[0].sha256
    url = fit(small).found[0].url
    rows = [{"sha256": sha256, "label": "keep", "by": "AB"},
            {"url": url, "label": "drop", "by": "CD"}]  # fmt: skip
    (small / "seed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert 1 == fit(small).told["contradicting"]


def test_where_labels_fit_no_page_too_little_is_learned_from_and_it_is_said_why(small):
    text = (small / "seed.jsonl").read_text()
    (small / "seed.jsonl").write_text(text.replace(".example", ".exmaple"))
    with pytest.raises(RulekitError) as error:
        recall(small)
    assert "0 labels to keep, of 0 domains; 104 labels fit no page, as `https://c0.exm" in str(
        error.value
    )
    assert "20 to keep, of 5 domains, and 20 to drop, of 5 domains" in str(error.value)


def test_a_domain_that_is_to_be_held_out_must_be_there(small):
    text = (small / "code.yaml").read_text()
    (small / "code.yaml").write_text(text.replace(HELD_OUT, "[held.exmaple]"))
    with pytest.raises(RulekitError, match=r"did you mean `held.example`\?\n +--> code.yaml:5:22"):
        fit(small)
