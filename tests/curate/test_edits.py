"""rulekit/curate/edits.py: edits made, followed back, and what an audit shows of them."""

import hashlib
import string

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rulekit import Edit
from rulekit.curate.edits import (
    EXCERPT,
    Origin,
    edited,
    excerpt,
    keyed_hash,
    numbered,
    refuse_wrong,
)

PUT_IN = -1
CHARACTERS = "ab\né€😀"
TEXTS = st.text(CHARACTERS, max_size=14)
REPLACEMENTS = st.sampled_from(["", "", "<EMAIL>", "x", "é", "😀\n"])


def edit(start, end, replacement=""):
    return Edit(start, end, replacement, "email", "pii/email")


@st.composite
def edits_of(draw, text):
    """Edits of a text, in order; they may touch each other."""
    bounds = draw(st.lists(st.integers(0, len(text)), max_size=6).map(sorted))
    places = [len(text[:bound].encode()) for bound in bounds]
    pairs = zip(places[::2], places[1::2], strict=False)
    return [edit(start, end, draw(REPLACEMENTS)) for start, end in pairs]


@st.composite
def histories(draw):
    """A text, and the edits of up to three steps, each of the text that the one before made."""
    text = draw(TEXTS)
    now, steps = text, []
    for _ in range(draw(st.integers(0, 3))):
        steps.append(draw(edits_of(now)))
        now = applied(now.encode(), steps[-1]).decode()
    return text, steps, now


def applied(data, edits):
    """The same as `edited`, from the last edit to the first."""
    for one in reversed(edits):
        data = data[: one.start] + one.replacement.encode() + data[one.end :]
    return data


def tracked(data, steps):
    """For each byte of the text after all steps, the bytes of the original that it stands for.

    One that was put in where nothing was taken out stands for PUT_IN, which has no place there.
    """
    origins = [{place} for place in range(len(data))]
    for edits in steps:
        for one in reversed(edits):
            cut = set().union(*origins[one.start : one.end]) or {PUT_IN}
            new = [cut for _ in one.replacement.encode()]
            origins = origins[: one.start] + new + origins[one.end :]
    return origins


def origin_of(steps):
    origin = Origin()
    for edits in steps:
        origin = origin.after(edits)
    return origin


# Edits.


@given(histories())
def test_edits_are_made_as_if_from_the_last_to_the_first(history):
    text, steps, _ = history
    for edits in steps:
        assert applied(text.encode(), edits) == edited(text.encode(), edits)
        text = edited(text.encode(), edits).decode()


def test_no_edit_changes_nothing():
    assert b"text" == edited(b"text", [])


def test_edits_may_touch_each_other_and_both_ends():
    edits = [edit(0, 1, "<A>"), edit(1, 2), edit(2, 2, "+"), edit(2, 4, "é")]
    assert "<A>+é".encode() == edited(b"abcd", edits)


# What edits must be.


@given(histories())
def test_edits_in_order_are_not_refused(history):
    text, steps, _ = history
    for edits in steps:
        refuse_wrong(edits, text.encode())
        text = edited(text.encode(), edits).decode()


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([edit(2, 4), edit(3, 5)], "an edit of 3 to 5 after 4 of 9"),
        ([edit(2, 4), edit(0, 1)], "an edit of 0 to 1 after 4 of 9"),
        ([edit(3, 2)], "an edit of 3 to 2 after 0 of 9"),
        ([edit(8, 10)], "an edit of 8 to 10 after 0 of 9"),
        ([edit(10, 10)], "an edit of 10 to 10 after 0 of 9"),
        ([edit(-1, 2)], "an edit of -1 to 2 after 0 of 9"),
        ([edit(5, 7)], "an edit of 5 to 7 is within a character"),
        ([edit(6, 8)], "an edit of 6 to 8 is within a character"),
        ([edit(6, 6, "x")], "an edit of 6 to 6 is within a character"),
    ],
)
def test_an_edit_that_is_wrong_is_refused_with_its_place(edits, expected):
    with pytest.raises(ValueError, match=f"^{expected}$"):
        refuse_wrong(edits, "abcd€fg".encode()[:9])


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_what_is_not_refused_leaves_a_text(text, start, end):
    data = text.encode()
    try:
        refuse_wrong([edit(start, end, "é")], data)
    except ValueError:
        places = {len(text[:i].encode()) for i in range(len(text) + 1)}
        assert start > end or not {start, end} <= places
    else:
        assert edited(data, [edit(start, end, "é")]).decode().count("é")


# Where bytes come from.


def test_without_edits_a_span_is_where_it_was():
    assert (2, 5) == Origin().span(2, 5)
    assert (2, 5) == Origin().after([]).span(2, 5)


def test_what_stands_before_a_cut_stays_and_what_stands_behind_moves():
    origin = origin_of([[edit(2, 4)]])  # abcdef -> abef
    assert [(0, 2), (4, 6), (0, 6)] == [origin.span(*one) for one in [(0, 2), (2, 4), (0, 4)]]


def test_a_part_of_a_placeholder_stands_for_all_that_it_replaced():
    origin = origin_of([[edit(2, 4, "<EMAIL>")]])  # ab<EMAIL>ef
    assert [(2, 4), (2, 4), (1, 4), (2, 5)] == [
        origin.span(*one) for one in [(2, 9), (4, 6), (1, 3), (8, 10)]
    ]


def test_what_stands_before_two_cuts_that_touch_has_neither():
    origin = origin_of([[edit(2, 3), edit(3, 4)]])  # abcdef -> abef
    assert [(0, 2), (4, 6)] == [origin.span(0, 2), origin.span(2, 4)]


def test_what_stands_before_a_cut_and_a_placeholder_that_touch_has_neither():
    origin = origin_of([[edit(2, 3), edit(3, 4, "<IP>")]])  # abcdef -> ab<IP>ef
    assert [(0, 2), (3, 4)] == [origin.span(0, 2), origin.span(2, 6)]


def test_a_placeholder_over_a_placeholder_stands_for_all_that_both_replaced():
    steps = [[edit(2, 4, "<A>")], [edit(4, 6, "!")]]  # abcdef -> ab<A>ef -> ab<A!f
    assert [(2, 5), (2, 4), (5, 6)] == [
        origin_of(steps).span(*one) for one in [(4, 5), (2, 4), (5, 6)]
    ]


def test_spans_are_of_bytes_not_of_characters():
    origin = origin_of([[edit(2, 5, "€€")]])  # é€x -> é€€x
    assert [(0, 2), (2, 5), (5, 6)] == [origin.span(*one) for one in [(0, 2), (5, 8), (8, 9)]]


def test_what_was_put_in_stands_for_no_byte():
    origin = origin_of([[edit(2, 2, "new")]])
    assert [(2, 2), (1, 2), (2, 3)] == [origin.span(*one) for one in [(2, 5), (1, 3), (4, 6)]]


@settings(max_examples=100)
@given(histories(), st.data())
def test_a_span_stands_for_the_bytes_that_it_was_made_of(history, data):
    text, steps, now = history
    size = len(now.encode())
    assume(size)
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start + 1, size))
    origins = tracked(text.encode(), steps)
    assume(PUT_IN not in origins[start] | origins[end - 1])
    touched = set().union(*origins[start:end]) - {PUT_IN}
    assert (min(touched), max(touched) + 1) == origin_of(steps).span(start, end)


@given(histories(), st.data())
def test_any_span_has_a_place_in_the_original_and_misses_no_byte_that_it_was_made_of(history, data):
    text, steps, now = history
    start = data.draw(st.integers(0, len(now.encode())))
    end = data.draw(st.integers(start, len(now.encode())))
    low, high = origin_of(steps).span(start, end)
    assert 0 <= low <= high <= len(text.encode())
    touched = set().union(*tracked(text.encode(), steps)[start:end]) - {PUT_IN}
    assert touched <= set(range(low, high))


@given(histories())
def test_the_place_of_an_edit_is_that_of_what_it_replaces(history):
    _, steps, _ = history
    assume(steps and steps[-1])
    before = origin_of(steps[:-1])
    expected = [(one, *before.span(one.start, one.end)) for one in steps[-1]]
    assert expected == list(numbered(steps[-1], before))
    if len(steps) == 1:
        assert [(one, one.start, one.end) for one in steps[-1]] == expected


def test_edits_after_an_origin_leave_that_origin_alone():
    first = Origin().after([edit(0, 2)])
    first.after([edit(0, 1)])
    assert (3, 4) == first.span(1, 2)


# What an audit shows.

SECRETS = st.text(string.ascii_letters + string.digits + "é€ \n", min_size=8, max_size=60)


@given(SECRETS)
def test_of_a_secret_its_ends_are_shown_and_nothing_else(secret):
    shown = excerpt(secret, secret=True)
    assert (secret[:2], "…", secret[-2:]) == (shown[:2], shown[2:-2], shown[-2:])


@given(SECRETS, SECRETS)
def test_secrets_with_equal_ends_look_the_same(one, other):
    alike = one[:2] + other[2:-2] + one[-2:]
    assert excerpt(one, secret=True) == excerpt(alike, secret=True)


@given(st.text(max_size=7))
def test_of_a_short_secret_nothing_is_shown(secret):
    assert "…" == excerpt(secret, secret=True)


@given(st.text(max_size=200))
def test_what_is_no_secret_is_shown_in_one_line_up_to_a_length(cut):
    shown = excerpt(cut, secret=False)
    assert len(shown) <= EXCERPT
    assert 1 >= len(shown.splitlines())
    if "@" not in cut:
        assert " ".join(cut.split()).startswith(shown.removesuffix("…"))


def test_a_cut_of_just_that_length_is_shown_whole():
    cut = "-" * EXCERPT
    assert cut == excerpt(cut, secret=False)
    assert f"{cut[:-1]}…" == excerpt(f"{cut}-", secret=False)


def test_without_a_key_there_is_no_hash():
    assert None is keyed_hash("jane@site.org", "")


def test_with_a_key_equal_values_have_equal_hashes_of_32_digits():
    hashes = [keyed_hash(cut, "key") for cut in ("a@b.org", "a@b.org", "b@b.org")]
    assert hashes[0] == hashes[1] != hashes[2]
    assert {32} == {len(one) for one in hashes}


def test_nobody_without_the_key_can_make_the_hash():
    cut = "a@b.org"
    plain = hashlib.blake2b(cut.encode(), digest_size=16).hexdigest()
    assert 4 == len({plain, *(keyed_hash(cut, key) for key in ("k", "kk", "k" * 65))})


def test_a_key_may_have_any_length():
    assert keyed_hash("a", "k" * 64) != keyed_hash("a", "k" * 65)


@pytest.mark.parametrize(
    "word",
    [
        "<ada@byron.org>",
        "54.210." + "113.77",
        "2a02:908:" + "1234::9abc",
        "ghp_" + "Kq7ZtR2mWx9LpY4vNc8B",
        "k" * 24,
    ],
)
def test_an_address_or_a_key_in_a_notice_is_not_quoted(word):
    cut = f"Copyright 2020-2024 Ada {word} all rights"
    assert "Copyright 2020-2024 Ada … all rights" == excerpt(cut, secret=False)
