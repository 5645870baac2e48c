"""The three steps: a reference, gradients, a selection; each goes on where it was stopped."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from rulekit.audit.folder import MANIFEST, AuditFolder
from rulekit.audit.lock import Lock
from rulekit.audit.tables import arrow
from rulekit.corpus.share import Share
from rulekit.errors import Problem, UsageError
from rulekit.files.digest import file_sha256, files_below
from rulekit.influence.gradient_block import BLOCK, BlockFile, Measurer
from rulekit.influence.recipe import InfluenceRecipe
from rulekit.influence.reference_folder import GOES_ON, ReferenceFolder, read_told_json
from rulekit.influence.selection import Line, Targets, check, scored, select
from rulekit.influence.source import ReferenceModel
from rulekit.influence.training_sample import SampleRows, TrainingSample
from rulekit.places.place import names_in, remove

PLAN, GRADIENTS = "plan.json", "gradients"
SELECTION, HELD_OUT = "selection.parquet", "held_out.parquet"
REFERENCE, ALL = "reference", "select"
STEPS = (REFERENCE, GRADIENTS, ALL)
FORM = 1
_WORDS = {
    "form": "it is of another rulekit",
    "samples": "the samples are others",
    "strong": "the strong samples are others",
}


@dataclass
class InfluenceRun:
    """Does the steps that a file declares, up to the step `until`, in the folder `out`.

    With a `share`, gradients of its blocks alone; `tell` hears how many samples are measured.
    """

    recipe: InfluenceRecipe
    samples: SampleRows
    strong: SampleRows
    model: ReferenceModel
    out: Path
    tell: Callable[[int], None]
    until: str = ALL
    share: Share | None = None

    @cached_property
    def audit(self) -> AuditFolder:
        """The folder, as what writes files whole or not at all."""
        return AuditFolder(self.out)

    @property
    def reference(self) -> ReferenceFolder:
        """The place of the reference."""
        return ReferenceFolder(self.audit, self.out / REFERENCE)

    def run(self) -> Mapping[str, Any] | None:
        """Do what is left; the manifest, once there is a selection."""
        arrow("gradients are written as Parquet")
        self._refuse_other()
        if not (self.out / MANIFEST).exists():
            self.model.prepare()
        with Lock(self.audit, self.out, shared=self.share is not None):
            self._begin()
            if not self.reference.is_made:
                self._make_reference()
            if self.until == REFERENCE:
                return None
            self._measure()
            if self.share or self.until != ALL:
                return None
            told = self._select()
            remove(self.audit.work)
        return told

    def _refuse_other(self) -> None:
        names = names_in(self.out) - {"work"}
        if names and PLAN not in names:
            message = f"`{self.out}` is no folder of influence: name another, or one that is new"
            raise UsageError(message)

    def _begin(self) -> None:
        """Write down what is fixed; raises UsageError where it was something else."""
        path, plan = self.out / PLAN, self._plan
        if not self.reference.is_made:  # nothing hangs on it yet
            self.audit.write_json(path, plan)
        before = read_told_json(path)
        for key, now in plan.items():
            if before.get(key) != now:
                what = _WORDS.get(key) or _said_otherwise(now, before.get(key))
                message = f"{what} than when `{self.out}` was begun"
                raise UsageError([Problem(message, remedy=GOES_ON)])
        files = read_told_json(self.out / MANIFEST).get("files", {})
        for name, sha256 in files.items() if isinstance(files, dict) else ():
            if name.startswith(GRADIENTS) and _hash(self.out / name) != sha256:
                remedy = f"remove it and `{self.out / MANIFEST}`, and it is measured again"
                message = f"`{self.out / name}` is not as it was written"
                raise UsageError([Problem(message, remedy=remedy)])

    @cached_property
    def _plan(self) -> dict[str, Any]:
        fixed = json.loads(json.dumps(self.recipe.fixed()))
        hashes = {"samples": self.samples.hashes(), "strong": self.strong.hashes()}
        return {"form": FORM, "file": fixed, **hashes}

    def _make_reference(self) -> None:
        if self.share:
            message = "there is no reference yet, which all shares have in common"
            remedy = "make it first: the same command with --until reference"
            raise UsageError([Problem(message, remedy=remedy)])
        taught = [one for one in self.strong.rows() if not one.trouble and self._teaches(one)]
        if not taught:
            raise UsageError("there is no strong sample that can be read and is not held out")
        self.reference.make(self.model, taught)

    def _teaches(self, sample: TrainingSample) -> bool:
        return not is_held_out(sample.sha256, self.recipe.spec.held_out)

    def _measure(self) -> None:
        """Measure what is not yet; the model is loaded if there is something."""
        measurer: Measurer | None = None
        measured = 0
        for kind in ("strong", "samples"):
            for file, block in self._blocks(kind, self.reference.check()):
                if not file.path.exists():
                    measurer = measurer or self._measurer()
                    lines = [measurer.line(one) for one in block]
                    file.write(self.audit, lines, self.recipe.spec.projection.size)
                measured += len(block)
                self.tell(measured)

    def _measurer(self) -> Measurer:
        spec = self.recipe.spec
        source = self.model.load(self.reference.folder)
        return Measurer(source, (spec.projection.size, spec.projection.seed), spec.momentum)

    def _blocks(
        self, kind: str, reference: str
    ) -> Iterator[tuple[BlockFile, list[TrainingSample]]]:
        """The blocks of this share, each with its file."""
        rows = getattr(self, kind).rows()
        number = 0
        while block := [*islice(rows, BLOCK)]:
            if self.share is None or number % self.share.count == self.share.number - 1:
                hashes = [one.sha256 for one in block]
                about = json.dumps([self._plan, reference, kind, number, hashes], sort_keys=True)
                key = hashlib.sha256(about.encode()).hexdigest()
                yield BlockFile(self.out / GRADIENTS / f"{kind}-{number:06}.parquet", key), block
            number += 1

    def _lines(self, kind: str) -> Iterator[Line]:
        for file, _ in self._blocks(kind, self.reference.check()):
            yield from file.read()

    def _select(self) -> Mapping[str, Any]:
        spec = self.recipe.spec
        strong = [one.sha256 for one in self.strong.rows() if not one.trouble]
        held = {one for one in strong if is_held_out(one, spec.held_out)}
        targets = Targets.of(one for one in self._lines("strong") if one["sha256"] not in held)
        lines = scored(self._lines("samples"), targets, strong)
        categories = select(lines, spec.top)
        kept_out = scored((one for one in self._lines("strong") if one["sha256"] in held), targets)
        found = check(kept_out, lines)
        self._write(SELECTION, lines)
        self._write(HELD_OUT, kept_out)
        told = {
            "influence": spec.influence,
            "taken": spec.adapter is not None,
            "strong": {"mean": sum(targets.counts.values()), "held_out": len(kept_out)},
            "outcomes": dict(sorted(Counter(one["outcome"] for one in lines).items())),
            "categories": categories,
            "check": found.told(),
            "files": self._files(),
        }
        self.audit.write_json(self.out / MANIFEST, told)
        return told

    def _write(self, name: str, lines: Sequence[Line]) -> None:
        pa = arrow()
        with self.audit.written(self.out / name) as here:
            table = pa.Table.from_pylist([*lines], _schema())
            pa.parquet.write_table(table, here, compression="zstd")

    def _files(self) -> dict[str, str]:
        names = (path.relative_to(self.out).as_posix() for path in files_below(self.out))
        own = [name for name in names if name != MANIFEST and not name.startswith("work/")]
        return {name: file_sha256(self.out / name) for name in sorted(own)}


def _said_otherwise(now: Mapping[str, Any], before: object) -> str:
    """Keys of the file that differ."""
    known = before if isinstance(before, dict) else {}
    others = [f"`{key}`" for key, value in now.items() if known.get(key) != value]
    return f"the file says another {', '.join(others) or 'word'}"


def is_held_out(sha256: str, share: float) -> bool:
    """True if a sample is of the share that a hash draws."""
    drawn = hashlib.sha256(f"held out {sha256}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") < share * 2**64


def _hash(path: Path) -> str:
    return file_sha256(path) if path.is_file() else ""


def _schema() -> Any:
    pa = arrow()
    words = {name: pa.string() for name in ("id", "category", "sha256", "outcome", "trouble")}
    numbers = {name: pa.float64() for name in ("influence", "loss", "norm")}
    counts = {name: pa.int64() for name in ("rank", "tokens")}
    return pa.schema(
        [*({"shard": pa.string(), "row": pa.int64()} | words | numbers | counts).items()]
    )
