"""A store: what is asked of fsspec, tried again where that helps, and told plainly where not."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from glob import has_magic
from pathlib import Path
from typing import Any, TypeVar

from rulekit.errors import Problem, RulekitError, UsageError
from rulekit.places.address import shown
from rulekit.places.batch import answers
from rulekit.places.file_system import opened, part_of, told_of
from rulekit.places.info import Info, info_of
from rulekit.places.noted import WrittenAnewError, note_written_anew
from rulekit.places.settings import READ_ONLY
from rulekit.places.symptom import is_taken
from rulekit.places.tries import Tries, worst
from rulekit.places.trouble import is_missing
from rulekit.places.waiting import told_if_slow

Value = TypeVar("Value")
Found = tuple[str, Mapping[str, Any]]  # path and facts of a file, as a file system tells them

_DOING = {"put_file": "write", "rm_file": "delete"}


@dataclass(frozen=True)
class Store:
    """The file system of a scheme, opened when it is first asked."""

    scheme: str

    @cached_property
    def _opened(self) -> list[Any]:
        """The file system; another takes its place when credentials have expired."""
        return [opened(self.scheme)]

    @property
    def file_system(self) -> Any:
        """Fsspec's file system."""
        return self._opened[0]

    def info(self, address: str) -> Info | None:
        """Size and version of a file; None where neither it nor a folder is."""
        with suppress(FileNotFoundError):
            return info_of(address, self.tried(address, told_of))
        return None

    def files(self, address: str) -> dict[str, Info]:
        """All files below a folder, by their path in it; it is one listing."""
        found = self._listed(address, lambda fs, path: fs.find(path, detail=True).items())
        return {name: one for name, one in found.items() if not one.is_folder}

    def inside(self, address: str) -> dict[str, Info]:
        """Files and folders in a folder, by name."""
        return self._listed(
            address, lambda fs, path: [(one["name"], one) for one in fs.ls(path, detail=True)]
        )

    def _listed(self, address: str, ask: Callable[[Any, str], Iterable[Found]]) -> dict[str, Info]:
        """Answers of a listing, by the path from the folder; none where none is."""
        try:
            found = self.tried(address, lambda fs, path: [*ask(fs, path)], "list")
        except FileNotFoundError:
            return {}
        base = len(self._path(address).rstrip("/")) + 1
        named = {path[base:]: one for path, one in found}
        # What ends in a slash and is empty is an object that stands for a folder.
        return {
            name: info_of(f"{address}/{name}", one)
            for name, one in named.items()
            if name and not (name.endswith("/") and not one.get("size"))
        }

    def read(self, address: str, start: int | None = None, stop: int | None = None) -> bytes:
        """Bytes of a file, all or from `start` to before `stop`.

        Raises WrittenAnewError, of which is noted that it was, when it is shorter than that.
        """

        def ask(fs: Any, path: str) -> bytes:
            data = part_of(fs, path, start, stop)
            if start is not None and stop is not None and len(data) != stop - start:
                if fs.info(path)["size"] < stop:
                    raise note_written_anew(address)
                raise ConnectionError(errno.ECONNRESET, f"{len(data):,} of {stop - start:,} bytes")
            return data

        return self.tried(address, ask)

    def read_all(self, addresses: Sequence[str]) -> dict[str, bytes]:
        """Small files, side by side where the store can; those that are not there are left out."""
        return self._each("cat_file", {one: (self._path(one),) for one in addresses})

    def write(self, address: str, data: bytes) -> None:
        """Write a whole file at once."""
        self.refuse_read_only(address)
        self.tried(address, lambda fs, path: fs.pipe_file(path, data), "write")

    def create(self, address: str, data: bytes) -> bool:
        """Write a file unless one is there; False if one is."""
        self.refuse_read_only(address)

        def ask(fs: Any, path: str) -> bool:
            try:
                fs.pipe_file(path, data, mode="create")
            except Exception as error:
                if not is_taken(error):
                    raise
            else:
                return True
            with suppress(FileNotFoundError):  # it may be gone again
                # A request that was cut off may have been the one that wrote it.
                return bool(fs.cat_file(path) == data)
            return False

        return self.tried(address, ask, "write")

    def put(self, files: Mapping[str, str]) -> None:
        """Write the bytes of files, or of all files in folders, of this machine, by address."""
        pairs: dict[str, str] = {}
        for address, here in files.items():
            self.refuse_read_only(address)
            if Path(here).is_dir():
                inside = [one for one in sorted(Path(here).rglob("*")) if one.is_file()]
                pairs |= {
                    f"{address}/{one.relative_to(here).as_posix()}": str(one) for one in inside
                }
            else:
                pairs[address] = here
        self._each("put_file", {one: (here, self._path(one)) for one, here in pairs.items()})

    def fetch(self, files: Mapping[str, str]) -> None:
        """Bring files to this machine, by address, side by side where the store can."""
        for here in files.values():
            Path(here).parent.mkdir(parents=True, exist_ok=True)
        found = self._each("get_file", {one: (self._path(one), files[one]) for one in files})
        for one in files:
            if one not in found:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), one)

    def remove(self, addresses: Sequence[str]) -> None:
        """Take away files; those that are not there are none the less gone.

        Of many, a store may leave some without a word: `RemotePath.remove` looks for them.
        """
        for one in addresses[:1]:
            self.refuse_read_only(one)
        paths = {one: self._path(one) for one in addresses}
        many = len(paths) > 1 and self.file_system.async_impl
        if together := [path for path in paths.values() if many and not has_magic(path)]:
            with suppress(FileNotFoundError):
                self.tried(addresses[0], lambda fs, _: fs.rm(together), "delete")
        apart = {one: (path,) for one, path in paths.items() if path not in {*together}}
        self._each("rm_file", apart)

    def _path(self, address: str) -> str:
        path: str = self.file_system._strip_protocol(address)  # noqa: SLF001  as fsspec's users do
        return path

    def refuse_read_only(self, address: str) -> None:
        """Raise UsageError for an address that nothing can be written to."""
        if self.scheme in READ_ONLY:
            what, remedy = READ_ONLY[self.scheme]
            message = f"`{shown(address)}`: nothing can be written to {what}"
            raise UsageError([Problem(message, remedy=remedy)])

    def tried(self, address: str, ask: Callable[[Any, str], Value], doing: str = "read") -> Value:
        """Ask, and again after a pause while the trouble may pass; FileNotFoundError goes through.

        What does not pass is told as RulekitError, and noted, as a reader may take it for a row
        that is broken. `doing` is what is told to be done with the address.
        """
        tries = Tries(self._renew, doing)
        while True:
            try:
                with told_if_slow(f"the store is to {doing} `{shown(address)}`"):
                    return ask(self.file_system, self._path(address))
            except (RulekitError, WrittenAnewError):
                raise
            except Exception as error:  # noqa: BLE001  which goes on as another
                tries.wait(error, address)

    def _each(self, do: str, words: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
        """Ask a method of the file system for each of many addresses, side by side where it can.

        Only what was not answered is asked again: of thousands, some never are at first. What is
        not there is left out.
        """
        found: dict[str, Any] = {}
        doing = _DOING.get(do, "read")
        left, tries = dict(words), Tries(self._renew, doing)
        while left:
            every = dict(zip(left, answers(self.file_system, do, left.values()), strict=True))
            errors = {one: each for one, each in every.items() if isinstance(each, Exception)}
            found |= {one: each for one, each in every.items() if one not in errors}
            failed = {one: each for one, each in errors.items() if not is_missing(each, one)}
            if len(errors) < len(left):
                tries = Tries(self._renew, doing)
            left = {one: words[one] for one in failed}
            if failed:
                address, error = worst(failed)
                tries.wait(error, address)
        return found

    def _renew(self) -> None:
        """Take credentials anew, which may be others by now."""
        self._opened[0] = opened(self.scheme)


_stores: dict[str, Store] = {}


def store_of(address: str) -> Store:
    """The store of an address; one for each scheme in a process."""
    scheme = address.partition("://")[0]
    if scheme not in _stores:
        _stores[scheme] = Store(scheme)
    return _stores[scheme]


def are_open() -> bool:
    """True if a store is open in this process, which then has connections that come and go."""
    return any("_opened" in vars(one) for one in _stores.values())


def renew_stores() -> None:
    """Open every store anew when it is asked next: its settings may be others."""
    for one in _stores.values():
        one.__dict__.pop("_opened", None)


if hasattr(os, "register_at_fork"):  # a copy of a process must not speak over its connections
    os.register_at_fork(after_in_child=renew_stores)
