"""Layouts of lines that trainers read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rulekit.spec.synthesis import Layout
from rulekit.synthesis.json_lines import Record


def chat(sample: Record) -> Record:
    """A sample as a conversation of two turns."""
    said = {"user": sample["instruction"], "assistant": sample["response"]}
    turns = [{"role": role, "content": text} for role, text in said.items()]
    return {"messages": turns, **_own(sample)}


def alpaca(sample: Record) -> Record:
    """A sample as instruction, input and output."""
    told = {"instruction": sample["instruction"], "input": "", "output": sample["response"]}
    return told | _own(sample)


LAYOUTS: Mapping[Layout, Callable[[Record], Record]] = {"chat": chat, "alpaca": alpaca}


def _own(sample: Record) -> Record:
    """What a mixture is made by, and what `rulekit explain` finds a sample by."""
    return {name: sample[name] for name in ("id", "stage", "recipe", "round")}
