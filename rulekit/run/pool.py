"""Many files, or blocks of rows, over many processes: their verdicts in input order."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator

from rulekit.core.record import from_record
from rulekit.core.verdict import Verdict
from rulekit.corpus.job import Task
from rulekit.files.discover import FoundFile
from rulekit.run.process import WorkerProcess, watch
from rulekit.run.worker_config import WorkerConfig

AHEAD = 1_000  # results that may wait for an earlier one, so that memory stays bounded
BLOCKS_AHEAD = 50  # the same for blocks of rows

Item = FoundFile | Task
Result = list[Verdict] | BaseException | None


class Pool:
    """A number of processes over one stream of files or of blocks."""

    def __init__(self, worker_config: WorkerConfig, jobs: int, ahead: int = AHEAD) -> None:
        self.processes = [WorkerProcess(worker_config) for _ in range(jobs)]
        self.results: queue.SimpleQueue[tuple[int, Result]] = queue.SimpleQueue()
        self.ahead = threading.Semaphore(ahead)
        self.lock = threading.Lock()
        self.done = threading.Event()

    def run(self, items: Iterable[Item]) -> Iterator[Verdict]:
        """Verdicts in the order of the items. Raises RulekitError when the workers cannot work."""
        rest = iter(enumerate(items))
        threads = [
            threading.Thread(target=self._serve, args=(process, rest), daemon=True)
            for process in self.processes
        ]
        watched = (self.processes, self.done)
        threads.append(threading.Thread(target=watch, args=watched, daemon=True))
        for thread in threads:
            thread.start()
        try:
            yield from self._in_order(len(self.processes))
        finally:
            self.done.set()
            for process in self.processes:
                process.close()

    def _in_order(self, serving: int) -> Iterator[Verdict]:
        """Until every thread has said that nothing is left."""
        waiting: dict[int, list[Verdict]] = {}
        next_ = 0
        while serving or waiting:
            while next_ in waiting:
                yield from waiting.pop(next_)
                self.ahead.release()
                next_ += 1
            if serving:
                number, result = self.results.get()
                if isinstance(result, BaseException):
                    raise result
                if result is None:
                    serving -= 1
                else:
                    waiting[number] = result

    def _serve(self, process: WorkerProcess, rest: Iterator[tuple[int, Item]]) -> None:
        """One process's thread: an item at a time until there are none, or the run is over."""
        try:
            while not self.done.is_set():
                self.ahead.acquire()
                with self.lock:
                    number, item = next(rest, (-1, None))
                if item is None:
                    self.ahead.release()
                    break
                self.results.put((number, _verdicts(process, item)))
            self.results.put((-1, None))
        except BaseException as error:  # noqa: BLE001  it is raised again where results are read
            self.results.put((-1, error))


def _verdicts(process: WorkerProcess, item: Item) -> list[Verdict]:
    if isinstance(item, FoundFile):
        return [process.judge(item)]
    return [from_record(record) for record in process.do(item)["records"]]
