"""The folder of a reference: there whole, with the hashes of its files, or made anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rulekit.audit.folder import MANIFEST, AuditFolder
from rulekit.audit.sealed import DamagedError, read_json
from rulekit.errors import Problem, UsageError
from rulekit.files.digest import file_sha256, files_below
from rulekit.influence.source import ReferenceModel
from rulekit.influence.training_sample import TrainingSample
from rulekit.places.place import remove

GOES_ON = "a folder keeps what it began with: name another with --out"


@dataclass(frozen=True)
class ReferenceFolder:
    """The reference of a run; `audit` writes into the folder of the run."""

    audit: AuditFolder
    folder: Path

    @property
    def manifest(self) -> Path:
        """The hashes of its files; it is written last."""
        return self.folder / MANIFEST

    @property
    def is_made(self) -> bool:
        """True if the reference is there."""
        return self.manifest.exists()

    def make(self, model: ReferenceModel, strong: Sequence[TrainingSample]) -> None:
        """Have a reference made, from the beginning."""
        remove(self.folder)
        self.folder.mkdir(parents=True)
        model.make(strong, self.folder)
        self.audit.write_json(self.manifest, {"strong": len(strong), "files": self._hashes()})

    def check(self) -> str:
        """The hash of its manifest; raises UsageError if a file is not as it was written."""
        told = read_told_json(self.manifest).get("files")
        if told != self._hashes():
            message = f"`{self.folder}` is not as it was written"
            remedy = "remove the folder above it, or name another with --out"
            raise UsageError([Problem(message, remedy=remedy)])
        return file_sha256(self.manifest)

    def _hashes(self) -> dict[str, str]:
        return {
            path.relative_to(self.folder).as_posix(): file_sha256(path)
            for path in files_below(self.folder)
            if path != self.manifest
        }


def read_told_json(path: Path) -> dict[str, object]:
    """Plain data in a file of a run; raises UsageError for something else, or nothing."""
    try:
        found = read_json(path)
    except (DamagedError, OSError) as error:
        why = str(error).removeprefix(f"{path}: ")
        message = f"`{path}` is not as it was written: {why}"
        raise UsageError([Problem(message, remedy=GOES_ON)]) from None
    return found or {}
