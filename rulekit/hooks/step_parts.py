"""What steps of curations are made with: detectors, benchmarks, cutters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rulekit.core.document import Document
    from rulekit.hooks.curated_row import CuratedRow


class Detection(NamedTuple):
    """Something found in a text, in bytes: its kind (`email`) and the rule that found it."""

    start: int
    end: int
    kind: str
    rule: str


@dataclass(frozen=True)
class Detector:
    """Finds spans of some kinds: personal data, secrets.

    `build` makes the function that finds them, of the file that a pipeline names, if it does.
    It raises RulekitError for a file that is wrong. `kinds` are those that it may find.
    """

    name: str
    doc: str
    kinds: tuple[str, ...]
    build: Callable[[Path | None], Callable[[CuratedRow], Iterable[Detection]]]


class BenchmarkItem(NamedTuple):
    """A task of a benchmark: its texts by part (`prompt`, `solution`), and the names it defines."""

    id: str
    parts: Mapping[str, str]
    entry_points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Benchmark:
    """A benchmark whose texts no corpus may hold.

    `items` reads them; it raises RulekitError with what to install where they are not there.
    """

    name: str
    doc: str
    items: Callable[[], Iterable[BenchmarkItem]]


class Unit(NamedTuple):
    """A piece of a document, in bytes: a function with what is known of it.

    `docstring` is the span of its documentation, if any; `returns` says whether a value is
    returned; `names` are the free names that it uses.
    """

    start: int
    end: int
    name: str = ""
    docstring: tuple[int, int] | None = None
    returns: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cutter:
    """Cuts documents of some languages into units.

    Without `languages` it serves each language whose queries make all captures in `requires` and
    that no other cutter names. `imports` tells the names that statements bring, with the statement.
    `needs` are the captures that both ask for.
    """

    name: str
    doc: str
    languages: tuple[str, ...]
    cut: Callable[[Document], Iterable[Unit]]
    imports: Callable[[Document], Iterable[tuple[str, str]]] | None = None
    needs: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()
