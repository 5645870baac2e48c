"""rulekit/testing/kit.py: what a test of a pack asks of rulekit."""

import pytest

from rulekit import Unmeasured, UsageError
from rulekit.errors import PluginError
from rulekit.testing import Kit

PASSES = "class A:\n    pass\n\n\nclass B:\n    pass\n"


@pytest.fixture(scope="module")
def kit():
    return Kit()


def test_a_text_is_judged_under_a_name(kit):
    verdict = kit.check(PASSES, "a.py")
    assert ("drop", True) == (verdict.decision, "python/pass-heavy" in verdict.decided_by)


def test_captures_are_texts_and_every_capture_of_the_language_is_there(kit):
    found = kit.captures("x = 'é'\nprint(x)\n", "a.py")
    assert (["'é'"], [], ["print(x)"]) == (found["string"], found["comment"], found["print"])


def test_a_capture_that_the_language_lacks_is_not_there(kit):
    assert "goto" not in kit.captures("", "a.py")


def test_a_rule_a_signal_and_a_finder_are_read(kit):
    assert [0.5, 4, 0] == [
        kit.reads("python/pass-heavy", PASSES, "a.py"),
        kit.reads("text.lines", "a\nb\nc\nd\n", "a.txt"),
        kit.reads("code.encoded", PASSES, "a.py"),
    ]


def test_what_cannot_be_measured_says_why(kit):
    with pytest.raises(Unmeasured, match=r"no @python\.pass is marked in go"):
        kit.reads("python/pass-heavy", "package a\n", "a.go")
    with pytest.raises(Unmeasured, match="no parser for text"):
        kit.captures("a", "a.txt")


def test_what_is_pointed_at_is_found(kit):
    assert ["pass", "pass"] == kit.finds("python/pass-heavy", PASSES, "a.py")
    assert [] == kit.finds("text.lines", PASSES, "a.py")


@pytest.mark.parametrize(
    ("name", "near"),
    [("python/pas-heavy", "python/pass-heavy"), ("text.line", "text.lines")],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest(kit, name, near):
    with pytest.raises(UsageError, match=f"`{name}`, did you mean `{near}`"):
        kit.reads(name, "", "a.py")


def test_a_file_name_of_no_language_is_told(kit):
    with pytest.raises(UsageError, match=r"no known language has the name `a\.nonsense`"):
        kit.reads("text.lines", "", "a.nonsense")


@pytest.mark.slow
def test_a_broken_plugin_is_no_silence(installed):
    installed("good", **{"rules/toy/short.yaml": "title: x\n"})
    with pytest.raises(PluginError, match="the key `why` is missing"):
        Kit()
