"""An address in a store, with the part of pathlib's words that rulekit uses."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from rulekit.places.address import WEB, refuse_unclear, shown
from rulekit.places.info import Info, believed
from rulekit.places.remote_file import RemoteFile
from rulekit.places.store import Store, store_of

_MARK = "://"


@dataclass(frozen=True, order=True)
class RemotePath:
    """A file or folder in a store. Folders are there as long as something is in them.

    Methods raise FileNotFoundError where nothing is, and RulekitError, with the reason, where the
    store does not answer or refuses; none is tried again for longer than a few minutes.
    """

    address: str

    @staticmethod
    def of(word: str) -> RemotePath:
        """The place of an address; raises UsageError for one with a password, or of nothing."""
        refuse_unclear(word)
        scheme, _, rest = word.partition(_MARK)
        return RemotePath(f"{scheme.lower()}{_MARK}{rest.strip('/')}")

    @property
    def store(self) -> Store:
        """The store that it is in."""
        return store_of(self.address)

    @property
    def scheme(self) -> str:
        """The part before `://`."""
        return self.address.partition(_MARK)[0]

    @property
    def _path(self) -> PurePosixPath:
        path = self.address.partition(_MARK)[2]
        return PurePosixPath(path.partition("?")[0] if self.scheme in WEB else path)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self._path.name

    @property
    def stem(self) -> str:
        """The last part, without its ending."""
        return self._path.stem

    @property
    def parent(self) -> RemotePath:
        """The folder that it is in."""
        return RemotePath(f"{self.scheme}{_MARK}{self._path.parent}")

    def __truediv__(self, name: str | os.PathLike[str]) -> RemotePath:
        return RemotePath(f"{self.address.rstrip('/')}/{PurePosixPath(name)}")

    def __str__(self) -> str:
        return self.address

    def relative_to(self, folder: RemotePath) -> PurePosixPath:
        """The path from a folder; raises ValueError when it is not in it."""
        return self._path.relative_to(folder._path)

    def absolute(self) -> RemotePath:
        """Itself: an address means the same everywhere."""
        return self

    def info(self) -> Info | None:
        """Size and version; None where nothing is."""
        return self.store.info(self.address)

    def exists(self) -> bool:
        """True if a file or a folder is there."""
        return self.info() is not None

    def is_file(self) -> bool:
        """True if a file is there."""
        found = self.info()
        return found is not None and not found.is_folder

    def is_dir(self) -> bool:
        """True if there is anything in a folder of this name."""
        found = self.info()
        return found is not None and found.is_folder

    def is_symlink(self) -> bool:
        """False: stores have no links."""
        return False

    def size(self) -> int:
        """Bytes of the file."""
        return self.there().size

    def there(self) -> Info:
        """Size and version; raises FileNotFoundError where nothing is."""
        if (found := self.info()) is None:
            raise FileNotFoundError(errno.ENOENT, "nothing is there", shown(self.address))
        return found

    def open(self, mode: str = "rb") -> BinaryIO:  # noqa: ARG002  as pathlib has it
        """The bytes, of which those are read that are asked for."""
        return RemoteFile.of(self.store, self.address, believed(self.address) or self.there())

    def read_bytes(self) -> bytes:
        """All bytes."""
        return self.store.read(self.address)

    def read_text(self, encoding: str = "utf-8") -> str:
        """All of it as text."""
        return self.read_bytes().decode(encoding)

    def write_bytes(self, data: bytes) -> None:
        """Write a whole file at once: it is there as it was, or as it is now."""
        self.store.write(self.address, data)

    def create(self, data: bytes) -> bool:
        """Write a file that is not there yet; False if it is, as of two only one can be first."""
        return self.store.create(self.address, data)

    def put(self, file: str) -> None:
        """Write the bytes of a file of this machine, or those of all files in a folder of it."""
        self.store.put({self.address: file})

    def files(self) -> dict[str, Info]:
        """All files below a folder, by their path in it."""
        return self.store.files(self.address)

    def iterdir(self) -> Iterator[RemotePath]:
        """What is in a folder: files, and folders with something in them."""
        names = {name.partition("/")[0] for name in self.files()}
        return (self / name for name in sorted(names))

    def glob(self, pattern: str) -> Iterator[RemotePath]:
        """The files below a folder whose path in it is like a pattern."""
        return iter([self / name for name in sorted(self.files()) if _fits(name, pattern)])

    def mkdir(self, *, parents: bool = False, exist_ok: bool = False) -> None:
        """Nothing: a folder is there when something is in it."""

    def unlink(self, *, missing_ok: bool = False) -> None:
        """Take away a file."""
        if not missing_ok:
            self.there()
        self.store.remove([self.address])

    def remove(self) -> None:
        """Take away a file, or all files of a folder, if any is there."""
        names = [f"{self.address}/{name}" for name in self.files()]
        self.store.remove(names or [self.address])
        if len(names) > 1:
            for name in self.files():  # those that it would not or could not, which then says why
                self.store.remove([f"{self.address}/{name}"])


def _fits(name: str, pattern: str) -> bool:
    """True if a path has as many parts as a pattern, each like its part; `**/` is any folder."""
    path, wanted = PurePosixPath(name), PurePosixPath(pattern.removeprefix("**/"))
    deep = pattern.startswith("**/")
    return (deep or len(path.parts) == len(wanted.parts)) and path.match(str(wanted))
