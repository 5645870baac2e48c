"""rulekit/core/late.py: mappings whose values are made when they are asked for."""

import pytest

from rulekit.core.late import LateMapping


def test_a_value_is_made_when_it_is_asked_for_and_once():
    made = []
    late = LateMapping("ab", lambda key: made.append(key) or key.upper())
    assert ["a", "b"] == list(late)
    assert 2 == len(late)
    assert "a" in late
    assert [] == made
    assert "B" == late["b"] == late["b"]
    assert ["b"] == made


def test_a_key_that_is_not_known_is_made_by_nobody():
    late = LateMapping("a", str.upper)
    assert "z" not in late
    assert late.get("z") is None
    with pytest.raises(KeyError, match="z"):
        late["z"]
