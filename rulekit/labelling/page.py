"""A session as a page of a terminal: the file's head, a part of its text, and the question."""

from __future__ import annotations

from collections.abc import Sequence

from rulekit.core.escape import visible
from rulekit.labelling.session import Session
from rulekit.report.number import plural, size
from rulekit.report.pieces import Piece, Styled, shortened
from rulekit.report.source import clipped, flowing, numbered

Line = Sequence[Piece]
MARGIN = 3  # columns between the number of a line and its text
PATH_LEAST = 20  # columns of a path that is shortened, however narrow the terminal is


def page_of(session: Session, width: int | None, height: int) -> list[Line]:
    """Lines that fit so many columns and rows; without a width, lines are whole.

    The view of the session takes the room that head and question leave.
    """
    if session.help_page and (found := _help(session, width, height)):
        return found
    session.help_page = 0
    foot = question_lines(session, width)
    head = _head(session, width)
    room = max(1, height - len(head) - len(foot) - 1)
    session.view.resize(room, (width or 80) - _digits(session) - MARGIN)
    return [*head, _facts(session, width), *_body(session, width, room), *foot]


def question_lines(session: Session, width: int | None) -> list[Line]:
    """The last message, and the question with its keys."""
    message = visible(session.message).split()
    lines: list[Line] = [*flowing([[Styled(one, "yellow")] for one in message], width, 1)]
    lines = lines if message else []
    if session.question.is_line:
        return lines
    asked = [[Styled(session.question.asked, "bold")]] if session.question.name != "label" else []
    keys = [_key(one.key or "Enter", one.word) for one in session.question.answers if one.about]
    return [*lines, *flowing([*asked, *keys], width)]


def _key(key: str, word: str) -> list[Piece]:
    return [Styled(key, "bold"), f" {word}"]


def _head(session: Session, width: int | None) -> list[Line]:
    """The place in the queue and the path."""
    place = f"{session.place + 1} of {len(session.files)}  "
    path = visible(session.file.verdict.path)
    if width is not None:
        path = shortened(path, max(PATH_LEAST, width - len(place)))
    return [[place, Styled(path, "bold")]]


def _facts(session: Session, width: int | None) -> Line:
    """Language and size, and which part of the text is shown."""
    verdict, view = session.file.verdict, session.view
    shown = f"lines {view.top + 1}-{view.end} of {len(view.lines)}" if view.lines else "empty"
    if session.shows_evidence:
        told = f"decision and evidence, {shown}: e shows the text; the label says `blind: false`"
        return [Styled(clipped(told, 0, width), "yellow")]
    about = [verdict.language or "no language", size(verdict.size), shown]
    if view.left:
        about.append(f"from column {view.left + 1}")
    elif width is not None and view.is_cut:
        about.append("> more")
    return [Styled(clipped("  ".join(about), 0, width), "dim")]


def _body(session: Session, width: int | None, room: int) -> list[Line]:
    view = session.view
    lines = view.lines[view.top : view.end]
    if session.shows_evidence:
        shown: list[Line] = [[clipped(line, view.left, width)] for line in lines]
    else:
        digits = _digits(session)
        shown = [*numbered(lines, view.top, view.left, width, digits=digits, found=view.found)]
    blank: list[Line] = [[]]
    return shown if width is None else shown + blank * (room - len(shown))


def _digits(session: Session) -> int:
    return len(str(len(session.view.lines)))


def _help(session: Session, width: int | None, height: int) -> list[Line]:
    """The page of help that is asked for: answers with what they mean; none after the last."""
    question = session.question
    words: list[list[Line]] = [
        [[Styled(one.key or "Enter", "bold")], [f"{one.word}:"], *([word] for word in text.split())]
        for one in question.answers
        if (text := one.about)
    ]
    lines: list[Line] = [*flowing([[word] for word in question.asked.split()], width, 1), []]
    lines += [line for answer in words for line in flowing(answer, width, 1)]
    lines += [[], [f"{plural(session.done, 'file')} of {len(session.files)} labelled"]]
    room = height - 1
    begin = (session.help_page - 1) * room
    more = "? more, another key answers" if begin + room < len(lines) else "? back to the text"
    page = lines[begin : begin + room]
    return [*page, [Styled(more, "bold")]] if page else []
