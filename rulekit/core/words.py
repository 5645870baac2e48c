"""Words: how a text is normalised and cut into tokens.

Both follow OpenCoder's reference filter (44b857e), so that its published limits mean the same here.
"""

from __future__ import annotations

import string
from functools import cache
from itertools import groupby, islice
from typing import TYPE_CHECKING, TypeVar

from rulekit.core.reading import Unmeasured

if TYPE_CHECKING:
    from collections.abc import Sized

    import regex

    from rulekit.core.natural_language import Cut

Found = TypeVar("Found", bound="Sized")

# A text of 8 MB may have four million words, or ten once its ligatures are spelled out: then its
# lists and tables take 2 GB. 8 MB of prose has 1.5 million; no text under 2 MB is concerned.
WORDS = 2_000_000

# Marks that the reference turns into ASCII ones before it takes those away, so that they too only
# part words: the full-width forms of ASCII's, the quotation marks and the commonest marks of CJK.
# Of its 46 the readings in tests/parity show the four curly quotes; they also show that dashes,
# guillemets and the ellipsis are not among them, as they are in CCNet's table (Wenzek et al. 2019).
_FULL_WIDTH = (chr(ord(mark) + 0xFEE0) for mark in string.punctuation)
_MARKS = dict.fromkeys((*string.punctuation, *_FULL_WIDTH, *"“”‘’。、「」《》【】"), " ")

# Control characters vanish (tab and the line ends stay), two odd spaces become plain ones.
_CONTROL = {
    **dict.fromkeys([*range(8), *range(0x0E, 0x1B), 0x1C, 0x1D, 0x1E, 0x1F, 0x202C], ""),
    0x2009: " ",
    0x200B: " ",
}
_PLAIN = str.maketrans(_MARKS) | _CONTROL

# A text of ASCII is cut in bytes, eight times faster: after this table every run between blanks is
# a word. What vanishes, or is a word by being no mark, becomes NUL, and the text goes the long way.
_USUAL = {*range(0x09, 0x0E), *range(0x20, 0x7F)}
_NORMAL = bytes(
    ord(chr(code).translate(_PLAIN).lower()) if code in _USUAL else 0 for code in range(256)
)

# The words and the marks of ASCII as they stand; \s knows these blanks, bytes.split() too.
_BLANKS = b"\t\n\x0b\x0c\r "
_WORD = (string.ascii_letters + string.digits + "_").encode()
_WORDS_ALONE = bytes(code if code in _WORD else 0x20 for code in range(256))
_MARKS_ALONE = bytes(0x20 if code in _WORD + _BLANKS else code for code in range(256))
_KINDS = bytes(
    b"w"[0] if code in _WORD else 0x20 if code in _BLANKS else b"."[0] for code in range(256)
)
_SEPARATORS = "\x1c\x1d\x1e\x1f"  # blanks to str.split(), not to \s

FEW = 4  # lines to one beyond ASCII: where there are more, lines are told apart, twice as fast


@cache
def _tokens() -> regex.Pattern[str]:
    import regex  # its \w knows combining marks, which re's does not

    return regex.compile(r"\w+|[^\w\s]+")


def words(text: str, cut: Cut | None = None) -> list[str]:
    """The text as it is, cut into runs of word characters and runs of other marks.

    `cut` cuts the runs further, for a natural language without blanks between its words. Raises
    Unmeasured when there are more than WORDS.
    """
    pattern = _tokens()
    # Most texts are too short for so many; others are counted before any word is made.
    if len(text) > WORDS and any(islice(pattern.finditer(text), WORDS, None)):
        raise Unmeasured(f"over {WORDS:,} words")
    runs: list[str] = pattern.findall(text)
    return runs if cut is None else _bounded([word for run in runs for word in cut(run)])


def _bounded(found: Found) -> Found:
    if len(found) > WORDS:
        raise Unmeasured(f"over {WORDS:,} words")
    return found


def word_bag(text: str, cut: Cut | None = None) -> list[str]:
    """The list that `words` gives, in another order: for who counts them, five times faster.

    Raises Unmeasured when there are more than WORDS.
    """
    if cut or any(map(text.__contains__, _SEPARATORS)):
        return words(text, cut)
    lines = [text] if text.isascii() else text.split("\n")  # no word goes over a line's end
    data = "\n".join(filter(str.isascii, lines)).encode()
    if len(data) > WORDS:  # else it is too short for so many
        kinds = b" " + data.translate(_KINDS)
        _bounded(range(sum(map(kinds.count, (b" w", b".w", b" .", b"w.")))))
    found = data.translate(_WORDS_ALONE).decode().split()
    found += data.translate(_MARKS_ALONE).decode().split()
    rest = [line for line in lines if not line.isascii()]
    return _bounded(found + words("\n".join(rest))) if rest else found


def normal_words(text: str, cut: Cut | None = None) -> list[str]:
    """Words after normalising: no control characters, no punctuation, lower case, NFKC.

    Underscores are punctuation too, so `snake_case` is two words. Raises Unmeasured when there are
    more than WORDS.
    """
    if text.isascii():
        return _of_ascii(text, cut)
    lines = text.split("\n")
    if cut or len(lines) < FEW * sum(not line.isascii() for line in lines):
        return _of_any(text, cut)
    found: list[str] = []
    for plain, run in groupby(lines, str.isascii):  # no word goes over a line's end
        piece = "\n".join(run)
        found += _of_ascii(piece, None) if plain else _of_any(piece, None)
        _bounded(found)
    return found


def _of_ascii(text: str, cut: Cut | None) -> list[str]:
    data = text.encode().translate(_NORMAL)
    return _of_any(text, cut) if b"\0" in data else _bounded(data.decode().split())


def _of_any(text: str, cut: Cut | None) -> list[str]:
    from unicodedata import normalize  # a library of its own, which most texts do not need

    return words(normalize("NFKC", stream_safe(text.translate(_PLAIN).lower())), cut)


def stream_safe(text: str) -> str:
    """The text in Unicode's stream-safe form: at most 30 non-starters in a row (UAX #15, 13).

    After every 30 of them stands U+034F, which parts nothing that can be seen. To normalise is to
    sort each such run, in quadratic time: 200 KB of two combining marks in turns took 10 seconds.
    30 is far beyond what any language needs (UAX #15), so all other texts stay as they are. The
    standard counts after decomposing; what decomposes into two counts once here.
    """
    return _crowd().sub("\\g<0>\u034f", text)


@cache
def _crowd() -> regex.Pattern[str]:
    """Thirty non-starters before one more; five characters are none, and decompose into some."""
    import regex

    mark = r"[\P{Canonical_Combining_Class=0}\u0f73\u0f75\u0f81\uff9e\uff9f]"
    return regex.compile(f"{mark}{{30}}(?={mark})")
