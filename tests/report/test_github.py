"""rulekit/report/github.py: workflow commands, read as GitHub's runner reads them."""

import re
from dataclasses import replace

from hypothesis import given
from reporting import (
    BINARY,
    DROP,
    ERROR,
    FLAGGED,
    KEEP,
    LOUD,
    PLACE,
    RUN,
    RUNS,
    dropped,
    report,
    with_findings,
)

from rulekit.core.escape import visible
from rulekit.report.github import HELD, SHOWN
from rulekit.report.remark import remarks


def lines(verdicts=RUN):
    return report("github", verdicts).splitlines()


def read(line):
    """Kind, properties and message of a command, undone in the order in which the runner does."""
    kind, words, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
    pairs = [word.split("=", 1) for word in words.split(",")]
    properties = {key: undone(value, ":,") for key, value in pairs}
    return kind, properties, undone(message)


def undone(text, more=""):
    for character in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def test_a_reason_is_a_command_with_its_place():
    expected = "::error file=src/a.py,line=2,endLine=2,col=5,endColumn=9,title=mine/loud"
    assert f"{expected}::[b]50%25[/b] (50%25 > 5%25)" in lines()


def test_an_error_comes_before_a_drop_and_a_flag_is_a_warning():
    assert [("error", "d.py"), ("error", "src/a.py"), ("warning", "c.py")] == [
        (kind, properties["file"]) for kind, properties, _ in map(read, lines())
    ]


def test_a_spared_failure_is_a_notice():
    spared = with_findings(replace(LOUD, action="spare"))
    assert lines([replace(spared, decision="keep", decided_by=())])[0].startswith("::notice ")


def test_what_is_kept_or_no_candidate_says_nothing():
    assert [] == lines([KEEP, BINARY])


def test_a_place_of_several_lines_has_no_columns_as_the_runner_refuses_them():
    place = PLACE._replace(end_line=4)
    _, properties, _ = read(lines([dropped(evidence=(place,))])[0])
    assert {"file", "line", "endLine", "title"} == set(properties)


def test_the_whole_file_has_no_line():
    _, properties, _ = read(lines([ERROR])[0])
    assert {"file": "d.py", "title": "unreadable"} == properties


def test_what_has_a_meaning_in_a_command_is_escaped():
    line = lines([dropped(path="a,b:c=d%0A.py", message="50%\n::error::x")])[0]
    assert "file=a%2Cb%3Ac=d%250A.py," in line
    assert line.endswith(r"::50%25\n::error::x (50%25 > 5%25)")


@given(RUNS)
def test_a_command_says_what_was_meant_whatever_the_texts(verdicts):
    meant = [
        (verdict.path, one.rule, visible(one.text))
        for verdict in verdicts
        for one in remarks(verdict)
    ]
    told = [
        (properties.get("file"), properties["title"], message)
        for _, properties, message in map(read, lines(verdicts))
    ]
    assert sorted(meant) == sorted(one for one in told if one[0])


# GitHub shows ten of a kind


def many(count, rule="mine/loud"):
    return [dropped(f"{rule}{number}.py", rule) for number in range(count)]


def test_as_many_as_are_shown_need_no_note():
    assert SHOWN == len(lines(many(SHOWN)))


def test_of_more_the_last_that_is_shown_counts_the_others():
    written = lines(many(SHOWN + 1))
    text = (
        "2 more findings than GitHub shows here; all are in the log of this step. All: mine/loud 11"
    )
    assert ("error", {"title": "rulekit"}, text) == read(written[SHOWN - 1])
    assert SHOWN + 2 == len(written)


def test_every_reason_is_among_the_first():
    files = [*many(30), *many(2, "mine/other"), *many(1, "mine/third"), ERROR]
    first = [read(line)[1]["title"] for line in lines(files)[:4]]
    assert ["unreadable", "mine/loud", "mine/other", "mine/third"] == first


def test_no_more_are_held_than_a_limit_but_the_first_of_every_reason_are():
    files = [*many(HELD + 5), *many(1, "mine/other")]
    written = lines(files)
    assert HELD + 1 + 1 == len(written)
    assert "mine/other" == read(written[1])[1]["title"]
    assert f"{HELD + 1:,} of all are in the log" in written[SHOWN - 1]


def test_each_kind_is_counted_by_itself():
    flags = [replace(FLAGGED, path=f"{number}.py") for number in range(SHOWN + 1)]
    kinds = [read(line)[0] for line in lines([DROP, *flags])]
    assert ["error", *["warning"] * (SHOWN + 2)] == kinds
