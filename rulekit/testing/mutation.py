"""Accidents: sources with characters and lines deleted, doubled, swapped, inserted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from rulekit.errors import Problem, UsageError
from rulekit.testing.sample import Sample
from rulekit.testing.variants import HEAD, ODD_ENDS

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Act = Literal["delete", "double", "swap", "insert"]
EDITS = 6  # in one text, at the most
FAR = 1 << 16  # places are drawn from 0 to here, and count around the text

# What opens, closes, quotes and comments in one language or another, and characters that surprise.
SIGNS = (*"()[]{}<>\"'`\\/#;:,.=-+*&|!?@$%~^", '"""', "/*", "*/", "//", "<!--", "-->", "<?", "?>")
SIGNS += (*"\0\t\r\n\ufeff\u200b\u202eé漢𝛼", "\r\n", *ODD_ENDS)


@dataclass(frozen=True)
class LineEdit:
    """An accident, to characters or to whole lines; places are taken modulo the length."""

    act: Act
    lines: bool
    start: int
    length: int
    new: str

    def made(self, text: str) -> str:
        """The text after it."""
        pieces = text.splitlines(keepends=True) if self.lines else list(text)
        start = self.start % (len(pieces) + 1)
        end = start + self.length
        part = pieces[start:end]
        if self.act == "insert":
            part = [self.new, *part]
        elif self.act == "swap":
            part = part[::-1]
        else:
            part = part * 2 if self.act == "double" else []
        return "".join([*pieces[:start], *part, *pieces[end:]])


def mutations(sources: Sequence[Sample], examples: int) -> list[Sample]:
    """Mutate sources by hypothesis, `examples` times: the same ones in every run.

    Raises UsageError when hypothesis is not installed.
    """
    try:
        import hypothesis
        from hypothesis import strategies as some
    except ImportError:
        remedy = "try: pip install 'rulekit[conformance]'"
        problem = Problem("sources are mutated by hypothesis, which is not installed", "", 0, 0, 1)
        raise UsageError([replace(problem, remedy=remedy)]) from None
    drawn: list[Sample] = []

    @hypothesis.settings(
        max_examples=max(1, examples),
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],  # what fails is made small by what is left of it
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(some.sampled_from(sources), some.lists(_edits(), min_size=1, max_size=EDITS))
    def draw(source: Sample, edits: list[LineEdit]) -> None:
        text = str(source.content)[:HEAD]
        for edit in edits:
            text = edit.made(text)
        name = f"{source.name}, mutation {len(drawn) + 1}"
        drawn.append(replace(source, name=name, content=text))

    if sources and examples:
        draw()
    return drawn


def _edits() -> SearchStrategy[LineEdit]:
    from hypothesis import strategies as some

    return some.builds(
        LineEdit,
        some.sampled_from(get_args(Act)),
        some.booleans(),
        some.integers(0, FAR),
        some.integers(1, 20),
        some.sampled_from(SIGNS) | some.text(min_size=1, max_size=4),
    )
