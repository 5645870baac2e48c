"""The memory that a line of JSON takes when it is parsed, told before it is."""

from __future__ import annotations

import re

# Bytes that a row may take beside its line. A content at the engine's limit of 8,000,000 fits,
# however it is escaped (240,000,000), and so do 1,000,000 numbers beside one that is not.
MEMORY_LIMIT = 256_000_000
# Bytes at most for a value or a key: measured at 131 for unique keys of six characters, 115 for
# short texts that are not ASCII, 96 for lists of one list (CPython 3.11).
_VALUE = 150
_LEADS_OF_FOUR = tuple(bytes([lead]) for lead in range(0xF0, 0xF5))
_CONTINUATIONS = bytes(range(0x80, 0xC0))
_MARKS = b"[{,:"  # before each value and each key stands one of these, but before the first

# A string, which ends with the line if nothing else ends it, or a mark outside of strings.
_TOKEN = re.compile(rb'(?s)"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{,:]')


def is_large(line: bytes) -> bool:
    """True if a line may take more than MEMORY_LIMIT; nothing is built to tell.

    Lines under 1.6 MB do not, whatever is in them; others are searched for a few bytes, and only
    where the marks of a text could be those of values is it read token by token.
    """
    if len(line) * (_VALUE + 8) <= MEMORY_LIMIT:
        return False
    left = MEMORY_LIMIT - _text(line)
    if left >= _VALUE * sum(line.count(mark) for mark in _MARKS):
        return False
    return left < 0 or _has_values(line, left // _VALUE)


def _text(line: bytes) -> int:
    """Bytes of the line as text and, at most, of the texts in it.

    Python has 1, 2 or 4 bytes for each character of a text, as its widest character needs.
    """
    if line.isascii():
        characters, width = len(line), 1
    else:
        characters = len(line.translate(None, _CONTINUATIONS))
        width = 4 if any(lead in line for lead in _LEADS_OF_FOUR) else 2
    escaped = 4 if b"\\ud" in line or b"\\uD" in line else 2 if b"\\u" in line else 1
    return characters * (width + max(width, escaped))


def _has_values(line: bytes, limit: int) -> bool:
    """True if there are more marks outside of strings, as far as the line is JSON."""
    marks = strings = 0
    for token in _TOKEN.finditer(line):
        if line[token.start()] == 0x22:
            strings += 1
            if strings > marks + 1:  # two in a row: here the parser stops
                return False
        elif (marks := marks + 1) > limit:
            return True
    return False
