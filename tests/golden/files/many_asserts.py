from fractions import Fraction

from numerals import roman


def test_roman():
    assert roman(1) == "I"
    assert roman(2) == "II"
    assert roman(3) == "III"
    assert roman(4) == "IV"
    assert roman(5) == "V"
    assert roman(6) == "VI"
    assert roman(9) == "IX"
    assert roman(10) == "X"
    assert roman(40) == "XL"
    assert roman(90) == "XC"
    assert roman(400) == "CD"
    assert roman(1994) == "MCMXCIV"


def test_fractions_have_none():
    half = Fraction(1, 2)
    try:
        roman(half)
    except TypeError as error:
        assert "whole" in str(error)
