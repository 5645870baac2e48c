"""rulekit/report/finding.py: findings in words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.verdict import Finding
from rulekit.report.finding import asks_whether, compared, followers, in_words, limit, reasons


def failed(value, bound, unit="share of lines", side="max"):
    """A rule that failed at this value against this limit."""
    return Finding(
        "a/a", "fail", value=value, limit=bound, bound=side, margin=abs(value - bound), unit=unit
    )


def passed(value, bound, unit="share of lines", side="max"):
    return replace(failed(value, bound, unit, side), outcome="pass", margin=-abs(value - bound))


@pytest.mark.parametrize(
    ("shown", "finding"),
    [
        ("44.4% > 20%", failed(4 / 9, 0.2)),
        ("35 < 50", failed(35.0, 50.0, "words", "min")),
        ("20% <= 20%", passed(0.2, 0.2)),
        ("20% <= 20%", passed(0.2 + 1e-16, 0.2)),
        ("12 >= 10", passed(12.0, 10.0, "lines", "min")),
        ("3.2 MB > 3.0 MB", failed(3_200_000.0, 3_000_000.0, "bytes")),
        ("0% < 10%", failed(0.0, 0.1, "ratio", "min")),
        ("12% > 0%", failed(0.12, 0.0)),
    ],
)
def test_a_value_stands_against_its_limit(shown, finding):
    assert shown == compared(finding)


@pytest.mark.parametrize(
    ("shown", "finding"),
    [
        ("15.5% > 15%", failed(0.1548, 0.15)),
        ("15.0004% > 15%", failed(0.150004, 0.15)),
        ("15.0000004% > 15%", failed(0.150000004, 0.15)),
        ("2.99996 < 3", failed(2.99996, 3.0, "nats", "min")),
        ("1,234.5610 > 1,234.5600", failed(1234.561, 1234.56, "characters")),
        ("3,000,001 > 3,000,000", failed(3_000_001.0, 3_000_000.0, "bytes")),
        ("12.345 > 12.344", failed(12.345, 12.344, "ratio")),
    ],
)
def test_what_is_just_beyond_has_the_digits_that_show_it(shown, finding):
    assert shown == compared(finding)


units = st.sampled_from(["share of lines", "ratio", "bytes", "words", "nats", ""])


@given(st.integers(2, 10**7), st.integers(1, 10**7), st.sampled_from([1, 100, 10_000]), units)
def test_a_failure_never_says_that_a_number_is_over_itself(bound, over, parts, unit):
    parts = 1 if unit == "bytes" else parts
    value, _, most = compared(failed((bound + over) / parts, bound / parts, unit)).partition(" > ")
    assert value != most


@pytest.mark.parametrize(
    "finding",
    [
        failed(3.0, 0.0, "matches"),
        failed(0.0, 1.0, "matches", "min"),
        failed(1.0, 0.0, "yes or no"),
        failed(0.0, 1.0, "yes or no", "min"),
    ],
)
def test_where_the_question_is_whether_there_is_any_no_numbers_are_compared(finding):
    assert asks_whether(finding)
    assert ("", "") == (compared(finding), in_words(finding))


@pytest.mark.parametrize(
    "finding",
    [
        failed(0.5, 0.0),
        failed(0.5, 1.0, "ratio", "min"),
        failed(5.0, 1.0, "matches"),
        failed(1.0, 2.0, "lines", "min"),
    ],
)
def test_how_much_of_a_share_or_a_count_is_another_question(finding):
    assert not asks_whether(finding)
    assert compared(finding)


@pytest.mark.parametrize("show", [compared, in_words, limit])
def test_what_was_not_measured_has_nothing_to_compare(show):
    assert "" == show(Finding("a/a", "unmeasured"))


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        ("at most 20% allowed", failed(0.5, 0.2)),
        ("at least 50 needed", failed(3.0, 50.0, "words", "min")),
        ("at most 3.0 MB allowed", failed(4e6, 3e6, "bytes")),
        ("at most 12.34567% allowed", failed(0.5, 0.1234567)),
    ],
)
def test_a_limit_is_said_as_a_colleague_would(said, finding):
    assert said == in_words(finding)


@pytest.mark.parametrize(
    ("written", "finding"),
    [
        ("<= 20%", failed(0.5, 0.2)),
        (">= 50", failed(3.0, 50.0, "words", "min")),
        ("<= 0", failed(3.0, 0.0, "matches")),
        ("no", failed(1.0, 0.0, "yes or no")),
        ("yes", failed(0.0, 1.0, "yes or no", "min")),
    ],
)
def test_a_limit_is_written_in_its_unit(written, finding):
    assert written == limit(finding)


def named(rule, margin=1.0, **more):
    return Finding(rule, more.pop("outcome", "fail"), margin=margin, limit=1.0, **more)


def test_reasons_are_what_dropped_then_what_stands_by_itself_then_the_farthest_over():
    findings = [
        named("a/passed", outcome="pass"),
        named("a/flag", 9.0, action="flag"),
        named("a/follows", 9.0, implied_by="a/far"),
        named("a/near", 1.0),
        named("a/far", 2.0),
        named("a/unknown", outcome="unmeasured"),
    ]
    expected = ["a/far", "a/near", "a/follows", "a/flag"]
    assert expected == [one.rule for one in reasons(findings)]


def test_followers_are_the_failures_that_follow_from_one():
    findings = [named("a/a"), named("a/b", implied_by="a/a"), named("a/c", implied_by="a/b")]
    assert ["a/b"] == [one.rule for one in followers(findings[0], findings)]
