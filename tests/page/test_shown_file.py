"""rulekit/page/shown_file.py: one document as a page has it."""

from rulekit import load
from rulekit.page.shown_file import shown_file, without_text

TEXT = "class A:\n" + "    def f(self):\n        pass\n" * 30
VERDICT = load(select=["python/", "text/few-lines"]).check_text(TEXT, "a.py")


def test_what_decided_comes_first_with_its_places():
    found = shown_file(VERDICT, TEXT)
    first = found["findings"][0]
    assert ("drop", "python/pass-heavy", "fail") == (
        found["decision"],
        first["rule"],
        first["outcome"],
    )
    assert [3, 9, 3, 13, "pass"] == first["quoted"][0]
    assert 20 == len(first["quoted"]) < first["count"] == 30


def test_values_and_limits_are_told_as_people_say_them():
    first = shown_file(VERDICT, TEXT)["findings"][0]
    assert ("49.2%", "≤ 20%") == (first["shown"], first["must"])


def test_a_rule_that_does_not_apply_is_left_out():
    told = {one["rule"] for one in shown_file(VERDICT, None)["findings"]}
    assert told == {one.rule for one in VERDICT.findings if one.applies}


def test_a_text_that_is_not_at_hand_is_none_and_one_that_is_left_out_is_cut():
    assert shown_file(VERDICT, None)["text"] is None
    assert not without_text(shown_file(VERDICT, None))["cut"]
    assert without_text(shown_file(VERDICT, TEXT)) == shown_file(VERDICT, None) | {"cut": True}
