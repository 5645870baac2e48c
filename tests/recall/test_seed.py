"""rulekit/recall/seed.py: labels of people, and replies of a model."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from recalling import HELD_OUT, corpus_of, write_small

from rulekit.errors import RulekitError
from rulekit.recall.recipe import read_recipe
from rulekit.recall.seed import read_seed, seed_hash
from rulekit.recall.seed_fit import SeedFit


@pytest.fixture
def small(folder):
    write_small(folder)
    return folder


def lessons(folder):
    recipe = read_recipe(str(folder / "code.yaml"))
    fit = SeedFit.of(corpus_of(recipe), recipe, read_seed(recipe))
    return fit.found, len(fit.absent)


def test_labels_find_their_pages_by_address(small):
    found, absent = lessons(small)
    assert (104, 0) == (len(found), absent)
    assert {HELD_OUT} == {one.domain for one in found if one.held_out}


def test_labels_find_their_pages_by_hash_and_the_last_word_on_a_page_counts(small):
    page = lessons(small)[0][0]
    rows = [{"sha256": page.sha256, "label": word, "reader": "CD"} for word in ("drop", "keep")]
    rows += [{"url": "https://nowhere.example/", "label": "keep", "by": "CD"}]
    rows += [{"url": page.url, "label": "undecided", "by": "CD"}]
    (small / "seed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (found,), absent = lessons(small)
    assert (page.url, True, "CD", 1) == (found.url, found.keep, found.by, absent)


def test_a_label_that_is_taken_back_teaches_nothing(small):
    page = lessons(small)[0][0]
    rows = [{"url": page.url, "label": word, "by": "AB"} for word in ("keep", "undecided")]
    (small / "seed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert ([], 0) == lessons(small)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"url": "https://a.com/", "label": "kep", "by": "AB"}', "`label` is none of keep"),
        ('{"url": "https://a.com/", "label": "keep"}', "it has no 'by'"),
        ('{"label": "keep", "by": "AB"}', "it has no 'url'"),
        ("[]", "it is no object"),
        ("{", "the line is no JSON"),
    ],
)
def test_a_line_that_is_no_label_is_told(small, line, why):
    (small / "seed.jsonl").write_text(f"\n{line}\n")
    with pytest.raises(RulekitError) as error:
        lessons(small)
    assert f"no label of a page: {why}" in str(error.value)
    assert "seed.jsonl:2" in str(error.value)


def replied(folder, marks):
    """Replies to the pages of the seed, as `rulekit ask` writes them."""
    (folder / "asked/replies").mkdir(parents=True)
    rows = [{"sha256": sha256, "reply.score": mark} for sha256, mark in marks]
    pq.write_table(pa.Table.from_pylist(rows), folder / "asked/replies/pages.parquet")
    text = (folder / "code.yaml").read_text()
    asked = "{replies: asked, column: reply.score, min: 6}"
    (folder / "code.yaml").write_text(text.replace("{labels: seed.jsonl}", asked))


def test_replies_are_labels_by_their_mean(small):
    one, two, three = (page.sha256 for page in lessons(small)[0][:3])
    replied(small, [(one, 5.0), (one, 8.0), (two, 5.9), (three, None), (None, 9.0)])
    found, _ = lessons(small)
    assert {one: True, two: False} == {page.sha256: page.keep for page in found}
    assert {"model"} == {page.by for page in found}


def test_people_are_believed_before_a_model(small):
    page = lessons(small)[0][0]
    replied(small, [(page.sha256, 0.0)])
    text = (small / "code.yaml").read_text()
    (small / "code.yaml").write_text(text.replace("{replies", "{labels: seed.jsonl, replies"))
    row = {"sha256": page.sha256, "label": "keep", "by": "AB"}
    (small / "seed.jsonl").write_text(json.dumps(row))
    assert [(True, "AB")] == [(one.keep, one.by) for one in lessons(small)[0]]


def test_a_column_that_replies_lack_is_told_with_the_nearest(small):
    replied(small, [("a", 1.0)])
    text = (small / "code.yaml").read_text()
    (small / "code.yaml").write_text(text.replace("reply.score", "reply.scor"))
    with pytest.raises(RulekitError, match=r"did you mean `reply.score`\?\n +--> code.yaml:3:"):
        lessons(small)


def test_files_that_are_not_there_are_told_with_the_place_of_their_names(small):
    (small / "seed.jsonl").unlink()
    with pytest.raises(RulekitError, match=r"there is no `seed.jsonl`\n +--> code.yaml:3:16"):
        lessons(small)


def test_a_byte_order_mark_is_no_part_of_a_label(small):
    path = small / "seed.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert 104 == len(lessons(small)[0])


def test_people_are_believed_before_a_model_however_the_page_is_named(small):
    page = lessons(small)[0][0]
    replied(small, [(page.sha256, 0.0)])
    text = (small / "code.yaml").read_text()
    (small / "code.yaml").write_text(text.replace("{replies", "{labels: seed.jsonl, replies"))
    (small / "seed.jsonl").write_text(json.dumps({"url": page.url, "label": "keep", "by": "AB"}))
    assert [(True, "AB")] == [(one.keep, one.by) for one in lessons(small)[0]]


def test_the_hash_of_a_seed_is_that_of_its_files(small):
    recipe = read_recipe(str(small / "code.yaml"))
    before = seed_hash(recipe)
    assert before == seed_hash(recipe)
    (small / "seed.jsonl").write_text("")
    assert before != seed_hash(recipe)
