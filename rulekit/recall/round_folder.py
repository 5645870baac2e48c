"""The folder of a round: its paths, and what it begins with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulekit.audit.folder import MANIFEST, AuditFolder
from rulekit.audit.sealed import DamagedError, read_json
from rulekit.catalog.model_folders import FOLDER
from rulekit.errors import Problem, UsageError
from rulekit.learned.model_file import ENDING
from rulekit.places.place import remove
from rulekit.recall.lesson import Lesson, as_lines, read_lessons
from rulekit.recall.recipe import GOES_ON

BEGUN = "begun.json"


@dataclass(frozen=True)
class RoundFolder:
    """Paths in the folder of a round; `audit` writes into the folder of all rounds."""

    audit: AuditFolder
    number: int
    name: str

    @property
    def folder(self) -> Path:
        """The folder."""
        return Path(str(self.audit.folder)) / f"round-{self.number}"

    @property
    def labels(self) -> Path:
        """The lessons."""
        return self.folder / "labels.jsonl"

    @property
    def annotations(self) -> Path:
        """What people had decided when the round began."""
        return self.folder / "annotations.txt"

    @property
    def model(self) -> Path:
        """The model; `--rules` of the folder gives its signal to rules."""
        return self.folder / FOLDER / f"{self.name}{ENDING}"

    @property
    def scores(self) -> Path:
        """The folder of the tables of scores."""
        return self.folder / "scores"

    @property
    def domains(self) -> Path:
        """The table of domains."""
        return self.folder / "domains.parquet"

    @property
    def page(self) -> Path:
        """The page for people."""
        return self.folder / "page.html"

    @property
    def manifest(self) -> Path:
        """What says that the round has ended."""
        return self.folder / MANIFEST

    @property
    def begun(self) -> Path:
        """The hashes of its inputs, and of the round before."""
        return self.folder / BEGUN

    @property
    def is_begun(self) -> bool:
        """True if its inputs are fixed: a model was learned of them.

        Before that nothing hangs on them, and where nothing can be learned, people change them.
        """
        return self.begun.exists() and any(self.model.parent.glob(f"*{ENDING}"))

    def begin(self, lessons: list[Lesson], annotations: str, about: Mapping[str, Any]) -> None:
        """Write the inputs of the round; scores of a model that is gone go, too."""
        remove(self.scores)
        files = {self.labels: as_lines(lessons).encode(), self.annotations: annotations.encode()}
        for path, data in files.items():
            self.write(path, data)
        hashes = {path.name: hashlib.sha256(data).hexdigest() for path, data in files.items()}
        self.audit.write_json(self.begun, {**about, "files": hashes})

    def inputs(self) -> tuple[list[Lesson], str, dict[str, Any]]:
        """The inputs as they were fixed; raises UsageError where they are others now."""
        about = read_told(self.begun)
        files = about.pop("files", None)
        if not isinstance(files, dict):
            raise damaged_round(self.begun, "it has no hashes")
        for name, sha256 in files.items():
            path = self.folder / name
            if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                raise damaged_round(path, "a round keeps what it had")
        text = self.annotations.read_bytes().decode()
        return read_lessons(self.labels), text, about

    def write(self, path: Path, data: bytes) -> None:
        """Write a file, whole or not at all."""
        with self.audit.written(path) as here:
            Path(here).write_bytes(data)


def damaged_round(path: Path, why: str) -> UsageError:
    """The error for a file that only a round writes, and that is not as it was written."""
    return UsageError([Problem(f"`{path}` is not as it was written: {why}", remedy=GOES_ON)])


def read_told(path: Path) -> dict[str, Any]:
    """Plain data in a file; raises UsageError where there is none, or something else."""
    try:
        found = read_json(path)
    except (DamagedError, OSError) as error:
        raise damaged_round(path, str(error).removeprefix(f"{path}: ")) from None
    if found is None:
        raise damaged_round(path, "it is gone")
    return found
