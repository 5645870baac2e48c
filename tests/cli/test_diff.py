"""rulekit/cli/diff.py: rows of two audits that end otherwise."""

import json
import shutil

import pytest


@pytest.fixture
def diff(rulekit, project, monkeypatch):
    """A function: how `rulekit diff` with these words ends, called in the project."""
    monkeypatch.chdir(project)

    def called(*words):
        return rulekit("diff", *words)

    return called


def test_an_audit_is_compared_with_itself_judged_otherwise(diff):
    ended = diff("full", "--set", "mine/loud.max=9", "-n", "1")
    assert (0, "") == (ended.code, ended.err)
    assert "plan   --set: nothing before, mine/loud.max=9 now" == ended.lines[0]
    assert "rows   81 in both" in ended.lines
    assert any(one.split() == ["rule", "was", "is", "rows", "bytes"] for one in ended.lines)
    assert any("drop to keep" in one for one in ended.lines)


def test_two_audits_are_compared_and_both_ways_agree(diff, rulekit, tmp_path):
    out = str(tmp_path / "other")
    rulekit("rejudge", "full", "--set", "mine/loud.max=0", "--out", out, "-q")
    told = json.loads(diff("full", out, "-o", "json").out)
    assert (
        told["flips"]
        == json.loads(diff("full", "--set", "mine/loud.max=0", "-o", "json").out)["flips"]
    )
    back = json.loads(diff(out, "full", "-o", "json").out)
    assert [(one["from"], one["to"], one["rows"]) for one in told["flips"]] == [
        (one["to"], one["from"], one["rows"]) for one in back["flips"]
    ]
    assert (told["before"], told["after"]) == (back["after"], back["before"])


def test_rows_of_other_shards_are_joined_by_their_texts_whatever_their_order(
    rulekit, write, mine, monkeypatch
):
    texts = {"a": "a\nb\nc\n", "b": "a!\nb!\nc!\n", "c": "a\nb\nc\nd\n"}
    others = {"a": "c", "b": "a", "c": "b"}
    write({f"one/{name}.md": text for name, text in texts.items()})
    write({f"two/{others[name]}.md": text for name, text in texts.items()})
    for folder, out in (("one", "A"), ("two", "B")):
        ended = rulekit("filter", folder, "--out", out, "-q", "-j1", *mine)
        assert 0 == ended.code
    told = json.loads(rulekit("diff", "A", "B", "-o", "json").out)
    assert [] == told["flips"]
    assert (3, "sha256") == (told["rows"], told["joined_by"])


def test_exit_code_says_whether_rows_flip(diff):
    assert 0 == diff("full", "full", "--exit-code").code
    assert 1 == diff("full", "--set", "mine/loud.max=0", "--exit-code").code
    assert 0 == diff("full", "--set", "mine/loud.max=0").code


def test_a_table_may_be_asked_for_alone(diff):
    lines = diff("full", "--set", "mine/loud.max=0", "--by", "language").lines
    assert ["language", "was", "is", "rows", "bytes"] == lines[1].split()
    assert not any("decides" in one for one in lines)


def test_nothing_is_left_behind(diff, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert 0 == diff("full", "--set", "mine/loud.max=0").code
    assert [] == [*tmp_path.glob("rulekit-*")]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "say two audits: rulekit diff A B; or one, and what to judge it by"),
        (("full",), "say the other audit: rulekit diff A B"),
        (("full", "bare", "half"), "say two audits"),
        (("full", "bare", "--profile", "ours"), "--profile ours is for one audit"),
        (("full", "none"), "there is no audit `none`"),
        (("bare", "--set", "mine/loud.max=0"), "`bare` has no readings"),
        (("full", "--set", "mine/luod.max=0"), "did you mean `mine/loud`?"),
    ],
)
def test_what_cannot_be_compared_says_why(diff, words, says):
    ended = diff(*words)
    assert (2, "") == (ended.code, ended.out)
    assert says in ended.err


def test_an_unfinished_audit_is_compared_as_far_as_it_is(diff):
    ended = diff("full", "half")
    assert (0, "half: unfinished: 1 of 2 shards are closed, and only they count\n") == (
        ended.code, ended.err,
    )  # fmt: skip
    assert any("only in the first" in one for one in ended.lines)


def test_audits_of_other_corpora_have_nothing_in_common(rulekit, folder, project):
    shutil.copytree(project / "rules", folder / "rules")
    shutil.copy(project / "rulekit.toml", folder)
    (folder / "else").mkdir()
    (folder / "else/a.py").write_text("x = 1\n")
    assert "" == rulekit("filter", "else", "--out", "other", "-q", "-j", "1").err
    ended = rulekit("diff", str(project / "full"), "other")
    assert (2, True) == (ended.code, "have no row in common" in ended.err)
