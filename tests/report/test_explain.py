"""rulekit/report/explain.py: why one file was kept or dropped."""

from dataclasses import replace

import pytest

from rulekit.core.position import Positions
from rulekit.core.reading import Reading
from rulekit.core.span import Span
from rulekit.core.verdict import Finding, Verdict
from rulekit.report.explain import show_explanation, show_readings

PLACES = tuple(Positions(b"a\n" * 9).evidence(Span(2 * i, 2 * i + 1)) for i in range(9))
FAILED = Finding(
    "mine/loud", "fail", value=6.0, limit=4.0, bound="max", margin=2.0, limit_from="rule",
    message="6 shouts", evidence=PLACES[:6], evidence_count=6,
)  # fmt: skip
PASSED = Finding(
    "mine/short", "pass", value=10.0, limit=5.0, bound="min", margin=-5.0, limit_from="rule"
)
NEAR = replace(PASSED, rule="mine/near", value=5.5, margin=-0.5, limit_from="rulekit.toml")
FLAGGED = replace(FAILED, rule="mine/odd", action="flag", evidence=(), evidence_count=0)
UNMEASURED = Finding("mine/tree", "unmeasured", note="no parser for cobol")
CLOSED = Finding("mine/when", "unmeasured", applies=False, note="not asked: lines is 1")

DROPPED = Verdict(
    "src/a.py", "drop", "mine/loud: 6 shouts", ("mine/loud",), size=4096, language="python",
    kind="programming", detected_by=".py", score=0.75,
    findings=(FAILED, NEAR, PASSED, UNMEASURED, CLOSED, FLAGGED),
)  # fmt: skip
KEPT = replace(
    DROPPED, decision="keep", reason="1 rules passed", decided_by=(), score=1.0, findings=(PASSED,)
)


@pytest.fixture
def told(lines):
    """A function: the explanation of a verdict, line by line."""

    def explained(verdict, *, everything=False):
        return lines(
            lambda printer: show_explanation(
                printer, verdict, everything=everything, about="profile default"
            )
        )

    return explained


def rows(explanation):
    """The words of the table's rows, by rule."""
    table = explanation[explanation.index("") + 1 :]
    split = [line.split() for line in table[: table.index("") if "" in table else None]]
    return {words[1]: words for words in split[1:] if words[1].startswith("mine/")}


def test_the_head_says_what_was_judged_and_how(told):
    assert [
        "src/a.py   python (.py)   4.1 KB   profile default",
        "DROP   decided by mine/loud   score 0.75",
    ] == told(DROPPED)[:2]


def test_a_kept_file_is_decided_by_nothing(told):
    assert "KEEP   score 1.00" == told(KEPT)[1]


def test_a_failed_rule_has_value_limit_margin_origin_and_lines(told):
    assert ["✗", "mine/loud", "6", "<=", "4", "+2", "rule", "1,", "2,", "3", "(+3)"] == rows(
        told(DROPPED)
    )["mine/loud"]


@pytest.mark.parametrize(
    ("mark", "rule"),
    [
        ("✗", "mine/loud"),
        ("!", "mine/odd"),
        ("~", "mine/near"),
        ("✓", "mine/short"),
        ("-", "mine/tree"),
        ("-", "mine/when"),
    ],
)
def test_each_outcome_has_its_mark(told, mark, rule):
    assert mark == rows(told(DROPPED, everything=True))[rule][0]


def test_what_failed_was_near_or_is_unknown_is_shown_and_the_rest_counted(told):
    explanation = told(DROPPED)
    assert ["mine/loud", "mine/odd", "mine/near", "mine/tree"] == list(rows(explanation))
    assert "   2 more passed or did not apply (--all)" in explanation


def test_all_shows_every_rule(told):
    explanation = told(DROPPED, everything=True)
    assert 6 == len(rows(explanation))
    assert not any("(--all)" in line for line in explanation)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("mine/tree", "not measured: no parser for cobol"),
        ("mine/when", "not asked: lines is 1"),
    ],
)
def test_what_has_no_value_says_why(told, rule, text):
    [line] = [line for line in told(DROPPED, everything=True) if rule in line]
    assert ["-", rule, "—", *text.split()] == line.split()


def test_a_failure_without_a_place_is_about_the_whole_file(told):
    assert ["whole", "file"] == rows(told(DROPPED))["mine/odd"][-2:]


def test_a_rule_on_its_limit_was_near(told):
    on_it = replace(PASSED, value=5.0, margin=0.0)
    assert "~" == rows(told(replace(KEPT, findings=(on_it,))))["mine/short"][0]


def test_the_first_places_of_a_failure_are_shown(told):
    explanation = told(DROPPED)
    places = [line.strip() for line in explanation if "-->" in line]
    assert ["--> src/a.py:1:1", "--> src/a.py:2:1", "--> src/a.py:3:1  (+3 more)"] == places
    assert "  mine/loud  6 shouts" in explanation


def test_a_spared_failure_says_so(told):
    spared = replace(FAILED, action="spare", note="one of the 20% that stay")
    explanation = told(replace(KEPT, findings=(spared,)))
    assert "  mine/loud  6 shouts  (one of the 20% that stay)" in explanation


def test_what_would_keep_the_file_is_said(told):
    expected = "To keep this file: mine/loud must read <= 4; it reads 6 over 6 places."
    assert expected == told(DROPPED)[-6]


def test_what_is_about_the_whole_file_has_no_places(told):
    whole = replace(FAILED, evidence=(), evidence_count=0)
    expected = "To keep this file: mine/loud must read <= 4; it reads 6."
    assert expected == told(replace(DROPPED, findings=(whole,)))[-6]


def test_a_lower_limit_must_be_reached(told):
    few = replace(FAILED, value=1.0, bound="min", margin=3.0, evidence=(), evidence_count=0)
    expected = "To keep this file: mine/loud must read >= 4; it reads 1."
    assert expected == told(replace(DROPPED, findings=(few,)))[-6]


def test_the_override_to_write_is_said(told):
    assert [
        "Or in rulekit.toml:",
        "  [[override]]",
        "  paths = ['/src/a.py']",
        '  skip = ["mine/loud"]',
        '  reason = "…"',
    ] == told(DROPPED)[-5:]


def test_a_kept_file_needs_no_advice(told):
    assert not any("keep this file" in line or "override" in line for line in told(KEPT))


def test_a_file_that_no_rule_was_asked_about_has_its_reason(told):
    binary = Verdict("a.bin", "drop", "binary: a NUL", ("binary",), size=3, candidate=False)
    assert [
        "a.bin   no language   3 B   profile default",
        "DROP   decided by binary",
        "binary: a NUL",
    ] == told(binary)


def test_a_path_with_an_escape_sequence_is_shown_escaped(told):
    assert "\x1b" not in "".join(told(replace(DROPPED, path="a\x1b[31m.py")))


# Readings


def test_every_reading_has_its_unit_and_the_limits_that_use_it(lines):
    verdict = replace(KEPT, readings=(("x.lines", Reading(12.0)), ("x.tree", Reading(None, "why"))))
    units, uses = (
        {"x.lines": "lines", "x.tree": "share"},
        {"x.lines": ["mine/a >= 3", "mine/b <= 9"]},
    )
    assert [
        "src/a.py   python",
        " signal   value  unit   limits",
        " x.lines     12  lines  mine/a >= 3, mine/b <= 9",
        " x.tree       —  (why)",
    ] == lines(lambda printer: show_readings(printer, verdict, units, uses))


def test_what_was_not_judged_has_its_reason_instead_of_a_language(lines):
    binary = Verdict("a.bin", "drop", "binary: a NUL", ("binary",), candidate=False)
    assert "a.bin   binary: a NUL" == lines(lambda to: show_readings(to, binary, {}, {}))[0]
