"""A synthesis: seeds, tasks, samples, runs, judgements and lines, each stage in its folder.

Every stage is made of the files of those before it and of journals of what was asked and run, so
the same command goes on after a stop of any kind, and writes the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from rulekit.ask.endpoint import Endpoint
from rulekit.ask.request import Message
from rulekit.audit.folder import AuditFolder
from rulekit.audit.lock import Lock
from rulekit.engine import Engine
from rulekit.errors import UsageError
from rulekit.hooks.reader import Reader
from rulekit.loader import build_engine
from rulekit.places.place import names_in, remove
from rulekit.plan.options import PlanOptions
from rulekit.run.afresh import engines
from rulekit.synthesis.aspect_asking import ask_aspects, tell_aspects
from rulekit.synthesis.attempt import Attempt, Runners
from rulekit.synthesis.corpus_curation import curated_anew
from rulekit.synthesis.earlier_round import EarlierRound
from rulekit.synthesis.export import LAYOUTS
from rulekit.synthesis.json_lines import Record, read_lines, write_lines
from rulekit.synthesis.judge_pipeline import build_judges, check_judged_columns, check_judges
from rulekit.synthesis.leftover import remove_leftovers, stage_name
from rulekit.synthesis.made_sample import SampleMaker
from rulekit.synthesis.sample_fate import JudgedStage, SampleFates
from rulekit.synthesis.seed_source import SeedSource
from rulekit.synthesis.synthesis_files import (
    ASPECTS,
    BEGUN,
    EARLIER,
    FATES,
    JOURNAL,
    JUDGED,
    KEPT,
    SAMPLES,
    SEEDS,
    TAKEN,
)
from rulekit.synthesis.synthesis_manifest import SynthesisManifest
from rulekit.synthesis.synthesis_recipe import SynthesisRecipe
from rulekit.synthesis.taken_text import taken_texts


class SynthesisOutlook(NamedTuple):
    """The tasks of a first attempt, how many samples they are asked for, and the first request."""

    tasks: int
    samples: int
    messages: Sequence[Message]


@dataclass
class Synthesis:
    """Makes samples as a recipe says, in the folder `out`; `tell` hears how far it is.

    `source` are the seeds, `earlier` is the round before. Raises RulekitError for what is wrong or
    not done, and keeps what is.
    """

    recipe: SynthesisRecipe
    engine: Engine
    options: PlanOptions
    readers: Mapping[str, Reader]
    source: SeedSource
    out: Path
    runners: Runners | None
    jobs: int
    tell: Callable[[str], None]
    earlier: EarlierRound | None = None
    attempts: list[Attempt] = field(default_factory=list)
    judged: list[JudgedStage] = field(default_factory=list)

    @property
    def round(self) -> int:
        """Its number, from 1 on."""
        return self.earlier.number + 1 if self.earlier else 1

    @cached_property
    def audit(self) -> AuditFolder:
        """The folder, as what writes into it."""
        return AuditFolder(self.out)

    def run(self) -> Mapping[str, Any]:
        """Do what is left; the manifest of the whole."""
        with self._held() as manifest:
            manifest.open()
            self._do()
            return manifest.end(self.source.said, self.attempts, self.judged)

    @contextmanager
    def _held(self) -> Iterator[SynthesisManifest]:
        """The folder, held for this command alone. Raises UsageError if it is of something else."""
        if names_in(self.out) - {"work"} and not (self.out / BEGUN).exists():
            message = f"`{self.out}` is no folder of a synthesis: name another, or a new one"
            raise UsageError(message)
        with Lock(self.audit, self.out):
            manifest = SynthesisManifest(self.recipe, self.audit, self.round, self.earlier)
            manifest.begin(self.source.words)
            yield manifest
            remove(self.audit.work)

    def _do(self) -> None:
        if self.earlier:
            write_lines(self.audit, self.out / EARLIER, self.earlier.samples())
        self._check()
        self._check_servers()
        self._begin_seeds()
        self._attempt_all()
        last = self.out / SAMPLES
        there = write_lines(self.audit, last, self._samples())
        remove_leftovers(self.out, self.recipe, self.attempts, there)
        if there:
            if self.recipe.aspects:
                ask_aspects(self.recipe.aspects, last, self.out, self.readers, self.tell)
            last = self._judge_all()
        write_lines(self.audit, self.out / KEPT, read_lines(last))
        self._export()

    def look(self) -> SynthesisOutlook:
        """Make the seeds, which costs nothing, and tell what there is to ask; asks nobody."""
        with self._held():
            self._check()
            self._begin_seeds()
            first = next(self._tasks(set()))
            checkpoints = self.recipe.spec.endpoints
            inquiry = self.recipe.inquiry(checkpoints[0], 1)
            messages = next(inquiry.requests(first["content"], first)).messages
            tasks = sum(1 for _ in self._tasks(set()))
        return SynthesisOutlook(tasks, tasks * sum(one.n for one in checkpoints), messages)

    def _check_servers(self) -> None:
        """Raise UsageError for a server that nobody names, before there is anything to ask it."""
        if (self.out / JOURNAL).is_dir():
            return  # a replay may need none
        aspects = self.recipe.aspects
        named = [one.at for one in self.recipe.spec.endpoints]
        for at in dict.fromkeys([*named, *([aspects.spec.at] if aspects else [])]):
            Endpoint.of(at=at)

    def _begin_seeds(self) -> None:
        if not self.source.write(self.out / SEEDS, self.tell):
            raise UsageError("there are no seeds: every row was dropped, empty or a copy")
        known = ["task", *self.source.fields, *self.recipe.specification.dimensions]
        self.recipe.check_columns(known)
        self.recipe.check_path(self.engine.plan.table)
        check_judged_columns(self.recipe, self.engine.plan.pipeline_parts, known)

    def _check(self) -> None:
        """Raise RulekitError for corpora that are not there, and for judges that cannot judge."""
        self.source.check()
        if self.recipe.aspects:
            tell_aspects(self.recipe.aspects, self.audit, self.out, self.readers)
        engine = build_engine(self._judging)
        parts = engine.plan.pipeline_parts
        check_judges(self.recipe, parts)
        build_judges(self.recipe, parts, engines(engine, self._judging))

    @property
    def _judging(self) -> PlanOptions:
        """The options of judges, who read aspects."""
        more = [str(self.out / ASPECTS)] if self.recipe.aspects else []
        return replace(self.options, replies=(*self.options.replies, *more))

    # Tasks and samples

    def _attempt_all(self) -> None:
        """Attempt after attempt, of tasks of which no sample has passed yet."""
        maker = SampleMaker(self.recipe, self.engine.plan.table, self.round)
        passed: set[str] = set()
        for number in range(1, self.recipe.spec.tries + 1):
            attempt = Attempt(
                self.audit, number, self.recipe, self.readers, maker, self.runners, self.tell
            )
            if not write_lines(self.audit, attempt.tasks, self._tasks(passed)):
                remove(attempt.folder)
                break
            attempt.do(self.out / JOURNAL)
            self.attempts.append(attempt)
            passed |= {one["task"] for one in attempt.passed()}

    def _tasks(self, passed: set[str]) -> Iterator[Record]:
        for seed in read_lines(self.out / SEEDS):
            for number, said in self.recipe.specification.of(seed["seed"]):
                task = f"{seed['seed']}-{number}"
                if task not in passed:
                    yield {"task": task, **seed, **said}

    def _samples(self) -> Iterator[Record]:
        for attempt in self.attempts:
            yield from attempt.passed()

    # What is said of samples

    def _judge_all(self) -> Path:
        """Let one pipeline after the other judge what those before it have let pass; the last."""
        samples, taken = self.out / SAMPLES, self.out / TAKEN
        there = write_lines(
            self.audit, taken, taken_texts(self.out / SEEDS, self.source, self.earlier)
        )
        for number, word in enumerate(self.recipe.spec.judge, 1):
            folder = self.out / JUDGED / stage_name(number, word)
            sources = [samples, taken] if there and number == 1 else [samples]
            run = curated_anew(
                self.audit,
                self._judging,
                self.recipe.beside(word),
                sources,
                folder,
                self.jobs,
                self.tell,
            )
            one = JudgedStage(run.pipeline.name, folder, samples)
            one.check()
            self.judged.append(one)
            samples = one.kept
        return samples

    # Lines

    def _export(self) -> None:
        """Write the lines, and what became of every sample."""
        lines = {one["id"]: line for line, one in enumerate(read_lines(self.out / KEPT), 1)}
        for layout in self.recipe.spec.export:
            made = LAYOUTS[layout]
            records = (made(one) for one in read_lines(self.out / KEPT))
            write_lines(self.audit, self.out / f"{layout}.jsonl", records)
        fates = SampleFates(self.attempts, self.judged, lines)
        write_lines(self.audit, self.out / FATES, fates.records())
