"""rulekit/page/piece.py: pieces of a text that a page shows."""

from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.position import Positions
from rulekit.core.span import Span
from rulekit.page.piece import CUT, LONG, QUOTED, WHOLE, Piece, pieces_of

lines = st.text("ab \t€𝄞", max_size=12).flatmap(
    lambda text: st.integers(0, 260).map(lambda times: text * times)
)
texts = st.lists(lines, max_size=200).map("\n".join)


def places_in(text, starts):
    data = text.encode()
    positions = Positions(data)
    ends = [0]
    for char in text:
        ends.append(ends[-1] + len(char.encode()))
    spans = [Span(*sorted((ends[i % len(ends)], ends[j % len(ends)]))) for i, j in starts]
    return [positions.evidence(one) for one in spans]


@given(texts, st.lists(st.tuples(st.integers(0, 9_999), st.integers(0, 9_999)), max_size=4))
def test_a_piece_is_what_stands_at_its_place(text, starts):
    known = text.split("\n")
    for piece in pieces_of(text, places_in(text, starts), most=500):
        for number, shown in enumerate(piece.text.split("\n"), piece.line):
            assert known[number - 1][piece.column - 1 :].startswith(shown)


@given(texts, st.lists(st.tuples(st.integers(0, 9_999), st.integers(0, 9_999)), max_size=4))
def test_pieces_come_in_order_and_none_has_a_place_of_another(text, starts):
    found = pieces_of(text, places_in(text, starts))
    ends = [
        (one.line + one.text.count("\n"), one.column + len(one.text.split("\n")[-1]))
        for one in found
    ]
    assert all(
        end <= (one.line, one.column) or end[0] < one.line
        for end, one in zip(ends, found[1:], strict=False)
    )


def test_a_short_text_is_shown_whole():
    assert [Piece(1, "a\nb")] == pieces_of("a\nb\n", ())


def test_of_a_long_text_the_head_and_what_is_quoted_are_shown():
    text = "\n".join(f"line {i}" for i in range(1, 9_001))
    (quoted,) = places_in(text, [(text.index("line 7000"), text.index("line 7001"))])
    head, around = pieces_of(text, [quoted])
    assert (1, "line 1") == (head.line, head.text.split("\n")[0])
    assert "line 7000" in around.text.split("\n")
    assert len(head.text) + len(around.text) < WHOLE


def test_of_a_long_line_what_is_around_a_place_is_shown():
    text = "x" * 50_000 + "HERE" + "y" * 50_000
    head, around = pieces_of(text, places_in(text, [(50_000, 50_004)]))
    assert ((1, 1), CUT) == (head[::2], len(head.text))
    assert "HERE" in around.text
    assert 50_001 - CUT + around.text.index("H") - 0 >= around.column


def test_a_text_of_one_long_line_has_a_bounded_size_however_much_is_quoted():
    text = "ab" * 500_000
    quoted = places_in(text, [(i, i + 1) for i in range(0, 900_000, 9_000)])
    shown = sum(len(one.text) for one in pieces_of(text, quoted))
    assert LONG < shown <= (QUOTED + 1) * 2 * CUT


def test_what_stands_in_the_path_is_no_place_in_the_text():
    (quoted,) = places_in("abc\n" * 9_000, [(0, 3)])
    text = "abc\n" * 9_000
    assert pieces_of(text, []) == pieces_of(text, [quoted._replace(line=0, end_line=0)])
