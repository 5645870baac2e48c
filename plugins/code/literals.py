"""String literals that hold more than a string should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rulekit import Document, Finder, LatePattern, Signal, Span, Unmeasured

LONG_WORD = 20  # characters; the limit of OpenCoder's qsc_code_frac_chars_long_word_length
LONG_LINE = 20  # words; that of qsc_code_frac_lines_long_string

NESTED = 20  # times its bytes that the string literals of a document may have together

# Bytes, in which a letter may be several: what RE2 reads as one takes it fifty times as long.
_WORD = re.compile(rb"[^\t\n\f\r \"'`]{%d,}" % (LONG_WORD + 1))
_TOKEN = LatePattern(rb"[\pL\pN_]+|[^\pL\pN_\s]+")
# Of ASCII: letters, digits and `_` are a `w`, blanks a blank, all else is a mark.
_KINDS = bytes(
    ord("w") if chr(byte).isalnum() or byte == ord("_") else 32 if chr(byte) in "\t\n\f\r " else 0
    for byte in range(128)
).ljust(256, b"\0")
_JOINED = LatePattern(r"""=\s*["'].+?["']\s*\+\s*["'].+?["']""")


def _literals(document: Document) -> list[Span]:
    """String literals; raises Unmeasured when they hold each other so often that it takes long."""
    literals = document.capture("string")
    if sum(end - start for start, end in literals) > NESTED * len(document.data):
        raise Unmeasured("strings within strings within strings")
    return literals


def _long_words(document: Document) -> list[Span]:
    """Runs of more than LONG_WORD characters inside string literals, links apart."""
    data, spans = document.data, list[Span]()
    for start, end in _literals(document):
        if end - start > LONG_WORD:
            for match in _WORD.finditer(data, start, end):
                if _is_long(match.group()):
                    spans.append(Span(*match.span()))
    return spans


def _is_long(word: bytes) -> bool:
    return b"://" not in word and (word.isascii() or len(word.decode()) > LONG_WORD)


def _long_word_fraction(document: Document) -> float:
    if not document.code:
        raise Unmeasured("there is no code")
    words = (document.data[start:end] for start, end in set(document.view(_long_words)))
    return min(1.0, sum(map(_characters, words)) / _characters(document.code))


def _characters(data: bytes) -> int:
    return len(data if data.isascii() else data.decode())


def _long_lines(document: Document) -> list[Span]:
    """Find lines of string literals with more than LONG_LINE words; runs of marks are words too.

    Raises Unmeasured where there is no code, of which the strings could be too much.
    """
    if not document.code_lines:
        raise Unmeasured("no line has code")
    spans = list[Span]()
    for start, end in _literals(document):
        if end - start > LONG_LINE:
            literal = document.data[start:end]
            if not literal.isascii() or _words(literal) > LONG_LINE:
                spans += _long_lines_of(literal, start)
    return sorted(spans)


def _long_lines_of(literal: bytes, start: int) -> Iterator[Span]:
    inside = literal.strip(b"\"'`")  # the quotes are no words of the text
    at = start + literal.find(inside)
    for line in inside.split(b"\n"):
        if len(line) > LONG_LINE and _words(line) > LONG_LINE:
            yield Span(at, at + len(line))
        at += len(line) + 1


def _words(text: bytes) -> int:
    """Number of the words and runs of marks in a text: one more at each change between blanks."""
    if not text.isascii():
        return len(_TOKEN.findall(text))
    kinds = text.translate(_KINDS)
    return len(kinds.split()) + kinds.count(b"w\0") + kinds.count(b"\0w")


def _joined(document: Document) -> list[int]:
    """0-based numbers of the code lines that join quoted texts."""
    rows = enumerate(document.code.decode().split("\n"))
    return [number for number, line in rows if "+" in line and _JOINED.search(line)]


def _joined_fraction(document: Document) -> float:
    lines = sum(bool(line.strip()) for line in document.code.decode().split("\n"))
    if not lines:
        raise Unmeasured("no line has code")
    return len(document.view(_joined)) / lines


LITERAL_FINDERS = (
    Finder(
        "code.long_string_lines",
        "lines of string literals with over 20 words",
        _long_lines,
        frozenset({"string", "comment", "docstring"}),
    ),
)
LITERAL_SIGNALS = (
    Signal(
        "code.long_string_word_fraction",
        "share of code characters",
        "words of over 20 characters in string literals, links apart, over code",
        _long_word_fraction,
        lambda document: document.view(_long_words),
        frozenset({"string", "comment", "docstring"}),
    ),
    Signal(
        "code.joined_string_line_fraction",
        "share of code lines",
        "code lines that assign quoted texts joined by `+`"
        " (OpenCoder, qsc_code_frac_lines_string_concat: no limit)",
        _joined_fraction,
        lambda document: document.line_spans(document.view(_joined)),
        frozenset({"comment", "docstring"}),
    ),
)
