"""rulekit/cli/begin.py: `rulekit filter --dry-run`, and the options for a part of a corpus."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # they start processes, or judge a corpus


@pytest.fixture
def corpus(write):
    rows = "".join(
        json.dumps({"content": "a\nb\nc\n" if i % 4 else "a\n", "path": f"{i}.py"}) + "\n"
        for i in range(40)
    )
    return write({"c/a.jsonl": rows, "c/b.jsonl": "", "c/d.jsonl": rows + "{broken\n"})


@pytest.fixture
def run(rulekit, mine):
    """A function: how `rulekit filter` with our three rules ends."""
    return lambda *words: rulekit("filter", *words, "-j1", *mine)


def test_a_dry_run_says_what_a_run_would_be_like_and_writes_nothing(corpus, run):
    ended = run("c", "--dry-run", "--out", "audit")
    assert (0, "nothing was written\n") == (ended.code, ended.err)
    assert "shards   3: a.jsonl … d.jsonl" in ended.lines
    assert "rows     81" in ended.lines
    assert "out      audit would be made" in ended.lines
    assert "tried    81 rows: keep 74.1%  drop 24.7%  error 1.2%" in ended.lines
    assert ended.lines[-1].startswith("time     about ")
    assert not Path("audit").exists()


def test_a_dry_run_needs_no_folder_and_a_run_does(corpus, run):
    assert 0 == run("c", "--dry-run").code
    ended = run("c")
    assert (2, True) == (ended.code, "say where the audit goes: --out DIR; --dry-run" in ended.err)


@pytest.mark.slow
def test_a_dry_run_of_what_would_be_refused_ends_with_code_2_and_why(corpus, run):
    run("c", "--out", "audit", "-q", "--limit", "3")
    ended = run("c", "--out", "audit", "--dry-run", "--sample", "3")
    assert (2, True) == (ended.code, "out      refused, as is told below" in ended.lines)
    assert "--limit: 3 before, none now" in ended.err
    assert "rows     a sample of 3 of 81" in ended.lines


def test_a_part_is_told_at_the_beginning_and_of_the_audit(corpus, run, rulekit):
    assert "rows     a sample of 7" in run("c", "--out", "audit", "--sample", "7").lines
    assert "rows      a sample of 7 of 81 rows" in rulekit("explain", "audit").lines
    assert (0, "whole\n") == tuple(vars(run("--verify", "--out", "audit")).values())[::2]


@pytest.mark.parametrize("option", ["--limit", "--sample"])
@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_what_is_no_number_of_rows_is_a_mistake(corpus, run, option, number):
    ended = run("c", "--out", "audit", option, number)
    assert (2, True) == (ended.code, f"Invalid value for '{option}'" in ended.err)


def test_one_part_at_a_time(corpus, run):
    ended = run("c", "--out", "audit", "--limit", "1", "--sample", "1")
    assert (2, True) == (ended.code, "--limit and --sample do not go together" in ended.err)


OLD = """
import rulekit
from contextlib import contextmanager


class Old:
    name, suffixes = "old", (".old",)

    def fields(self, path):
        return ("content",)

    count = rows = writer = written = fields


@rulekit.hookimpl
def rulekit_readers():
    return [Old()]
"""


def test_an_old_reader_is_told_from_one_that_can_add_columns(plugin, write, run):
    plugin("old", OLD, {})
    write({"a.old": ""})
    ended = run("a.old", "--out", "audit", "--write-kept", "--write-columns")
    assert 2 == ended.code
    assert "error: --write-columns: the reader `old` writes no further columns\n" in ended.err
    assert "Traceback" not in ended.err
