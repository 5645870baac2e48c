"""rulekit/page/embed.py: data and scripts inside a page."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.page.embed import as_data, policy

texts = st.text(st.characters(codec=None) | st.sampled_from("<>&/!-\u2028\u2029\ud800"))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
)


@given(values)
def test_data_comes_back_as_it_was(value):
    assert value == json.loads(as_data(value))


@given(values)
def test_data_holds_no_character_of_markup(value):
    assert not {*"<>&\u2028\u2029"} & {*as_data(value)}


@given(texts)
def test_data_can_be_written_as_utf_8(text):
    assert as_data(text).encode()


def test_a_number_that_json_does_not_have_is_refused():
    with pytest.raises(ValueError, match="Out of range"):
        as_data(float("nan"))


def test_only_the_scripts_of_the_page_may_run():
    assert "script-src 'sha256-LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564='" in policy(["foo"])
    assert policy(["foo"]).startswith("default-src 'none'; ")
