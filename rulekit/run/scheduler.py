"""The rest of the work on a corpus, handed out task by task.

An executor stays with its shard, because going on in it is cheaper than beginning another; when no
shard is without an executor, executors share one. Any order of tasks writes the same bytes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rulekit.audit.checksums import Sizes
from rulekit.audit.close_shard import gaps
from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import DamagedError
from rulekit.audit.work_files import WorkFiles
from rulekit.core.tally import Tally
from rulekit.corpus.choice import ALL, Choice
from rulekit.corpus.job import BLOCK, Shard, Task
from rulekit.errors import Problem, RulekitError
from rulekit.places.place import Place, remove
from rulekit.run.shard_progress import Chooser, ShardProgress

LEAST = 16  # rows of a block at the end of a run
DAMAGES = 3  # times that a shard is judged again for damaged blocks, before the run gives up
Differs = Callable[[Shard, Mapping[str, Any]], str]


class Scheduler:
    """The tasks of a run. Work of an earlier run that is in `audit` is not done again.

    `differs` says how a shard is another than its facts tell, or nothing: what was judged of it is
    then judged anew, unless it was closed, which `changed` lists. `redrawn` are shards that were
    closed with other rows than are chosen now. Only the shards that are `mine` are worked at.
    """

    def __init__(
        self,
        shards: Sequence[Shard],
        audit: AuditFolder,
        block: int = BLOCK,
        run: str = "",
        differs: Differs = lambda _shard, _facts: "",
        choice: Choice = ALL,
        mine: Sequence[int] | None = None,
    ) -> None:
        self.audit = audit
        self.block = block
        self.run = run
        self.differs = differs
        self.choice = choice
        numbers = range(len(shards)) if mine is None else mine
        self.shards = [ShardProgress.of(i, shards[i]) for i in numbers]
        self.by_number = {one.number: one for one in self.shards}
        self.size = sum(one.size for one in self.shards)
        self.done_size = 0.0
        self.tally = Tally(by_folder=None)
        self.new: deque[ShardProgress] = deque()
        self.open: dict[int, ShardProgress] = {}  # those with rows that nobody has taken
        self.ready: deque[ShardProgress] = deque()  # those to be closed
        self.at: dict[int, ShardProgress] = {}
        self.executors: set[int] = set()
        self.changed: list[str] = []
        self.redrawn: list[str] = []
        self.chooser = Chooser(choice, self.shards)
        self.before, self.sizes = WorkFiles(audit, mine), Sizes(audit)
        for one in self.shards:
            self._resume(one)
        known = [one for one in self.shards if one.facts]
        self.new.extend(self.chooser.wanted())
        self.resumed = sum(self._counted(one) for one in known)

    def _resume(self, one: ShardProgress) -> None:
        """Take up the work of an earlier run on a shard."""
        if closed := self._read(one, self.audit.closed(one.number)):
            if self.differs(one.shard, closed["facts"]):
                self.changed.append(one.shard.name)
            if not (missing := self.sizes.missing(closed["files"])):
                one.facts, one.before, one.closed = closed["facts"], closed, True
                return
            one.notes.append(f"{missing[0]} is missing or not whole: judged again")
            self.audit.closed(one.number).unlink()
        elif facts := self._read(one, self.audit.facts(one.number)):
            if not (why := self.differs(one.shard, facts)):
                one.facts = facts
                return
            one.notes.append(f"{why}: judged anew")
        self._forget(one)

    def _counted(self, one: ShardProgress) -> int:
        """Begin with the shards that are known now; return how many blocks of them are done."""
        done = sum(self._begin(each) for each in self.chooser.counted(one))
        self.new.extend(self.chooser.wanted())
        return done

    def _begin(self, one: ShardProgress) -> int:
        """Begin with a shard of which the rows are chosen; return its number of blocks done."""
        if one.before:
            if one.before.get("choice", "") != one.choice:
                self.redrawn.append(one.shard.name)
            self._count(one, one.before["counts"])
            return -(-one.count // self.block)
        if not (one.rows or self.choice.is_all):
            return 0  # it is passed over
        if one.is_counted_only:
            self.new.append(one)
            return 0
        return self._opened(one)

    def _read(self, one: ShardProgress, path: Place) -> dict[str, Any] | None:
        try:
            return self.before.read(path, {"run": self.run, "shard": one.shard.name})
        except DamagedError as error:
            one.notes.append(f"{error}: judged again")
            path.unlink(missing_ok=True)
            return None

    def _forget(self, one: ShardProgress) -> None:
        """Remove the work on a shard that is not closed."""
        one.facts = {}
        if one.changed or self.before.has_blocks(one.number):
            remove(self.audit.blocks(one.number), as_far_as_it_goes=True)

    def _opened(self, one: ShardProgress) -> int:
        """Find the blocks that are left of a shard; return the number of those that are done."""
        one.tally = Tally(by_folder=None)
        about = {"run": self.run, "shard": one.shard.name, "choice": one.choice}
        blocks, damaged = self.before.read_blocks(one.number, about, again=one.damages > 0)
        one.notes += [f"{why}: judged again" for why in damaged]
        for block in blocks:
            self._count(one, block["counts"])
        for start, stop in gaps(blocks, one.stop):
            one.todo += one.blocks(start, stop, self.block)
        if one.todo:
            self.open[one.number] = one
        else:
            self.done_size += 0 if one.count else one.size
            self.ready.append(one)
        return len(blocks)

    def _count(self, one: ShardProgress, counts: dict[str, Any]) -> None:
        tally = Tally.of(counts)
        one.tally.merge(tally)
        self.tally.merge(tally)
        self.done_size += one.size * (tally.total / one.count if one.count else 1)

    def _count_others(self, one: ShardProgress) -> None:
        """Count anew without a shard whose counts do not hold any more."""
        self.done_size -= one.size * one.tally.total / one.count if one.count else 0
        one.tally, self.tally = Tally(by_folder=None), Tally(by_folder=None)
        for each in self.shards:
            self.tally.merge(each.tally)

    def take(self, executor: int) -> Task | None:
        """Hand out the next task for an executor; None when there is none for it now."""
        self.executors.add(executor)
        if self.ready:
            one = self.ready.popleft()
            return self._task("close", one, 0, one.stop)
        here = self.at.get(executor)
        if here is None or not here.todo:
            here = self._other()
        if here is None:
            return None
        self.at[executor] = here
        if not here.facts:
            return Task("open" if self.choice.sample is None else "count", here.shard, here.number)
        if here.is_counted_only:
            return self._task("open", here, 0, 0)
        start, stop = self._next_block(here)
        here.under_way += 1
        if not here.todo:
            del self.open[here.number]
        return self._task("judge", here, start, stop)

    def _next_block(self, one: ShardProgress) -> tuple[int, int]:
        """Take a block of a shard; of the last ones half, so that executors end together."""
        left = sum(len(each.todo) for each in self.open.values())
        if not self.new and left < len(self.executors):
            one.halve_next(LEAST)
        return one.todo.popleft()

    def _task(self, do: Any, one: ShardProgress, start: int, stop: int) -> Task:
        stamp = (one.facts["size"], one.facts["version"])
        rows = None
        if do == "judge" and one.rows is not None and not isinstance(one.rows, range):
            rows = tuple(one.rows[bisect_left(one.rows, start) : bisect_left(one.rows, stop)])
        return Task(do, one.shard, one.number, start, stop, stamp, rows=rows, choice=one.choice)

    def _other(self) -> ShardProgress | None:
        """Choose a shard that nobody is at, else a new one, else that with most blocks left."""
        taken = {one.number for one in self.at.values()}
        alone = next((one for one in self.open.values() if one.number not in taken), None)
        if alone or self.new:
            return alone or self.new.popleft()
        return max(self.open.values(), key=lambda one: len(one.todo), default=None)

    @property
    def finished(self) -> float:
        """The share of the corpus that is done, 0 to 1, by the size of its shards.

        Of some rows, it is the share of what was asked for.
        """
        if self.choice.count:
            return self.tally.total / self.choice.count
        return self.done_size / self.size if self.shards else 1.0

    def done(self, task: Task, answer: dict[str, Any]) -> ShardProgress:
        """Take the answer to a task and return the progress of its shard."""
        one = self.by_number[task.number]
        one.under_way -= task.do == "judge"
        if one.changed or "changed" in answer:
            self._changed(one, answer.get("changed", ""))
        elif task.do in ("count", "open"):
            one.facts = answer
            self._counted(one) if one.rows is None else self._begin(one)
        elif task.do == "judge":
            self._count(one, answer["counts"])
            if not (one.todo or one.under_way):
                self.ready.append(one)
        elif "damaged" in answer:
            self._again(one, answer["damaged"])
        else:
            one.closed = True
            one.facts["not_copied"] = answer["not_copied"]
        return one

    def _again(self, one: ShardProgress, damaged: Sequence[str]) -> None:
        """Judge again the blocks of a shard that were found damaged when it was to be closed."""
        one.damages += 1
        if one.damages > DAMAGES:
            message = f"what is judged of {one.shard.name} is damaged again and again"
            shown = "".join(f"\n  {why}" for why in damaged[:5])
            raise RulekitError([Problem(message + shown, remedy="look at the disk of --out")])
        one.notes += [f"{why}: judged again" for why in damaged]
        self._count_others(one)
        self._opened(one)

    def _changed(self, one: ShardProgress, why: str) -> None:
        """Let go of a shard that has become another: nothing more is done of it in this run."""
        if not one.changed:
            one.changed = why
            one.notes.append(f"it was changed while it was judged: {why}")
            self._count_others(one)
            one.todo.clear()
            self.open.pop(one.number, None)
        if not one.under_way:  # a worker that is still at it may write once more
            self._forget(one)
