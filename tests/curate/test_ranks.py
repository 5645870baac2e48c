"""rulekit/curate/ranks.py: which of two copies is kept."""

import datetime as dt
import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.curate.ranks import (
    LAST,
    WORST,
    Preference,
    decided_by,
    lot,
    number_of,
    order,
    rank_type,
)
from rulekit.errors import UsageError

MOST, LEAST = Preference("stars"), Preference("stars", least=True)
ZONES = st.timezones() | st.integers(-1439, 1439).map(
    lambda minutes: dt.timezone(dt.timedelta(minutes=minutes))
)
ANY_NUMBER = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.booleans()
YEARS = {"min_value": dt.datetime(2, 1, 1), "max_value": dt.datetime(9998, 12, 31)}


def in_rank_order(values, preference):
    """The values, the best first; the worst of all are those that say nothing."""
    return sorted(values, key=preference.rank)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("stars", Preference("stars")),
        ("stars desc", Preference("stars")),
        ("stars asc", Preference("stars", least=True)),
        ("stars?", Preference("stars", optional=True)),
        (" stars asc? ", Preference("stars", least=True, optional=True)),
        ("metadata.stars?", Preference("metadata.stars", optional=True)),
    ],
)
def test_a_preference_is_a_column_a_direction_and_whether_it_may_lack(word, expected):
    assert expected == Preference.of(word)


@pytest.mark.parametrize("word", ["", "?", "stars up", "stars ASC", "stars??", "a b", "asc desc x"])
def test_another_form_is_refused_with_its_words(word):
    with pytest.raises(UsageError, match="is no preference; say stars, stars asc, or stars"):
        Preference.of(word)


@given(ANY_NUMBER, ANY_NUMBER)
def test_the_larger_number_is_before_the_smaller_one(one, other):
    assert (one > other) == (MOST.rank(one) < MOST.rank(other))


@given(ANY_NUMBER, ANY_NUMBER)
def test_asc_turns_the_order_around(one, other):
    assert (one < other) == (LEAST.rank(one) < LEAST.rank(other))


def test_zero_has_one_rank_however_it_is_written():
    assert 1 == len({MOST.rank(one) for one in (0, 0.0, -0.0, False, "0", "-0", "0e5", " 0 ")})


def test_numbers_of_all_sizes_and_signs_are_in_order():
    values = [math.inf, 1e308, 2**60, 2, 1.5, 1, 5e-324, 0, -5e-324, -1, -1e308, -math.inf]
    assert values == in_rank_order(values[::-1], MOST)
    assert values[::-1] == in_rank_order(values, LEAST)


def test_an_integer_that_no_float_holds_is_infinite():
    assert [math.inf, -math.inf] == [number_of(10**400), number_of(-(10**400))]


NOTHING = [
    None,
    math.nan,
    "",
    "many",
    "nan",
    [],
    {"a": 1},
    b"3",
    pytest.param(object(), id="object"),
    dt.time(1),
    "1/2",
]


@pytest.mark.parametrize("value", NOTHING, ids=str)
def test_what_is_no_number_is_behind_everything(value):
    assert (WORST, WORST) == (MOST.rank(value), LEAST.rank(value))


@given(st.floats(allow_nan=False) | st.integers())
def test_no_number_is_as_bad_as_none(number):
    assert WORST not in (MOST.rank(number), LEAST.rank(number))


@given(ANY_NUMBER, st.booleans())
def test_the_value_of_a_rank_is_the_number_that_it_was_made_of(number, least):
    preference = Preference("stars", least)
    assert float(number) == preference.value(preference.rank(number))


@given(st.integers(0, 2**64 - 1), st.booleans())
def test_a_rank_is_that_of_its_value(rank, least):
    preference = Preference("stars", least)
    value = preference.value(rank)
    if value is not None and not math.isnan(value) and value != 0:
        assert rank == preference.rank(value)


def test_the_value_of_the_worst_rank_is_none():
    assert (None, None) == (MOST.value(WORST), LEAST.value(WORST))


@given(st.datetimes(**YEARS, timezones=ZONES), st.datetimes(**YEARS, timezones=ZONES))
def test_the_later_of_two_instants_is_before_the_other_whatever_their_zones(one, other):
    earlier, later = sorted([one, other], key=lambda at: at.astimezone(dt.UTC))
    assert MOST.rank(later) <= MOST.rank(earlier)
    if abs((one - other).total_seconds()) > 1e-3:  # a float of seconds tells no more
        assert MOST.rank(later) < MOST.rank(earlier)


@given(st.datetimes(**YEARS))
def test_a_date_without_a_zone_is_of_greenwich(at):
    assert MOST.rank(at.replace(tzinfo=dt.UTC)) == MOST.rank(at)


@given(st.datetimes(**YEARS, timezones=st.none() | ZONES))
def test_a_date_and_its_iso_text_have_one_rank(at):
    if at.tzinfo:  # a zone of the year 100 has seconds, and its text has them too
        at = at.astimezone(dt.timezone(at.utcoffset()))
    assert MOST.rank(at) == MOST.rank(at.isoformat())


@given(st.dates(dt.date(2, 1, 1), dt.date(9998, 12, 31)))
def test_a_day_is_its_first_instant(day):
    midnight = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    assert MOST.rank(midnight) == MOST.rank(day) == MOST.rank(day.isoformat())


def test_dates_as_they_stand_in_corpora_are_in_order():
    texts = [
        "2024-03-01T00:00:00+09:00",  # still February in Greenwich
        "2024-02-29T23:59:59Z",
        "2024-03-01",
        "2024-03-01 00:00:01",
        "2024-03-01T00:00:01.500000Z",
    ]
    assert texts == in_rank_order(texts, LEAST)


def test_a_number_in_a_text_is_that_number():
    assert [12.0, -3.5, 1e3] == [number_of(text) for text in ("12", " -3.5 ", "1e3")]


def test_a_decimal_is_a_number():
    """Parquet has them, and the reader gives them as they are."""
    assert MOST.rank(3) == MOST.rank(Decimal(3))


def test_the_type_of_ranks_has_the_columns_first_and_what_decides_at_last():
    assert ("p0", "p1", *LAST) == rank_type(2).names


RANKS = st.lists(st.tuples(*[st.integers(0, 3)] * 2, *[st.integers(0, 2)] * 2), max_size=12)


@given(RANKS)
def test_rows_are_in_the_order_of_their_ranks_one_number_after_the_other(rows):
    ranks = np.array(rows, rank_type(2))
    assert sorted(range(len(rows)), key=lambda i: rows[i]) == order(ranks).tolist()


@given(RANKS, st.data())
def test_rows_are_in_that_order_within_their_groups(rows, data):
    group = data.draw(st.lists(st.integers(0, 2), min_size=len(rows), max_size=len(rows)))
    ranks, groups = np.array(rows, rank_type(2)), np.array(group, np.int64)
    expected = sorted(range(len(rows)), key=lambda i: (group[i], rows[i]))
    assert expected == order(ranks, groups).tolist()


def test_ranks_of_the_upper_half_are_not_negative():
    ranks = np.array([(2**64 - 1, 0, 0), (2**63, 0, 0), (1, 0, 0)], rank_type(1))
    assert [2, 1, 0] == order(ranks).tolist()


@pytest.mark.parametrize(
    ("worse", "expected"),
    [((1, 2, 3, 5), 3), ((1, 2, 4, 0), 2), ((1, 9, 3, 4), 1), ((2, 0, 0, 0), 0)],
)
def test_the_first_number_that_differs_decides(worse, expected):
    better, other = np.array([(1, 2, 3, 4), worse], rank_type(2))
    assert expected == decided_by(better, other)


def test_a_lot_is_the_same_wherever_it_is_drawn():
    assert 0xC05F4702E07E1EA5 == lot("a/b", "x.py", None)
    assert lot("a/b", "x.py", None) == lot("a/b", "x.py", "")
    assert 4 == len({lot("a", "b"), lot("ab"), lot("b", "a"), lot("a", "b", "")})
    assert all(0 <= lot(str(i)) < 2**64 for i in range(100))


def test_lots_are_drawn_from_all_numbers():
    drawn = [lot("owner/name", f"{i}.py") >> 62 for i in range(400)]
    assert all(60 <= drawn.count(quarter) <= 140 for quarter in range(4))
