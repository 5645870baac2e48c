"""rulekit/spec/share.py: shares as people write them."""

import pytest

from rulekit.spec.share import share


@pytest.mark.parametrize(("word", "value"), [("5%", 0.05), (" 5 % ", 0.05), ("0.5", 0.5), (1, 1.0)])
def test_a_share_is_a_number_or_a_percentage(word, value):
    assert value == share(word)


@pytest.mark.parametrize("word", ["", "half", "101%", "-1", "2"])
def test_anything_else_is_none(word):
    with pytest.raises(ValueError, match=r"is no share; say 5% or 0\.05"):
        share(word)
