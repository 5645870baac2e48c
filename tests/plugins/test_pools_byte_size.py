"""plugins/pools/byte_size.py: sizes as people write them."""

import pytest
from rulekit_plugins.pools.byte_size import bytes_of


@pytest.mark.parametrize(
    ("size", "bytes"),
    [
        ("200 GB", 200_000_000_000),
        ("1.5 MB", 1_500_000),
        ("64kB", 64_000),
        ("7 B", 7),
        ("0.000000000001 TB", 1),
        (7, 7),
    ],
)
def test_units_are_powers_of_ten(size, bytes):
    assert bytes == bytes_of(size)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ("64 GiB", "GB = 10^9"),
        ("64 gb", "write 200 GB"),
        ("1,000 MB", "write 200 GB"),
        ("-1 MB", "write 200 GB"),
        ("MB", "write 200 GB"),
        ("1.5 B", "no whole number"),
        ("1 GB\n", "write 200 GB"),
    ],
)
def test_what_is_no_size_is_refused_with_how_to_write_it(size, said):
    with pytest.raises(ValueError, match=said.replace("^", r"\^")):
        bytes_of(size)
