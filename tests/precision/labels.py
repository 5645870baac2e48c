"""The labels: what careful readers said of files of public repositories.

There are three sets: 288 files of well-known repositories, 901 of ordinary ones, and 982 of other
ordinary ones. Each begins with a line that names the commit of each repository; each further line
is one file: whether to keep or drop it, what kind of file it is, how sure the reader was, and why.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SETS = {
    "well-known": HERE / "labels.jsonl",
    "long tail": HERE / "labels_longtail.jsonl",
    "more of it": HERE / "labels_more.jsonl",
}


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
        return data if self.is_it(data) else None

    def is_it(self, data: bytes) -> bool:
        """Whether these are its bytes; some were hashed with U+FFFD for what is not UTF-8."""
        text = data.decode("utf-8", "replace").encode()
        return self.sha256 in (hashlib.sha256(one).hexdigest() for one in (data, text))


def labelled(which: str = "well-known") -> list[Labelled]:
    """Every labelled file of a set, by language, repository and path."""
    _, *rows = SETS[which].read_text(encoding="utf-8").split("\n")
    return [Labelled(**json.loads(row)) for row in rows if row]


def commits() -> dict[str, str]:
    """The commit of each repository."""
    firsts = (file.read_text(encoding="utf-8").partition("\n")[0] for file in SETS.values())
    found: dict[str, str] = {}
    for first in firsts:
        found |= json.loads(first)["repositories"]
    return found
