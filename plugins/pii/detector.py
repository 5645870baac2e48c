"""The detector `pii`: its rules are the files in `rules`, the lists that they share in `lists`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import re2
import rulekit

from .finder import RuleFinder, build_finder
from .rule import PiiRuleSpec, WordList
from .strict_file import read_strictly

RULES = Path(__file__).with_name("rules")
LISTS = Path(__file__).with_name("lists")


class PiiDetector:
    """Finds what rules say: one pass over a text tells which of them can find anything in it."""

    def __init__(self, rules: Mapping[str, PiiRuleSpec], lists: Mapping[str, WordList]) -> None:
        self._finders = [build_finder(f"pii/{name}", spec, lists) for name, spec in rules.items()]
        self._always = [i for i, spec in enumerate(rules.values()) if not spec.words]
        self._rules: list[int] = []  # of each word, the rule that has it
        self._words = re2.Set.SearchSet()
        for i, spec in enumerate(rules.values()):
            for word in spec.words:
                self._words.Add(f"(?i){re2.escape(word)}")
                self._rules.append(i)
        self._words.Compile()

    def find(self, row: rulekit.CuratedRow) -> Iterator[rulekit.Detection]:
        """What all rules find in a row; detections of several rules may overlap."""
        data = row.data
        for finder in self._awake(data):
            yield from finder.find(data, row.path)

    def _awake(self, data: bytes) -> Sequence[RuleFinder]:
        words: Iterable[int] = self._words.Match(data) or () if self._rules else ()
        awake = {*self._always, *(self._rules[word] for word in words)}
        return [self._finders[i] for i in sorted(awake)]


def build_detector(
    file: Path | None,
) -> Callable[[rulekit.CuratedRow], Iterable[rulekit.Detection]]:
    """The detector's function; its rules are its own, so it reads no file."""
    if file is not None:
        message = f"the detector `pii` reads no file, and `{file.name}` is named for it"
        raise rulekit.UsageError(f"{message}: write `- pii`")
    return _bundled().find


@cache
def _bundled() -> PiiDetector:
    return PiiDetector(read_all(RULES, PiiRuleSpec), read_all(LISTS, WordList))


def read_all(folder: Path, model: type[Any]) -> Mapping[str, Any]:
    """The files of a folder by name, in the order of names."""
    return {file.stem: read_strictly(file, model) for file in sorted(folder.glob("*.yaml"))}
