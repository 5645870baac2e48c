"""rulekit/cli/rejudge.py: other limits on what an audit has measured."""

import json
from contextlib import chdir
from pathlib import Path

import pytest
from pyarrow import parquet

pytestmark = pytest.mark.slow  # the audits of a project are made


@pytest.fixture
def rejudge(rulekit, project, tmp_path):
    """A function: how `rulekit rejudge` ends in the project's folder, and where it wrote to."""

    def called(*words, out=True):
        new = tmp_path / "new"
        with chdir(project):
            return rulekit("rejudge", *words, *(["--out", str(new)] if out else [])), new

    return called


def decisions(folder):
    tables = [parquet.read_table(path) for path in sorted(folder.glob("verdicts/*"))]
    return [one for table in tables for one in table["decision"].to_pylist()]


def test_it_shows_what_the_new_limits_come_to(rejudge, project):
    ended, new = rejudge("full", "--set", "mine/loud.max=0")
    assert (0, "") == (ended.code, ended.err)
    after = decisions(new)
    assert after.count("drop") > decisions(project / "full").count("drop")
    counts = json.loads((new / "manifest.json").read_text())["counts"]
    assert f"{counts['files']} rows judged: {counts['keep']} kept" in ended.out


def test_quiet_says_nothing(rejudge):
    ended, new = rejudge("full", "-q")
    assert (0, "", "") == (ended.code, ended.out, ended.err)
    assert (new / "manifest.json").exists()


def test_options_are_added_to_those_of_the_audit(rejudge):
    _, new = rejudge("full", "--ignore", "mine/loud")
    choice = json.loads((new / "manifest.json").read_text())["plan"]["choice"]
    assert ('"ours"', '["mine/loud"]') == (choice["profile"], choice["ignore"])


def test_more_than_may_be_dropped_is_exit_code_1(rejudge):
    ended, _ = rejudge("full", "--max-drop-rate", "1%")
    assert 1 == ended.code


def test_a_corpus_that_is_another_is_told(rejudge, tmp_path):
    (tmp_path / "left").mkdir()
    (tmp_path / "left/a.py").write_text("another")
    (tmp_path / "right").mkdir()
    (tmp_path / "right/a.py").write_text("another")
    ended, _ = rejudge("full", "--src", str(tmp_path / "left"), "--src", str(tmp_path / "right"))
    assert (0, "warning: left is not read: its bytes are others") == (
        ended.code,
        ended.err.splitlines()[0],
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["full", "--select", "text/few-*"], "for text/few-"),
        (["bare"], "`bare` has no readings"),
        (["half"], "is not finished"),
        (["left"], "is a folder and no audit"),
        (["nowhere"], "there is no audit `nowhere`"),
        (["full", "--set", "mine/loud.most=1"], "most"),
        (["full", "--profile", "theirs"], "theirs"),
        (["full", "--src", "nowhere"], "there is no file or folder `nowhere`"),
    ],
)
def test_what_cannot_be_is_an_error_and_writes_nothing(rejudge, words, said):
    ended, new = rejudge(*words)
    assert (2, "") == (ended.code, ended.out)
    assert said in ended.err
    assert not new.exists()


def test_it_must_be_told_where_to_write(rejudge):
    ended, _ = rejudge("full", out=False)
    assert (2, "error: say where the new audit goes: --out DIR\n") == (ended.code, ended.err)


def test_languages_without_rules_have_their_own_reasons_by_a_plan_that_was_stored(
    rulekit, write, tmp_path, monkeypatch
):
    names = ("a.py", "b.scm", "c.csv", "d.lua", "e.java")
    rows = [{"content": f"x{i} 1\n", "path": name} for i, name in enumerate(names)]
    write({"c.jsonl": "".join(json.dumps(row) + "\n" for row in rows)})
    select = ("--select", "python/import-heavy", "-q")
    assert 0 == rulekit("filter", "c.jsonl", "--signals", "used", "--out", "audit", "-q").code
    rulekit("filter", "c.jsonl", "--signals", "used", "--out", "fresh", *select)
    monkeypatch.setenv("RULEKIT_CACHE_DIR", str(tmp_path / "plans"))
    for out in ("making", "taking"):
        rulekit("rejudge", "audit", "--out", out, *select)
        table = Path(out, "verdicts/c.jsonl.parquet").read_bytes()
        assert Path("fresh/verdicts/c.jsonl.parquet").read_bytes() == table
