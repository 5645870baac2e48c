"""A task at which a process died, in pieces: each row pays for itself only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rulekit.core.tally import Tally
from rulekit.corpus.job import Task
from rulekit.errors import Problem, RulekitError
from rulekit.places.address import shown
from rulekit.run.death import Death, Deaths

# Rows of a task that no process survives reading, before the rest is given up: what breaks the
# reader is then no row, but all that follows.
UNREADABLE = 8


def split(task: Task, death: Death, deaths: Deaths) -> list[Task]:
    """Split off the row that a process died at; raises RulekitError when nothing can be done."""
    enough = deaths.are_enough(death)
    if task.do != "judge" or death.row < 0:
        return _halves(task, death, enough=enough)
    row = death.row
    before = replace(task, stop=row)
    if death.doing == "read" and deaths.unreadable >= UNREADABLE:
        pieces = [before, replace(task, start=row, unreadable=death.how)]
    else:
        alone = replace(task, start=row, stop=row + 1)
        if enough:
            alone = _lost(alone, death, deaths)
        pieces = [before, alone, replace(task, start=row + 1)]
    return [piece for piece in pieces if piece.start < piece.stop]


def _lost(alone: Task, death: Death, deaths: Deaths) -> Task:
    """Give up judging a row. It is still read, for its name, unless that is the deadly part."""
    if death.doing == "judge" and not alone.lost:
        return replace(alone, lost={str(death.row): death.how})
    deaths.unreadable += 1
    return replace(alone, unreadable=death.how)


def _halves(task: Task, death: Death, *, enough: bool) -> list[Task]:
    """Halve a task whose process died when no row was at hand: while it was written."""
    if task.do == "judge" and task.stop - task.start > 1:
        middle = (task.start + task.stop) // 2
        return [replace(task, stop=middle), replace(task, start=middle)]
    if enough:
        place = shown(task.shard.path) or task.shard.name
        message = f"no process survives to {task.do} {place}: {death.note}"
        remedy = "what is done is kept for the same command"
        raise RulekitError([Problem(f"{message}, again and again", remedy=remedy)])
    return [task]


def merged(lines: Sequence[str]) -> str:
    """Put the answers to the pieces of a task together, as JSON like each of them."""
    if len(lines) == 1:
        return lines[0]
    answers: list[dict[str, Any]] = [json.loads(line) for line in lines]
    if changed := [answer for answer in answers if "changed" in answer]:
        return json.dumps(changed[0])
    if "records" in answers[0]:
        records = [one for answer in answers for one in answer["records"]]
        timed = [answer["seconds"] for answer in answers if "seconds" in answer]
        return json.dumps({"records": records, **({"seconds": sum(timed)} if timed else {})})
    total = Tally(by_folder=None)
    for answer in answers:
        total.merge(Tally.of(answer["counts"]))
    return json.dumps({"counts": total.totals()})
