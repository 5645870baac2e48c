"""A pipeline, checked against what is installed: its steps, built, in their order."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from rulekit.curate.pipeline_source import PipelineSource
from rulekit.curate.row_signals import Engines, RowSignals
from rulekit.errors import Problem, RulekitError, SpecError, UsageError, first_of, nearest
from rulekit.files.digest import file_sha256
from rulekit.hooks.step import CopyStep, CorpusStep, RowStep, Step, StepContext
from rulekit.plan.pipeline_parts import PipelineParts
from rulekit.spec.check import Spec
from rulekit.spec.pipeline import PipelineSpec, read_pipeline, settings_of, steps_path
from rulekit.spec.strict_yaml import KeyPath, Tree


@dataclass(frozen=True)
class PlannedStep:
    """A step of a pipeline with its settings; `id` is its name, or `near-2` where it is twice."""

    id: str
    step: Step
    settings: Spec
    at: KeyPath  # the key of the step in the file
    built: RowStep | CopyStep | CorpusStep = field(repr=False, compare=False)

    @property
    def fingerprint(self) -> dict[str, Any]:
        """All that decides what the step does, beside its code."""
        settings = self.settings.model_dump(mode="json")
        digests = dict(getattr(self.built, "digests", {}))
        about = {"id": self.id, "step": self.step.name, "settings": settings}
        return {**about, **({"digests": digests} if digests else {})}

    @property
    def output(self) -> str:
        """Name of the output that it writes beside the rows that are kept; "" for none."""
        return str(getattr(self.built, "output", ""))


@dataclass(frozen=True)
class Pipeline:
    """Steps in their order, and the columns that the file names, by role."""

    spec: PipelineSpec
    tree: Tree
    source: PipelineSource
    steps: tuple[PlannedStep, ...]

    @property
    def name(self) -> str:
        """The name that the file gives it."""
        return self.spec.curate

    @property
    def corpus(self) -> Mapping[str, str | None]:
        """The columns that the file names, by role; those of an output are known."""
        return {} if self.source.output else self.spec.corpus

    @cached_property
    def fingerprint(self) -> dict[str, Any]:
        """All that decides what the pipeline does, beside the plan of its engine."""
        folder = Path(self.source.folder)
        files = sorted(
            {path for one in self.steps for path in one.step.files(one.settings, folder)}
        )
        return {
            "name": self.name,
            "output": self.source.output,
            "corpus": dict(self.corpus),
            "steps": [one.fingerprint for one in self.steps],
            "files": {os.path.relpath(path, folder): file_sha256(str(path)) for path in files},
        }

    @property
    def hash(self) -> str:
        """The fingerprint as one word."""
        text = json.dumps(self.fingerprint, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @property
    def edits(self) -> bool:
        """True if a step changes texts."""
        return any(one.step.edits for one in self.steps)

    @property
    def needs(self) -> frozenset[str] | None:
        """The captures that the steps ask of documents; None for all, if one does not say."""
        needs = [getattr(one.built, "needs", None) for one in self.steps]
        known: list[frozenset[str]] = [one for one in needs if one is not None]
        return frozenset[str]().union(*known) if len(known) == len(needs) else None

    @property
    def scores(self) -> bool:
        """True if a step gives scores."""
        return any(getattr(one.built, "scores", False) for one in self.steps)

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the outputs beside the rows that are kept."""
        return tuple(one.output for one in self.steps if one.output)

    def told(self) -> list[tuple[str, str]]:
        """Each step with its settings, those that the file gives, in words."""
        return [(one.id, _words(self.tree, one.at)) for one in self.steps]


def build_pipeline(
    parts: PipelineParts, engines: Engines, source: PipelineSource, key: str = ""
) -> Pipeline:
    """Build the steps of a pipeline; raises SpecError with every mistake of its file.

    `engines` gives the engine that judges by a profile, `key` is for hashes of what is cut out.
    """
    spec, tree = read_pipeline(source.text, source.path)
    context = StepContext(
        Path(source.folder),
        engines,
        parts.detectors,
        parts.benchmarks,
        parts.cutters,
        parts.languages,
        parts.captures,
        key,
        RowSignals(parts.catalog, engines, source.folder),
    )
    ids = _ids(next(iter(step)) for step in spec.steps_of(source.output))
    wanted = [one for one in ids if _is_wanted(one, ids, source)]
    steps, problems = _planned(tree, spec, source.output, parts, context, wanted)
    whole = not (source.output or source.only or source.until)
    for output in spec.outputs if whole else ():  # a mistake in these is told before the first row
        problems += _planned(tree, spec, output, parts, context)[1]
    problems += [*_twice(tree, steps), *(_without_step(tree, spec, steps) if whole else ())]
    if problems:
        raise SpecError(first_of(problems))
    _check_parts(source, ids)
    if not steps:
        raise UsageError(f"--only and --until leave no step of `{source.path}`: say one of them")
    return Pipeline(spec, tree, source, tuple(steps))


def _planned(
    tree: Tree,
    spec: PipelineSpec,
    output: str,
    parts: PipelineParts,
    context: StepContext,
    wanted: Sequence[str] | None = None,
) -> tuple[list[PlannedStep], list[Problem]]:
    """Build the steps for an output, those that are `wanted`; and what is wrong with any."""
    steps: list[PlannedStep] = []
    problems: list[Problem] = []
    given = spec.steps_of(output)
    for number, step_id in enumerate(_ids(next(iter(step)) for step in given)):
        name = next(iter(given[number]))
        at = (*steps_path(output), number, name)
        if (step := parts.steps.get(name)) is None:
            message = f"there is no step `{name}`{nearest(name, sorted(parts.steps))}"
            problems.append(tree.problem(message, at, at_key=True))
            continue
        try:
            settings = settings_of(tree, at, step.settings)
            if wanted is None or step_id in wanted:
                built = step.build(settings, context)
                steps.append(PlannedStep(step_id, step, settings, at, built))
        except SpecError as error:
            problems += error.problems
        except RulekitError as error:
            problems += [_placed(tree, at, one) for one in error.problems]
    return steps, problems


def _words(tree: Tree, at: KeyPath) -> str:
    """The settings of a step as its file has them."""
    given = tree.value
    for part in at:
        given = given[part]
    return " ".join(f"{name}: {_word(value)}" for name, value in (given or {}).items())


def _word(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _placed(tree: Tree, at: KeyPath, problem: Problem) -> Problem:
    """A problem of what is built, at the name of its step."""
    there = tree.problem(problem.message, at, at_key=True)
    return replace(there, remedy=problem.remedy)


def _ids(names: Iterable[str]) -> list[str]:
    """A name for each step: its own, with a number from the second of a name on."""
    ids: list[str] = []
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return ids


def _is_wanted(step: str, ids: Sequence[str], source: PipelineSource) -> bool:
    if source.only and step not in source.only:
        return False
    return not (source.until in ids and ids.index(step) > ids.index(source.until))


def _check_parts(source: PipelineSource, ids: Sequence[str]) -> None:
    """Raise UsageError for a step of --only or --until that the pipeline has not got."""
    for option, name in [("--until", source.until), *(("--only", one) for one in source.only)]:
        if name and name not in ids:
            message = f"{option} {name}: `{source.path}` has no such step{nearest(name, ids)}"
            raise UsageError(message)


def _twice(tree: Tree, steps: Sequence[PlannedStep]) -> Iterator[Problem]:
    """Problems of outputs of one name."""
    outputs: set[str] = set()
    for one in steps:
        if one.output in outputs and one.output:
            yield tree.problem(f"two steps write the output `{one.output}`", one.at, at_key=True)
        outputs.add(one.output)


def _without_step(
    tree: Tree, spec: PipelineSpec, steps: Sequence[PlannedStep]
) -> Iterator[Problem]:
    """Problems of outputs that have steps, and that no step writes."""
    names = [one.output for one in steps if one.output]
    for name in spec.outputs:
        if name not in names:
            message = f"no step writes the output `{name}`{nearest(name, names)}"
            yield tree.problem(message, ("outputs", name), at_key=True)
