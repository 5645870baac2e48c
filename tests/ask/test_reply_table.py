"""rulekit/ask/reply_table.py: a line for each row, made of the journal and nothing else."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from asking import FILES, answer, lines

from rulekit.ask.asked_corpus import AskedCorpus
from rulekit.ask.inquiry import read_inquiry
from rulekit.ask.journal import Entry, ReplyJournal
from rulekit.ask.reply_table import ReplyTables
from rulekit.ask.text_lines import TextLines
from rulekit.audit.folder import AuditFolder
from rulekit.corpus.job import Shard
from rulekit.corpus.readers import readers_of
from rulekit.corpus.roles import Columns
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions

SCHEMA = {
    "type": "object",
    "properties": {
        "is_code": {"type": "boolean"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "mark": {"type": "integer"},
        "outcome": {"type": "string"},
    },
    "required": ["is_code"],
    "additionalProperties": False,
}


@pytest.fixture
def table(write):
    """A function: the line of the only row, when this was answered."""
    write(FILES | {"reply.json": json.dumps(SCHEMA), "rows.jsonl": lines([{"content": "x"}])})
    write({"prompt.md": "{text}", "out/work/x": ""})
    readers = readers_of(build_engine(PlanOptions(used_signals=True)))
    shard = Shard("rows.jsonl", "rows.jsonl", "jsonl")
    corpus, inquiry = AskedCorpus((shard,), readers, Columns("content")), read_inquiry("score.yaml")
    (first,) = inquiry.requests("x", {})

    def written(*entries):
        with ReplyJournal(Path("journal")) as journal:
            for one in entries:
                journal.add(Entry(first.key, *one))
            with TextLines([*inquiry.form.columns()], Path("out/work")) as texts:
                tables = ReplyTables(corpus, inquiry, journal, texts)
                tables.write(AuditFolder(Path("out")), shard)
        (line,) = pq.read_table("out/replies/rows.jsonl.parquet").to_pylist()
        assert {line["outcome"]: 1} == tables.outcomes
        return line

    return written


def test_each_property_has_a_column_of_its_type(table):
    said = {"is_code": True, "tags": ["é"], "mark": 3, "outcome": "fine"}
    line = table(("answered", 200, answer(json.dumps(said))))
    own = {name: value for name, value in line.items() if name.startswith("reply.")}
    assert {
        "reply.is_code": True, "reply.tags": '["é"]', "reply.mark": 3.0, "reply.outcome": "fine",
    } == own  # fmt: skip
    assert "answered" == line["outcome"]


def test_what_a_reply_leaves_out_is_null(table):
    line = table(("answered", 200, answer('{"is_code": false}')))
    assert (False, None, None) == (line["reply.is_code"], line["reply.tags"], line["reply.mark"])


def test_tokens_and_model_are_told(table):
    usage = {"input": 7, "output": 2}
    line = table(("answered", 200, answer('{"is_code": false}', model="m-2"), usage))
    assert (7, 2, "m-2", 1) == (line["input"], line["output"], line["model"], line["asked"])


def test_a_failure_is_no_reply_and_says_why(table):
    line = table(("failed", 500, "no", {}, "", 3))
    assert ("unasked", "HTTP 500: no (3 tries)", None) == (
        line["outcome"], line["note"], line["reply.is_code"],
    )  # fmt: skip


def test_an_answer_after_a_failure_counts(table):
    line = table(("failed", 500, "no"), ("answered", 200, answer('{"is_code": true}')))
    assert "answered" == line["outcome"]


def test_without_an_answer_it_was_not_its_turn(table):
    assert ("unasked", "it was not its turn") == (table()["outcome"], table()["note"])
