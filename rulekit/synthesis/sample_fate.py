"""The fate of a sample: the stage that ended it and why, or the line that it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rulekit.audit.folder import SUMS
from rulekit.errors import Problem, UsageError
from rulekit.files.digest import file_sha256
from rulekit.synthesis.attempt import Attempt, table_lines
from rulekit.synthesis.json_lines import Record, read_lines

WAS_ASKED, WAS_EXECUTED, WAS_KEPT = "asked", "executed", "kept"  # stages of an end


@dataclass(frozen=True)
class JudgedStage:
    """A pipeline over samples: its name, its audit, and the file that it has judged."""

    name: str
    folder: Path
    samples: Path

    @property
    def kept(self) -> Path:
        """The samples that it lets pass."""
        return self.folder / WAS_KEPT / self.samples.name

    def check(self) -> None:
        """Raise UsageError where the samples that it keeps are not as its audit wrote them."""
        name = self.kept.relative_to(self.folder).as_posix()
        sums = (self.folder / SUMS).read_text("utf-8").splitlines()
        if f"{file_sha256(str(self.kept))}  {name}" not in sums:
            message = f"`{self.kept}` is not as it was written"
            raise UsageError([Problem(message, remedy=f"take `{self.folder}` away")])

    def ends(self) -> Iterator[tuple[str, str, str]]:
        """Of each sample that it drops: its id, the step, and the reason."""
        fates = table_lines(self.folder / "fates" / f"{self.samples.name}.parquet")
        for sample, fate in zip(read_lines(self.samples), fates, strict=True):
            if fate["decision"] != "keep":
                yield sample["id"], fate["step"] or "not read", fate["reason"]


@dataclass
class SampleFates:
    """What became of every sample that a checkpoint was asked for.

    `lines` are the numbers of those that are exported, by id.
    """

    attempts: Sequence[Attempt]
    judged: Sequence[JudgedStage]
    lines: dict[str, int] = field(default_factory=dict)

    def records(self) -> Iterator[Record]:
        """A record for each: where it stands, the stage and the cause of its end, and why."""
        ends = {
            name: (one.folder.name, step, why)
            for one in self.judged
            for name, step, why in one.ends()
        }
        for attempt in self.attempts:
            runs = {sample["id"]: run for sample, run in attempt.samples()}
            for checkpoint, reply, task in attempt.replies():
                name = attempt.maker.id_of(attempt.number, checkpoint, reply, task)
                own = {"id": name, "task": task["task"], "seed": task["seed"]}
                own |= {"attempt": attempt.number, "model": reply["model"], "key": reply["key"]}
                lack = attempt.maker.lack(reply, task)
                yield own | self._end(name, reply, lack, runs.get(name) or {}, ends.get(name))

    def _end(
        self, name: str, reply: Record, lack: str, run: Record, judged: tuple[str, str, str] | None
    ) -> dict[str, Any]:
        if reply["outcome"] != "answered":
            return _ended(WAS_ASKED, reply["outcome"], reply["note"] or "")
        if lack:
            return _ended(WAS_ASKED, "incomplete", f"its reply lacks `{lack}`")
        if run and not run["kept"]:
            return _ended(WAS_EXECUTED, run["outcome"], run["note"])
        if judged:
            return _ended(*judged)
        return _ended(WAS_KEPT, WAS_KEPT, "") | {"line": self.lines[name]}


def _ended(stage: str, cause: str, why: str) -> dict[str, Any]:
    return {"stage": stage, "cause": cause, "why": why, "line": 0}
