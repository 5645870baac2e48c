"""The hashes of all files of a finished audit, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rulekit.audit.folder import SUMS, WORK, AuditFolder
from rulekit.audit.manifest import read_manifest
from rulekit.audit.sealed import DamagedError
from rulekit.errors import Problem, UsageError
from rulekit.files.digest import file_sha256
from rulekit.files.repository import printable
from rulekit.places.place import files_of
from rulekit.places.remote_path import RemotePath

OUTPUTS = (
    *("verdicts", "evidence", "readings", "kept", "dropped"),
    *("fates", "copies", "edits", "contamination", "scores", "sample", "outputs"),  # of curations
)
_ESCAPED = ((b"\\", b"\\\\"), (b"\n", b"\\n"), (b"\r", b"\\r"))


def write_sums(audit: AuditFolder, sums: Mapping[str, str]) -> None:
    """Write the hash of each file, by its path in the audit."""
    with audit.written(audit.sums) as here, open(here, "wb") as file:
        file.writelines(_line(os.fsencode(name), sums[name]) for name in sorted(sums))


def _line(name: bytes, digest: str) -> bytes:
    escaped = name
    for raw, written in _ESCAPED:
        escaped = escaped.replace(raw, written)
    return b"\\" * (escaped != name) + digest.encode() + b"  " + escaped + b"\n"


def read_sums(audit: AuditFolder) -> dict[str, str]:
    """The hash of each file, by its path in the audit; raises OSError."""
    sums = {}
    for line in audit.sums.read_bytes().splitlines():
        digest, _, name = line.removeprefix(b"\\").partition(b"  ")
        if line.startswith(b"\\"):
            parts = name.split(b"\\\\")
            parts = [part.replace(b"\\n", b"\n").replace(b"\\r", b"\r") for part in parts]
            name = b"\\".join(parts)
        sums[os.fsdecode(name)] = digest.decode("ascii", "replace")
    return sums


def verify(audit: AuditFolder) -> Iterator[str]:
    """Compare a finished audit with its hashes; a line for each file that is not as it was.

    Raises UsageError when there is none, or when it is not finished.
    """
    try:
        manifest = read_manifest(audit)
    except DamagedError as error:
        yield str(error)
        return
    if manifest is None:
        raise UsageError(f"there is no audit in `{audit.folder}`")
    if not manifest["finished"]:
        remedy = "give the command that began it once more"
        raise UsageError([Problem(f"the audit in `{audit.folder}` is not finished", remedy=remedy)])
    if not audit.sums.is_file() or file_sha256(audit.sums) != manifest["sums"]:
        yield f"{SUMS}: missing or not as it was written"
        return
    yield from _verify_files(audit, read_sums(audit))


def _verify_files(audit: AuditFolder, sums: Mapping[str, str]) -> Iterator[str]:
    for name, digest in sums.items():
        path = audit.folder / name
        if path.is_symlink() or not path.is_file():
            yield f"{printable(name)}: {'a link' if path.is_symlink() else 'missing'}"
        elif file_sha256(path) != digest:
            yield f"{printable(name)}: not as it was written"
    for output in (*OUTPUTS, WORK):
        for below, _ in files_of(audit.folder / output):
            if (name := f"{output}/{below}") not in sums:
                yield f"{printable(name)}: no file of this audit"


def absent(audit: AuditFolder) -> Sequence[str]:
    """Names of the files of a finished audit that are not there."""
    if not audit.sums.is_file():
        return [SUMS]
    sizes = Sizes(audit)
    return [name for name in read_sums(audit) if sizes.of(name) < 0]


@dataclass(frozen=True)
class Sizes:
    """Bytes of the files of an audit. A store tells those of all at once, as they were then."""

    audit: AuditFolder

    @cached_property
    def _told(self) -> dict[str, int]:
        return dict(files_of(self.audit.folder))

    def of(self, name: str) -> int:
        """Bytes of a file; -1 where none is."""
        path = self.audit.folder / name
        if isinstance(path, RemotePath):
            return self._told.get(name, -1)
        return path.stat().st_size if path.is_file() else -1

    def missing(self, files: Mapping[str, Sequence[Any]]) -> list[str]:
        """Names of the files that are not there in the size that was written."""
        return [name for name, (size, _) in files.items() if self.of(name) != size]
