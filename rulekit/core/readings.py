"""The readings of one document, each taken when it is first asked for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.core.absence import Absences
from rulekit.core.dataclass import dataclass
from rulekit.core.reading import Reading

if TYPE_CHECKING:
    from rulekit.core.document import Document
    from rulekit.core.rule import Range
    from rulekit.core.signal import Signal

Interval = tuple[float, float]
NOUGHT: Interval = (0.0, 0.0)
UNASKED: Interval = (math.nan, math.nan)
ZERO = Reading(0.0)
SLACK = 1e-9  # by which bounds must be outside, far more than a limit's tolerance
Read = Callable[["Signal", "Document"], Reading]


@dataclass(frozen=True)
class Signals:
    """The signals of a rule set, each once."""

    listed: tuple[Signal, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Signal]:
        """The signals by their names, in their order."""
        return {signal.name: signal for signal in self.listed}

    @cached_property
    def absences(self) -> Absences:
        """What makes them 0."""
        return Absences(tuple((one.name, one.absence) for one in self.listed if one.absence))


class Readings(Mapping[str, Reading]):
    """Readings of some signals by name, and whether they are inside a range.

    A signal that can be told to be inside or outside by its bounds is not read, and one of which
    nothing is there is 0.
    """

    def __init__(self, document: Document, signals: Signals, read: Read) -> None:
        self.document = document
        self.signals = signals
        self.read = read
        self._taken: dict[str, Reading] = {}
        absent = signals.absences.in_text(document)
        # By name, of what has been asked for; None where there is no value.
        self._intervals: dict[str, Interval | None] = dict.fromkeys(absent, NOUGHT)
        self._looked = False  # into the syntax tree

    def __getitem__(self, name: str) -> Reading:
        taken = self._taken.get(name)
        if taken is None:
            signal = self.signals.by_name[name]
            is_zero = self._is_absent(signal)
            taken = self._taken[name] = ZERO if is_zero else self.read(signal, self.document)
            value = taken.value
            self._intervals[name] = None if value is None else (value, value)
        return taken

    def _is_absent(self, signal: Signal) -> bool:
        """True if nothing of the signal is there; the syntax tree is made for one that needs it."""
        if signal.needs and not self._looked:
            self._looked = True
            absent = self.signals.absences.in_tree(self.document)
            self._intervals |= dict.fromkeys(absent, NOUGHT)
        return self._intervals.get(signal.name) is NOUGHT

    def __iter__(self) -> Iterator[str]:
        return iter(self.signals.by_name)

    def __len__(self) -> int:
        return len(self.signals.by_name)

    def within(self, signal: Signal) -> Interval | None:
        """Two numbers that the value lies between, equal when it is known; None: unmeasured."""
        interval = self._intervals.get(signal.name, UNASKED)
        return self._ask(signal) if interval is UNASKED else interval

    def _ask(self, signal: Signal) -> Interval | None:
        """Look for the absence of the signal, its bounds, or else its value."""
        name, bounds = signal.name, signal.bounds
        if self._is_absent(signal):
            return NOUGHT
        if bounds is None or not self._bound(name, bounds):
            self[name]
        return self._intervals[name]

    def _bound(self, name: str, bounds: Callable[[Document], Interval]) -> bool:
        """Take the bounds of a signal; False where only `read` can tell what is wrong with it."""
        try:
            self._intervals[name] = bounds(self.document)
        except MemoryError:  # of the machine, not of the document
            raise
        except Exception:  # noqa: BLE001  the reading says it, once
            return False
        return True

    def inside(self, signal: Signal, keep: Range) -> bool | None:
        """True if the value is inside a range; None when there is none."""
        interval = self._intervals.get(signal.name, UNASKED)
        if interval is UNASKED:
            interval = self._ask(signal)
        if interval is None:
            return None
        low, high = interval
        minimum, maximum = keep.ends
        if minimum <= low and high <= maximum:
            return True
        if low != high and minimum - SLACK <= high and low <= maximum + SLACK:
            value = self[signal.name].value
            return None if value is None else value in keep
        return low == high and low in keep
