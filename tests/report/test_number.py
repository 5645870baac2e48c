"""rulekit/report/number.py: how numbers are written."""

import pytest

from rulekit.report.number import number, percent, plural, quantity, signed, size


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
    ("shown", "value", "unit"),
    [
        ("—", None, "share of lines"),
        ("20%", 0.2, "share of lines"),
        ("15.5%", 0.1548, "share of characters"),
        ("0%", 0.0, "share"),
        ("33.3%", 1 / 3, "ratio"),
        ("1,235%", 12.346, "ratio"),
        ("999%", 9.99, "ratio"),
        ("yes", 1.0, "yes or no"),
        ("no", 0.0, "yes or no"),
        ("3.0 MB", 3e6, "bytes"),
        ("-5", -5.0, "bytes"),
        ("50", 50.0, "words"),
        ("2.718", 2.71828, "nats"),
        ("0.2", 0.2, "per code line"),
        ("0.2", 0.2, ""),
    ],
)
def test_a_quantity_is_in_the_unit_that_people_think_in(shown, value, unit):
    assert shown == quantity(value, unit)


@pytest.mark.parametrize(
    ("shown", "digits"), [("33.3%", 3), ("33.3333%", 6), ("33.3333333333%", 12)]
)
def test_a_share_has_as_many_digits_as_are_asked(shown, digits):
    assert shown == quantity(1 / 3, "share of lines", digits)


@pytest.mark.parametrize(
    ("shown", "value", "unit"),
    [
        ("+8.57%", 0.0857, "share of code lines"),
        ("-8.57%", -0.0857, "ratio"),
        ("+1.0 MB", 1e6, "bytes"),
        ("", 1.0, "yes or no"),
        ("—", None, "yes or no"),
    ],
)
def test_a_margin_is_in_the_unit_of_its_value(shown, value, unit):
    assert shown == signed(value, unit)


@pytest.mark.parametrize(
    ("shown", "part", "whole"),
    [("0.0%", 0, 0), ("0.0%", 0, 9), ("33.3%", 1, 3), ("100.0%", 4, 4)],
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
