"""Judging what was found: here for one file, in worker processes for more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rulekit.run.apart import judged, judged_apart
from rulekit.run.pool import Pool
from rulekit.run.worker_config import TIMEOUT, WorkerConfig

if TYPE_CHECKING:
    from rulekit.core.verdict import Verdict
    from rulekit.files.discover import FoundFile
    from rulekit.loader import LocalEngine
    from rulekit.plan.options import PlanOptions


def check_all(
    engine: LocalEngine,
    options: PlanOptions,
    found: Sequence[FoundFile],
    *,
    jobs: int,
    timeout: float = TIMEOUT,
) -> Iterator[Verdict]:
    """A verdict for each file, in their order, whatever the number of processes.

    A single file is judged in a copy of this process, which is there at once; more in processes of
    their own, `jobs` of them. So a file or a plugin that kills or hangs a process costs that file
    and nothing else. `timeout` is CPU seconds for one file.
    """
    bundled = all(plugin.origin == "bundled" for plugin in engine.plan.catalog.plugins)
    if len(found) <= 1 and bundled:  # of others it is not known whether they can be copied
        return (judged_apart(partial(judged, engine, one), one.path, timeout) for one in found)
    return Pool(WorkerConfig(options, timeout=timeout), min(jobs, len(found))).run(found)
