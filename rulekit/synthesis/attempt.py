"""An attempt: each checkpoint makes samples of the tasks that are left, and their tests are run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from rulekit.ask.asked_corpus import AskedCorpus
from rulekit.ask.asking import Asking
from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import arrow
from rulekit.corpus.job import Shard
from rulekit.corpus.roles import Columns
from rulekit.execution.execute import Repeats
from rulekit.execution.executing import KIND, Executing
from rulekit.execution.solution_row import ROLES, SolutionCorpus
from rulekit.hooks.harness import Harness
from rulekit.hooks.reader import Reader
from rulekit.sandbox.sandbox import Sandbox
from rulekit.spec.synthesis import CheckpointSpec
from rulekit.synthesis.json_lines import Record, read_lines, write_lines
from rulekit.synthesis.made_sample import SampleMaker
from rulekit.synthesis.synthesis_files import ATTEMPT
from rulekit.synthesis.synthesis_recipe import SynthesisRecipe

TASKS, MADE, ASKED, EXECUTED = "tasks.jsonl", "made.jsonl", "asked", "executed"
READER = "jsonl"
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Runners:
    """What runs solutions, and where; None for a recipe that runs nothing."""

    harnesses: Mapping[str, Harness]
    sandbox: Sandbox
    interpreter: str
    language: str
    jobs: int
    repeats: Repeats


@dataclass(frozen=True)
class Attempt:
    """The folder of an attempt, the first of which is 1, and what it is done with."""

    audit: AuditFolder
    number: int
    recipe: SynthesisRecipe
    readers: Mapping[str, Reader]
    maker: SampleMaker
    runners: Runners | None
    tell: Tell

    @property
    def folder(self) -> Path:
        """The folder."""
        return Path(str(self.audit.folder)) / f"{ATTEMPT}{self.number}"

    @property
    def tasks(self) -> Path:
        """The tasks that are left."""
        return self.folder / TASKS

    @property
    def made(self) -> Path:
        """The samples, whatever became of them."""
        return self.folder / MADE

    def checkpoints(self) -> Iterator[tuple[int, CheckpointSpec, Path]]:
        """Each checkpoint with its number, from 1 on, and the folder of its replies."""
        for number, one in enumerate(self.recipe.spec.endpoints, 1):
            yield number, one, self.folder / ASKED / f"{number:02}"

    def do(self, journal: Path) -> None:
        """Ask, make samples, run them. Raises UsageError where tasks are left that are unasked."""
        for _, checkpoint, out in self.checkpoints():
            self._ask(checkpoint, out, journal)
        write_lines(self.audit, self.made, self._samples())
        if self.runners:
            self._execute(self.runners)

    def _ask(self, checkpoint: CheckpointSpec, out: Path, journal: Path) -> None:
        inquiry = self.recipe.inquiry(checkpoint, self.number)
        shard = Shard(TASKS, str(self.tasks), READER)
        holes = tuple(sorted(inquiry.prompt.holes - {"text"}))
        corpus = AskedCorpus((shard,), self.readers, Columns("content", "path"), holes)
        name = f"attempt {self.number}, {checkpoint.model}"
        Asking(
            inquiry, corpus, str(out), lambda one: self.tell(f"{name}: {one.asked:,} answers"),
            journal,
        ).run()  # fmt: skip

    def replies(self) -> Iterator[tuple[int, Record, Record]]:
        """Each reply with the number of its checkpoint, and its task."""
        for number, _, out in self.checkpoints():
            tasks = enumerate(read_lines(self.tasks))
            lines = groupby(table_lines(out / "replies" / f"{TASKS}.parquet"), _row)
            for (row, task), (at, replies) in zip(tasks, lines, strict=True):
                if row != at:
                    raise AssertionError(f"replies to row {at} of {self.tasks} stand at {row}")
                for reply in replies:
                    yield number, reply, task

    def _samples(self) -> Iterator[Record]:
        for number, reply, task in self.replies():
            if reply["outcome"] == "answered" and not self.maker.lack(reply, task):
                yield self.maker.sample(self.number, number, reply, task)

    def _execute(self, runners: Runners) -> None:
        shard = Shard(MADE, str(self.made), READER)
        columns = {role: role for role in ROLES}
        if runners.language:
            columns["lang"] = ""  # the recipe's word counts, whatever the sample is called
        corpus = SolutionCorpus(
            (shard,), self.readers, columns, runners.language, runners.interpreter
        )
        name = f"attempt {self.number}"
        Executing(
            corpus, runners.harnesses, runners.sandbox, str(self.folder / EXECUTED),
            lambda run: self.tell(f"{name}: {run.executed:,} solutions run"),
            runners.repeats, jobs=runners.jobs,
        ).run()  # fmt: skip

    def samples(self) -> Iterator[tuple[Record, Record]]:
        """Each sample that was made, and what came of its run: nothing, where none are run."""
        if not self.runners:
            yield from ((sample, {}) for sample in read_lines(self.made))
            return
        lines = table_lines(self.folder / EXECUTED / KIND / f"{MADE}.parquet")
        yield from zip(read_lines(self.made), lines, strict=True)

    def passed(self) -> Iterator[Record]:
        """The samples that passed, with how they were run."""
        for sample, run in self.samples():
            if not run:
                yield sample
            elif run["kept"]:
                told = {name: run[name] for name in ("assertions", "sandbox", "versions")}
                yield sample | told


def table_lines(path: Path) -> Iterator[Record]:
    """The lines of a table, in their order."""
    file: Any = arrow().parquet.ParquetFile(str(path))
    with file:
        for batch in file.iter_batches():
            yield from batch.to_pylist()


def _row(line: Record) -> int:
    return int(line["row"])
