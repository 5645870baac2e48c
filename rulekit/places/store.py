"""A store: what is asked of fsspec, tried again where that helps, and told plainly where not."""

from __future__ import annotations

import errno
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from glob import has_magic
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from rulekit.errors import Problem, RulekitError, UsageError, nearest
from rulekit.places.address import WEB
from rulekit.places.pause import LONGEST, asked_pause
from rulekit.places.trouble import Trouble, note_trouble, trouble_of
from rulekit.places.waiting import WAITS, waited

Value = TypeVar("Value")

# The names of a file's version, as file systems of fsspec call it; the first that one has.
_VERSIONS = (
    *("ETag", "etag", "generation", "blob_id", "xet_hash", "md5Hash", "LastModified", "created"),
    "mtime",
)

# Beside what users say of a store. Listings are kept by nobody: others write to the same folders.
# Requests are tried again here, and nowhere else, so that their number and time are known.
_S3 = {
    "config_kwargs": {"retries": {"total_max_attempts": 1, "mode": "standard"}},
    "max_concurrency": 1,  # pieces of 50 MB of a large file; with more, a size is asked for first
}
_OWN: Mapping[str, Mapping[str, Any]] = {"s3": _S3, "s3a": _S3}
READ_ONLY = {"hf": "the Hub, where each file would be a commit"} | dict.fromkeys(
    WEB, "a web address"
)


class Info(NamedTuple):
    """A file as a store tells of it: bytes, and a word that no other content has; or a folder."""

    size: int
    version: str
    is_folder: bool = False


@dataclass(frozen=True)
class Store:
    """The file system of a scheme, opened when it is first asked."""

    scheme: str

    @cached_property
    def _opened(self) -> list[Any]:
        """The file system; another takes its place when credentials have expired."""
        return [_file_system(self.scheme)]

    @property
    def file_system(self) -> Any:
        """Fsspec's file system."""
        return self._opened[0]

    def info(self, address: str) -> Info | None:
        """Size and version of a file; None where neither it nor a folder is."""
        with suppress(FileNotFoundError):
            found = self.tried(address, lambda fs, path: fs.info(path))
            return _info(address, found)
        return None

    def files(self, address: str) -> dict[str, Info]:
        """All files below a folder, by their path in it; it is one listing."""
        try:
            found = self.tried(address, lambda fs, path: fs.find(path, detail=True))
        except FileNotFoundError:
            return {}
        base = len(self._path(address).rstrip("/")) + 1
        named = {path[base:]: one for path, one in found.items()}
        return {
            name: _info(f"{address}/{name}", one)
            for name, one in named.items()
            if name and not name.endswith("/") and one.get("type") != "directory"
        }

    def matching(self, pattern: str) -> dict[str, Info]:
        """Files and folders that a glob names, by their addresses."""
        found = self.tried(pattern, lambda fs, path: fs.glob(path, detail=True))
        base, path = len(self._path(pattern)), self._path(pattern)
        before = pattern[: len(pattern) - base] if pattern.endswith(path) else f"{self.scheme}://"
        named = {before + name.rstrip("/"): one for name, one in sorted(found.items())}
        return {address: _info(address, one) for address, one in named.items()}

    def read(self, address: str, start: int | None = None, stop: int | None = None) -> bytes:
        """Bytes of a file, all or from `start` to before `stop`."""

        def ask(fs: Any, path: str) -> bytes:
            data: bytes = fs.cat_file(path, start=start, end=stop)
            if start is not None and stop is not None and len(data) != stop - start:
                raise ConnectionError(errno.ECONNRESET, f"{len(data):,} of {stop - start:,} bytes")
            return data

        return self.tried(address, ask)

    def read_all(self, addresses: Sequence[str]) -> dict[str, bytes]:
        """Small files, side by side where the store can; those that are not there are left out."""
        found: dict[str, bytes] = {}
        for first in range(0, len(addresses), _TOGETHER):
            some = addresses[first : first + _TOGETHER]
            paths = {self._path(one): one for one in some}

            def ask(fs: Any, _: str, paths: Mapping[str, str] = paths) -> dict[str, Any]:
                every = fs.cat_ranges([*paths], None, None, on_error="return")
                got = dict(zip(paths, every, strict=True))
                for one in got.values():
                    if isinstance(one, Exception) and not isinstance(one, FileNotFoundError):
                        raise one
                return got

            if some:
                for path, data in self.tried(some[0], ask).items():
                    if isinstance(data, bytes):
                        found[paths[path]] = data
        return found

    def write(self, address: str, data: bytes) -> None:
        """Write a whole file at once."""
        self.refuse_read_only(address)
        self.tried(address, lambda fs, path: fs.pipe_file(path, data))

    def create(self, address: str, data: bytes) -> bool:
        """Write a file unless one is there; False if one is."""
        self.refuse_read_only(address)

        def ask(fs: Any, path: str) -> bool:
            try:
                fs.pipe_file(path, data, mode="create")
            except FileExistsError:
                # A request that was cut off may have been the one that wrote it.
                return bool(fs.cat_file(path) == data)
            return True

        return self.tried(address, ask)

    def put(self, files: Mapping[str, str]) -> None:
        """Write the bytes of files, or of all files in folders, of this machine, by address."""
        pairs: dict[str, str] = {}
        for address, here in files.items():
            self.refuse_read_only(address)
            if os.path.isdir(here):
                inside = [one for one in sorted(Path(here).rglob("*")) if one.is_file()]
                pairs |= {
                    f"{address}/{one.relative_to(here).as_posix()}": str(one) for one in inside
                }
            else:
                pairs[address] = here
        if pairs:
            paths = [self._path(one) for one in pairs]
            self.tried(next(iter(pairs)), lambda fs, _: fs.put([*pairs.values()], paths))

    def fetch(self, files: Mapping[str, str]) -> None:
        """Bring files to this machine, by address, side by side where the store can."""
        paths = [self._path(one) for one in files]
        if paths:
            self.tried(next(iter(files)), lambda fs, _: fs.get(paths, [*files.values()]))

    def remove(self, addresses: Sequence[str]) -> None:
        """Take away files; those that are not there are none the less gone."""
        for one in addresses[:1]:
            self.refuse_read_only(one)

        def ask(fs: Any, _: str) -> None:
            paths = [self._path(one) for one in addresses]
            apart = [
                path for path in paths if has_magic(path) or len(paths) == 1 or not fs.async_impl
            ]
            for path in apart:
                with suppress(FileNotFoundError):
                    fs.rm_file(path)
            if together := [path for path in paths if path not in set(apart)]:
                with suppress(FileNotFoundError):
                    fs.rm(together)

        if addresses:
            self.tried(addresses[0], ask)

    def _path(self, address: str) -> str:
        path: str = self.file_system._strip_protocol(address)  # noqa: SLF001  as fsspec's users do
        return path

    def refuse_read_only(self, address: str) -> None:
        """Raise UsageError for an address that nothing can be written to."""
        if self.scheme in READ_ONLY:
            message = f"`{address}`: nothing can be written to {READ_ONLY[self.scheme]}"
            raise UsageError([Problem(message, remedy="name a folder, or an address in a store")])

    def tried(self, address: str, ask: Callable[[Any, str], Value]) -> Value:
        """Ask, and again after a pause while the trouble may pass; FileNotFoundError goes through.

        What does not pass is told as RulekitError, and noted, as a reader may take it for a row
        that is broken.
        """
        begun = time.monotonic()
        for wait in (*WAITS, None):
            try:
                return ask(self.file_system, self._path(address))
            except RulekitError:
                raise
            except Exception as error:
                trouble = trouble_of(error, address)
                if trouble.is_missing:
                    raise FileNotFoundError(errno.ENOENT, trouble.message, address) from error
                asked = asked_pause(error)
                late = asked > LONGEST or time.monotonic() > begun + PATIENCE
                if wait is None or late or not trouble.passes:
                    raise note_trouble(trouble) from error
                self._renew(trouble)
                begun += waited(wait, address, asked)
        raise AssertionError("the last wait is None")

    def _renew(self, trouble: Trouble) -> None:
        """Take credentials anew, which may be others by now."""
        if trouble.is_expired:
            self._opened[0] = _file_system(self.scheme)


PATIENCE = 120.0  # seconds after which a request is not made again, but those of asked pauses
_TOGETHER = 1_000  # small files that are read side by side
_believed: dict[str, Info] = {}
_stores: dict[str, Store] = {}


def store_of(address: str) -> Store:
    """The store of an address; one for each scheme in a process."""
    scheme = address.partition("://")[0]
    if scheme not in _stores:
        _stores[scheme] = Store(scheme)
    return _stores[scheme]


def renew_stores() -> None:
    """Open every store anew when it is asked next: its settings may be others."""
    for one in _stores.values():
        one.__dict__.pop("_opened", None)


@contextmanager
def believing(address: str, size: int, version: int | str) -> Iterator[None]:
    """A time in which a file of a store is opened as the one that it was a moment ago.

    Whoever needs to know that it still is asks for its size and version behind it.
    """
    if isinstance(version, str):
        _believed[address] = Info(size, version)
    try:
        yield
    finally:
        _believed.pop(address, None)


def believed(address: str) -> Info | None:
    """Size and version of a file that is not to be asked for."""
    return _believed.get(address)


def _info(address: str, found: Mapping[str, Any]) -> Info:
    if found.get("type") == "directory":
        return Info(0, "", is_folder=True)
    if found.get("size") is None:
        message = f"`{address}`: the server does not say how large it is"
        raise RulekitError([Problem(message, remedy="copy it to this machine first")])
    lfs = found.get("lfs") or {}
    stated = (getattr(lfs, "sha256", None), *(found.get(name) for name in _VERSIONS))
    version = next((one for one in stated if one), "")
    if isinstance(version, datetime):  # which a listing may tell as a number
        version = version.timestamp()
    return Info(int(found["size"]), str(version).strip('"'))


def _file_system(scheme: str) -> Any:
    """Fsspec's file system; raises UsageError with how to install what is not."""
    try:
        import fsspec  # type: ignore[import-untyped]  # it has no types
        from fsspec.registry import known_implementations as known  # type: ignore[import-untyped]
    except ImportError:
        message = f"`{scheme}://` needs fsspec"
        remedy = "pip install 'rulekit[remote]'"
        raise UsageError([Problem(message, remedy=remedy)]) from None
    if scheme not in {*known, *fsspec.available_protocols()}:
        stores = [one for one in ("s3", "gs", "hf", "https", "memory", "abfs") if one in known]
        raise UsageError(f"there is no store `{scheme}://`{nearest(scheme, stores)}")
    # None is taken from those that fsspec keeps: their credentials, and loops, may be old.
    own = {**_OWN.get(scheme, {}), "use_listings_cache": False, "skip_instance_cache": True}
    _be_quiet()
    try:
        found = _made(scheme, own)
    except ImportError as error:
        needed = known.get(scheme, {}).get("err", str(error))
        remedy = f"{needed}; rulekit brings fsspec alone: pip install 'rulekit[remote]'"
        raise UsageError([Problem(f"`{scheme}://` cannot be opened", remedy=remedy)]) from None
    except Exception as error:
        raise note_trouble(trouble_of(error, f"{scheme}://")) from error
    if hasattr(found, "retries"):
        found.retries = 1
    return found


def _made(scheme: str, own: Mapping[str, Any]) -> Any:
    if scheme == "hf":
        from rulekit.places.hub_system import HubSystem

        return HubSystem(**own)
    import fsspec

    return fsspec.filesystem(scheme, **own)


def _be_quiet() -> None:
    """Have the packages of stores log nothing: what went wrong is told once, by the error."""
    for name in (
        "fsspec",
        "s3fs",
        "gcsfs",
        "huggingface_hub",
        "aiobotocore",
        "botocore",
        "aiohttp",
    ):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
