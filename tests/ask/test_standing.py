"""rulekit/ask/standing.py: what a folder has, what is left, and what it will lose."""

from pathlib import Path

import pytest
from asking import FILES, answer, lines

from rulekit.ask.asked_corpus import AskedCorpus
from rulekit.ask.inquiry import read_inquiry
from rulekit.ask.journal import Entry, ReplyJournal
from rulekit.ask.standing import changed, is_of_replies, lost, standing
from rulekit.corpus.job import Shard
from rulekit.corpus.readers import readers_of
from rulekit.corpus.roles import Columns
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions

ROWS = [{"content": one} for one in ("x", "x", "y", "z", "z", None)]


@pytest.fixture(scope="module")
def readers():
    return readers_of(build_engine(PlanOptions(used_signals=True)))


@pytest.fixture
def asked(readers, write):
    """An inquiry and its corpus of six rows."""
    write(FILES | {"rows.jsonl": lines(ROWS), "prompt.md": "{text}"})
    shard = Shard("rows.jsonl", "rows.jsonl", "jsonl")
    return read_inquiry("score.yaml"), AskedCorpus((shard,), readers, Columns("content"))


def test_rows_that_are_alike_are_left_once_and_those_without_a_text_never(asked):
    inquiry, corpus = asked
    (first,) = inquiry.requests("x", {})
    with ReplyJournal(Path("out/journal")) as journal:
        said = answer('{"reason": "", "score": {"quality": 1}}')
        journal.add(Entry(first.key, "answered", 200, said, {"input": 9, "output": 1}))
    found = standing(inquiry, corpus, "out")
    assert (2, 2, 1, 10) == (
        found.ended, found.left, found.budget.spent.answered, [*found.budget.sums()][1][1],
    )  # fmt: skip


def test_of_a_folder_that_is_not_there_all_is_left_and_none_is_made(asked):
    assert (0, 3) == (standing(*asked, "new").ended, standing(*asked, "new").left)
    assert not Path("new").exists()


def test_what_replies_hang_on_is_compared_by_name(asked):
    inquiry, _ = asked
    said = inquiry.hangs_on
    before = {**said, "ask": {"prompt": "prompt.md", "model": "stub", "sample": said["sample"]}}
    assert [] == changed(before, inquiry)
    assert ["prompt", "model"] == changed(before | {"prompt": "0", "model": "1"}, inquiry)


def test_tables_and_lines_that_go_are_counted(asked):
    before = {"tables": {"replies/rows.jsonl.parquet": ""}, "outcomes": {"answered": 6}}
    assert [] == [*lost(before, *asked)]
    before["tables"] |= {"replies/b.parquet": "", "replies/c.parquet": ""}
    before["outcomes"]["unread"] = 2
    assert ["the table b.parquet and 1 more", "2 of its 8 lines of replies"] == [
        *lost(before, *asked)
    ]


@pytest.mark.parametrize("said", [{}, {"ask": 1}, {"ask": {}, "tables": []}])
def test_a_manifest_of_something_else_is_known(said):
    assert not is_of_replies(said)
    assert is_of_replies({"ask": {}})
