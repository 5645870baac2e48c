"""rulekit/core/late_pattern.py: patterns that are compiled when they are used."""

import pytest
import re2

from rulekit.core.late_pattern import LatePattern
from rulekit.core.regex import pattern


def test_a_pattern_is_compiled_when_it_is_used_and_finds_the_same():
    pattern.cache_clear()
    late = LatePattern(rb"\bb+")
    assert 0 == pattern.cache_info().currsize
    assert late.search(b"a bb").span() == pattern(rb"\bb+").search(b"a bb").span() == (2, 4)
    assert late.search is late.search


def test_what_is_no_pattern_is_told_in_use():
    with pytest.raises(re2.error):
        LatePattern(b"(").search(b"")
