"""Comments of a query file that decide: what it inherits, replaces and leaves out.

`; inherits: x`, before all patterns, reads the patterns of another language's file first.
`; own @a: why` takes the inherited patterns of a capture away, because the file has its own.
`; no @a: why` says that the language has no such capture, be it inherited or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rulekit.errors import did_you_mean
from rulekit.syntax.query_parse import READ, Mistake, Token, captures_of, tokens_of
from rulekit.syntax.vocabulary import VOCABULARY

_INHERITS = re.compile(r"^; inherits: (\S+)$", re.MULTILINE)
_NOTE = re.compile(r"^; (no|own) (@[\w.-]+(?: @[\w.-]+)*): (.+)$", re.MULTILINE)
_LANGUAGE, _CAPTURE = re.compile(r"\S+"), re.compile(r"@[\w.-]+")
# Comments that may be meant as one of them: other spellings, other places.
_LIKE_INHERITS = re.compile(r"^[ \t]*;+[ \t]*inherits?\b[ \t]*(?::.*|[\w,()]*)$", re.MULTILINE)
_LIKE_NOTE = re.compile(r"^[ \t]*;+[ \t]*(?:no|own)[ \t]+@.*$", re.MULTILINE)


@dataclass(frozen=True)
class QueryNote:
    """A capture that a comment names, as the file's own or as missing, with the reason."""

    name: str
    own: bool
    why: str
    token: Token


@lru_cache(READ)
def inherits_of(text: str) -> Token | None:
    """The id of the language whose patterns are read first; None when it inherits nothing."""
    tokens = tokens_of(text)
    found = _INHERITS.search(text, 0, tokens[0].start() if tokens else len(text))
    return _LANGUAGE.match(text, found.start(1)) if found else None


@lru_cache(READ)
def notes_of(text: str) -> tuple[QueryNote, ...]:
    """The captures that comments of the form `; no @a: why` and `; own @a: why` name."""
    return tuple(
        QueryNote(token.group()[1:], found[1] == "own", found[3], token)
        for found in _NOTE.finditer(text)
        for token in _CAPTURE.finditer(text, found.start(2), found.end(2))
    )


def note_mistakes(text: str) -> Iterator[Mistake]:
    """Comments that look like notes and do nothing, or say what the patterns do not."""
    heir = inherits_of(text)
    for found in _LIKE_INHERITS.finditer(text):
        if heir is None or not found.start() < heir.start() < found.end():
            yield found, "a file inherits by one line `; inherits: LANGUAGE` before its patterns"
    for found in _LIKE_NOTE.finditer(text) if heir else ():
        if not _NOTE.fullmatch(found.group()):
            yield found, "a note has the form `; no @a @b: why` or `; own @a @b: why`"
    captured = captures_of(text)
    for note in notes_of(text):
        if note.own and heir is None:
            yield note.token, "`own` replaces inherited patterns, and this file inherits none"
        elif note.own and note.name not in captured:
            yield note.token, f"no pattern of this file captures its own `@{note.name}`"
        elif not note.own and note.name in captured:
            yield note.token, f"a pattern of this file captures `@{note.name}`, which it leaves out"


def unknown_notes(text: str, inherited: frozenset[str]) -> Iterator[Mistake]:
    """Notes about captures that are not among the inherited ones, so that nothing is taken away."""
    for note in notes_of(text):
        known = inherited if note.own else inherited | VOCABULARY.keys()
        if note.name not in known:
            yield note.token, f"no `@{note.name}` is inherited{did_you_mean(note.name, known)}"
