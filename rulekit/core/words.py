"""Words: how a text is normalised and cut into tokens.

Both follow OpenCoder's reference filter (44b857e), so that its published limits mean the same here.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from rulekit.core.reading import Unmeasured

if TYPE_CHECKING:
    import regex

    from rulekit.core.natural_language import Cut

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
_ASCII = {code: text for code, text in _PLAIN.items() if code < 0x80}

# A text of these alone needs no pattern: after normalising, every run between blanks is a word.
_ODD = re.compile(r"[^\t-\r\x20-\x7e]")


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


def _bounded(found: list[str]) -> list[str]:
    if len(found) > WORDS:
        raise Unmeasured(f"over {WORDS:,} words")
    return found


def normal_words(text: str, cut: Cut | None = None) -> list[str]:
    """Words after normalising: no control characters, no punctuation, lower case, NFKC.

    Underscores are punctuation too, so `snake_case` is two words. Raises Unmeasured when there are
    more than WORDS.
    """
    if not _ODD.search(text):
        return _bounded(text.translate(_ASCII).lower().split())
    return words(unicodedata.normalize("NFKC", stream_safe(text.translate(_PLAIN).lower())), cut)


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
