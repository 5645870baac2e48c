"""Judging what was found: here for one file, in worker processes for more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rulekit.run.pool import Pool
from rulekit.run.recipe import TIMEOUT, Recipe
from rulekit.run.worker import judged

if TYPE_CHECKING:
    from rulekit.core.verdict import Verdict
    from rulekit.run.discover import Found
    from rulekit.run.local import LocalEngine
    from rulekit.run.settings import Settings


def check_all(
    engine: LocalEngine,
    settings: Settings,
    found: Sequence[Found],
    *,
    jobs: int,
    timeout: float = TIMEOUT,
) -> Iterator[Verdict]:
    """A verdict for each file, in their order, whatever the number of processes.

    A single file is judged in this process, at once, if only bundled plugins are there; all else is
    judged in others, so that a file or a plugin which kills or hangs a process costs that file and
    nothing else. `jobs` is how many processes.
    """
    bundled = all(plugin.origin == "bundled" for plugin in engine.plan.catalog.plugins)
    if len(found) <= 1 and bundled:
        return (judged(engine, one) for one in found)
    return Pool(Recipe(settings, timeout=timeout), min(jobs, len(found))).run(found)
