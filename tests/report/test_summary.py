"""rulekit/report/summary.py: counts by language, rule or folder, worked out by hand."""

from dataclasses import replace

import pytest

from rulekit.core.tally import Tally
from rulekit.core.verdict import Finding, Verdict
from rulekit.report.summary import not_judged, show_statistics, show_summary


def verdict(path, *rules, language="python", size=100, findings=()):
    failures = tuple(Finding(rule, "fail", value=1.0) for rule in rules)
    decision = "drop" if rules else "keep"
    return Verdict(
        path, decision, "", rules, size=size, language=language, findings=failures + findings
    )


FLAG = Finding("mine/flag", "fail", value=1.0, action="flag")
UNKNOWN = Finding("mine/tree", "unmeasured", note="no parser for go")
CLOSED = Finding("mine/when", "unmeasured", applies=False, note="lines is 1, not >= 9")

# a: dropped 3 times, alone once (10 bytes); b: twice, alone never; c: once, alone (2,000 bytes)
RUN = (
    verdict("src/1.py", "mine/a", size=10),
    verdict("src/2.py", "mine/a", "mine/b"),
    verdict("src/x/3.py", "mine/a", "mine/b"),
    verdict("4.py", "mine/c", size=2000),
    verdict("5.py", findings=(FLAG, CLOSED)),
    verdict("src/6.go", language="go", findings=(UNKNOWN,)),
    verdict("7.go", language="go", findings=(UNKNOWN, replace(UNKNOWN, rule="mine/other"))),
    Verdict("8.bin", "drop", "", ("binary",), size=10_000, candidate=False),
    Verdict("9.bin", "drop", "", ("binary",), candidate=False),
    Verdict("link", "drop", "", ("symbolic-link",), candidate=False),
)


def tally_of(verdicts):
    tally = Tally()
    for one in verdicts:
        tally.add(one)
    return tally


@pytest.fixture
def summary(lines):
    def shown(verdicts=RUN, by="language"):
        return lines(lambda printer: show_summary(printer, tally_of(verdicts), by))

    return shown


@pytest.fixture
def statistics(lines):
    def shown(verdicts=RUN):
        return lines(lambda printer: show_statistics(printer, tally_of(verdicts)))

    return shown


def test_by_language_the_largest_comes_first_and_the_total_last(summary):
    assert [
        "",
        " language  files  keep  drop  error  drop rate  top reasons",
        " python        5     1     4      0     80.0 %  mine/a 3 · mine/b 2 · mine/c 1",
        " go            2     2     0      0      0.0 %",
        " total         7     3     4      0     57.1 %",
        "Not measured by some rules: no parser for go: 2 files; --statistics lists them.",
        "Not judged: 3 files (2 binary, 1 symbolic link); --show-files lists them.",
    ] == summary()


def test_by_folder_each_has_what_lies_right_in_it(summary):
    assert [
        " dir    files  keep  drop  error  drop rate  top reasons",
        " .          3     2     1      0     33.3 %  mine/c 1",
        " src        3     1     2      0     66.7 %  mine/a 2 · mine/b 1",
        " src/x      1     0     1      0    100.0 %  mine/a 1 · mine/b 1",
        " total      7     3     4      0     57.1 %",
    ] == summary(by="dir")[1:-2]


def test_by_rule_it_is_the_statistics(summary, statistics):
    assert statistics() == summary(by="rule")[1:-1]


def test_one_group_needs_no_total(summary):
    assert not any("total" in line for line in summary(RUN[:3]))


def test_only_three_reasons_are_named(summary):
    [row] = summary([verdict("a.py", "mine/a", "mine/b", "mine/c", "mine/d")])[2:]
    assert row.endswith("mine/a 1 · mine/b 1 · mine/c 1")


def test_a_run_without_a_candidate_has_no_table(summary):
    assert ["Not judged: 1 file (1 binary); --show-files lists them."] == summary([RUN[7]])


def test_an_empty_run_says_nothing(summary):
    assert [] == summary([])


def test_statistics_tell_what_each_rule_dropped_and_what_it_alone_did(statistics):
    assert [
        " reason     files   share  only reason   bytes  flagged",
        " mine/a         3  42.9 %            1    10 B        0",
        " mine/b         2  28.6 %            0     0 B        0",
        " mine/c         1  14.3 %            1  2.0 KB        0",
        " mine/flag      0   0.0 %            0     0 B        1",
        " only reason: files that this reason alone removes; bytes are theirs",
    ] == statistics()[:6]


def test_statistics_tell_what_was_not_measured_and_why(statistics):
    assert [
        "",
        " not measured because  files  rules",
        " no parser for go         2  mine/other, mine/tree",
    ] == statistics()[6:]


def test_a_closed_condition_is_no_failure_to_measure(statistics):
    assert not any("not >= 9" in line for line in statistics())


def test_many_rules_with_the_same_reason_are_counted(statistics):
    findings = tuple(replace(UNKNOWN, rule=f"mine/{name}") for name in "abcd")
    assert (
        " no parser for go         1  4 rules" == statistics([verdict("a", findings=findings)])[-1]
    )


def test_statistics_of_a_clean_run_are_empty(statistics):
    assert [] == statistics([verdict("a.py")])


def test_nothing_is_said_of_what_was_not_judged_when_all_was():
    assert "" == not_judged(tally_of(RUN[:7]))
