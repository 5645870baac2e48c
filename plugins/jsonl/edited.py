"""Another text in a line, of which every other byte stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import rulekit

from .line import LINE_LIMIT, Line

_BLANK = re.compile(r"[ \t\n\r]*")  # what JSON has between its tokens
_BOM = "\ufeff"
_DECODER = json.JSONDecoder()


class Member(NamedTuple):
    """A key of an object, and where its value is."""

    key: str
    start: int
    end: int
    value: object


def with_text(line: Line, name: str, text: str) -> Line:
    """The line with this text for the value of a key, `a` or `a.b`, which is a text or null.

    Raises RulekitError where the line is too long, the key missing or there twice, and for a value
    of another kind: to replace it would lose what it is.
    """
    if line.file is not None or line.size > LINE_LIMIT:
        limit = f"{LINE_LIMIT:,} that are read"
        raise rulekit.RulekitError(f"a line of {line.size:,} bytes, over the {limit}: not edited")
    try:
        whole = line.data.decode()
        found = _find(whole, name)
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, nested too deep
        raise rulekit.RulekitError(f"a line that cannot be read is not edited: {error}") from None
    if not isinstance(found.value, str | None):
        kind = type(found.value).__name__
        raise rulekit.RulekitError(f"`{name}` is a {kind} and no text: name the key of a text")
    value = json.dumps(text, ensure_ascii=False)
    data = (whole[: found.start] + value + whole[found.end :]).encode()
    if len(data) > LINE_LIMIT:
        more = f"its line would have {len(data):,} bytes, and {LINE_LIMIT:,} are read"
        raise rulekit.RulekitError(f"`{name}` cannot hold the edited text: {more}")
    return Line(data, len(data))


def _find(whole: str, name: str) -> Member:
    """The member by its name: `a.b` is the key `a.b`, and else the key `b` in the object `a`."""
    at = len(_BOM) if whole.startswith(_BOM) else 0
    left = name
    while True:
        head, dot, rest = left.partition(".")
        known = [one for one in _members(whole, at) if one.key in (left, head)]
        found = [one for one in known if one.key == left]
        found = found or (known if dot else [])
        if not found:
            raise rulekit.RulekitError(f"the row has no key `{name}` to be edited")
        if len(found) > 1:
            key = found[0].key
            raise rulekit.RulekitError(f"`{key}` is there twice, and only one could be edited")
        if found[0].key == left:
            return found[0]
        left, at = rest, found[0].start


def _members(whole: str, at: int) -> Iterator[Member]:
    """The members of the object there, none if it is none; as the parser of rows reads them.

    Raises ValueError where it is no JSON.
    """
    at = _skip(whole, at)
    if whole[at : at + 1] != "{":
        return
    at = _skip(whole, at + 1)
    while whole[at : at + 1] == '"':
        key, at = _DECODER.raw_decode(whole, at)
        start = _skip(whole, _past(":", whole, _skip(whole, at)))
        value, end = _DECODER.raw_decode(whole, start)
        yield Member(key, start, end, value)
        at = _skip(whole, end)
        if whole[at : at + 1] == "}":
            return
        at = _skip(whole, _past(",", whole, at))
    _past("}", whole, at)


def _skip(whole: str, at: int) -> int:
    blank = _BLANK.match(whole, at)
    return blank.end() if blank else at


def _past(mark: str, whole: str, at: int) -> int:
    if whole[at : at + 1] != mark:
        raise ValueError(f"no `{mark}` at character {at + 1}")
    return at + 1
