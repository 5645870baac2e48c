"""The golden data: what OpenCoder's own code read on 344 files of published packages.

`readings.jsonl` begins with a line that names the readings of each group (`code`: every language;
then one group per language); each further line is one file, its readings in that order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

READINGS = Path(__file__).with_name("readings.jsonl")


@dataclass(frozen=True)
class GoldenFile:
    """One file: where it comes from, what it is, what the reference read and which rules fired.

    `package` is the archive's base name, `path` the file's place in it (without the single top
    folder of a source archive). A reading of None is one that the reference could not make.
    """

    package: str
    path: str
    sha256: str
    language: str
    readings: Mapping[str, float | None]
    drops: frozenset[str]

    def within(self, folder: Path) -> Path:
        """Where fetch.py lays it out."""
        return folder / "files" / self.package / self.path

    def fetched(self, folder: Path) -> bytes | None:
        """Its bytes, or None when it is not there or is another version of it."""
        try:
            data = self.within(folder).read_bytes()
        except FileNotFoundError:
            return None
        return data if hashlib.sha256(data).hexdigest() == self.sha256 else None


def golden_files() -> list[GoldenFile]:
    """Every file of the golden data, by language, package and path."""
    first, *rows = READINGS.read_text(encoding="utf-8").splitlines()
    names = json.loads(first)["signals"]
    return [_file(json.loads(row), names) for row in rows]


def _file(row: dict[str, object], names: dict[str, list[str]]) -> GoldenFile:
    wanted = [*names["code"], *names[str(row["language"])]]
    readings = dict(zip(wanted, row.pop("readings"), strict=True))  # type: ignore[call-overload]
    drops = frozenset(row.pop("drops"))  # type: ignore[call-overload]
    return GoldenFile(**row, readings=readings, drops=drops)  # type: ignore[arg-type]
