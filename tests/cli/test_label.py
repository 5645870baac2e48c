"""rulekit/cli/label.py: labels of an audit's files, an answer a line."""

import json
import os
import shutil
from pathlib import Path

import pytest

FIRST = b"k\n\n\n\n"  # keep, no kind, sure, no note


@pytest.fixture
def begin(rulekit, project, tmp_path, monkeypatch):
    """A function: how `rulekit label` of the project's audit ends, with these answers."""
    monkeypatch.chdir(project)

    def called(*words, stdin=b"", audit="full", reader="anna", out="labels.jsonl"):
        file = str(tmp_path / out)
        told = ("--out", file, "--reader", reader, "--plain")
        return rulekit("label", audit, *told, *words, stdin=stdin)

    return called


@pytest.fixture
def stored(tmp_path):
    """A function: the rows of the file of labels."""
    file = tmp_path / "labels.jsonl"
    return lambda: [json.loads(line) for line in file.read_text().splitlines()]


def test_a_session_shows_files_and_stores_what_is_said_of_them(begin, stored, project):
    ended = begin("-n", "4", stdin=FIRST + b"d\ngenerated\nlow\nby hand\nu\n\nq\n")
    assert 0 == ended.code
    assert "looking" not in ended.err
    assert ended.err == "3 of 4 files labelled by anna\n1 left: the same command goes on\n"
    kept, dropped, undecided = stored()
    assert ended.lines[0] == f"1 of 4  {kept['path']}"
    text = (project / kept["path"]).read_text()
    assert "1 | " + text.split("\n")[0].rstrip() in ended.lines
    assert ("drop", "generated", "low", "by hand") == tuple(
        dropped[name] for name in ("label", "kind", "confidence", "note")
    )
    assert ("undecided", "anna", True) == tuple(
        undecided[name] for name in ("label", "reader", "blind")
    )
    assert kept["time"].endswith("+00:00")


def test_nothing_is_told_of_verdicts_until_it_is_asked(begin, stored):
    asked = b"s\n" * 10
    assert not {"KEEP", "DROP", "mine/"} & {*begin("-n", "10", stdin=asked).out.split()}
    shown = begin("-n", "10", stdin=b"e\n" + FIRST).out
    assert "DROP  " in shown or "KEEP  " in shown
    assert [False] == [row["blind"] for row in stored()]


def test_the_same_command_goes_on_and_another_reader_begins_at_the_first(begin, stored):
    begin("-n", "3", stdin=FIRST)
    assert begin("-n", "3", stdin=b"").lines[0].startswith("2 of 3")
    other = begin("-n", "3", stdin=FIRST, reader="ben")
    assert other.lines[0].startswith("1 of 3")
    assert "0 of 3" not in other.err
    first, second = stored()
    assert (first["path"], "anna", "ben") == (second["path"], first["reader"], second["reader"])


def test_when_all_is_said_the_next_command_is_named(begin):
    ended = begin("-n", "1", stdin=FIRST + b"q\n")
    assert "1 of 1 file labelled by anna\ncounts and agreement: rulekit label --agreement " in (
        ended.err
    )


def test_a_torn_line_is_mended_with_a_word(begin, tmp_path, stored):
    begin("-n", "2", stdin=FIRST * 2)
    file = tmp_path / "labels.jsonl"
    file.write_bytes(file.read_bytes()[:-9])
    ended = begin("-n", "2", stdin=b"")
    assert "warning: the last line of `" in ended.err
    assert "was torn, and is taken out: one label\n" in ended.err
    assert 1 == len(stored())


def test_near_limits_without_readings_it_is_said_what_is_not_known(begin):
    ended = begin("--sample", "near", "--rule", "mine/loud", audit="bare")
    assert "Passed rows are not known: `rulekit filter --signals used` keeps what tells them." in (
        ended.err
    )
    assert 0 == ended.code


def test_texts_that_are_gone_are_told_with_a_way_out(project, tmp_path, rulekit, monkeypatch):
    there = tmp_path / "there"
    there.mkdir()
    shutil.copytree(project / "full", there / "full")
    monkeypatch.chdir(there)
    ended = rulekit(
        "label", "full", "--out", "l.jsonl", "--reader", "anna", "--plain", "--isolated"
    )
    assert 2 == ended.code
    assert "error: there is no file to label: " in ended.err
    assert " texts not at hand (there is no file or folder" in ended.err
    assert "--src SRC names the corpus; `rulekit filter --keep-texts N` keeps texts" in ended.err
    words = ("--src", str(project / "left"), "--src", str(project / "right"), "-n", "2")
    again = rulekit(
        "label", "full", "--out", "l.jsonl", "--reader", "anna", "--plain", "--isolated", *words
    )
    assert again.lines[0].startswith("1 of 2")


def test_texts_that_were_changed_are_passed_over(project, tmp_path, rulekit, monkeypatch):
    there = tmp_path / "there"
    for name in ("full", "left", "right", "rules"):
        shutil.copytree(project / name, there / name)
    monkeypatch.chdir(there)
    for file in sorted(Path("left").rglob("f*"))[::2]:
        file.write_text("another\n")
    words = ("label", "full", "--out", "l.jsonl", "--reader", "a", "--plain", "--isolated")
    ended = rulekit(*words, "-n", "20", stdin=b"s\n" * 20)
    assert "not at hand, and others are taken" in ended.err
    assert "of 20 files labelled" in ended.err
    assert "another" not in ended.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("label", "Missing argument 'AUDIT'"),
        (
            "label full",
            "say where the labels go: --out LABELS.jsonl\n  = rulekit label full ",
        ),
        ("label full --out l.jsonl", "say who reads, in a word that other readers do not have"),
        ("label full --out l.jsonl --reader ' '", "say who reads"),
        ("label full --out l.jsonl --reader a", "from a terminal, and here is none\n  = --plain "),
        ("label gone --out l.jsonl --reader a --plain", "there is no audit `gone`"),
        ("label left --out l.jsonl --reader a --plain", "`left` is a folder and no audit"),
        ("label half --out l.jsonl --reader a --plain", "`half` is unfinished: 1 of 2 shards"),
        ("label full bare --out l.jsonl --reader a", "one audit is labelled at a time"),
        ("label full --out . --reader a --plain", "`.` cannot be written: Is a directory"),
        ("label full --out rulekit.toml --reader a --plain", "no label: "),
        ("label full --out l.jsonl --reader a --plain --rule mine/lout", "--rule mine/lout: "),
        ("label full --out l.jsonl --reader a --plain --sample some", "is not one of 'balanced'"),
        ("label full --out l.jsonl --reader a --plain --src gone", "there is no file or folder"),
        ("label full --out l.jsonl --reader a --plain -n 0", "0 is not in the range"),
        ("label --agreement gone.jsonl", "`gone.jsonl` cannot be read: No such file"),
        ("label --agreement rulekit.toml", "no label: "),
    ],
)
def test_what_is_wrong_is_one_reason_and_code_2(rulekit, project, monkeypatch, words, said):
    import shlex

    monkeypatch.chdir(project)
    try:
        ended = rulekit(*shlex.split(words))
    finally:
        Path("l.jsonl").unlink(missing_ok=True)
    assert (2, "") == (ended.code, ended.out)
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_rule_that_failed_nowhere_has_no_files(begin):
    ended = begin("--rule", "mine/named")
    assert (2, "error: no row is of this kind\n") == (ended.code, ended.err)


def test_a_disk_that_is_full_ends_the_session_and_says_so(begin, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    ended = begin("-n", "2", stdin=FIRST)
    assert 2 == ended.code
    assert "cannot be written: No space left on device" in ended.err


def test_readers_are_compared(begin, rulekit, tmp_path):
    begin("-n", "4", stdin=FIRST * 3 + b"u\n\n")
    dropped = b"d\ntrivial\nlow\n\n"
    begin("-n", "4", stdin=FIRST + dropped + FIRST * 2, reader="ben", out="b.jsonl")
    begin("-n", "4", stdin=b"b\nd\nt\nh\nagain\n", reader="ben", out="b.jsonl")
    ended = rulekit(
        "label", "--agreement", str(tmp_path / "labels.jsonl"), str(tmp_path / "b.jsonl")
    )
    assert (0, "") == (ended.code, ended.err)
    rows = [line.split() for line in ended.lines if line.strip()]
    assert ["anna", "4", "3", "0", "1", "0", "0"] == rows[1]
    assert ["ben", "4", "2", "2", "0", "1", "0"] == rows[2]
    assert "1 label said anew later: of a reader's labels of a file the last counts" in ended.out
    assert ["anna,", "ben", "all", "3", "2", "66.7%", "0.00", "1"] in rows
    assert "anna keep (high); ben drop (trivial, low)" in ended.out


def test_of_one_reader_there_are_counts_alone(begin, rulekit, tmp_path):
    begin("-n", "2", stdin=FIRST)
    ended = rulekit("label", "--agreement", str(tmp_path / "labels.jsonl"))
    assert "Of one reader there is no agreement" in ended.out
    assert "kappa" not in ended.out
