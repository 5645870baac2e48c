"""The manifest of a synthesis: what was made of what, and how all of it hangs together."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulekit.ask.budget import Spent
from rulekit.ask.journal import ReplyJournal
from rulekit.audit.folder import MANIFEST, AuditFolder
from rulekit.errors import Problem, UsageError
from rulekit.files.digest import file_sha256
from rulekit.places.place import remove
from rulekit.synthesis.attempt import EXECUTED, MADE, TASKS, Attempt
from rulekit.synthesis.earlier_round import EarlierRound
from rulekit.synthesis.json_lines import read_lines, told_json
from rulekit.synthesis.sample_fate import WAS_ASKED, WAS_EXECUTED, WAS_KEPT, JudgedStage
from rulekit.synthesis.synthesis_files import (
    ASPECTS,
    BEGUN,
    EARLIER,
    FATES,
    JOURNAL,
    KEPT,
    SAMPLES,
    SEEDS,
    TAKEN,
)
from rulekit.synthesis.synthesis_recipe import TRAINED, SynthesisRecipe
from rulekit.synthesis.template import Template

READ = ("models", "weights", "replies")  # of a plan: what rules read beside texts
FILES = (EARLIER, SEEDS, SAMPLES, TAKEN, KEPT, FATES)


@dataclass(frozen=True)
class SynthesisManifest:
    """Writes what a folder began with, and what it came to."""

    recipe: SynthesisRecipe
    audit: AuditFolder
    round: int
    earlier: EarlierRound | None

    @property
    def _folder(self) -> Path:
        return Path(str(self.audit.folder))

    def begin(self, words: Sequence[str]) -> None:
        """Note what the folder is of. Raises UsageError where it is of something else."""
        now = {
            "synthesize": self.recipe.name,
            "round": self.round,
            "after": self.earlier.sha256 if self.earlier else "",
            "SRC": [*words],
        }
        path = self._folder / BEGUN
        before = told_json(path)
        if before is None:
            self.audit.write_json(path, now)
        elif others := [name for name, value in now.items() if before.get(name) != value]:
            name = others[0]
            known = json.dumps(before.get(name), ensure_ascii=False)
            message = f"`{self._folder}` began with another `{name}`: {known}"
            remedy = "a folder holds one round of one recipe: name another, or take it away"
            raise UsageError([Problem(message, remedy=remedy)])

    def open(self) -> None:
        """Take the manifest away, as what it links is about to be others."""
        remove(self.audit.manifest)

    def changed(self) -> list[str]:
        """Files of the recipe that are others than when the folder was written last."""
        known = (told_json(self._folder / MANIFEST) or {}).get("recipe", {})
        return [
            one for one, sha256 in self.recipe.hashes.items() if known.get(one) != sha256 and known
        ]

    def end(
        self,
        seeds: Mapping[str, Any],
        attempts: Sequence[Attempt],
        judged: Sequence[JudgedStage],
    ) -> Mapping[str, Any]:
        """Write the manifest, last of all. `seeds` tells what became of rows, and of categories."""
        fates = [*read_lines(self._folder / FATES)]
        lines = sum(one["line"] > 0 for one in fates)
        exports = [f"{layout}.jsonl" for layout in self.recipe.spec.export]
        told: dict[str, Any] = {
            "synthesize": self.recipe.name,
            "title": self.recipe.spec.title,
            "stage": self.recipe.spec.stage,
            "recipe": self.recipe.hashes,
            "round": self.round,
            "after": self.earlier.sha256 if self.earlier else "",
            **seeds,
            "attempts": [_attempt(one) for one in attempts],
            "tasks": _tasks(fates),
            "ends": _ends(fates, [one.folder.name for one in judged]),
            "judged": [_judged(one) for one in judged],
            "aspects": _linked(self._folder / ASPECTS),
            "spent": self._spent(),
            "exports": {name: {"lines": lines, "sha256": self._sha256(name)} for name in exports},
            "files": {name: self._sha256(name) for name in self._files(attempts, exports)},
        }
        told["train"] = [self._filled(word) for word in self.recipe.spec.train or ()]
        self.audit.write_json(self.audit.manifest, told)
        return told

    def _spent(self) -> dict[str, dict[str, float]]:
        """What samples and aspects have cost, each by its journal."""
        journals = [("samples", self._folder / JOURNAL, self.recipe.spec.ask.price)]
        if aspects := self.recipe.aspects:
            journals.append(("aspects", self._folder / ASPECTS / JOURNAL, aspects.spec.price))
        found = {}
        for name, folder, price in journals:
            spent = Spent()
            for entry in ReplyJournal(folder).entries():
                spent.add(entry)
            found[name] = {**vars(spent), "money": spent.money(price)}
        return found

    def _filled(self, word: str) -> str:
        """A word of the command that trains, with the names of files for its holes."""
        files = [*TRAINED, *self.recipe.spec.export]
        values = {name: str(self._folder / f"{name}.jsonl") for name in files}
        values |= {"out": str(self._folder), "round": str(self.round)}
        return Template(word).fill(values)

    def _files(self, attempts: Sequence[Attempt], exports: Sequence[str]) -> list[str]:
        """All files of lines that there are."""
        parts = [f"{one.folder.name}/{name}" for one in attempts for name in (TASKS, MADE)]
        return [one for one in (*FILES, *parts, *exports) if (self._folder / one).exists()]

    def _sha256(self, name: str) -> str:
        return file_sha256(str(self._folder / name))


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "tasks": sum(1 for _ in read_lines(attempt.tasks)),
        "made": sum(1 for _ in read_lines(attempt.made)),
        "passed": sum(1 for _ in attempt.passed()),
        "asked": {str(number): _linked(out) for number, _, out in attempt.checkpoints()},
        "executed": _linked(attempt.folder / EXECUTED),
    }


def _tasks(fates: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many tasks there were, and of how many a sample is kept."""
    tasks = {one["task"] for one in fates}
    kept = {one["task"] for one in fates if one["line"]}
    return {"all": len(tasks), "kept": len(kept), "in vain": len(tasks - kept)}


def _ends(fates: Iterable[Mapping[str, Any]], judged: Sequence[str]) -> list[dict[str, Any]]:
    """How many samples ended where and why, in the order of the stages."""
    counts = Counter((one["stage"], one["cause"]) for one in fates)
    stages = [WAS_ASKED, WAS_EXECUTED, *judged, WAS_KEPT]
    found = sorted(counts, key=lambda end: (stages.index(end[0]), -counts[end], end[1]))
    return [
        {"stage": stage, "cause": cause, "samples": counts[stage, cause]} for stage, cause in found
    ]


def _judged(one: JudgedStage) -> dict[str, Any]:
    """A pipeline with the hash of its audit, and those of models, weights and replies it read."""
    told = told_json(one.folder / MANIFEST) or {}
    reads = {step["id"]: step["digests"] for step in told["pipeline"]["steps"] if "digests" in step}
    rules = {name: told["plan"][name] for name in READ if told["plan"].get(name)}
    return {"pipeline": one.name, "manifest": _linked(one.folder), "reads": reads | rules}


def _linked(folder: Path) -> str:
    """The hash of the manifest of a folder; "" for none."""
    path = folder / MANIFEST
    return file_sha256(str(path)) if path.exists() else ""
