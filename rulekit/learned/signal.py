"""A model as a signal: `learned(NAME)` in rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rulekit.core.document import Document
from rulekit.core.signal import Signal
from rulekit.core.span import Span
from rulekit.learned.model import Model
from rulekit.learned.spoken import SpokenWord, spoken, told

UNIT = "chance"


def signal_name(model: str) -> str:
    """The name of a model's signal."""
    return f"learned({model})"


def learned(name: str, load: Callable[[], Model]) -> Signal:
    """The score of a model, which is loaded when a text is first scored."""

    def words(document: Document) -> list[SpokenWord]:
        return spoken(load(), document.data)

    def locate(document: Document) -> Iterable[Span]:
        return (one.span for one in document.view(words))

    return Signal(
        name=signal_name(name),
        unit=UNIT,
        doc=f"the chance to be kept, by the model {name}",
        measure=lambda document: load().score(document.data),
        locate=locate,
        tell=lambda document: told(document.view(words)),
    )
