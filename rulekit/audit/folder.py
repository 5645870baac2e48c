"""The folder of an audit: its paths, and files that are there whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from rulekit.audit.sealed import DamagedError, read_json, sealed
from rulekit.places.place import Place, files_of, matching, place_of, remove
from rulekit.places.remote_path import RemotePath
from rulekit.places.scratch import scratch

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"  # as `sha256sum -c` reads it
WORK = "work"  # what an unfinished run knows; it is gone when the run has ended


@dataclass(frozen=True)
class AuditFolder:
    """Paths in the folder of an audit."""

    folder: Place

    @property
    def manifest(self) -> Place:
        """The file that says what was run on what, with the counts."""
        return self.folder / MANIFEST

    @property
    def work(self) -> Place:
        """The folder that only an unfinished run needs."""
        return self.folder / WORK

    @property
    def sums(self) -> Place:
        """The hash of every file of a finished audit but the manifest."""
        return self.folder / SUMS

    def table(self, kind: str, shard: str) -> Place:
        """The finished table of a shard."""
        name = shard if shard.endswith(".parquet") else f"{shard}.parquet"
        return self.folder / kind / name

    def rows(self, side: str, shard: str) -> Place:
        """The kept or dropped rows of a shard."""
        return self.folder / side / shard

    def blocks(self, number: int) -> Place:
        """The folder of the work on a shard that is not closed."""
        return self.work / f"{number:06}"

    def facts(self, number: int) -> Place:
        """The facts of a shard that were found when it was opened."""
        return self.blocks(number) / "facts.json"

    def block(self, number: int, start: int, kind: str) -> Place:
        """A table of one block of a shard, or the rows of it that are kept or dropped."""
        return self.blocks(number) / f"{start:012}.{kind}"

    def done(self, number: int, start: int) -> Place:
        """The counts of one block. They are written last: a block is done when they are there."""
        return self.blocks(number) / f"{start:012}.json"

    def closed(self, number: int) -> Place:
        """The facts and counts of a shard of which everything is written."""
        return self.work / f"{number:06}.json"

    @contextmanager
    def written(self, path: Place) -> Iterator[str]:
        """A name to write to; the file is at `path` when all went well, and nowhere if not.

        Two processes may write the same, with the same bytes: each has a name of its own. Nothing
        needs to be written. Raises FileNotFoundError when the folder of the run is gone: somebody
        has taken it away, and a part of it must not come back.
        """
        here = self.aside(path)
        try:
            yield str(here)
            self.settle({path: str(here)})
        except BaseException:
            remove(here)
            raise

    def settle(self, files: Mapping[Place, str]) -> None:
        """Bring what was written aside to its places, each whole or not at all."""
        there = {path: here for path, here in files.items() if os.path.lexists(here)}
        far = {str(path): here for path, here in there.items() if isinstance(path, RemotePath)}
        if isinstance(self.folder, RemotePath):
            self.folder.store.put(far)
            for here in far.values():
                remove(Path(here))
        for path in files:
            if isinstance(path, Path):
                self._replace(path, Path(files[path]))

    def _replace(self, path: Path, here: Path) -> None:
        if path.is_dir():
            remove(path)
        if here.exists():
            _settle(here)
            self._make_folder(path.parent)
            os.replace(here, path)

    def aside(self, path: Place) -> Path:
        """A file of this machine to write to, which `settle` brings to its place."""
        if isinstance(self.work, Path):
            if not self.work.is_dir():
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.work))
            folder = self.work / "unfinished"
        else:
            folder = scratch()
        digest = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        here = folder / f"{socket.gethostname()}-{os.getpid()}-{digest}"
        remove(here)
        folder.mkdir(parents=True, exist_ok=True)
        return here

    def _make_folder(self, folder: Path) -> None:
        """Make a folder of the audit; raises OSError for a link on the way to it."""
        folder.mkdir(parents=True, exist_ok=True)
        for one in (folder, *folder.parents):
            if one == self.folder:
                return
            if one.is_symlink():
                raise OSError(errno.ELOOP, "it is a link", str(one))

    @contextmanager
    def at_hand(self, number: int) -> Iterator[AuditFolder]:
        """An audit of this machine that has the blocks of a shard; itself, if it is of this one."""
        if not isinstance(self.folder, RemotePath):
            yield self
            return
        near = AuditFolder(scratch() / "blocks")
        there, here = self.blocks(number), near.blocks(number)
        try:
            files = {f"{there}/{name}": str(here / name) for name, _ in files_of(there)}
            self.folder.store.fetch(files)
            yield near
        finally:
            remove(near.folder)

    def name_of(self, path: Place) -> str:
        """The path of a file from the folder, with slashes."""
        return PurePath(os.path.relpath(str(path), str(self.folder))).as_posix()

    def write_json(self, path: Place, data: object) -> None:
        """Write plain data, for people too, at once."""
        with self.written(path) as here, open(here, "w", encoding="utf-8") as file:
            json.dump(data, file, indent=1, ensure_ascii=False)
            file.write("\n")

    def write_sealed(self, path: Place, data: Mapping[str, Any]) -> None:
        """Write plain data with a hash of itself."""
        self.write_json(path, sealed(data))

    def markers(self, number: int) -> Iterator[tuple[Place, bytes]]:
        """The files of a shard that each say that a block is done, in their order."""
        blocks = self.blocks(number)
        if isinstance(blocks, RemotePath):
            names = [name for name, _ in files_of(blocks) if name[0].isdecimal()]
            places = [str(blocks / name) for name in names if name.endswith(".json")]
            found = blocks.store.read_all(places)
            yield from ((RemotePath(one), found[one]) for one in places if one in found)
            return
        for path in sorted(blocks.glob("[0-9]*.json")):
            yield path, path.read_bytes()


def _settle(path: Path) -> None:
    """Have a file on the disk before its name says that it is there: the power may be cut."""
    if path.is_file():
        with open(path, "rb") as file:
            os.fsync(file.fileno())


def with_outputs(main: Place) -> list[Place]:
    """The folder of an audit, and of those of the outputs of a curation that have begun."""
    return [main, *(path.parent for path in matching(main, "curated/*/manifest.json"))]


def is_audit(folder: str) -> bool:
    """True if a folder is one that `rulekit filter` writes."""
    try:
        found = read_json(AuditFolder(place_of(folder)).manifest)
    except (OSError, DamagedError):
        return False
    return found is not None and {"plan", "columns", "shards"} <= found.keys()
