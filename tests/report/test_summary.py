"""rulekit/report/summary.py: counts by language, rule or folder, worked out by hand."""

from dataclasses import replace

import pytest

from rulekit.core.tally import Count, Tally
from rulekit.core.verdict import Finding, Verdict
from rulekit.report.printer import Printer
from rulekit.report.style import Style
from rulekit.report.summary import (
    TOP_GROUPS,
    not_judged,
    show_statistics,
    show_summary,
    show_unmeasured,
    totals,
)


def verdict(path, *rules, language="python", size=100, findings=()):
    failures = tuple(Finding(rule, "fail", value=1.0) for rule in rules)
    decision = "drop" if rules else "keep"
    return Verdict(
        path, decision, "", rules, size=size, language=language, findings=failures + findings
    )


TOLD = (
    " A file with several reasons counts for each. Only reason: files that have no other, "
    "save what follows from it; bytes are theirs."
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
    def shown(verdicts=RUN, **style):
        return lines(lambda printer: show_summary(printer, tally_of(verdicts), Style(**style)))

    return shown


@pytest.fixture
def statistics(lines):
    def shown(verdicts=RUN):
        return lines(lambda printer: show_statistics(printer, tally_of(verdicts)))

    return shown


@pytest.fixture
def unmeasured(lines):
    def shown(verdicts=RUN):
        return lines(lambda printer: show_unmeasured(printer, tally_of(verdicts)))

    return shown


def test_by_language_the_largest_comes_first_and_the_totals_are_a_line(summary):
    assert [
        "",
        " language  files  keep  drop  drop rate  reasons",
        " python        5     1     4      80.0%  mine/a 3, mine/c 1",
        " go            2     2     0       0.0%",
        "7 files judged: 3 kept, 4 dropped (57.1% dropped)",
        "Not judged: 3 files (2 binary, 1 symbolic link); --show-files lists them.",
    ] == summary()


def test_by_folder_each_has_what_lies_right_in_it(summary):
    assert [
        " dir    files  keep  drop  drop rate  reasons",
        " .          3     2     1      33.3%  mine/c 1",
        " src        3     1     2      66.7%  mine/a 2",
        " src/x      1     0     1     100.0%  mine/a 1",
    ] == summary(by="dir")[1:-2]


def test_by_rule_it_is_the_statistics(summary, statistics):
    assert ["", *statistics()] == summary(by="rule")[:-2]


def test_statistics_come_before_the_table_with_a_blank_line_between(summary, statistics):
    both = summary(statistics=True)
    table = both.index(" language  files  keep  drop  drop rate  reasons")
    assert ["", *statistics(), ""] == both[:table]


def test_quiet_leaves_the_line_of_totals_and_what_was_not_judged(summary):
    assert summary()[-2:] == summary(quiet=True)


def test_a_table_that_is_asked_for_is_shown_quiet_or_not(summary):
    for by in ("language", "rule", "dir"):
        assert summary(by=by) == summary(by=by, quiet=True)


def failed(path):
    return Verdict(path, "error", "", ("crashed",), language="python")


def test_errors_have_a_column_where_there_are_any(summary):
    assert [
        " language  files  keep  drop  error  drop rate  reasons",
        " python        2     0     1      1      50.0%  crashed 1, mine/a 1",
        "2 files judged: 0 kept, 1 dropped, 1 error (50.0% dropped)",
    ] == summary([RUN[0], failed("b.py")])[1:]


def languages(count):
    return [verdict(f"a.{i:02}", language=f"l{i:02}") for i in range(count)]


def test_small_languages_are_one_row_unless_they_are_asked_for(summary):
    run = [*languages(TOP_GROUPS + 2), verdict("b", "mine/a", language="l00")]
    shown, whole = summary(run), summary(run, by="language")
    assert " 2 others      2     2     0       0.0%" in shown
    assert TOP_GROUPS + 1 == sum("%" in line for line in shown[2:-1])
    assert TOP_GROUPS + 2 == sum("%" in line for line in whole[2:-1])


def test_one_language_more_is_no_reason_for_others(summary):
    assert not any("others" in line for line in summary(languages(TOP_GROUPS + 1)))


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("1 file judged: 1 kept, 0 dropped (0.0% dropped)", Count(keep=1)),
        ("3,000 files judged: 0 kept, 3,000 dropped (100.0% dropped)", Count(drop=3000)),
        ("4 files judged: 1 kept, 1 dropped, 2 errors (25.0% dropped)", Count(1, 1, 2)),
    ],
)
def test_the_totals_are_a_sentence(line, count):
    assert line == totals(count, "file")


def test_a_path_of_a_folder_is_shortened_where_the_terminal_is_narrow(on_terminal):
    run = tally_of([verdict(f"src/{'deep/' * 20}a.py")])
    shown = on_terminal(lambda to: show_summary(Printer(to), run, Style(by="dir")), 80)
    assert "…" in shown.splitlines()[2]


def test_only_three_reasons_are_named(summary):
    row = summary([verdict(f"{name}.py", f"mine/{name}") for name in "abcd"])[2]
    assert row.endswith("%  mine/a 1, mine/b 1, mine/c 1")


def test_a_file_counts_once_by_the_reason_that_says_the_most(summary):
    run = [verdict("1.py", "mine/b", "mine/a"), verdict("2.py", "mine/b"), verdict("3.py")]
    assert " python        3     1     2      66.7%  mine/b 2" == summary(run)[2]


def test_a_run_without_a_candidate_has_no_table(summary):
    assert ["Not judged: 1 file (1 binary); --show-files lists them."] == summary([RUN[7]])


def test_an_empty_run_says_nothing(summary):
    assert [] == summary([])


def test_statistics_tell_what_each_rule_dropped_and_what_it_alone_did(statistics):
    assert [
        " reason     files  share  only reason   bytes  flagged",
        " mine/a         3  42.9%            1    10 B        0",
        " mine/b         2  28.6%            0     0 B        0",
        " mine/c         1  14.3%            1  2.0 KB        0",
        " mine/flag      0   0.0%            0     0 B        1",
        TOLD,
    ] == statistics()


def test_there_is_no_column_for_flags_that_only_rows_further_down_have(lines):
    tally = tally_of(RUN)
    shown, whole = (
        lines(lambda to, top=top: show_statistics(to, tally, top))[0] for top in (3, None)
    )
    assert (False, True) == ("flagged" in shown, "flagged" in whole)


def test_of_a_corpus_the_table_and_the_sentence_speak_of_rows(lines):
    table = lines(lambda to: show_statistics(to, tally_of(RUN), what="row"))
    assert ["reason", "rows", "share"] == table[0].split()[:3]
    assert table[-1].startswith(" A row with several reasons counts for each. Only reason: rows ")


def test_without_a_flag_there_is_no_column_for_them(statistics):
    assert [
        " reason  files   share  only reason  bytes",
        " mine/a      1  100.0%            1   10 B",
    ] == statistics(RUN[:1])[:2]


def test_what_follows_from_a_reason_does_not_make_it_one_of_two(statistics):
    follows = Finding("mine/b", "fail", value=1.0, implied_by="mine/a")
    one = verdict("a.py", "mine/a", "mine/b")
    folded = replace(one, findings=(one.findings[0], follows))
    assert [
        " mine/a      1  100.0%            1  100 B",
        " mine/b      1  100.0%            0    0 B",
    ] == statistics([folded])[1:3]


def test_it_is_told_what_was_not_measured_and_why(unmeasured):
    assert [
        "",
        " not measured because  files  rules",
        " no parser for go          2  mine/other, mine/tree",
    ] == unmeasured()


def test_a_closed_condition_is_no_failure_to_measure(unmeasured):
    assert not any("not >= 9" in line for line in unmeasured())


@pytest.mark.parametrize(
    ("told", "style"), [(False, {}), (True, {"statistics": True}), (True, {"verbose": True})]
)
def test_what_was_not_measured_is_told_by_statistics_and_verbose(summary, told, style):
    assert told == any("no parser for go" in line for line in summary(**style))


def test_many_rules_with_the_same_reason_are_counted(unmeasured):
    findings = tuple(replace(UNKNOWN, rule=f"mine/{name}") for name in "abcd")
    assert (
        " no parser for go          1  4 rules" == unmeasured([verdict("a", findings=findings)])[-1]
    )


def test_statistics_of_a_clean_run_are_empty(statistics):
    assert [] == statistics([verdict("a.py")])


def test_nothing_is_said_of_what_was_not_judged_when_all_was():
    assert "" == not_judged(tally_of(RUN[:7]))
