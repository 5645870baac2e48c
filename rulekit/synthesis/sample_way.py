"""The way of a sample, from the file of its seed to its line, out of the folder of a synthesis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rulekit.ask.text_lines import REPLY
from rulekit.audit.folder import MANIFEST
from rulekit.errors import Problem, UsageError
from rulekit.execution.executing import KIND
from rulekit.synthesis.attempt import EXECUTED, MADE, TASKS, table_lines
from rulekit.synthesis.json_lines import Record, ended, read_lines
from rulekit.synthesis.sample_fate import WAS_KEPT, JudgedStage
from rulekit.synthesis.synthesis_files import (
    ASPECTS,
    ATTEMPT,
    BEGUN,
    CURATED,
    FATES,
    JUDGED,
    SAMPLES,
)

_OF_SEED = ("seed_shard", "seed_row", "seed_path", "seed_start", "seed_end", "seed_sha256")
_OF_RUN = ("outcome", "note", "assertions", "runs", "sandbox", "versions")


@dataclass(frozen=True)
class SynthesisFolder:
    """The folder of a synthesis that has ended."""

    folder: Path

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """What it came to. Raises UsageError where it has not ended, or is not as it was then."""
        return ended(self.folder)

    def fates(self) -> Iterator[Record]:
        """What became of each sample."""
        return read_lines(self.folder / FATES)

    def fate(self, name: str) -> Record:
        """What became of a sample. Raises UsageError for one that there is not."""
        found = _with("id", name, self.fates())
        if found is None:
            message = f"`{self.folder}` has no sample `{name}`"
            remedy = "`id` in its lines and in fates.jsonl names one"
            raise UsageError([Problem(message, remedy=remedy)])
        return found

    def on_line(self, number: int) -> Record:
        """The sample on a line of what is exported, the first of which is 0."""
        for one in self.fates():
            if one["line"] == number + 1:
                return one
        lines = max((one["lines"] for one in self.manifest["exports"].values()), default=0)
        raise UsageError(f"`{self.folder}` has {lines:,} lines, from 0 on, and no line {number}")

    def way(self, fate: Record) -> dict[str, Any]:
        """All that is known of a sample, stage by stage."""
        attempt = self.folder / f"{ATTEMPT}{fate['attempt']}"
        task = _with("task", fate["task"], read_lines(attempt / TASKS)) or {}
        asked = {name: fate[name] for name in ("attempt", "model", "key")}
        way = {"id": fate["id"], "end": {name: fate[name] for name in ("stage", "cause", "why")}}
        way |= {"line": fate["line"], "seed": {name: task.get(name) for name in _OF_SEED}}
        way |= {"task": self._dimensions(task), "asked": asked}
        way["curated"] = (self.folder / CURATED / MANIFEST).exists()
        place = _place(fate["id"], attempt / MADE)
        if place is not None:
            way["sample"] = place[1]
            way["executed"] = self._run(attempt, place[0])
        if passed := _place(fate["id"], self.folder / SAMPLES):
            way["aspects"] = self._aspects(passed[0])
            way["judged"] = [*self._judged(fate["id"])]
        return way

    def _dimensions(self, task: Record) -> dict[str, Any]:
        """What a task is beside its seed."""
        others = {"task", "seed", "content", "path", *_OF_SEED}
        return {name: value for name, value in task.items() if name not in others}

    def _run(self, attempt: Path, row: int) -> dict[str, Any]:
        path = attempt / EXECUTED / KIND / f"{MADE}.parquet"
        if not path.exists():
            return {}
        line = next(one for one in table_lines(path) if one["row"] == row)
        return {name: line[name] for name in _OF_RUN}

    def _aspects(self, row: int) -> dict[str, Any]:
        path = self.folder / ASPECTS / "replies" / f"{SAMPLES}.parquet"
        if not path.exists():
            return {}
        line = next(one for one in table_lines(path) if one["row"] == row)
        told = {"outcome": line["outcome"], "model": line["model"]}
        own = {name: one for name, one in line.items() if name.startswith(REPLY)}
        return told | {name.removeprefix(REPLY): one for name, one in own.items()}

    def _judged(self, name: str) -> Iterator[dict[str, Any]]:
        """What each pipeline said of a sample, up to that which dropped it."""
        samples = self.folder / SAMPLES
        for folder in sorted(
            (one for one in (self.folder / JUDGED).iterdir() if one.is_dir()), key=_number
        ):
            place = _place(name, samples)
            if place is None:
                return
            one = JudgedStage(folder.name, folder, samples)
            ends = {sample: (step, why) for sample, step, why in one.ends()}
            step, why = ends.get(name, (WAS_KEPT, ""))
            row = f"{samples.name}#row={place[0]}"
            yield {"pipeline": folder.name, "step": step, "why": why, "row": row}
            samples = one.kept


def is_synthesis(folder: Path) -> bool:
    """True for the folder of a synthesis, which may not have ended."""
    return (folder / BEGUN).is_file()


def _number(folder: Path) -> int:
    return int(folder.name.partition("-")[0])


def _with(key: str, value: object, records: Iterator[Record]) -> Record | None:
    return next((one for one in records if one[key] == value), None)


def _place(name: str, path: Path) -> tuple[int, Record] | None:
    """The row of a sample in a file, and itself."""
    rows = enumerate(read_lines(path))
    return next(((row, one) for row, one in rows if one["id"] == name), None)
