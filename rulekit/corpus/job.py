"""A corpus and the work on it as plain data, which travels to the workers as JSON."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from rulekit.core.location import NOWHERE, Location
from rulekit.corpus.roles import FILE, Columns

if TYPE_CHECKING:
    from rulekit.files.discover import FoundFile

BLOCK = 256  # rows that are judged as one unit: what a stop can cost


# Bytes, and nanoseconds of the last change; of a file in a store, the word for its version.
Stamp = tuple[int, int | str]


@dataclass(frozen=True)
class Shard:
    """A file of rows, or a folder of files, and the name of its reader.

    `name` is its path from the folder that all shards of the run have in common. `partition` is
    what the folders in its path say of all its rows, by the name of the column. Without a reader it
    is a file to judge: one row, of content and path, and `location` is its place in its repository.
    `listed` is size and version as a store has told them when it was found.
    """

    name: str
    path: str
    reader: str
    partition: Mapping[str, str | None] = field(default_factory=dict)
    location: Location = NOWHERE
    listed: Stamp | None = None

    @staticmethod
    def from_fields(fields: Mapping[str, Any]) -> Shard:
        """Make the shard of which JSON gives the fields."""
        location = Location.from_fields(fields["location"])
        listed = tuple(fields["listed"]) if fields["listed"] else None
        return Shard(**{**fields, "location": location, "listed": listed})

    @property
    def is_file(self) -> bool:
        """True for a file to judge that is no shard of a corpus."""
        return not self.reader


@dataclass(frozen=True)
class CorpusJob:
    """The work on every row of a corpus.

    `out` is the folder of the audit; without one, verdicts are handed back. `language` is what a
    document is said to be in when nothing else says it. `readings` are kept when there are names.
    `exclude` are git-ignore patterns for folders of files. `block` is how many rows are one task.
    `run` is the hash of all that the run is known by: every file of its work says it. Rows that are
    copied get the verdict in `verdict_columns`. When `timed`, what is handed back has the seconds
    that judging took. A machine that takes part must be able to read the `samples`, a shard of each
    kind.
    """

    columns: Columns
    out: str | None = None
    kept: bool = False
    dropped: bool = False
    verdict_columns: bool = False
    language: str = ""
    readings: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    block: int = BLOCK
    run: str = ""
    timed: bool = False
    samples: tuple[Shard, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """Rows that are copied: `kept`, `dropped`, both or none."""
        wanted = {"kept": self.kept, "dropped": self.dropped}
        return tuple(side for side, is_wanted in wanted.items() if is_wanted)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Files of a block: tables, and copied rows."""
        return ("verdicts", "evidence", *(["readings"] if self.readings else []), *self.sides)

    def to_json(self) -> str:
        """Write the job as one line."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> CorpusJob:
        """Read the job that `to_json` wrote."""
        fields: dict[str, Any] = json.loads(text)
        fields["columns"] = Columns(**fields["columns"])
        for name in ("readings", "exclude"):
            fields[name] = tuple(fields[name])
        fields["samples"] = tuple(map(Shard.from_fields, fields["samples"]))
        return CorpusJob(**fields)


FILES = CorpusJob(FILE)  # files, a row each


@dataclass(frozen=True)
class Task:
    """A piece of work: count the rows of a shard, open it (hash, too), judge a block, or close it.

    Of a curation, it is of a `stage`, and may be to group keys or to settle what was noted. To try
    is to find out whether a machine can do the others.
    `number` is the shard's in the run; rows count from 0, `stop` is exclusive. `stamp` is what the
    shard's file was when it was opened. `lost` are rows that no process survives, with how they
    died; `unreadable` says why these rows are not read: no process survives it, or a link. `rows`
    are those of the block that are judged, None for all; `choice` is a word for all of the shard's.
    """

    do: Literal["try", "count", "open", "judge", "close", "group", "settle"]
    shard: Shard
    number: int = 0
    start: int = 0
    stop: int = 0
    stamp: Stamp | None = None
    lost: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    unreadable: tuple[str, str] | None = None
    rows: tuple[int, ...] | None = None
    choice: str = ""
    stage: int = 0

    @staticmethod
    def of_file(found: FoundFile, number: int = 0) -> Task:
        """Make the task of judging a file."""
        unreadable = (found.cause, found.note) if found.cause else None
        shard = Shard(found.path, found.file, reader="", location=found.location)
        return Task("judge", shard, number, 0, 1, unreadable=unreadable)

    @staticmethod
    def of_trial() -> Task:
        """Make the task of trying what others need."""
        return Task("try", Shard("", "", reader=""))

    @property
    def numbers(self) -> Sequence[int]:
        """Numbers of the rows that are judged."""
        if self.rows is None:
            return range(self.start, self.stop)
        return self.rows[bisect_left(self.rows, self.start) : bisect_left(self.rows, self.stop)]

    @property
    def order(self) -> tuple[int, int]:
        """Place of its rows in the run."""
        return self.number, self.start

    def to_json(self) -> str:
        """Write the task as one line."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> Task:
        """Read the task that `to_json` wrote."""
        fields: dict[str, Any] = json.loads(text)
        shard = fields["shard"]
        fields["shard"] = Shard.from_fields(shard)
        fields["stamp"] = fields["stamp"] and tuple(fields["stamp"])
        fields["rows"] = None if fields["rows"] is None else tuple(fields["rows"])
        return Task(**fields)
