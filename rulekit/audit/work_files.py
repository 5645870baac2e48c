"""The small files of a run's work, as they are when another run takes it up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from rulekit.audit.close_shard import Done, read_blocks
from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import DamagedError, read_sealed, unsealed
from rulekit.places.place import Place
from rulekit.places.remote_path import RemotePath

_TOLD = re.compile(r"(\d+)(?:\.json|/facts\.json)")


class WorkFiles:
    """Facts of shards, and what they were closed with: of all, or of some by their `numbers`.

    A store is asked once for all of them.
    """

    def __init__(self, audit: AuditFolder, numbers: Sequence[int] | None = None) -> None:
        self.audit = audit
        self._data: dict[str, bytes] = {}
        self._names: set[str] | None = None  # None: a disk is asked for each
        if isinstance(audit.work, RemotePath):
            self._names = {*audit.work.files()}
            mine = None if numbers is None else {*numbers}
            told = [str(audit.work / name) for name in self._names if _is_told(name, mine)]
            self._data = audit.work.store.read_all(sorted(told))

    def read(self, path: Place, about: Mapping[str, Any]) -> dict[str, Any] | None:
        """Read sealed data, as `read_sealed` does."""
        if self._names is None:
            return read_sealed(path, about)
        data = self._data.get(str(path))
        return None if data is None else unsealed(path, data, about)

    def has_blocks(self, number: int) -> bool:
        """False if no block of a shard has been done."""
        folder = f"{self.audit.blocks(number).name}/"
        return self._names is None or any(name.startswith(folder) for name in self._names)

    def read_blocks(
        self, number: int, about: Mapping[str, Any], *, again: bool
    ) -> tuple[list[Done], list[str]]:
        """The blocks of a shard, as `read_blocks` has them; only `again` are there new ones."""
        if again or self.has_blocks(number):
            return read_blocks(self.audit, about, number)
        return [], []

    def blocks(self, number: int, about: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The blocks of a shard that are done; those that are damaged are passed over."""
        if self.has_blocks(number):
            for path, data in self.audit.markers(number):
                with suppress(DamagedError):
                    yield unsealed(path, data, about)


def _is_told(name: str, mine: Collection[int] | None) -> bool:
    """True for a small file of one of these shards, or of any."""
    found = _TOLD.fullmatch(name)
    return found is not None and (mine is None or int(found[1]) in mine)
