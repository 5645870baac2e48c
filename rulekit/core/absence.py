"""Absences: why most signals of most documents are 0, told for all of them at once.

A rule set has a hundred signals. To ask each for its value takes 2 to 4 microseconds, though of any
given file more than half are about something that is not there.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.core.dataclass import dataclass
from rulekit.core.gates import Gates
from rulekit.core.reading import Unmeasured

if TYPE_CHECKING:
    from rulekit.core.document import Document


@dataclass(frozen=True)
class Absence:
    """A signal is 0 where the pattern `gate` matches nowhere, or where none of `captures` is found.

    That holds in a language that marks one of the `captures`, if there are any, and all `needs`.
    With `on_path`, the gate is asked of the document's path.
    """

    gate: str = ""
    captures: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    on_path: bool = False

    @property
    def of_text(self) -> bool:
        """True if it is told without a syntax tree."""
        return not (self.captures or self.needs)

    def holds_in(self, provided: frozenset[str]) -> bool:
        """True if a language that marks these captures can tell."""
        marked = not self.captures or not self.captures.isdisjoint(provided)
        return marked and self.needs <= provided


@dataclass(frozen=True)
class Absences:
    """The absences of some signals, by the signals' names."""

    listed: tuple[tuple[str, Absence], ...]

    @cached_property
    def _of_text(self) -> list[tuple[str, str]]:
        asked = ((name, one) for name, one in self.listed if one.of_text and not one.on_path)
        return [(name, one.gate) for name, one in asked if one.gate]

    @cached_property
    def _gates(self) -> frozenset[str]:
        return frozenset(gate for _, gate in self._of_text)

    @cached_property
    def _of_path(self) -> list[tuple[str, str]]:
        return [(name, one.gate) for name, one in self.listed if one.on_path]

    @cached_property
    def _path_gates(self) -> Gates:
        return Gates.of(gate for _, gate in self._of_path)

    @cached_property
    def _of_tree(self) -> dict[frozenset[str], list[tuple[str, str, frozenset[str]]]]:
        """Of those that need a tree, what is to be looked at, by the captures of a language."""
        return {}

    def in_text(self, document: Document) -> list[str]:
        """Names of the signals that are 0 because of the text or the path alone."""
        in_path = self._path_gates.open_in(document.path_data)
        in_text = document.answers.among(self._gates)
        of_path = [name for name, gate in self._of_path if gate not in in_path]
        return of_path + [name for name, gate in self._of_text if gate not in in_text]

    def in_tree(self, document: Document) -> list[str]:
        """Names of the signals that are 0 because of what the syntax tree lacks."""
        try:
            captures = document.captures
        except Unmeasured:
            return []
        if (provided := captures.provided) not in self._of_tree:
            self._of_tree[provided] = [
                (name, one.gate, one.captures)
                for name, one in self.listed
                if not one.of_text and one.holds_in(provided)
            ]
        found = set(captures.found)
        return [
            name
            for name, gate, wanted in self._of_tree[provided]
            if (wanted and wanted.isdisjoint(found)) or (gate and not document.holds(gate))
        ]
