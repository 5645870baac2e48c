"""rulekit/report/number.py: how numbers are written."""

import pytest

from rulekit.report.number import number, percent, plural, signed, size


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("—", None),
        ("0", 0.0),
        ("5", 5.0),
        ("-3", -3.0),
        ("9999", 9999),
        ("10,000", 10_000),
        ("3,000,000", 3e6),
        ("0.05", 0.05),
        ("0.3333", 1 / 3),
        ("1.234e-05", 0.000012341),
        ("999.9", 999.9),
        ("1,234.6", 1234.56),
    ],
)
def test_whole_numbers_are_whole_and_others_have_four_digits(shown, value):
    assert shown == number(value)


@pytest.mark.parametrize(
    ("shown", "value"), [("—", None), ("0", 0.0), ("+0.5", 0.5), ("-0.5", -0.5), ("-10,000", -1e4)]
)
def test_a_margin_has_its_sign(shown, value):
    assert shown == signed(value)


@pytest.mark.parametrize(
    ("shown", "part", "whole"),
    [("0.0 %", 0, 0), ("0.0 %", 0, 9), ("33.3 %", 1, 3), ("100.0 %", 4, 4)],
)
def test_a_share_has_one_digit(shown, part, whole):
    assert shown == percent(part, whole)


@pytest.mark.parametrize(
    ("shown", "count"),
    [
        ("—", None),
        ("0 B", 0),
        ("999 B", 999),
        ("1.0 KB", 1000),
        ("4.1 KB", 4096),
        ("3.0 MB", 3_000_000),
        ("9.1 GB", 9_100_000_000),
    ],
)
def test_bytes_go_in_steps_of_a_thousand(shown, count):
    assert shown == size(count)


@pytest.mark.parametrize(
    ("shown", "count"), [("0 files", 0), ("1 file", 1), ("2 files", 2), ("1,000 files", 1000)]
)
def test_one_is_singular(shown, count):
    assert shown == plural(count, "file")
