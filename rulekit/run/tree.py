"""A folder of files as a shard: a row for each file, in the order in which `check` finds them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rulekit.core.corpus import Broken, Raw
from rulekit.engine import MAX_BYTES
from rulekit.run.discover import Found, discover
from rulekit.run.local import SpecialFile, read_file

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
        """What is known of a file."""
        return ("content", "path")

    def count(self, path: str) -> int:
        """How many files there are."""
        return sum(1 for _ in self._found(path))

    def rows(self, path: str, names: Sequence[str], start: int = 0) -> Iterator[Raw]:  # noqa: ARG002
        """Each file's bytes and path."""
        for number, found in enumerate(self._found(path)):
            if number >= start:
                yield _row(found)

    def split(self, path: str, kept: Iterable[bool], outputs: Mapping[bool, str]) -> int:
        """Copy the files that can be read, each to where it lay below the folder."""
        missing = 0
        for folder in outputs.values():
            Path(folder).mkdir(parents=True, exist_ok=True)
        for found, keep in zip(self._found(path), kept, strict=True):
            if keep not in outputs:
                continue
            if found.cause or not Path(found.file).is_file():
                missing += 1
            else:
                copy = Path(outputs[keep], Path(found.file).relative_to(path))
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(found.file, copy)
        return missing

    def _found(self, path: str) -> Iterator[Found]:
        found = discover([path], exclude=self.exclude, root=self.root)
        if not self.out:
            return found
        inside = os.path.realpath(self.out) + os.sep
        return (one for one in found if not os.path.realpath(one.file).startswith(inside))


def _row(found: Found) -> Raw:
    if found.cause:
        return Broken(found.cause, found.note, found.path)
    try:
        data = read_file(found.file)
    except SpecialFile as error:
        return Broken("special-file", str(error), found.path)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return Broken("unreadable", f"cannot be read: {why}", found.path)
    if isinstance(data, int):
        note = f"{data / 1e6:.1f} MB, over {MAX_BYTES / 1e6:.0f} MB"
        return Broken("too-large", note, found.path)
    return {"content": data, "path": found.path}
