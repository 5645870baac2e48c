"""The folder of an audit: where what lies, and files that are there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
WORK = "work"  # what an unfinished run knows; it is gone when the run has ended


@dataclass(frozen=True)
class Audit:
    """Paths in the folder of an audit."""

    folder: Path

    @property
    def manifest(self) -> Path:
        """What was run on what, and what came of it."""
        return self.folder / MANIFEST

    @property
    def work(self) -> Path:
        """What only an unfinished run needs."""
        return self.folder / WORK

    def table(self, kind: str, shard: str) -> Path:
        """The finished table of a shard."""
        name = shard if shard.endswith(".parquet") else f"{shard}.parquet"
        return self.folder / kind / name

    def rows(self, side: str, shard: str) -> Path:
        """The kept or dropped rows of a shard."""
        return self.folder / side / shard

    def blocks(self, number: int) -> Path:
        """The folder of what is known of a shard that is not closed."""
        return self.work / f"{number:06}"

    def facts(self, number: int) -> Path:
        """What opening a shard found."""
        return self.blocks(number) / "facts.json"

    def block(self, number: int, start: int, kind: str) -> Path:
        """A table of one block of a shard."""
        return self.blocks(number) / f"{start:012}.{kind}.parquet"

    def counts(self, number: int, start: int) -> Path:
        """The counts of one block. They are written last: a block is done when they are there."""
        return self.blocks(number) / f"{start:012}.json"

    def closed(self, number: int) -> Path:
        """The counts of a shard, of which everything is written."""
        return self.work / f"{number:06}.json"

    @contextmanager
    def written(self, path: Path) -> Iterator[str]:
        """A name to write to; what is written is at `path` when all went well, and nowhere if not.

        Two processes may write the same, with the same bytes: each has a name of its own. Nothing
        needs to be written.
        """
        digest = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        here = self.work / "unfinished" / f"{socket.gethostname()}-{os.getpid()}-{digest}"
        _remove(here)
        for folder in (here.parent, path.parent):
            folder.mkdir(parents=True, exist_ok=True)
        try:
            yield str(here)
            if path.is_dir():
                _remove(path)
            if here.exists():
                _settle(here)
                os.replace(here, path)
        except BaseException:
            _remove(here)
            raise

    def write_json(self, path: Path, data: object) -> None:
        """Write plain data, for people too, at once."""
        with self.written(path) as here, open(here, "w", encoding="utf-8") as file:
            json.dump(data, file, indent=1, ensure_ascii=False)
            file.write("\n")


def _settle(path: Path) -> None:
    """Have a file on the disk before its name says that it is there: the power may be cut."""
    if path.is_file():
        with open(path, "rb") as file:
            os.fsync(file.fileno())


def _remove(path: Path) -> None:
    """Take away a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def read_json(path: Path) -> Any:
    """Plain data that was written, or None when there is no such file."""
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
