"""Words of a synthesis as they are typed, and what they come to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rulekit.cli.synthesis_progress import SynthesisProgress
from rulekit.corpus.readers import readers_of
from rulekit.engine import Engine
from rulekit.errors import pick
from rulekit.execution.execute import Repeats
from rulekit.plan.options import PlanOptions
from rulekit.sandbox.choice import Trust, find_sandbox
from rulekit.sandbox.quota import MEGABYTE, Quota
from rulekit.spec.synthesis import ExecutionSpec
from rulekit.synthesis.attempt import Runners
from rulekit.synthesis.earlier_round import read_earlier
from rulekit.synthesis.seed_source import SeedSource
from rulekit.synthesis.synthesis import Synthesis
from rulekit.synthesis.synthesis_recipe import SynthesisRecipe


@dataclass(frozen=True)
class SynthesizeWords:
    """What is said of a synthesis, as it is typed."""

    models: tuple[str, ...]
    judge: str
    after: str
    columns: str
    reader: str
    interpreter: str
    sandbox: str
    trust: bool
    jobs: int | None
    dry_run: bool
    copy: str
    train: bool
    quiet: bool


def synthesis_of(
    recipe: SynthesisRecipe,
    engine: Engine,
    options: PlanOptions,
    sources: Sequence[str],
    out: str,
    wanted: SynthesizeWords,
) -> Synthesis:
    """What will be done. Raises UsageError for a sandbox or an earlier round that there is not."""
    readers, jobs = readers_of(engine), wanted.jobs or os.cpu_count() or 1
    source = SeedSource(
        recipe, engine, options, readers, sources, wanted.columns, wanted.reader, Path(out), jobs
    )
    runners = _runners(recipe.spec.execute, engine, wanted, jobs) if recipe.spec.execute else None
    earlier = read_earlier(wanted.after, recipe.name) if wanted.after else None
    progress = SynthesisProgress(quiet=wanted.quiet)
    return Synthesis(
        recipe, engine, options, readers, source, Path(out), runners, jobs, progress, earlier
    )


def _runners(spec: ExecutionSpec, engine: Engine, wanted: SynthesizeWords, jobs: int) -> Runners:
    harnesses = engine.plan.harnesses
    if spec.language:
        pick("harness for the language", spec.language, harnesses)
    for harness in harnesses.values() if wanted.interpreter else ():
        harness.versions(wanted.interpreter)  # which is tried before anybody is asked
    quota = Quota(cpu=spec.cpu, seconds=spec.seconds, memory=spec.memory * MEGABYTE)
    sandbox = find_sandbox(wanted.sandbox, quota, Trust.FULL if wanted.trust else Trust.NONE)
    return Runners(
        harnesses,
        sandbox,
        wanted.interpreter,
        spec.language or "",
        jobs,
        Repeats(chance=spec.repeats),
    )
