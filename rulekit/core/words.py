"""Words: how a text is normalised and cut into tokens.

Both follow OpenCoder's reference filter (44b857e), so that its published limits mean the same here.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rulekit.core.tongue import Cut

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
def _tokens() -> Callable[[str], list[str]]:
    import regex  # its \w knows combining marks, which re's does not

    find_all: Callable[[str], list[str]] = regex.compile(r"\w+|[^\w\s]+").findall
    return find_all


def words(text: str, cut: Cut | None = None) -> list[str]:
    """The text as it is, cut into runs of word characters and runs of other marks.

    `cut` cuts the runs further, for a tongue that puts no blanks between its words.
    """
    runs = _tokens()(text)
    return runs if cut is None else [word for run in runs for word in cut(run)]


def normal_words(text: str, cut: Cut | None = None) -> list[str]:
    """Words after normalising: no control characters, no punctuation, lower case, NFKC.

    Underscores are punctuation too, so `snake_case` is two words.
    """
    if not _ODD.search(text):
        return text.translate(_ASCII).lower().split()
    return words(unicodedata.normalize("NFKC", text.translate(_PLAIN).lower()), cut)
