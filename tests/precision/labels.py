"""The labels: what careful readers said of 288 files of public repositories.

`labels.jsonl` begins with a line that names the commit of each repository; each further line is one
file: whether to keep or drop it, what kind of file it is, how sure the reader was, and why.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

LABELS = Path(__file__).with_name("labels.jsonl")


@dataclass(frozen=True)
class Labelled:
    """One file. `language` is the reader's; files of none of the eight are `others:<extension>`."""

    repo: str
    path: str
    sha256: str
    language: str
    label: str
    kind: str
    confidence: str
    note: str

    @property
    def drop(self) -> bool:
        """Whether the reader would drop it."""
        return self.label == "drop"

    @property
    def group(self) -> str:
        """One of the eight languages, or `others`."""
        return self.language.partition(":")[0]

    def within(self, folder: Path) -> Path:
        """Where fetch.py lays it out."""
        return folder / self.repo / self.path

    def fetched(self, folder: Path) -> bytes | None:
        """Its bytes, or None when it is not there or is another version of it."""
        try:
            data = self.within(folder).read_bytes()
        except FileNotFoundError:
            return None
        return data if hashlib.sha256(data).hexdigest() == self.sha256 else None


def labelled() -> list[Labelled]:
    """Every labelled file, by language, repository and path."""
    _, *rows = LABELS.read_text(encoding="utf-8").splitlines()
    return [Labelled(**json.loads(row)) for row in rows]


def commits() -> dict[str, str]:
    """The commit of each repository."""
    first, *_ = LABELS.read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = json.loads(first)["repositories"]
    return found
