"""rulekit/cli/describe.py: packages become a file of rows, and what is not described is told."""

import json
from pathlib import Path

import pytest
from sandboxing import sandbox_of

COMMAND = ("describe", "statistics", "--out", "api.jsonl")


def rows():
    return [json.loads(line) for line in Path("api.jsonl").read_text("utf-8").splitlines()]


def test_rows_are_written_and_counted(rulekit):
    sandbox = sandbox_of("auto")
    ended = rulekit(*COMMAND, "--most", "5")
    assert (0, 5) == (ended.code, len(rows()))
    assert ["statistics", "statistics.NormalDist"] == [row["path"] for row in rows()][:2]
    assert f"rows: api.jsonl · 5 · {sandbox}" in ended.lines


def test_the_same_packages_give_the_same_bytes(rulekit):
    sandbox_of("auto")
    found = []
    for _ in range(2):
        rulekit(*COMMAND, "-q")
        found.append(Path("api.jsonl").read_bytes())
    assert found[0] == found[1]


def test_what_is_not_there_is_told_and_the_others_are_written(rulekit):
    sandbox_of("auto")
    ended = rulekit("describe", "statistics", "statistic", "--out", "api.jsonl")
    assert (2, True) == (ended.code, bool(rows()))
    assert "`statistic` is not described: there is no module `statistic`, did you" in ended.err
    assert "--interpreter PATH names what has other packages" in ended.err


def test_without_any_row_nothing_is_written(rulekit):
    sandbox_of("auto")
    assert 2 == rulekit("describe", "statistic", "--out", "api.jsonl").code
    assert not Path("api.jsonl").exists()


def test_rows_are_read_as_a_corpus(rulekit):
    sandbox_of("auto")
    rulekit(*COMMAND, "-q")
    assert f"{len(rows())} rows judged" in rulekit("filter", "api.jsonl", "--out", "audit").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("describe",), "rulekit describe PACKAGE… --out FILE.jsonl"),
        (("describe", "json", "--out", "api.txt"), "`api.txt` does not end with .jsonl"),
        (("describe", "json", "--out", "none/api.jsonl"), "cannot write `none/api.jsonl`"),
        ((*COMMAND, "--language", "cobol"), "for the language `cobol`; there are: "),
        ((*COMMAND, "--interpreter", "/none"), "--interpreter /none: there is no such program"),
        ((*COMMAND, "--most", "0"), "1 entry or more"),
        ((*COMMAND, "--characters", "1"), "an entry has from 100 to 100,000 characters"),
        ((*COMMAND, "--sandbox", "none"), "add --i-trust-this-code"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_next_step(rulekit, words, told):
    ended = rulekit(*words)
    assert (2, True) == (ended.code, told in ended.err)
    assert "Traceback" not in ended.err
