"""From what a user names to the shards of a corpus: files, globs, folders."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rulekit.catalog.plan import Choice
from rulekit.core.corpus import Reader
from rulekit.errors import Problem, UsageError
from rulekit.run.desk import reader_of
from rulekit.run.shard import Shard
from rulekit.run.tree import NAME as TREE

PROJECT_FILE = "rulekit.toml"
# What lies in the folder of a data set beside its shards; more than that, and it is something else.
BESIDE = (".md", ".txt", ".json", ".yaml", ".yml", ".crc", ".sha256", ".gitattributes")


@dataclass(frozen=True)
class Source:
    """The shards of a run, by name, and the files beside them that are not read."""

    shards: tuple[Shard, ...]
    beside: tuple[str, ...] = ()


def find_source(
    words: Sequence[str], readers: Mapping[str, Reader], *, reader: str = "", out: str = ""
) -> Source:
    """The shards that words name; `reader` reads all of them, else what their names say.

    Below `out` nothing is found. Raises UsageError for what is not there, what nothing reads, and
    folders that may be a data set or a tree of source files.
    """
    if reader:
        reader_of(readers, reader)
    finder = _Finder(readers, reader, os.path.abspath(out) if out else "")
    for word in words:
        finder.find(word)
    if not finder.shards:
        raise UsageError(f"no shard in {', '.join(words)}")
    return Source(_named(finder.shards), tuple(finder.beside))


def reader_for(path: str, readers: Mapping[str, Reader]) -> str:
    """The name of what reads files that are called so; "" when nothing does."""
    name = os.path.basename(path).lower()
    ends = [(end, one.name) for one in readers.values() for end in one.suffixes]
    fitting = [(len(end), reader) for end, reader in ends if name.endswith(end)]
    return max(fitting)[1] if fitting else ""


class _Finder:
    def __init__(self, readers: Mapping[str, Reader], reader: str, out: str) -> None:
        self.readers = readers
        self.reader = reader
        self.out = out
        self.shards: list[Shard] = []
        self.beside: list[str] = []
        self._seen: set[str] = set()

    def find(self, word: str) -> None:
        """The shards that one word names, in the order of their names."""
        paths = [word] if os.path.lexists(word) else sorted(glob.glob(word, recursive=True))
        if not paths:
            raise UsageError(f"there is no file or folder `{word}`")
        for path in paths:
            if os.path.isdir(path):
                self._folder(path)
            else:
                self._file(path)

    def _file(self, path: str) -> None:
        reader = self.reader or reader_for(path, self.readers)
        if not reader:
            known = " ".join(end for one in self.readers.values() for end in one.suffixes)
            remedy = f"names end in {known}; --reader NAME reads it whatever its name"
            raise UsageError([Problem(f"nothing reads `{path}`", remedy=remedy)])
        self._add(path, reader)

    def _folder(self, path: str) -> None:
        if self.reader == TREE:
            self._add(path, TREE)
            return
        files = {file: reader_for(file, self.readers) for file in self._below(path)}
        shards = [file for file, by in files.items() if by and by == (self.reader or by)]
        others = [file for file in files if file not in set(shards)]
        foreign = [file for file in others if not file.lower().endswith(BESIDE)]
        if not (shards or self.reader):
            self._add(path, TREE)
        elif foreign and not self.reader:
            raise _unclear(path, shards, foreign, self.readers)
        else:
            self.beside += others
            for file in shards:
                self._add(file, files[file])

    def _below(self, folder: str) -> list[str]:
        """Every file below a folder but hidden ones, those of this run, and `_SUCCESS` and such."""
        found = []
        for where, folders, names in os.walk(folder):
            folders[:] = sorted(
                name
                for name in folders
                if name[0] not in "._" and os.path.abspath(os.path.join(where, name)) != self.out
            )
            found += [os.path.join(where, name) for name in sorted(names) if name[0] not in "._"]
        return found

    def _add(self, path: str, reader: str) -> None:
        if (absolute := os.path.abspath(path)) not in self._seen:
            self._seen.add(absolute)
            self.shards.append(Shard("", path, reader))


def _unclear(
    path: str, shards: Sequence[str], others: Sequence[str], readers: Mapping[str, Reader]
) -> UsageError:
    message = (
        f"`{path}` holds shards ({os.path.basename(shards[0])}, {len(shards)} in all) and other "
        f"files ({os.path.basename(others[0])}, {len(others)} in all)"
    )
    reader = reader_for(shards[0], readers)
    remedy = f"say which are meant: --reader {reader} for the shards, --reader {TREE} for all files"
    return UsageError([Problem(message, remedy=remedy)])


def _named(shards: Sequence[Shard]) -> tuple[Shard, ...]:
    """Each with its path from the folder that all are in; what they lie in says nothing of them."""
    paths = [os.path.abspath(shard.path) for shard in shards]  # links keep their names
    common = os.path.commonpath([os.path.dirname(path) for path in paths])
    names = [Path(os.path.relpath(path, common)).as_posix() for path in paths]
    tables = [name.removesuffix(".parquet") for name in names]  # what is written is named so
    if twice := next((name for name, times in Counter(tables).items() if times > 1), ""):
        raise UsageError(f"two shards would write the same tables, `{twice}.parquet`")
    return tuple(replace(shard, name=name) for shard, name in zip(shards, names, strict=True))


def tree_excludes(choice: Choice, out: str = "") -> tuple[str, ...]:
    """Git-ignore patterns for what is not judged in a folder: what the project says, and `out`."""
    project, root = choice.project, os.path.abspath(choice.root)
    exclude = [*(project.exclude if project else ())]
    if project:  # what says how to judge is not judged
        exclude += [PROJECT_FILE, *(f"/{folder}/" for folder in project.rules)]
    inside = os.path.relpath(os.path.abspath(out), root).replace(os.sep, "/") if out else ".."
    return (*exclude, *([f"/{inside}/"] if not inside.startswith("..") else []))
