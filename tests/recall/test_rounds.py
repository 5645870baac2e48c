"""rulekit/recall/rounds.py: which round is next, and what people are waited for."""

import json

import pyarrow.parquet as pq
import pytest
from recalling import HELD_OUT, annotate, recall, write_small

from rulekit.errors import RulekitError


@pytest.fixture
def small(folder):
    write_small(folder)
    return folder


def told(folder, name="manifest.json"):
    return json.loads((folder / "code" / name).read_text())


def bytes_of(folder, out="code"):
    files = (path for path in sorted((folder / out).rglob("*")) if path.is_file())
    return {str(path.relative_to(folder / out)): path.read_bytes() for path in files}


def stopped(folder, number, *names):
    """Take away what a kill in a round would not have left."""
    (folder / "code/manifest.json").unlink()
    for name in ("manifest.json", *names):
        (folder / f"code/round-{number}" / name).unlink()


def test_after_a_round_people_are_waited_for(small):
    standing = recall(small)
    assert ("waits", 1) == (standing.manifest["next"], standing.manifest["rounds"])
    assert "https://new.example/" in standing.manifest["waiting"]
    assert {"by_prefix": 0, "by_score": 0, "not_admitted": 60} == standing.manifest["admitted"]
    before = bytes_of(small)
    assert standing == recall(small)
    assert before == bytes_of(small)


def test_when_they_have_decided_the_next_round_learns_what_was_missed(small):
    recall(small)
    first = bytes_of(small, "code/round-1")
    annotate(small, "+ https://new.example/")
    standing = recall(small)
    assert 2 == standing.manifest["rounds"]
    lines = (small / "code/round-2/labels.jsonl").read_text().splitlines()
    new = [one for one in map(json.loads, lines) if one["round"] == 2]
    assert {"new.example"} == {one["domain"] for one in new}
    assert {"missed": 4, "found": 56} == {
        key: told(small, "round-2/manifest.json")["new"][key] for key in ("missed", "found")
    }
    assert first == bytes_of(small, "code/round-1"), "a round that has ended stays as it was"
    rows = pq.read_table(small / "code/pages.parquet").to_pylist()
    assert {"+ https://new.example/ # 2026-11-28 AB"} == {row["by"] for row in rows}
    assert 8 == len(rows)


def test_where_all_is_decided_rounds_follow_each_other_until_little_is_new(small):
    names = [*(f"c{i}.example" for i in range(6)), HELD_OUT, "new.example"]
    annotate(small, *(f"+ https://{name}/" for name in names))
    standing = recall(small)
    assert ("few", []) == (standing.manifest["next"], standing.manifest["waiting"])
    assert standing.manifest["rounds"] > 1


def test_the_table_of_domains_has_samples_with_pieces_of_their_texts_and_the_lines_that_decided(
    small,
):
    annotate(small, "+ https://new.example/", "- https://c1.example/")
    recall(small)
    rows = {row["prefix"]: row for row in pq.read_table(
        small / "code/round-1/domains.parquet").to_pylist()}  # fmt: skip
    assert ["+ https://new.example/ # 2026-11-28 AB"] == rows["https://new.example/"]["lines"]
    texts = {row["url"]: row["text"] for path in small.glob("pages-*.jsonl")
             for row in map(json.loads, path.read_text().splitlines())}  # fmt: skip
    samples = rows["https://new.example/"]["samples"]
    assert {True, False} == {sample["taken"] for sample in samples}
    for sample in samples:
        words = " ".join(texts[sample["url"]].split())
        assert sample["excerpt"].strip("…") in words
    assert [] == rows["https://p0.example/"]["lines"]


def test_words_that_change_nothing_begin_no_round(small):
    recall(small)
    (small / "code-urls.txt").write_text("# nobody has looked yet\n")
    assert 1 == recall(small).manifest["rounds"]


def test_lines_without_a_page_decide_nothing(small):
    waited = recall(small).manifest["waiting"]
    annotate(small, *(f"+ {prefix}nowhere" for prefix in waited))
    standing = recall(small)
    assert (waited, 1) == (standing.manifest["waiting"], standing.manifest["rounds"])
    assert "waits" == standing.manifest["next"]
    assert len(waited) == len(standing.use.dead)


def test_the_last_round_may_still_be_annotated(small):
    write_small(small, "rounds: 1\n")
    assert "all" == recall(small).manifest["next"]
    annotate(small, "+ https://new.example/", f"+ https://{HELD_OUT}/")
    assert 16 == recall(small).manifest["admitted"]["by_prefix"]
    text = (small / "code.yaml").read_text()
    (small / "code.yaml").write_text(text.replace("rounds: 1", "rounds: 2"))
    assert 2 == recall(small).manifest["rounds"]


def test_no_page_of_a_domain_that_is_held_out_is_learned_from(small):
    annotate(small, f"+ https://{HELD_OUT}/", "+ https://new.example/")
    recall(small)
    for path in (small / "code").glob("round-*/labels.jsonl"):
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        assert all(row["held_out"] is (row["domain"] == HELD_OUT) for row in rows)
        assert {"AB"} == {row["by"] for row in rows if row["held_out"]}
    assert 8 == told(small, "round-1/manifest.json")["held_out"]["by_labels"]["known"]


def test_a_text_that_a_held_out_domain_has_too_is_not_learned_from(small):
    lines = (small / "pages-0.jsonl").read_text().splitlines()
    text = json.loads(lines[0])["text"]
    copy = {"text": text, "url": f"https://{HELD_OUT}/copy"}
    (small / "pages-0.jsonl").write_text("\n".join([*lines, json.dumps(copy)]) + "\n")
    recall(small)
    assert 1 == told(small, "round-1/manifest.json")["model"]["left_out"]


@pytest.mark.slow
def test_two_processes_leave_the_same_bytes_as_one(small):
    recall(small)
    recall(small, out="two", jobs=2)
    assert bytes_of(small) == bytes_of(small, "two")


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("code.yaml", "recall: code-pages", "recall: other", "`recall` was `code-pages`, and is"),
        ("code.yaml", "pages: 5", "pages: 6", "`domains.pages` was `5`, and is `6`"),
        ("seed.jsonl", '"by": "AB"', '"by": "CD"', "the labels of the seed are others now"),
        ("pages-1.jsonl", "return", "retur_", "the shard `pages-1.jsonl` has changed"),
    ],
)  # fmt: skip
def test_what_was_fixed_when_the_rounds_began_may_not_change(small, file, old, new, why):
    recall(small)
    text = (small / file).read_text()
    (small / file).write_text(text.replace(old, new, 1))
    with pytest.raises(RulekitError) as error:
        recall(small)
    assert why in str(error.value)
    assert "put it back, or name another folder" in str(error.value)


def test_a_shard_more_is_another_corpus(small):
    recall(small)
    (small / "pages-2.jsonl").write_text('{"text": "a", "url": "https://a.com/"}\n')
    with pytest.raises(RulekitError, match=r"has a shard `pages-2.jsonl` that it had not"):
        recall(small)


def test_a_round_that_has_begun_keeps_the_words_that_it_began_with(small):
    recall(small)
    whole = bytes_of(small, "code/round-1")
    stopped(small, 1, "page.html", "domains.parquet")
    annotate(small, "+ https://new.example/")
    recall(small)
    assert whole == bytes_of(small, "code/round-1")


def test_inputs_of_a_round_that_somebody_has_changed_are_refused(small):
    recall(small)
    stopped(small, 1)
    (small / "code/round-1/labels.jsonl").write_text("")
    with pytest.raises(RulekitError, match=r"labels.jsonl` is not as it was written"):
        recall(small)


def test_another_folder_is_not_written_to(small):
    (small / "code").mkdir()
    (small / "code/mine.txt").write_text("mine")
    with pytest.raises(RulekitError, match="is no folder of rounds"):
        recall(small)
    assert ["mine.txt"] == [path.name for path in (small / "code").iterdir()]


def test_too_few_labels_are_told_before_anything_is_learned(small):
    lines = (small / "seed.jsonl").read_text().splitlines()
    (small / "seed.jsonl").write_text("\n".join(lines[:30]))
    with pytest.raises(RulekitError, match="too little to learn from: 15 labels to keep, of 2 dom"):
        recall(small)


def test_where_nothing_can_be_learned_the_labels_and_the_file_may_still_change(small):
    lines = (small / "seed.jsonl").read_text()
    (small / "seed.jsonl").write_text(lines.replace("keep", "drop", 40))
    with pytest.raises(RulekitError, match="too little to learn from"):
        recall(small)
    (small / "seed.jsonl").write_text(lines)
    write_small(small, "rounds: 2\nlearn: 3\n")
    assert 1 == recall(small).manifest["rounds"]


def test_a_round_that_cannot_learn_is_begun_again_with_other_words(small):
    recall(small)
    annotate(small, "+ https://new.example/")
    recall(small)
    stopped(small, 2, "models/code-pages.model")
    (small / "code-urls.txt").write_text("")
    assert 1 == recall(small).manifest["rounds"]


def test_rows_that_are_no_page_are_counted(small):
    with (small / "pages-1.jsonl").open("a") as file:
        file.write('{"text": null, "url": "https://a.com/"}\n{"text": "a b", "url": "a.com"}\n{\n')
        file.write('{"text": "", "url": "https://a.com/"}\n')
    recall(small)
    assert {"broken-row": 1, "no-address": 1, "no-content": 1, "too-short": 1} == told(
        small, "round-1/manifest.json"
    )["pages"]["unread"]


def test_rows_that_are_admitted_can_be_copied_as_shards_of_their_form(small):
    annotate(small, "+ https://new.example/")
    recall(small, copies=True)
    rows = [
        json.loads(line) for path in sorted((small / "code/kept").iterdir())
        for line in path.read_text().splitlines()
    ]  # fmt: skip
    assert {f"https://new.example/{i}" for i in range(8)} == {row["url"] for row in rows}


def test_copies_are_never_of_other_lines_than_the_table_of_pages(small):
    annotate(small, "+ https://new.example/")
    assert not recall(small, copies=True).stale
    kept = bytes_of(small, "code/kept")
    annotate(small, "- https://new.example/0")
    recall(small, copies=True)
    assert kept != bytes_of(small, "code/kept")
    (small / "code-urls.txt").write_text("+ https://new.example/  # 2026-11-28 AB\n")
    assert recall(small).stale
    assert not (small / "code/kept").exists()
    assert not recall(small).stale
