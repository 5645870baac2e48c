"""plugins/xml/unclosed.py: documents whose parse would take for ever are left alone."""

import pytest
from rulekit_plugins.xml.unclosed import too_many


@pytest.mark.parametrize("tag", [b"<a>", b"<a:b c='d'>", b"<a\n>", b"<a><b/>"])
def test_tags_that_stay_open_by_the_thousand_are_too_many(tag):
    assert ["", "too many tags stay open"] == [too_many(tag * n) for n in (1_000, 10_000)]


@pytest.mark.parametrize(
    "text", [b"<a>b</a>", b"<a/>", b"</a>", b"<!-- a -->", b"<?a b?>", b"a < b > c", b"<a b='/'/>"]
)
def test_what_is_closed_or_opens_nothing_costs_nothing(text):
    assert too_many(text * 50_000) == ""


def test_the_most_that_may_stay_open_is_counted_to_the_tag():
    assert ["", "too many tags stay open"] == [too_many(b"<a>" * n) for n in (1_999, 2_000)]


@pytest.mark.parametrize("start", [b"<a", b"<a ", b'<a b="', b'<a "<b c=" ', b"</a"])
def test_tags_that_do_not_end_are_too_many_by_the_ten_thousand(start):
    assert ["", "too many tags stay open"] == [too_many(start * n) for n in (3_000, 10_000)]


def test_a_few_that_do_not_end_in_a_long_text_are_not():
    assert too_many(b"<![CDATA[ for (i=0;i<n;i++) ]]>" * 20 + b"<a>b</a>" * 20_000) == ""
