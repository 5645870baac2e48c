"""rulekit/recall/suffix.py: what somebody has registered, by a file of suffixes."""

import pytest

from rulekit.errors import SpecError
from rulekit.recall.suffix import read_suffixes

TEXT = """\
// ===BEGIN ICANN DOMAINS===
com
uk
co.uk

*.ck
!www.ck   // an exception
github.io
"""


@pytest.mark.parametrize(
    ("host", "registrable"),
    [
        ("docs.example.com", "example.com"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("example.uk", "example.uk"),
        ("a.b.c.ck", "b.c.ck"),
        ("a.www.ck", "www.ck"),
        ("a.me.github.io", "me.github.io"),
        ("a.example.nowhere", "example.nowhere"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
        ("10.0.0.1", "10.0.0.1"),
        ("docs.example.com:8080", "example.com"),
    ],
)
def test_a_domain_is_one_name_before_its_suffix(host, registrable):
    assert registrable == read_suffixes(TEXT, "s.txt").registrable(host)


def test_what_is_no_suffix_is_told_with_its_line():
    with pytest.raises(SpecError, match=r"a suffix is a word(.|\n)* --> s.txt:2:1"):
        read_suffixes("com\n# a comment\n", "s.txt")
