"""Commands of a script: how many of them are the same."""

from __future__ import annotations

from collections import Counter

from rulekit import Document, Signal, Span, Unmeasured


def _commonest(document: Document) -> list[Span]:
    """The names of the commands that are named most often; of equals, the first in the text."""
    names = document.capture("shell.command_name")
    texts = [document.data[start:end] for start, end in names]
    if not texts:
        raise Unmeasured("there are no commands")
    [(commonest, _)] = Counter(texts).most_common(1)
    return [span for span, text in zip(names, texts, strict=True) if text == commonest]


def commonest_command_fraction(document: Document) -> float:
    """Commands of the commonest name over all commands."""
    return len(document.view(_commonest)) / len(document.capture("shell.command_name"))


COMMAND_SIGNALS = (
    Signal(
        "shell.commonest_command_fraction",
        "share of commands",
        "commands of the commonest name over all commands",
        commonest_command_fraction,
        lambda document: document.view(_commonest),
        frozenset({"shell.command_name"}),
    ),
)
