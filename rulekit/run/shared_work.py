"""The tasks of a stage that the tasks of an array share, lot by lot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rulekit.corpus.job import Task
from rulekit.corpus.share import Share
from rulekit.run.lots import Lots
from rulekit.run.scheduler import Scheduler
from rulekit.run.stage_work import PartWork, ShardWork, changed

LotWork = ShardWork | PartWork  # of one stage; what is handed out, and what is done


class SharedWork:
    """The work on the lots that this task has taken; another is taken when they are handed out.

    `work_of` begins with the work on a lot.
    """

    def __init__(self, lots: Lots, work_of: Callable[[Share], LotWork]) -> None:
        self.lots = lots
        self.work_of = work_of
        self.held: dict[Share, LotWork] = {}
        self.scheduler: Scheduler | None = None  # that of the lot of the last task
        self._lot_of: dict[int, Share] = {}  # of each shard or part of a lot

    def take(self, executor: int) -> Task | None:
        """Hand out the next task of a lot; None when there is none for an executor now."""
        while True:
            for share, work in self.held.items():
                if task := work.take(executor):
                    self._lot_of[task.number] = share
                    return task
            self._end_lots()
            if not all(work.is_handed_out for work in self.held.values()):
                return None
            if (taken := self.lots.take()) is None:
                return None
            self.held[taken] = self.work_of(taken)

    def done(self, task: Task, answer: dict[str, Any]) -> Any:
        """Take the answer to a task; the progress of its shard, or None for a part."""
        work = self.held[self._lot_of[task.number]]
        self.scheduler = work.scheduler if isinstance(work, ShardWork) else None
        found = work.done(task, answer)
        self._end_lots()
        return found

    def _end_lots(self) -> None:
        """Say of lots that they are done; raises RulekitError when a shard of one has changed."""
        for share in [share for share, work in self.held.items() if work.is_over]:
            work = self.held[share]
            if isinstance(work, ShardWork) and work.changed:
                raise changed(work.changed)
            self.lots.end(share)
            del self.held[share]

    @property
    def is_over(self) -> bool:
        """True when all lots are done."""
        return not self.held and self.lots.are_done

    @property
    def is_idle(self) -> bool:
        """True when this task is at no lot."""
        return not self.held
