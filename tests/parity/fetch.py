"""Fetch the packages that the golden data was read on, and lay out its 344 files.

    python tests/parity/fetch.py FOLDER

Archives are kept in FOLDER/archives and used again; files are written to FOLDER/files/PACKAGE/PATH,
and only those whose SHA-256 is the golden one. Nothing else is unpacked, so no archive chooses
where anything is written. Archives come from pip, npm and apt-get as they are set up here. pip
builds the metadata of a source archive in order to download it, which runs that package's setup
code; whoever does not want that puts the archives there by hand. apt-get offers these versions on
Debian 12 (Bookworm); run `apt-get update` first.
"""

# ruff: noqa: T201  a script prints
from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive import members
from golden import GoldenFile, golden_files

WHEELS = ("requests==2.32.3", "flask==3.1.0", "rich==13.9.4")
SOURCES = (
    "psutil==6.1.1", "zstandard==0.23.0", "pybind11==2.13.6", "pythonnet==3.0.5", "jpype1==1.5.1",
    "fasttext==0.9.3",
)  # fmt: skip
NPM = (
    "express@4.21.2", "axios@1.7.9", "jquery@3.7.1", "moment@2.30.1", "react-native@0.72.17",
    "lodash@4.17.21",
)  # fmt: skip
DEBIAN = (
    "golang-github-gin-gonic-gin-dev=1.8.1-1",
    "golang-github-spf13-cobra-dev=1.6.1-1",
    "golang-google-protobuf-dev=1.28.1-3",
    "python3.11-doc=3.11.2-6+deb12u9",
    "libjs-jquery-ui-docs=1.13.2+dfsg-1",
    "libfmt-dev=9.1.0+ds1-2",
)
PIP = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")
# Metadata is built by the setuptools that is here: to fetch one for each takes four times as long.
AS_SOURCE = ("--no-binary=:all:", "--no-build-isolation")


@dataclass(frozen=True)
class Package:
    """A package: how its archive's name begins, and the command that downloads it to here."""

    stem: str
    command: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Whether the golden data means this package: the stem may end with what follows it."""
        return name == self.stem[:-1] or name.startswith(self.stem)

    def archive(self, archives: Path) -> Path | None:
        """The archive, if it has been downloaded."""
        found = sorted(one for one in archives.glob(f"{self.stem}*") if one.is_file())
        return found[0] if found else None


def packages() -> Iterator[Package]:
    """Every package of the golden data."""
    for wanted in WHEELS:
        yield Package(wanted.replace("==", "-") + "-", (*PIP, "--only-binary=:all:", wanted))
    for wanted in SOURCES:
        yield Package(wanted.replace("==", "-") + ".", (*PIP, *AS_SOURCE, wanted))
    for wanted in NPM:
        yield Package(wanted.replace("@", "-") + ".", ("npm", "pack", "--silent", wanted))
    for wanted in DEBIAN:
        yield Package(wanted.replace("=", "_") + "_", ("apt-get", "download", wanted))


def fetch(folder: Path, wanted: Sequence[GoldenFile], known: Iterable[Package]) -> list[str]:
    """Fetch what is not there yet; what could not be had, each with what to do about it."""
    (folder / "archives").mkdir(parents=True, exist_ok=True)
    missing = [file for file in wanted if file.fetched(folder) is None]
    complaints = []
    for package in known:
        if files := [file for file in missing if package.has(file.package)]:
            complaints += _fetch(package, files, folder)
    return complaints


def _fetch(package: Package, files: Sequence[GoldenFile], folder: Path) -> list[str]:
    archives = folder / "archives"
    said = "" if package.archive(archives) else _download(package, archives)
    archive = package.archive(archives)
    if archive is None:
        command = " ".join(package.command)
        return [f"{files[0].package}: {len(files)} files: {said}; in {archives}: {command}"]
    try:
        found = members(archive, {file.path for file in files})
    except ValueError as error:
        return [f"{files[0].package}: {len(files)} files: {error}; delete it and fetch again"]
    return [complaint for file in files if (complaint := _lay_out(file, found, folder))]


def _download(package: Package, archives: Path) -> str:
    """Run the package's command; what it said when it failed."""
    print("+", *package.command, flush=True)
    try:
        done = subprocess.run(
            package.command, cwd=archives, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return f"{package.command[0]} is not installed here"
    said = (done.stderr or done.stdout).strip().splitlines()
    return said[-1] if done.returncode and said else f"exit status {done.returncode}"


def _lay_out(file: GoldenFile, found: Mapping[str, bytes], folder: Path) -> str:
    """Write one file; why not, if not."""
    data = found.get(file.path)
    if data is None:
        return f"{file.package}: {file.path}: not in the archive"
    place = file.within(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    if file.fetched(folder) is None:
        place.unlink()
        return f"{file.package}: {file.path}: another version of it (SHA-256 differs)"
    return ""


def main(words: Sequence[str]) -> int:
    """Exit status 0 when every file is there."""
    if len(words) != 1 or words[0].startswith("-"):
        print(__doc__)
        return 2
    folder = Path(words[0]).resolve()
    files = golden_files()
    complaints = fetch(folder, files, packages())
    print(*complaints, sep="\n", end="\n" if complaints else "")
    there = sum(file.fetched(folder) is not None for file in files)
    print(f"{there} of {len(files)} files in {folder / 'files'}")
    return 0 if there == len(files) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
