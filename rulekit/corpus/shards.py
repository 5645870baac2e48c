"""From the names that a user gives to shards: files, globs, folders."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rulekit.corpus.folder_reader import NAME as TREE
from rulekit.corpus.foreign_formats import form_of, hint, refusal
from rulekit.corpus.job import Shard
from rulekit.corpus.listing import (
    Listing,
    LocalListing,
    RemoteListing,
    place_name,
    real_name,
    refuse_mixed,
)
from rulekit.corpus.partition import partition_of
from rulekit.corpus.readers import reader_of
from rulekit.errors import Problem, UsageError
from rulekit.files.repository import printable
from rulekit.hooks.reader import Reader
from rulekit.places.address import is_address, shown, without_query
from rulekit.places.commit import without_commit
from rulekit.places.hub import pinned

LONGEST = 240  # bytes of a file's name, which has an ending added: systems take 255
# What lies in the folder of a data set beside its shards; more than that, and it is something else.
BESIDE = (".md", ".txt", ".json", ".yaml", ".yml", ".crc", ".sha256", ".gitattributes")
_FROM_A_DISK = "files of source code are read from a disk: copy them, or pack them as Parquet"


@dataclass(frozen=True)
class CorpusSource:
    """The shards of a run, by name, and the files beside them that are not read.

    The words that name them tell the commit of what is on the Hub.
    """

    shards: tuple[Shard, ...]
    beside: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def find_source(
    words: Sequence[str],
    readers: Mapping[str, Reader],
    is_audit: Callable[[str], bool],
    *,
    reader: str = "",
    out: str = "",
) -> CorpusSource:
    """Find the shards that words name; `reader` reads all of them, else that of their names.

    A folder that `is_audit` is no corpus, and below `out` nothing is found. Raises UsageError for
    what is not there, what nothing reads, and folders that may be a data set or a tree of source
    files.
    """
    if reader:
        reader_of(readers, reader)
    finder = _Finder(readers, is_audit, reader, real_name(out) if out else "")
    words = pinned(words)
    for word in words:
        finder.find(word)
    if not finder.shards:
        raise UsageError(f"no shard in {', '.join(map(shown, words))}")
    return CorpusSource(_named(finder.shards), tuple(finder.beside), words)


def reader_for(path: str, readers: Mapping[str, Reader]) -> str:
    """Name of the reader that claims this file name; "" if none does."""
    name = os.path.basename(without_query(path)).lower()
    ends = [(end, one.name) for one in readers.values() for end in one.suffixes]
    fitting = [(len(end), reader) for end, reader in ends if name.endswith(end)]
    return max(fitting)[1] if fitting else ""


def samples_of(shards: Sequence[Shard], readers: Mapping[str, Reader]) -> tuple[Shard, ...]:
    """The first shard of each kind: a kind is read by the same libraries, from one store."""
    kinds: dict[tuple[str, ...], Shard] = {}
    for one in shards:
        suffixes = readers[one.reader].suffixes if one.reader else ()
        end = max((end for end in suffixes if one.path.lower().endswith(end)), key=len, default="")
        store = one.path.partition("://")[0] if is_address(one.path) else ""
        kinds.setdefault((one.reader, end, store), one)
    return tuple(kinds.values())


class _Finder:
    def __init__(
        self,
        readers: Mapping[str, Reader],
        is_audit: Callable[[str], bool],
        reader: str,
        out: str,
    ) -> None:
        self.readers = readers
        self.is_audit = is_audit
        self.reader = reader
        self.out = out
        self.local, self.remote = LocalListing(), RemoteListing()
        self.shards: list[Shard] = []
        self.beside: list[str] = []
        self._seen: set[str] = set()

    def find(self, word: str) -> None:
        """Find the shards that one word names, in the order of their names."""
        listing = self._listing(word)
        paths = listing.named(word)
        if not paths:
            message, remedy = f"there is no file or folder `{shown(word)}`", listing.hint(word)
            raise UsageError([Problem(message, remedy=remedy)])
        for path in paths:
            if self._is_ours(path):
                continue
            if listing.is_folder(path):
                self._folder(path)
            else:
                self._file(path)

    def _listing(self, path: str) -> Listing:
        return self.remote if is_address(path) else self.local

    def _is_ours(self, path: str) -> bool:
        """True for the output of this run."""
        real = real_name(path)
        return bool(self.out) and (real == self.out or real.startswith(self.out + os.sep))

    def _file(self, path: str) -> None:
        reader = self.reader or reader_for(path, self.readers)
        if not reader:
            known = " ".join(end for one in self.readers.values() for end in one.suffixes)
            remedy = f"names end in {known}; --reader NAME reads it whatever its name"
            if is_address(path):
                remedy = f"names of shards end in {known}; {_FROM_A_DISK}"
            remedy = hint(path) or remedy
            raise UsageError([Problem(f"nothing reads `{shown(path)}`", remedy=remedy)])
        if not self._listing(path).is_file(path):
            raise UsageError(f"`{printable(path)}` is no regular file")
        self._add(path, reader)

    def _folder(self, path: str) -> None:
        if self.is_audit(path):
            remedy = "name its `kept` or `dropped`, or another folder"
            raise UsageError([Problem(f"`{path}` is an audit, and no corpus", remedy=remedy)])
        if self.reader == TREE:
            self._add(path, TREE)
            return
        listing = self._listing(path)
        below = listing.below(path, self._is_ours, self.is_audit)
        left_out = [*below.left_out, *(one for one in below.hidden if self._reader_for(one))]
        files = {one: self._reader_for(one) if listing.is_file(one) else "" for one in below.files}
        if not any(below) and (is_address(path) or not any(names for *_, names in os.walk(path))):
            remedy = "name the folder that has the shards" if is_address(path) else ""
            raise UsageError([Problem(f"there is no file in `{path}`", remedy=remedy)])
        shards = [file for file, by in files.items() if by and by == (self.reader or by)]
        known = set(shards)
        others = [file for file in files if file not in known]
        judged = [file for file in others if not file.lower().endswith(BESIDE)]
        foreign = [file for file in judged if not form_of(file)]
        if not (shards or self.reader):
            if judged and not foreign:
                raise refusal(path, judged)
            self._add(path, TREE)
        elif foreign and not self.reader:
            raise _unclear(path, shards, foreign, self.readers)
        else:
            self.beside += [*others, *left_out]
            for file in shards:
                self._add(file, files[file])

    def _reader_for(self, path: str) -> str:
        return reader_for(path, self.readers)

    def _add(self, path: str, reader: str) -> None:
        if is_address(path):
            _refuse_local(path, self.readers[reader])
        if (name := place_name(path)) not in self._seen:
            self._seen.add(name)
            said = {} if reader == TREE else partition_of(path)
            listed = self._listing(path).stamp(path)
            self.shards.append(Shard("", path, reader, said, listed=listed))


def _refuse_local(path: str, reader: Reader) -> None:
    """Raise UsageError for a reader that knows files of this machine only."""
    if reader.name == TREE:
        message = f"there is no shard in `{path}`"
        raise UsageError([Problem(message, remedy=_FROM_A_DISK)])
    if not getattr(reader, "reads_addresses", False):
        message = f"`{shown(path)}`: the reader `{reader.name}` reads files of this machine only"
        remedy = "copy it here; its author can have it read addresses: docs/writing-a-reader.md"
        raise UsageError([Problem(message, remedy=remedy)])


def _unclear(
    path: str, shards: Sequence[str], others: Sequence[str], readers: Mapping[str, Reader]
) -> UsageError:
    message = (
        f"`{path}` holds shards ({os.path.basename(shards[0])}, {len(shards)} in all) and other "
        f"files ({os.path.basename(others[0])}, {len(others)} in all)"
    )
    reader = reader_for(shards[0], readers)
    remedy = f"say which are meant: --reader {reader} for the shards"
    remedy += "" if is_address(path) else f", --reader {TREE} for all files"
    return UsageError([Problem(message, remedy=remedy)])


def _named(shards: Sequence[Shard]) -> tuple[Shard, ...]:
    """Name each shard with its path from the folder that all are in."""
    refuse_mixed([shard.path for shard in shards])
    plain = [without_commit(shard.path) for shard in shards]
    is_clear = len({*plain}) == len(plain)  # else two commits of one data set are judged
    paths = [
        place_name(path if is_clear else shard.path)
        for path, shard in zip(plain, shards, strict=True)
    ]
    common = os.path.commonpath([os.path.dirname(path) for path in paths])
    names = [Path(os.path.relpath(path, common)).as_posix() for path in paths]
    _check_names(names)
    return tuple(replace(shard, name=name) for shard, name in zip(shards, names, strict=True))


def _check_names(names: Sequence[str]) -> None:
    """Raise UsageError for names that two files cannot have, or no file."""
    tables = Counter(name.removesuffix(".parquet") for name in names)  # what is written of them
    folders = {str(parent) for name in names for parent in Path(name).parents}
    for name in names:
        if tables[table := name.removesuffix(".parquet")] > 1:
            raise UsageError(f"two shards would write the same tables, `{table}.parquet`")
        if name in folders:
            raise UsageError(f"`{name}` holds another of the shards: name each file once")
        if printable(name) != name:
            raise UsageError(f"`{printable(name)}`: the name of a shard must be text in one line")
        if len(os.path.basename(name).encode()) > LONGEST:
            raise UsageError(f"`{name}`: the name of a shard has at most {LONGEST} bytes")
