"""The tasks of one stage of a curation: shards, or parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rulekit.audit.checksums import Sizes
from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import DamagedError, read_sealed
from rulekit.corpus.job import Shard, Task
from rulekit.errors import Problem, RulekitError
from rulekit.run.group_tasks import part_file
from rulekit.run.scheduler import Scheduler
from rulekit.run.shard_progress import ShardProgress


@dataclass
class ShardWork:
    """A stage that reads the corpus: its shards are opened, judged block by block, closed."""

    scheduler: Scheduler
    under_way: int = 0

    def take(self, executor: int) -> Task | None:
        """Hand out the next task of a shard."""
        task = self.scheduler.take(executor)
        self.under_way += task is not None
        return task

    def done(self, task: Task, answer: dict[str, Any]) -> ShardProgress:
        """Take the answer and return the progress of the shard."""
        self.under_way -= 1
        return self.scheduler.done(task, answer)

    @property
    def is_over(self) -> bool:
        """True when every shard is closed, or was seen to change."""
        return not self.under_way and all(
            one.closed or one.changed for one in self.scheduler.shards
        )

    @property
    def is_handed_out(self) -> bool:
        """True when every shard is opened, and all its blocks are under way, or more."""
        s = self.scheduler
        known = all(one.facts or one.changed for one in s.shards)
        return known and not (s.new or s.open or s.ready)

    @property
    def changed(self) -> list[ShardProgress]:
        """The shards that have changed while they were read."""
        return [one for one in self.scheduler.shards if one.changed]


@dataclass
class PartWork:
    """A stage whose parts are done in any order: all, or some by their `numbers`."""

    folder: AuditFolder
    do: Any
    parts: int
    run: str
    numbers: Sequence[int] | None = None
    under_way: int = 0
    left: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        numbers = range(self.parts) if self.numbers is None else self.numbers
        self.left = [number for number in numbers if not self._is_done(number)]

    def _is_done(self, number: int) -> bool:
        path = part_file(self.folder, number)
        try:
            told = read_sealed(path, {"run": self.run})
        except DamagedError:
            told = None
        if told is not None and not Sizes(self.folder).missing(told.get("files", {})):
            return True
        path.unlink(missing_ok=True)
        return False

    def take(self, executor: int) -> Task | None:  # noqa: ARG002  all are alike
        """Hand out the next part."""
        if not self.left:
            return None
        number = self.left.pop(0)
        self.under_way += 1
        shard = Shard(f"part {number + 1} of {self.parts}", "", "")
        return Task(self.do, shard, number, 0, self.parts)

    def done(self, task: Task, answer: dict[str, Any]) -> None:  # noqa: ARG002  files tell more
        """Count a part as done."""
        self.under_way -= 1

    @property
    def is_over(self) -> bool:
        """True when all parts are done."""
        return not (self.left or self.under_way)

    @property
    def is_handed_out(self) -> bool:
        """True when all parts are under way, or done."""
        return not self.left


def changed(shards: Sequence[ShardProgress]) -> RulekitError:
    """The error for shards that were changed while a run was at them."""
    problems = [
        Problem(
            f"the shard {one.shard.name} was changed while it was read: {one.changed}",
            remedy="what was done of others is kept; begin anew, in another folder",
        )
        for one in shards
    ]
    return RulekitError(problems)
