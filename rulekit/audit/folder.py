"""The folder of an audit: its paths, and files that are there whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"  # as `sha256sum -c` reads it
SEAL = "seal"
WORK = "work"  # what an unfinished run knows; it is gone when the run has ended


class DamagedError(Exception):
    """A file of an audit is not as it was written; the message names it and says how."""


@dataclass(frozen=True)
class AuditFolder:
    """Paths in the folder of an audit."""

    folder: Path

    @property
    def manifest(self) -> Path:
        """The file that says what was run on what, with the counts."""
        return self.folder / MANIFEST

    @property
    def work(self) -> Path:
        """The folder that only an unfinished run needs."""
        return self.folder / WORK

    @property
    def sums(self) -> Path:
        """The hash of every file of a finished audit but the manifest."""
        return self.folder / SUMS

    def table(self, kind: str, shard: str) -> Path:
        """The finished table of a shard."""
        name = shard if shard.endswith(".parquet") else f"{shard}.parquet"
        return self.folder / kind / name

    def rows(self, side: str, shard: str) -> Path:
        """The kept or dropped rows of a shard."""
        return self.folder / side / shard

    def blocks(self, number: int) -> Path:
        """The folder of the work on a shard that is not closed."""
        return self.work / f"{number:06}"

    def facts(self, number: int) -> Path:
        """The facts of a shard that were found when it was opened."""
        return self.blocks(number) / "facts.json"

    def block(self, number: int, start: int, kind: str) -> Path:
        """A table of one block of a shard, or the rows of it that are kept or dropped."""
        return self.blocks(number) / f"{start:012}.{kind}"

    def done(self, number: int, start: int) -> Path:
        """The counts of one block. They are written last: a block is done when they are there."""
        return self.blocks(number) / f"{start:012}.json"

    def closed(self, number: int) -> Path:
        """The facts and counts of a shard of which everything is written."""
        return self.work / f"{number:06}.json"

    @contextmanager
    def written(self, path: Path) -> Iterator[str]:
        """A name to write to; the file is at `path` when all went well, and nowhere if not.

        Two processes may write the same, with the same bytes: each has a name of its own. Nothing
        needs to be written. Raises FileNotFoundError when the folder of the run is gone: somebody
        has taken it away, and a part of it must not come back.
        """
        if not self.work.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.work))
        digest = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        here = self.work / "unfinished" / f"{socket.gethostname()}-{os.getpid()}-{digest}"
        _remove(here)
        here.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield str(here)
            if path.is_dir():
                _remove(path)
            if here.exists():
                _settle(here)
                self._make_folder(path.parent)
                os.replace(here, path)
        except BaseException:
            _remove(here)
            raise

    def _make_folder(self, folder: Path) -> None:
        """Make a folder of the audit; raises OSError for a link on the way to it."""
        folder.mkdir(parents=True, exist_ok=True)
        for one in (folder, *folder.parents):
            if one == self.folder:
                return
            if one.is_symlink():
                raise OSError(errno.ELOOP, "it is a link", str(one))

    def write_json(self, path: Path, data: object) -> None:
        """Write plain data, for people too, at once."""
        with self.written(path) as here, open(here, "w", encoding="utf-8") as file:
            json.dump(data, file, indent=1, ensure_ascii=False)
            file.write("\n")

    def write_sealed(self, path: Path, data: Mapping[str, Any]) -> None:
        """Write plain data with a hash of itself."""
        self.write_json(path, sealed(data))


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


def sealed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Plain data with a hash of itself."""
    return {**data, SEAL: _seal(data)}


def _seal(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def read_sealed(path: Path, about: Mapping[str, Any]) -> dict[str, Any] | None:
    """Read sealed data, without its seal; None when there is no such file.

    `about` is what it must say of itself. Raises DamagedError when it is not whole, or is about
    something else.
    """
    data = read_json(path)
    if data is None:
        return None
    seal = data.pop(SEAL, "")
    if seal != _seal(data):
        raise DamagedError(f"{path}: its hash is not what was written")
    for name, value in about.items():
        if data.get(name) != value:
            raise DamagedError(f"{path}: it is about another {name}")
    return data


def read_json(path: Path) -> dict[str, Any] | None:
    """Read an object of JSON; None when there is no such file.

    Raises DamagedError when there is something else in it.
    """
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise DamagedError(f"{path}: it is no file")
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError):
        why = "it is no JSON" if path.stat().st_size else "it is empty"
        raise DamagedError(f"{path}: {why}") from None
    if not isinstance(data, dict):
        raise DamagedError(f"{path}: it is no object")
    return data


def is_audit(folder: str) -> bool:
    """True if a folder is one that `rulekit filter` writes."""
    try:
        found = read_json(AuditFolder(Path(folder)).manifest)
    except (OSError, DamagedError):
        return False
    return found is not None and {"plan", "columns", "shards"} <= found.keys()
