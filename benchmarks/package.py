"""Public packages, pinned by the SHA-256 of their archives: wheels, npm tarballs, Debian's.

Archives come from pip, npm and apt-get as they are set up here, and are read where they lie:
nothing of them is built, run or unpacked to a disk.
"""

from __future__ import annotations

import hashlib
import io
import json
import stat
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

MOST_BYTES = 1_000_000  # of one file
AR_MAGIC = b"!<arch>\n"
AR_HEADER = 60  # bytes before each member; the name is the first 16, the size the 10 from 48 on
WHEEL = (
    sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
    "--platform=manylinux_2_17_x86_64", "--platform=manylinux_2_12_x86_64",
)  # fmt: skip
TARBALL = ("npm", "pack", "--silent", "--ignore-scripts")
DEBIAN = ("apt-get", "--quiet", "download")
COMMANDS = {".whl": WHEEL, ".tgz": TARBALL, ".deb": DEBIAN}


@dataclass(frozen=True)
class Package:
    """A package as it is pinned: its name and version, its archive, the archive's hash."""

    name: str
    archive: str
    sha256: str

    @property
    def suffix(self) -> str:
        return Path(self.archive).suffix

    @property
    def folder(self) -> str:
        """`package-version`, where its files are said to be."""
        if self.suffix == ".deb":
            return "-".join(unquote(self.archive).split("_")[:2])
        return "-".join(self.archive.split("-")[:2]) if self.suffix == ".whl" else self.archive[:-4]

    def fetch(self, cache: Path) -> str:
        """Have the pinned archive in the cache; why not and what to do, if not."""
        place = cache / self.archive
        command = (*COMMANDS[self.suffix], self.name)
        said = "" if place.exists() else _run(command, cache)
        if not place.exists():
            return f"{self.name}: {said}; in {cache}: {' '.join(command)}"
        if hashlib.sha256(place.read_bytes()).hexdigest() != self.sha256:
            return f"{place}: not the pinned archive (SHA-256 differs); delete it and fetch again"
        return ""


def pinned(place: Path) -> list[Package]:
    """The packages of a JSON file."""
    return [Package(**each) for each in json.loads(place.read_text("utf-8"))]


def _run(command: Sequence[str], folder: Path) -> str:
    """Run a command; what it said when it failed."""
    print("+", *command, flush=True)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return f"{command[0]} is not installed here"
    said = (done.stderr or done.stdout).strip().splitlines()
    return said[-1] if done.returncode and said else f"exit status {done.returncode}"


def members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Every regular file that is neither empty nor too large, with its path in the package."""
    if archive.suffix == ".whl":
        yield from _zipped(archive)
    elif archive.suffix == ".deb":
        yield from _tarred(io.BytesIO(_debian_tree(archive)))
    else:
        yield from _tarred(io.BytesIO(archive.read_bytes()))


def _zipped(archive: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(archive) as wheel:
        for info in wheel.infolist():
            link = stat.S_ISLNK(info.external_attr >> 16)
            if 0 < info.file_size <= MOST_BYTES and not link:
                yield info.filename, wheel.read(info)


def _tarred(opened: io.BytesIO) -> Iterator[tuple[str, bytes]]:
    """Members of a tar file, the first folder taken off their names."""
    with tarfile.open(fileobj=opened) as tarball:
        for entry in tarball:
            file = tarball.extractfile(entry) if entry.isreg() else None
            if file and 0 < entry.size <= MOST_BYTES:
                yield entry.name.partition("/")[2], file.read()


def _debian_tree(archive: Path) -> bytes:
    """The `data.tar.*` in a Debian package, which is an ar file."""
    data, at = archive.read_bytes(), len(AR_MAGIC)
    while data.startswith(AR_MAGIC) and at + AR_HEADER <= len(data):
        name, size = data[at : at + 16].strip(b" /"), int(data[at + 48 : at + 58])
        at += AR_HEADER
        if name.startswith(b"data.tar"):
            return data[at : at + size]
        at += size + size % 2
    raise OSError(f"{archive}: no data.tar in it")
