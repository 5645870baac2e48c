"""rulekit/core/late_pattern.py: patterns that are compiled when they are used."""

import pytest
import re2

from rulekit.core.late_pattern import LatePattern
from rulekit.core.regex import pattern


def test_a_pattern_is_compiled_when_it_is_used_and_finds_the_same():
    pattern.cache_clear()
    late = LatePattern(rb"\bb+", pattern)
    assert 0 == pattern.cache_info().currsize
    assert late.search(b"a bb").span() == pattern(rb"\bb+").search(b"a bb").span() == (2, 4)
    assert late.search is late.search


@pytest.mark.parametrize("kind", [str, bytes])
def test_it_reads_text_or_bytes_and_knows_its_groups(kind):
    words = (lambda text: text) if kind is str else str.encode
    late, compiled = LatePattern(words("(a)(b)?")), re2.compile(words("(a)(b)?"))
    assert compiled.search(words("xab")).groups() == late.search(words("xab")).groups()
    assert compiled.sub(words("-"), words("xab")) == late.sub(words("-"), words("xab"))
    assert late.fullmatch(words("xab")) is None


def test_what_is_no_pattern_is_told_in_use():
    with pytest.raises(re2.error):
        LatePattern(b"(").search(b"")
