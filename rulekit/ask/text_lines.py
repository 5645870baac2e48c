"""The replies by text, for rules to find: gathered as tables are written, then sorted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from rulekit.audit.folder import AuditFolder
from rulekit.files.digest import entry_of
from rulekit.places.place import Place
from rulekit.replies.folder import TEXTS
from rulekit.replies.texts import SaidReply, text_line
from rulekit.spec.reply_form import Column

REPLY = "reply."  # before the name of a column of the reply's own


class TextLines:
    """Gathers lines of tables of replies, by the hash of their text, in `folder`; a context.

    In memory are a hash and a place for each line, 200 bytes. Rows that are alike have one reply.
    """

    def __init__(self, columns: Sequence[Column], folder: Place) -> None:
        self.properties = [[one.name, one.type] for one in columns]
        self._names = [name for name, kind in self.properties if kind != "array"]
        self._folder = folder
        self._places: dict[bytes, list[int]] = {}

    def __enter__(self) -> TextLines:
        self._file: IO[bytes] = TemporaryFile(dir=str(self._folder))
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def add(self, line: Mapping[str, Any]) -> None:
        """Add a line of a table; one without a text is none of these."""
        if line["sha256"] is None:
            return
        said = {one: line.get(REPLY + one) for one in self._names}
        values = {name: value for name, value in said.items() if value is not None}
        place = self._file.tell()
        about = [line.get("key"), line["outcome"], values]
        self._file.write(json.dumps(about).encode() + b"\n")
        self._places.setdefault(bytes.fromhex(line["sha256"]), []).append(place)

    def write(self, audit: AuditFolder) -> dict[str, Any]:
        """Write the file, whole or not at all; what the manifest tells of it."""
        with audit.written(audit.folder / TEXTS) as here:
            with Path(here).open("wb") as file:
                file.writelines(self._lines())
            size, sha256 = entry_of(here)
        return {"properties": self.properties, "texts": {"bytes": size, "sha256": sha256}}

    def _lines(self) -> Iterator[bytes]:
        for digest in sorted(self._places):
            replies: dict[str, SaidReply] = {}
            for place in self._places[digest]:
                self._file.seek(place)
                key, outcome, values = json.loads(self._file.readline())
                replies.setdefault(key, SaidReply(outcome, values))
            yield text_line(digest.hex(), [*replies.values()])
