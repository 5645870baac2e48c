"""The columns that the steps of a pipeline read, found by their role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from rulekit.corpus.columns import ROLES, USUAL_FACTS, said_columns
from rulekit.corpus.job import Shard
from rulekit.corpus.partition import known_columns
from rulekit.curate.pipeline import Pipeline, PlannedStep
from rulekit.curate.ranks import Preference
from rulekit.errors import Problem, SpecError, UsageError, did_you_mean
from rulekit.hooks.reader import Reader
from rulekit.hooks.step import CopyStep
from rulekit.places.noted import heard
from rulekit.spec.strict_yaml import KeyPath


def column_words(pipeline: Pipeline, words: str) -> str:
    """Words for the columns of text, path and so on: the user's, and what the file says else."""
    given = said_columns(words)
    said = {role: name for role, name in pipeline.corpus.items() if role in ROLES}
    whole = {role: name or "" for role, name in said.items()} | given
    return ",".join(f"{role}={name}" for role, name in whole.items())


def fact_columns(
    pipeline: Pipeline, shards: Sequence[Shard], readers: Mapping[str, Reader]
) -> dict[str, str]:
    """The column of each fact that steps read, by its role; one that may be lacking is left out.

    Raises SpecError, at the step, for a column that there is not.
    """
    known = _known(shards, readers)
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for step in pipeline.steps:
        for word in _facts(step):
            try:
                fact = Preference.of(word)
                if name := _column(pipeline, fact.column, known, optional=fact.optional):
                    found[fact.column] = name
            except UsageError as error:
                told = error.problems[0]
                said = bool(pipeline.corpus.get(word.split()[0].removesuffix("?")))
                at: KeyPath = ("corpus", word.split()[0].removesuffix("?")) if said else step.at
                problem = pipeline.tree.problem(told.message, at, at_key=not said)
                problems.append(replace(problem, remedy=told.remedy))
    problems += _unread(pipeline)
    if problems:
        raise SpecError([*dict.fromkeys(problems)])
    return found


def _unread(pipeline: Pipeline) -> Iterator[Problem]:
    """Problems of roles in `corpus` that no step reads: most likely they are misspelt."""
    if pipeline.source.only or pipeline.source.until:
        return
    read = {word.split()[0].removesuffix("?") for step in pipeline.steps for word in _facts(step)}
    for role in pipeline.corpus:
        if role not in ROLES and role not in read:
            message = f"no step reads `{role}`{did_you_mean(role, {*read, *ROLES})}"
            yield pipeline.tree.problem(message, ("corpus", role), at_key=True)


def _facts(step: PlannedStep) -> tuple[str, ...]:
    """The facts that a step reads, as it names them."""
    words = step.built.prefer if isinstance(step.built, CopyStep) else ()
    return (*words, *getattr(step.built, "facts", ()))


def _known(shards: Sequence[Shard], readers: Mapping[str, Reader]) -> list[str]:
    """The columns of the first shard that has any, and those that folders name."""
    others = chain.from_iterable(one.partition for one in shards)
    for shard in shards:
        with heard():
            fields = readers[shard.reader].fields(shard.path)
        if fields:
            return known_columns(fields, shard.partition, others)
    return []


def _column(pipeline: Pipeline, role: str, known: Sequence[str], *, optional: bool) -> str:
    """The column of a role; "" for none. Raises UsageError where one must be there."""
    if role in pipeline.corpus:
        name = pipeline.corpus[role]
        if not name:
            return ""
        if name not in known:
            message = f"`corpus` says that {role} is `{name}`, and there is no such column"
            raise UsageError(message + did_you_mean(name, known))
        return name
    there = [name for name in USUAL_FACTS.get(role, (role,)) if name in known]
    if there or optional:
        return there[0] if there else ""
    message = f"no column is known to hold `{role}`{did_you_mean(role, known)}"
    remedy = f"say which in `corpus: {{{role}: COLUMN}}`, or do without: `{role}?`"
    raise UsageError([Problem(message, remedy=remedy)])
