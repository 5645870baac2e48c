"""A folder of files as a shard: a row for each file, in the order in which `check` finds them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, cast

from rulekit.core.dataclass import dataclass
from rulekit.files.discover import FoundFile, discover
from rulekit.files.read import read
from rulekit.hooks.reader import BrokenRow, Raw, Row

NAME = "tree"


@dataclass(frozen=True)
class TreeReader:
    """Reads folders, as git sees them. `exclude` are git-ignore patterns that count from `root`.

    What lies in the folder `out` is left out, wherever that is.
    """

    exclude: tuple[str, ...] = ()
    root: str = "."
    out: str = ""
    name: str = NAME
    suffixes: tuple[str, ...] = ()

    def fields(self, path: str) -> tuple[str, ...]:  # noqa: ARG002  the same for every folder
        """Columns: the bytes of a file and its path."""
        return ("content", "path")

    def count(self, path: str) -> int:
        """Number of files."""
        return sum(1 for _ in self._found(path))

    def rows(
        self,
        path: str,
        names: Sequence[str],  # noqa: ARG002  there are two, and both are given
        start: int = 0,
        *,
        whole: bool = False,
    ) -> Iterator[Row]:
        """Bytes and path of each file; `whole` is its path below the folder and its bytes."""
        for number, found in enumerate(self._found(path)):
            if number >= start:
                raw = file_row(found)
                yield Row(raw, _whole(path, found, raw) if whole else None)

    @contextmanager
    def writer(self, like: str, output: str) -> Iterator[FileWriter]:  # noqa: ARG002  any folder
        """Open a folder in which each file lies where it lay below the folder of the shard."""
        Path(output).mkdir(parents=True, exist_ok=True)
        yield FileWriter(Path(output))

    def written(self, like: str, output: str) -> Iterator[WholeFile]:  # noqa: ARG002  as above
        """Files of such a folder."""
        for folder, folders, names in os.walk(output):
            folders.sort()
            for name in sorted(names):
                file = os.path.join(folder, name)
                yield WholeFile(os.path.relpath(file, output), file)

    def edited(self, whole: WholeFile, name: str, text: str) -> WholeFile:  # noqa: ARG002  its bytes
        """The file with another text."""
        return whole._replace(data=text.encode())

    def _found(self, path: str) -> Iterator[FoundFile]:
        found = discover([path], exclude=self.exclude, root=self.root)
        if not self.out:
            return found
        inside = os.path.realpath(self.out) + os.sep
        return (one for one in found if not os.path.realpath(one.file).startswith(inside))


class WholeFile(NamedTuple):
    """A file: its path below the folder, its path on disk, and its bytes if they were read."""

    path: str
    file: str
    data: bytes | None = None


class FileWriter:
    """Copies files into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, whole: WholeFile) -> None:
        """Write the bytes that were judged; copy a file of which none was."""
        copy = self._folder / whole.path
        copy.parent.mkdir(parents=True, exist_ok=True)
        if whole.data is None:
            import shutil  # with the compressions that it knows, 3 ms

            shutil.copyfile(whole.file, copy, follow_symlinks=False)
        else:
            copy.write_bytes(whole.data)


def _whole(path: str, found: FoundFile, raw: Raw) -> WholeFile | None:
    """The file as a writer takes it; None for links and the like, and if it could not be read."""
    relative = os.path.relpath(found.file, path)
    if isinstance(raw, BrokenRow):
        return WholeFile(relative, found.file) if raw.cause == "too-large" else None
    return WholeFile(relative, found.file, cast("bytes", raw["content"]))


def file_row(found: FoundFile) -> Raw:
    """Read a file as a row of content and path."""
    data = read(found)
    return data if isinstance(data, BrokenRow) else {"content": data, "path": found.path}
