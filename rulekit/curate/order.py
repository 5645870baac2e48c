"""Warnings of an order of steps that hurts."""

from __future__ import annotations

from collections.abc import Iterator

from rulekit.curate.pipeline import Pipeline


def order_warnings(pipeline: Pipeline) -> Iterator[str]:
    """A sentence, with its place, for each step that stands behind one it should stand before."""
    for number, step in enumerate(pipeline.steps):
        for before in pipeline.steps[:number]:
            if not getattr(before.built, "reads_texts", True):
                continue
            if why := step.step.not_after.get(before.step.name):
                message = f"`{step.id}` stands behind `{before.id}`: {why}"
                yield f"{message} ({pipeline.tree.problem('', step.at, at_key=True).place})"
