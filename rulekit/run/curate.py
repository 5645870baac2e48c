"""Curating a corpus in a run that can be stopped and continued, on any executors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from typing import Any

from rulekit.audit.checksums import absent
from rulekit.audit.close_shard import merged_steps
from rulekit.audit.finish import finish
from rulekit.audit.lease import JOIN, BusyError, Lease
from rulekit.audit.lock import Tell, lock_of
from rulekit.audit.manifest import read_manifest, refusal
from rulekit.audit.sealed import DamagedError, read_sealed
from rulekit.core.tally import Tally
from rulekit.corpus.job import Task
from rulekit.curate.ranks import LAST, Preference
from rulekit.curate.tables import OUTPUT
from rulekit.errors import RulekitError
from rulekit.places.place import remove
from rulekit.plan.options import PlanOptions
from rulekit.run.crew import Executors
from rulekit.run.dispatch import dispatch
from rulekit.run.filter import incomplete
from rulekit.run.prepared import FilterOptions
from rulekit.run.prepared_curation import CurateOptions, PreparedCuration
from rulekit.run.settled_tables import write_settled
from rulekit.run.shard_progress import ShardProgress
from rulekit.run.stages import Stages


class Curation(PreparedCuration):
    """A run over a corpus. Raises RulekitError with the reason when it cannot begin."""

    def __init__(self, options: PlanOptions, wanted: FilterOptions, curate: CurateOptions) -> None:
        super().__init__(options, wanted, curate)
        self.ended = self._take_up()

    def _take_up(self) -> bool:
        """True if the run has ended before; UsageError if the folder is another's."""
        if not self.manifest.refuse_to_mix(self.audit):
            return False
        manifest = read_manifest(self.audit) or {}
        facts = {one["name"]: one for one in manifest["shards"]}
        shards = self.source.shards
        if others := [one.name for one in shards if self.differs(one, facts[one.name])]:
            raise refusal(self.audit, [f"the shard {name} has changed" for name in others])
        if missing := absent(self.audit):
            raise incomplete(self.audit, missing)
        return True

    def run(
        self, opened: Callable[[], Executors]
    ) -> Iterator[tuple[Task, ShardProgress | None, Stages]]:
        """Do the rest of the work on the executors that are `opened`; yield each task when done.

        Nothing is opened when nothing is left. It ends with a finished audit, or with a
        RulekitError that names the shards which have changed while they were read.
        """
        if self.ended and self.wanted.share:
            remove(self.audit.work)  # which this task may have begun, not knowing better
            return
        with lock_of(self.audit, self.wanted.share) as tell:
            self.ended = self.ended or self._take_up()
            if not self.ended:
                try:
                    yield from self._run(opened, tell)
                except (RulekitError, OSError):
                    # Of a task that others took for dead, and have ended the run without.
                    if not self._has_ended():
                        raise
            remove(self.audit.work, as_far_as_it_goes=True)
        if self.wanted.share:
            remove(self.audit.work, as_far_as_it_goes=True)  # a last word of the lease

    def _run(
        self, opened: Callable[[], Executors], tell: Tell
    ) -> Iterator[tuple[Task, ShardProgress | None, Stages]]:
        self.audit.write_json(self.audit.manifest, self.manifest.begun())
        self._keep_list()
        self.sources.write(self.audit)

        def is_over() -> bool:
            if not (over := self._has_ended()):
                tell(stages.rows)
            return over

        shards, run, share = self.source.shards, self.job.run, self.wanted.share
        stages = Stages(self.work, shards, run, self.job.block, self.differs, share, is_over)
        with closing(stages):
            for task, answer in dispatch(stages.take, opened()):
                one = stages.done(task, answer)
                tell(stages.rows)
                yield task, one, stages
            if share:
                self._finish_last(stages)
            else:
                self._finish(stages)

    def _finish(self, stages: Stages) -> None:
        """End the audit, of which every shard is closed."""
        told = {"steps": self._steps(stages)}
        files = write_settled(self.audit, told["steps"])
        finish(self.audit, self.manifest.begun(), {}, told, files)

    def _finish_last(self, stages: Stages) -> None:
        """End the audit, unless another task does; return when it has ended."""
        while not self._has_ended():
            with suppress(BusyError), Lease(self.audit, JOIN):
                if not self._has_ended():
                    try:
                        self._finish(stages)
                    except RulekitError:
                        stages.forget()
                        raise

    def _has_ended(self) -> bool:
        """True if another task has ended the run."""
        if not self.wanted.share:
            return False
        with suppress(DamagedError):
            return bool((read_manifest(self.audit) or {}).get("finished"))
        return False

    def _steps(self, stages: Stages) -> list[dict[str, Any]]:
        """What is told of each step: rows and bytes in and out, copies, what was settled."""
        closed = (
            read_sealed(self.audit.closed(number), {"run": self.job.run}) or {}
            for number in range(len(self.source.shards))
        )
        counts = merged_steps(one.get("steps", {}) for one in closed)
        nothing = {"rows_in": 0, "bytes_in": 0, "rows_out": 0, "bytes_out": 0, "edits": 0}
        ids = ["", *(step.id for step in self.pipeline.steps)]
        return [
            {"id": one, **nothing, **counts.get(one, {}), **self._named(one, stages)} for one in ids
        ]

    def _named(self, step: str, stages: Stages) -> dict[str, Any]:
        """What a step tells, with the names of columns and the places of rows for numbers."""
        told = stages.told.get(step, {})
        named = dict(told)
        if "largest" in told:
            built: Any = next(one.built for one in self.pipeline.steps if one.id == step)
            names = [*(Preference.of(word).column for word in built.prefer), *LAST]
            named["by"] = {names[int(i)]: count for i, count in sorted(told["by"].items())}
            numbering, shards = stages.numbering, self.source.shards
            places = [(numbering.place(number), size) for number, size in told["largest"]]
            named["largest"] = [
                {"kept": f"{shards[shard].name}#row={row}", "rows": size}
                for (shard, row), size in places
            ]
        return named

    def of_outputs(self) -> Iterator[Curation]:
        """The runs over the outputs of this one that the pipeline has steps for, once it has ended.

        What is kept of an output is in `curated/NAME`, with an audit of its own.
        """
        written = set(self.pipeline.outputs)
        for name in self.pipeline.spec.outputs if not self.curate.output else ():
            if name in written:
                source = str(self.audit.folder / OUTPUT / name)
                out = str(self.audit.folder / "curated" / name)
                wanted = replace(self.wanted, sources=(source,), out=out, columns="", reader="")
                curate = replace(self.curate, output=name, only=(), until="")
                yield Curation(self.options, wanted, curate)

    @property
    def tally(self) -> Tally:
        """The counts of a run that has ended."""
        return Tally.of((read_manifest(self.audit) or {})["counts"])

    @property
    def steps(self) -> list[dict[str, Any]]:
        """What is told of each step of a run that has ended."""
        found: list[dict[str, Any]] = (read_manifest(self.audit) or {}).get("steps", [])
        return found
