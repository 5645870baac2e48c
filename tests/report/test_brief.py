"""rulekit/report/brief.py: a line for each reason, however many the files."""

import io
from dataclasses import replace

import pytest

from rulekit.core.position import Positions
from rulekit.core.span import Span
from rulekit.core.tally import Tally
from rulekit.core.verdict import Finding, Verdict
from rulekit.report.brief import ALONE, FEW, Brief, line_of
from rulekit.report.pieces import plain
from rulekit.report.style import Style

PLACE = Positions(b"a\nb!!!!\n").evidence(Span(3, 4))
LOUD = Finding(
    "mine/loud", "fail", value=5.0, limit=4.0, bound="max", margin=1.0, unit="matches",
    message="5 shouts", evidence=(PLACE,), evidence_count=1,
)  # fmt: skip
SHORT = Finding(
    "mine/short", "fail", value=1.0, limit=4.0, bound="min", margin=0.5, unit="lines",
    message="only 1 line",
)  # fmt: skip
FAR = replace(SHORT, margin=40.0)
PASSED = replace(LOUD, outcome="pass", value=4.0, margin=0.0, message="", evidence=())
FLAG = replace(LOUD, rule="mine/odd", action="flag", message="5 odd things", evidence=())
TITLES = {"mine/loud": "Too loud", "mine/short": "Too short", "mine/odd": "Odd"}


def verdict(path, *findings):
    """A file that these findings dropped, the first of them first, or kept if none drops."""
    dropping = tuple(one.rule for one in findings if one.drops)
    return Verdict(
        path, "drop" if dropping else "keep", "3 rules passed", dropping, findings=findings,
        language="python", size=10,
    )  # fmt: skip


def loud(count):
    """So many files that are too loud, each by one more than the one before."""
    return [verdict(f"{i}.py", replace(LOUD, value=5.0 + i, margin=1.0 + i)) for i in range(count)]


def error(path):
    return Verdict(path, "error", "cannot be read: no", ("unreadable",))


KEPT = verdict("k.py", PASSED)
BINARY = Verdict("e.bin", "drop", "binary: a NUL", ("binary",), size=9, candidate=False)


def report(*verdicts, **style):
    """What is printed of a run, line by line."""
    stream, tally = io.StringIO(), Tally()
    brief = Brief(stream, Style(titles=TITLES, **style))
    for one in verdicts:
        tally.add(one)
        brief.add(one)
    brief.finish(tally)
    return stream.getvalue().splitlines()


def files(*verdicts, **style):
    """What is printed of the files, before the table."""
    shown = report(*verdicts, **style)
    return shown[: shown.index("")]


# A line a file


def said(one):
    return "".join(map(plain, line_of(one)))


def test_a_file_is_its_place_its_reason_and_the_value_against_the_limit():
    assert "a.py:2: mine/loud  5 shouts (5 > 4)" == said(verdict("a.py", LOUD))


def test_a_reason_about_the_whole_file_has_no_line_number():
    assert "a.py: mine/short  only 1 line (1 < 4)" == said(verdict("a.py", SHORT))


def test_the_reason_that_says_the_most_is_told_and_the_others_counted():
    expected = "a.py: mine/short  only 1 line (1 < 4) (+2 more)"
    assert expected == said(verdict("a.py", LOUD, FAR, FLAG))


def test_a_reason_comes_before_what_follows_from_it():
    follows = replace(FAR, implied_by="mine/loud")
    expected = "a.py:2: mine/loud  5 shouts (5 > 4) (+1 more)"
    assert expected == said(verdict("a.py", follows, LOUD))


def test_a_kept_file_with_a_flag_says_so():
    assert "a.py: mine/odd  5 odd things (5 > 4) (flag)" == said(verdict("a.py", FLAG))


def test_a_kept_file_without_one_is_kept():
    assert "k.py: keep  3 rules passed" == said(KEPT)


def test_an_error_has_its_reason():
    assert "a.py: error  cannot be read: no" == said(error("a.py"))


def test_what_no_rule_dropped_has_its_reason_and_not_its_flag():
    low = {"decision": "drop", "reason": "score 0.50", "decided_by": ("min-score",)}
    assert "a.py: drop  score 0.50" == said(replace(verdict("a.py", FLAG), **low))


# Few files


def test_three_files_are_shown_with_their_evidence():
    assert 3 == FEW
    assert [
        "drop  0.py",
        "  mine/loud  5 shouts (5 > 4)",
        "    --> 0.py:2:2",
        "     2 | b!!!!",
        "       |  ^",
    ] == files(*loud(3))[:5]


def test_more_have_a_line_each_in_the_order_in_which_they_came():
    run = [verdict("b.py", SHORT), *loud(2), error("c.py"), verdict("a.py", SHORT)]
    assert [
        "b.py: mine/short  only 1 line (1 < 4)",
        "0.py:2: mine/loud  5 shouts (5 > 4)",
        "1.py:2: mine/loud  5 shouts (6 > 4)",
        "c.py: error  cannot be read: no",
        "a.py: mine/short  only 1 line (1 < 4)",
    ] == files(*run)


# Many files with one reason


def test_six_files_with_one_reason_are_one_line_with_their_number_and_the_range():
    assert 5 == ALONE
    expected = "6 files: mine/loud  Too loud (5 to 10; at most 4 allowed): 0.py, 1.py, 2.py, …"
    assert [expected] == files(*loud(6))


def test_five_have_a_line_each():
    assert 5 == len(files(*loud(5)))


def six(*findings):
    return [verdict(f"{i}.py", *findings) for i in range(6)]


def test_a_range_of_one_value_is_that_value():
    expected = "6 files: mine/short  Too short (1; at least 4 needed): 0.py, 1.py, 2.py, …"
    assert [expected] == files(*six(SHORT))


def test_a_range_is_in_the_unit_of_the_rule():
    shares = [
        verdict(f"{i}.py", replace(LOUD, value=i / 10, limit=0.25, unit="share of lines"))
        for i in (4, 3, 8, 5, 6, 7)
    ]
    assert "Too loud (30% to 80%; at most 25% allowed): 4.py" in files(*shares)[0]


def test_where_none_is_allowed_there_is_no_range():
    expected = "6 files: mine/loud  Too loud: 0.py, 1.py, 2.py, …"
    assert [expected] == files(*six(replace(LOUD, limit=0.0)))


def test_files_that_are_kept_with_a_flag_are_a_group_that_says_so():
    expected = "6 files: mine/odd  Odd (5; at most 4 allowed) (flag): 0.py, 1.py, 2.py, …"
    assert [expected] == files(*six(FLAG))


def test_dropped_and_flagged_files_are_never_in_one_group():
    run = [*six(replace(FLAG, rule="mine/loud")), *loud(6)]
    assert ["6 files", "6 files"] == [line.partition(":")[0] for line in files(*run)]


def test_errors_with_one_cause_are_a_group_with_what_the_cause_means():
    expected = "6 files: unreadable  the file could not be read: 0, 1, 2, …"
    assert [expected] == files(*(error(str(i)) for i in range(6)))


def test_a_file_is_in_the_group_of_the_reason_that_decided_first():
    assert files(*six(FAR, LOUD))[0].startswith("6 files: mine/short  Too short (1; ")


def test_groups_come_after_single_files_and_the_largest_first():
    run = [*loud(6), *(error(str(i)) for i in range(7)), verdict("a.py", SHORT)]
    assert ["a.py", "7 files", "6 files"] == [line.partition(":")[0] for line in files(*run)]


def test_only_the_first_files_of_a_group_are_held():
    brief = Brief(io.StringIO(), Style())
    for one in loud(50):
        brief.add(one)
    (group,) = brief.groups.values()
    assert (50, ALONE, 5.0, 54.0) == (group.count, len(group.first), group.low, group.high)


# What is to be seen


def test_kept_files_are_counted_and_not_listed():
    assert [] == files(KEPT)
    assert "1 file judged: 1 kept, 0 dropped (0.0% dropped)" in report(KEPT)


def test_show_files_lists_each_file_of_a_reason_and_those_that_were_not_judged():
    shown = report(*loud(6), KEPT, BINARY, show_files=True)
    assert [f"{i}.py:2: mine/loud  5 shouts ({5 + i} > 4)" for i in range(6)] == shown[:6]
    assert "" == shown[6]
    assert ["Not judged: 1 file (1 binary).", "  e.bin: binary: a NUL"] == shown[-2:]


def test_verbose_lists_kept_files_too():
    shown = files(KEPT, *loud(6), replace(KEPT, path="l.py"), verbose=True)
    assert ["k.py: keep  3 rules passed", "l.py: keep  3 rules passed"] == shown[:2]
    assert ["6 files"] == [line.partition(":")[0] for line in shown[2:]]


@pytest.mark.parametrize("style", [{"quiet": True}, {"statistics": True}])
def test_quiet_and_statistics_list_no_file(style):
    shown = report(*loud(6), BINARY, **style)
    assert not any("0.py" in line for line in shown)
    assert "6 files judged: 0 kept, 6 dropped (100.0% dropped)" in shown


def test_statistics_come_before_the_table():
    shown = report(*loud(1), statistics=True)
    heads = [line.split()[0] for line in shown if line.startswith((" reason", " language"))]
    assert ["reason", "language"] == heads


@pytest.mark.parametrize(
    ("told", "style"), [(False, {}), (True, {"verbose": True}), (True, {"statistics": True})]
)
def test_statistics_and_verbose_tell_what_was_not_measured(told, style):
    unknown = Finding("mine/tree", "unmeasured", note="no parser for go")
    assert told == any("no parser" in line for line in report(verdict("a.go", unknown), **style))


# The next step


def test_the_first_dropped_file_is_the_one_to_explain():
    shown = report(error("a b.py"), verdict("c d.py", SHORT))
    assert "Explain one: rulekit explain 'c d.py'" == shown[-1]


def test_where_files_are_not_shown_whole_it_is_said_how_to_see_them():
    more = "every file: --show-files   with evidence: -o full"
    assert f"Explain one: rulekit explain 0.py   {more}" == report(*loud(6))[-1]


def test_where_nothing_was_dropped_there_is_nothing_to_explain():
    assert not any("explain" in line for line in report(KEPT, error("a.py")))


def test_the_rulekit_toml_in_force_is_named():
    assert "Configured by ../rulekit.toml." in report(*loud(1), config="../rulekit.toml")


def test_a_run_over_nothing_prints_nothing():
    assert [] == report()


def test_a_row_of_a_corpus_is_named_by_its_place():
    row = replace(verdict("a.py", SHORT), shard="a.jsonl", row=7)
    assert "a.jsonl#row=7: mine/short  only 1 line (1 < 4)" == said(row)
    assert "Explain one: rulekit explain 'a.jsonl#row=7'" == report(row)[-1]
