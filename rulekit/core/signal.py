"""Signals: one number each, read off a document."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from rulekit.core.absence import Absence
from rulekit.core.captures import UndeclaredCaptureError
from rulekit.core.dataclass import dataclass
from rulekit.core.document import Document
from rulekit.core.reading import Reading, Unmeasured
from rulekit.core.span import Span
from rulekit.errors import PluginError, RulekitError


def nowhere(_document: Document) -> Iterable[Span]:
    """The place of a signal that is about the whole document."""
    return ()


@dataclass(frozen=True)
class Signal:
    """A way to measure one number; for one that a measure of spans gives, bring a Finder.

    `measure` is the fast path, run once per document; it raises Unmeasured to say why there is no
    value. `locate` finds the spans behind the number and is called only for what will be shown.
    `needs` names the captures that both will ask for, so that no others are queried. `unit` is what
    the number counts ("lines", "share", ...); booleans are 0 and 1. With `on_path`, the spans are
    bytes of the document's path.

    `bounds` gives two numbers between which `measure` always lies, in a fraction of its time, and
    raises Unmeasured where that does: a rule whose limits are beyond both has passed. `gates` are
    the RE2 patterns that its `measure` asks of the document, so that all are asked at once.
    `absence` says of what the value is 0, so that `measure` need not be asked. `tell` says in words
    what the number comes of, for a message that asks for `{words}`.
    """

    name: str
    unit: str
    doc: str
    measure: Callable[[Document], float]
    locate: Callable[[Document], Iterable[Span]] = nowhere
    needs: frozenset[str] = frozenset()
    on_path: bool = False
    bounds: Callable[[Document], tuple[float, float]] | None = None
    gates: frozenset[str] = frozenset()
    absence: Absence | None = None
    tell: Callable[[Document], str] | None = None

    def read(self, document: Document) -> Reading:
        """The reading; whatever goes wrong costs this signal only, and is said in its note."""
        try:
            value = float(self.measure(document))
        except Unmeasured as reason:
            return Reading(None, str(reason))
        except UndeclaredCaptureError as error:
            raise PluginError(f"{self.name} {error.problems[0].message}") from None
        except RulekitError:  # a broken pack, not a hard document
            raise
        except MemoryError:  # of the machine, not of the document: no verdict may depend on it
            raise
        except Exception as error:  # noqa: BLE001  one signal must not cost the others
            return Reading(None, f"failed: {type(error).__name__}: {error}")
        if not math.isfinite(value):
            return Reading(None, f"failed: the value is {value}")
        return Reading(value)
