"""rulekit/labelling/page.py: a session in so many columns and rows."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from labelled import queued

from rulekit.labelling.page import page_of
from rulekit.report.pieces import plain, width_of

TEXT = "".join(f"line {number} {'x' * number}\n" for number in range(100))


def shown(session, width=80, height=23):
    return ["".join(map(plain, line)).rstrip() for line in page_of(session, width, height)]


def test_a_page_has_the_file_its_text_and_the_question_and_nothing_of_the_verdict(begin):
    page = shown(begin(queued("src/a.py", "a = 1\nb = 2\n", "drop"), queued("b.py")), height=8)
    assert [
        "1 of 2  src/a.py",
        "python  12 B  lines 1-2 of 2",
        "1 | a = 1",
        "2 | b = 2",
        "",
        "",
        "k keep  d drop  u undecided  s skip  b back  e evidence  n next  p previous",
        "> right  < left  / search  ? help  q quit",
    ] == page


def test_lines_that_are_too_long_are_cut_and_can_be_followed(begin):
    session = begin(queued("a.py", "abcdefghij" * 20))
    assert "python  200 B  lines 1-1 of 1  > more" == shown(session, 40)[1]
    assert "1 | abcdefghijabcdefghijabcdefghijabcdef…"[:39] + "…" == shown(session, 40)[2]
    session.take("right")
    assert "python  200 B  lines 1-1 of 1  from c…" == shown(session, 38)[1]
    assert shown(session, 40)[2].startswith("1 | …")


def test_without_a_width_lines_are_whole(begin):
    session = begin(queued("a.py", "x" * 500))
    assert f"1 | {'x' * 500}" in shown(session, None)


def test_an_empty_file_is_said_to_be_empty(begin):
    assert "python  0 B  empty" == shown(begin(queued("a.py", "")))[1]


def test_control_characters_of_paths_and_texts_are_escaped(begin):
    page = shown(begin(queued("a\x1b[2J.py", "\x1b]0;title\x07 [bold]x[/bold]")))
    assert "1 of 1  a\\x1b[2J.py" == page[0]
    assert "1 | \\x1b]0;title\\x07 [bold]x[/bold]" == page[2]


def test_evidence_takes_the_place_of_the_text_and_says_what_it_costs(begin):
    session = begin(queued("a.py", "a = 1\n", "drop"))
    session.take("e")
    page = shown(session)
    assert (
        "decision and evidence, lines 1-1 of 1: e shows the text; the label says `blind: false`"[
            :79
        ]
        == page[1][:79]
    )
    assert "drop!" == page[2]


def test_kinds_are_asked_with_their_keys(begin):
    session = begin(queued("a.py"))
    session.take("d")
    assert "drop: of which kind?  g generated  v vendored  m minified" in " ".join(shown(session))


def test_help_has_every_answer_on_as_many_pages_as_it_takes(begin):
    session = begin(queued("a.py"))
    session.take("d")
    found, pages = "", 0
    while pages < 20:
        session.take("?")
        page = shown(session, 40, 10)
        if not session.help_page:
            break
        found, pages = found + " ".join(page), pages + 1
    assert 2 < pages < 20
    assert "boilerplate-only:" in found
    assert "l low-information: prose or" in found


def test_a_line_is_asked_for_outside_of_the_page(begin):
    session = begin(queued("a.py"))
    for word in ("k", "", ""):
        session.take(word)
    assert "note" == session.question.name
    assert not any("keep" in line for line in shown(session)[2:])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.integers(20, 120),
    some.integers(8, 60),
    some.text(max_size=200) | some.just(TEXT),
    some.lists(some.sampled_from(["d", "?", "e", "right", "next", "last", "x", "/", "b", None])),
)
def test_a_page_fits_its_terminal(begin, width, height, text, words):
    session = begin(queued("漢字/" * 9 + "a.py", text))
    for word in words:
        session.take(word)
        page = shown(session, width, max(height, 16 if width < 40 else 8))
        assert all(width_of(line) <= max(width, 28) for line in page)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 16), (120, 50)])
def test_a_page_is_as_high_as_its_terminal(begin, width, height):
    assert height == len(shown(begin(queued("a.py", TEXT)), width, height))
