"""Words for what is on the Hub, at the commit that it has when it is first looked at."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from rulekit.places.commit import is_fixed
from rulekit.places.store import store_of

_MARK = "hf://"


def pinned(words: Sequence[str]) -> tuple[str, ...]:
    """The words with the commit that each revision of the Hub is now; others as they are.

    So all that look at it later see the same files, whatever is committed meanwhile.
    """
    commits: dict[Any, str] = {}  # so words that name one revision see the same
    return tuple(_pinned(word, commits) for word in words)


def _pinned(word: str, commits: dict[Any, str]) -> str:
    if not word.lower().startswith(_MARK):
        return word
    word = _MARK + word[len(_MARK) :]
    if is_fixed(word):
        return word
    with suppress(FileNotFoundError):  # which whoever looks for files tells
        return store_of(word).tried(word, lambda fs, _: str(fs.pinned(word, commits)))
    return word
