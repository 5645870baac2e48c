"""A model as a signal: `learned(NAME)` in rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rulekit.core.document import Document
from rulekit.core.signal import Signal
from rulekit.core.span import Span
from rulekit.learned.model import Model
from rulekit.learned.spoken import SpokenWord, side_of, spoken, told

UNIT = "chance"
HALF = 0.5  # the chance under which a text is rather one to drop


def signal_name(model: str) -> str:
    """The name of a model's signal."""
    return f"learned({model})"


def learned(name: str, load: Callable[[], Model]) -> Signal:
    """The score of a model, which is loaded when a text is first scored."""

    def words(document: Document) -> list[SpokenWord]:
        return spoken(load(), document.data)

    def locate(document: Document) -> Iterable[Span]:
        return (one.span for one in side_of(document.view(words)))

    def tell(document: Document) -> str:
        found = document.view(words)
        weak = found and all(one.points > 0 for one in found) and score(document) < HALF
        return f"{told(found)}, but too little" if weak else told(found)

    def score(document: Document) -> float:
        return load().score(document.data)

    return Signal(
        name=signal_name(name),
        unit=UNIT,
        doc=f"the chance to be kept, by the model {name}",
        measure=score,
        locate=locate,
        tell=tell,
    )
