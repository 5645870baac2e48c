"""rulekit/core/utf8.py: texts that UTF-8 can have."""

from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.utf8 import without_surrogates


def test_a_lone_surrogate_is_one_mark_and_a_pair_is_its_character():
    assert ("a\ufffdb", "\U0001f600") == (
        without_surrogates("a\ud800b"),
        without_surrogates("\ud83d\ude00"),
    )


@given(st.text())
def test_a_text_without_any_is_as_it_was(text):
    assert text == without_surrogates(text)
