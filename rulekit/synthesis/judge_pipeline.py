"""The pipelines that judge samples: none edits what was run, and one looks for benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rulekit.curate.pipeline import build_pipeline
from rulekit.curate.pipeline_source import find_pipeline
from rulekit.curate.row_signals import Engines
from rulekit.errors import Problem, SpecError, did_you_mean
from rulekit.plan.pipeline_parts import PipelineParts
from rulekit.spec.pipeline import PipelineSpec, read_pipeline
from rulekit.spec.strict_yaml import Tree
from rulekit.spec.synthesis import OWN_COLUMNS
from rulekit.synthesis.synthesis_recipe import SynthesisRecipe

DECONTAMINATE = "decontaminate"
WHOLE = "text"  # the column of instruction and response
_REMEDY = (
    "a pipeline of `judge` over `corpus: {content: text, path: text_path}` needs the step "
    "- decontaminate: {against: [humaneval]}"
)


def check_judges(recipe: SynthesisRecipe, parts: PipelineParts) -> None:
    """Raise SpecError for pipelines that edit, and where none looks for benchmarks."""
    read = [_read(recipe, word, parts)[0] for word in recipe.spec.judge]
    found = [one for spec in read for step in spec.steps for one in step.items()]
    problems = [
        recipe.tree.problem(f"`{name}` edits texts that were run as they are", ("judge",))
        for name in dict.fromkeys(name for name, settings in found if _edits(parts, name, settings))
    ]
    looks = [step for spec in read if spec.corpus.get("content") == WHOLE for step in spec.steps]
    if not any(DECONTAMINATE in step for step in looks):
        told = recipe.tree.problem("nothing looks for benchmarks in samples", ("judge",))
        problems.append(replace(told, remedy=_REMEDY))
    if problems:
        raise SpecError(problems)


def check_judged_columns(
    recipe: SynthesisRecipe, parts: PipelineParts, columns: Sequence[str]
) -> None:
    """Raise SpecError for columns that pipelines, or aspects, ask of samples, and that none has.

    `columns` are those of tasks.
    """
    known = {*columns, *OWN_COLUMNS} - {"content"}
    if recipe.aspects:
        recipe.aspects.prompt.check([*sorted(known), "text"])
    problems: list[Problem] = []
    for i, word in enumerate(recipe.spec.judge):
        spec, tree = _read(recipe, word, parts)
        if not spec.corpus.get("content"):
            told = recipe.tree.problem(f"`{word}` does not say what it looks at", ("judge", i))
            problems.append(replace(told, remedy="`corpus: {content: response, path: path}` in it"))
        for role, column in spec.corpus.items():
            if column and column not in known:
                message = f"a sample has no column `{column}`{did_you_mean(column, known)}"
                problems.append(tree.problem(message, ("corpus", role)))
    if problems:
        raise SpecError(problems)


def build_judges(recipe: SynthesisRecipe, parts: PipelineParts, engines: Engines) -> None:
    """Raise RulekitError for pipelines with a mistake, or whose needs are not installed."""
    for word in recipe.spec.judge:
        build_pipeline(parts, engines, find_pipeline(parts, recipe.beside(word), (), ""))


def _read(recipe: SynthesisRecipe, word: str, parts: PipelineParts) -> tuple[PipelineSpec, Tree]:
    source = find_pipeline(parts, recipe.beside(word), (), "")
    return read_pipeline(source.text, source.path)


def _edits(parts: PipelineParts, name: str, settings: Any) -> bool:
    if name == DECONTAMINATE:  # it drops, unless it is told to cut
        return isinstance(settings, dict) and settings.get("action") == "cut"
    return name in parts.steps and parts.steps[name].edits
