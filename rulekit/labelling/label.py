"""A label: a reader's word on one file, and its fields as a line of JSONL has them."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)
KEEP, DROP, UNDECIDED = "keep", "drop", "undecided"
LABELS = (KEEP, DROP, UNDECIDED)
WEIGHTS = {"high": 1.0, "low": 0.5}  # of a label, by the reader's confidence in it
HEAD = b'{"sha256": "'  # that every line begins with which is written here
KINDS: Mapping[str, Mapping[str, str]] = {
    KEEP: {"good": "a model learns something from it"},
    DROP: {
        "generated": "written by a generator: parsers, bindings, lock files, scaffolds",
        "vendored": "a copy of somebody else's library",
        "minified": "minified or obfuscated",
        "data-blob": "data in the clothes of code: tables, arrays, dumps, logs",
        "boilerplate-only": "constants, accessors, re-exports, an untouched skeleton",
        "trivial": "a few statements without logic worth learning",
        "broken-syntax": "does not parse, is cut off, or is commented out",
        "templated-html": "layout, placeholders, markup that a machine wrote",
        "low-information": "prose or configuration with nothing to learn",
        "other": "dropped for another reason",
    },
    UNDECIDED: {},
}


@dataclass(frozen=True, kw_only=True)
class ReaderLabel:
    """A reader's word on one file: keep, drop or undecided, and why.

    `kind` is a word of KINDS or the reader's own, `confidence` is high or low; both are None where
    nothing was said. `time` is ISO 8601 in UTC. `blind` is False when the reader had seen the
    verdict, None where nobody knows. Lines of JSONL have these fields, in this order.
    """

    sha256: str
    path: str
    shard: str | None = None
    row: int | None = None
    id: str | None = None
    repo: str | None = None
    language: str | None = None
    label: str
    kind: str | None = None
    confidence: str | None = None
    note: str = ""
    reader: str
    time: str = ""
    blind: bool | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The reader and the file, of which the later label counts."""
        return self.reader, self.sha256 or self.path

    def to_line(self) -> bytes:
        """A line of JSONL in ASCII, so that it is one line for whatever reads it."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @staticmethod
    def of_row(row: Mapping[str, Any], reader: str = "") -> ReaderLabel:
        """The label that a row is; `reader` is who read where the row does not say.

        Raises ValueError or KeyError for what is no label.
        """
        if not isinstance(row, dict):
            raise TypeError("it is no object")
        said = {name: row[name] for name in _TEXTS if row.get(name) is not None}
        said["reader"] = said.get("reader") or reader
        if wrong := [name for name, value in said.items() if not isinstance(value, str)]:
            raise TypeError(f"`{wrong[0]}` is no text")
        if row["label"] not in LABELS:
            raise ValueError(f"`label` is none of {', '.join(LABELS)}")
        for name in ("path", "sha256", "reader"):
            if not said.get(name) and (name != "sha256" or not said.get("path")):
                raise KeyError(name)
        number, blind = row.get("row"), row.get("blind")
        return ReaderLabel(
            **{"sha256": "", **said},
            row=number if isinstance(number, int) else None,
            blind=blind if isinstance(blind, bool) else None,
        )


_TEXTS = (
    "sha256", "path", "shard", "id", "repo", "language", "label", "kind", "confidence", "note",
    "reader", "time",
)  # fmt: skip


def latest(labels: Iterable[ReaderLabel]) -> dict[tuple[str, str], ReaderLabel]:
    """The last label of each reader for each file, in the order in which they were said."""
    return last_of(labels, lambda one: one.key)


def reader_and_file(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What the last row counts of: reader and file, where a row says both; else the row itself."""
    known = row.get("reader"), row.get("sha256")
    return known if all(isinstance(one, str) for one in known) else (id(row),)


def last_of(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, Item]:
    """The last of the items that have a key, where it stood."""
    found: dict[Key, Item] = {}
    for one in items:
        found.pop(key(one), None)
        found[key(one)] = one
    return found
