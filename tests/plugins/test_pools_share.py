"""plugins/pools/share.py: shares as people write them, and sizes."""

from fractions import Fraction

import pytest
from rulekit_plugins.pools.share import fraction_of, size_of


@pytest.mark.parametrize("written", ["30 %", "30%", " 30 % ", "30.0%", 0.3, "0.3"])
def test_a_share_is_read_exactly(written):
    assert Fraction(3, 10) == fraction_of(written)


@pytest.mark.parametrize(("share", "written"), [(0, 0), (1, 1), (1, "100 %"), (0, "0 %")])
def test_nothing_and_all_are_shares(share, written):
    assert share == fraction_of(written)


@pytest.mark.parametrize("written", ["130 %", 30, "1.01"])
def test_a_share_over_all_is_refused(written):
    with pytest.raises(ValueError, match="more than there is: a share is at most 100 %"):
        fraction_of(written)


@pytest.mark.parametrize(
    "written", ["", "%", "a third", "-1 %", "1e-3", "1/3", ".", "1.", True, "٣ %", "1 2 %", "1 % %"]
)
def test_what_is_no_share_is_refused(written):
    with pytest.raises(ValueError, match=r"is no share: write 30 % or 0\.3"):
        fraction_of(written)


def test_a_share_with_endless_digits_is_refused():
    with pytest.raises(ValueError, match="more than 15 digits"):
        fraction_of("0." + "3" * 99)


def test_a_size_that_no_number_of_a_table_can_hold_is_refused():
    with pytest.raises(ValueError, match="more than any corpus has"):
        size_of("10000000 TB")


@pytest.mark.parametrize(
    ("size", "written"), [(5 * 10**9, "5 GB"), (7, "7 B"), (None, "30 %"), (None, 0.3)]
)
def test_a_size_is_told_from_a_share(size, written):
    assert size == size_of(written)
