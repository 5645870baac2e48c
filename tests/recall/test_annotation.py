"""rulekit/recall/annotation.py: what people have decided, and every mistake at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.errors import SpecError
from rulekit.recall.address import address_of
from rulekit.recall.annotation import read_annotations
from rulekit.recall.domain import Domains
from rulekit.recall.suffix import Suffixes
from rulekit.spec.recall import RecallHeldOut

HOSTS = Domains(RecallHeldOut(share=0.2))
REGISTERED = Domains(RecallHeldOut(share=0.2), Suffixes(frozenset({"com"})))
TEXT = """\
# what we have looked at

+ https://a.com/docs   # 2026-11-28 AB  all of the manual
- http://A.com/docs/old/  # 2026-11-29 CD
"""


def decided(url, text=TEXT, domains=HOSTS):
    line = read_annotations(text, "a.txt").of(address_of(url), domains)
    return line and line.wanted


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://a.com/docs/x", True),
        ("http://a.com/docs", True),
        ("https://a.com/docs/old/x", False),
        ("https://a.com/docsy", None),
        ("https://b.a.com/docs/x", None),
    ],
)
def test_of_the_prefixes_above_a_page_the_longest_decides(url, wanted):
    assert wanted is decided(url)


def test_with_registrable_a_line_names_the_hosts_below_it_too():
    assert decided("https://b.a.com/docs/x", domains=REGISTERED)
    other = f"{TEXT}- https://b.a.com/  # 2026-11-29 CD\n"
    assert decided("https://b.a.com/docs/x", other, REGISTERED) is False


def test_a_line_is_said_without_blanks_that_mean_nothing():
    first, _ = read_annotations(TEXT, "a.txt").lines
    assert "+ https://a.com/docs # 2026-11-28 AB all of the manual" == first.said


@pytest.mark.parametrize(
    ("prefix", "touched"),
    [("https://a.com/", True), ("https://a.com/docs/x/", True), ("https://a.com/blog/", False)],
)
def test_whoever_decided_above_or_below_a_prefix_has_looked_at_it(prefix, touched):
    assert touched is bool(read_annotations(TEXT, "a.txt").touching(address_of(prefix), HOSTS))


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        ("https://a.com/  # 2026-11-28 AB", 1, "begin with + or -"),
        ("+https://a.com/  # 2026-11-28 AB", 1, "put a blank behind `+`"),
        ("+ # 2026-11-28 AB", 2, "the prefix is missing"),
        ("+ a.com/docs  # 2026-11-28 AB", 3, "as `https://a.com/docs`"),
        ("+ htps://a.com/  # 2026-11-28 AB", 3, "did you mean `https`"),
        ("+ https:///docs  # 2026-11-28 AB", 3, "no address of the web"),
        ("+ https://a.com/d*  # 2026-11-28 AB", 18, "has no `*`"),
        ("+ https://a.com/?q=1  # 2026-11-28 AB", 17, "has no `?`"),
        ("+ https://a.com/ https://b.com/  # 2026-11-28 AB", 18, "one prefix stands on a line"),
        ("+ https://a.com/", 17, "who decided, and when?"),
        ("+ https://a.com/  #", 20, "who decided, and when?"),
        ("+ https://a.com/  # DATE INITIALS", 21, "`DATE` is no date"),
        ("+ https://a.com/  # 2026-02-30 AB", 21, "`2026-02-30` is no date"),
        ("+ https://a.com/  # 20261128 AB", 21, "`20261128` is no date"),
        ("+ https://a.com/  # 2999-01-01 AB", 21, "`2999-01-01` is no date"),
        ("+ https://a.com/  # 2026-11-28 todo", 32, "`todo` is nobody's name"),
        ("+ https://a.com/  # 2026-11-28", 31, "whose decision is it?"),
        ("+ https://a.com/  # 2026-11-28 (AB)", 32, "`(AB)` are no initials"),
    ],
)
def test_a_mistake_is_told_with_line_and_column(line, column, why):
    with pytest.raises(SpecError) as error:
        read_annotations(f"\n{line}\n", "a.txt")
    (problem,) = error.value.problems
    assert ("a.txt", 2, column) == (problem.path, problem.line, problem.column)
    assert why in problem.message


def test_a_byte_order_mark_is_no_part_of_a_line():
    assert decided("https://a.com/", "\ufeff+ https://a.com/  # 2026-11-28 AB\n") is True
    with pytest.raises(SpecError, match=r"a.txt:1:1"):
        read_annotations("\ufeffhttps://a.com/  # 2026-11-28 AB\n", "a.txt")


def test_a_prefix_is_decided_on_once():
    text = f"{TEXT}- https://a.com/docs  # 2026-11-30 EF\n"
    with pytest.raises(
        SpecError, match=r"line 3 has decided on this prefix already\n +--> a.txt:5:8"
    ):
        read_annotations(text, "a.txt")


def test_all_mistakes_are_told_at_once():
    with pytest.raises(SpecError) as error:
        read_annotations("+ a\n? b\n", "a.txt")
    assert [1, 2] == [one.line for one in error.value.problems]


@given(st.text(alphabet="+- #htps:/a.com*?2061\t\n"))
def test_whatever_is_in_a_file_is_read_or_refused(text):
    problems = lines = ()
    try:
        lines = read_annotations(text, "a.txt").lines
    except SpecError as error:
        problems = error.problems
    assert all(one.line and one.column for one in problems)
    assert all(one.prefix.host for one in lines)
