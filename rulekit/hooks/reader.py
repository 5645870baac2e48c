"""Corpora: shards of rows, what reads them, and what stands where a row cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, NamedTuple, Protocol, runtime_checkable

from rulekit.core.dataclass import dataclass


@dataclass(frozen=True)
class BrokenRow:
    """A row of which nothing can be judged.

    `cause` is one of CAUSES (`broken-row`, `no-content`, `too-large`, `unreadable`, …), `note` says
    what is wrong with it, for the person who made the shard; `path` is what is known of its name,
    `size` of its bytes.
    """

    cause: str
    note: str
    path: str | None = None
    size: int | None = None


Raw = Mapping[str, object] | BrokenRow


class Row(NamedTuple):
    """A row of a shard: its fields, and `whole`, all of it, as the reader's own writer takes it.

    `whole` is None when nobody asked for it, or when the row cannot be copied.
    """

    raw: Raw
    whole: Any = None


@runtime_checkable
class SkippingRows(Protocol):
    """An iterator over rows that can pass over some of them without reading them.

    `Reader.rows` may give one: of a large shard, a sample takes few rows.
    """

    def __next__(self) -> Row:
        """The next row."""

    def skip(self, count: int) -> None:
        """Pass over so many rows."""


class RowWriter(Protocol):
    """Writes rows of one shard, whole, into one output."""

    def write(self, whole: Any) -> None:
        """Copy a row: the `whole` of a Row of this reader, in the order of the shard."""


@runtime_checkable
class Reader(Protocol):
    """Reads and writes the shards of one format: files of many documents, a row each.

    Whatever is in a shard, nothing is raised for it and no row is left out: a row that cannot be
    read is a BrokenRow in its place, and so is the end of a shard that breaks off. What is raised:
    OSError when the file cannot be opened at all, RulekitError when a library that the format needs
    is not installed, with how to install it.

    Nothing is held of a shard but the rows in hand: shards are larger than memory.
    """

    @property
    def name(self) -> str:
        """Name for `--reader`."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of the names of such shards, in lower case, each with its dot: `.jsonl.gz`."""

    def fields(self, path: str) -> tuple[str, ...]:
        """Names of the shard's columns, in their order; none when its beginning is broken.

        A name that two columns have is there twice, so that nobody has to choose between them.
        Where only rows have names, those of the first hundred. `metadata.path` is a field inside
        the column `metadata`.
        """

    def count(self, path: str) -> int:
        """Number of rows, broken ones too: as many as `rows` gives."""

    def rows(
        self, path: str, names: Sequence[str], start: int = 0, *, whole: bool = False
    ) -> Iterator[Row]:
        """The rows from number `start` (from 0) to the end, each with the fields of these names.

        A field that a row lacks is left out of its mapping; null is None, and what cannot be read,
        or is there twice, a BrokenRow. Text is `str`; `bytes` are a file's, of unknown encoding.
        With `whole`, each row also has what a writer takes; both come from one read, so that a row
        which is copied is the row that was judged.
        """

    def writer(self, like: str, output: str) -> AbstractContextManager[RowWriter]:
        """A new shard at `output`, in the format and with the columns of the shard `like`.

        It is complete when the context ends. The same rows give the same bytes, however many
        outputs they went through: a corpus is copied in parts, which are then put together.
        """

    def written(self, like: str, output: str) -> Iterator[Any]:
        """The rows of what `writer(like, output)` wrote, each as a writer takes it."""


# Further columns of copied rows, by name: a text, a list of texts, or a number of 64 bits; a number
# may be None.
AddedColumns = Mapping[str, Literal["text", "texts", "number"]]


class AddingWriter(Protocol):
    """Writes rows of one shard, whole, with further columns."""

    def write(self, whole: Any, values: Mapping[str, object] | None = None) -> None:
        """Copy a row and the values of its further columns.

        Without values it is a row that `written` gave, and has them already. A row that is no row
        of columns, as a broken line, is copied as it is.
        """


@runtime_checkable
class AddingReader(Reader, Protocol):
    """A Reader that can also copy rows with further columns, for `--write-columns`."""

    def adding_writer(
        self, like: str, output: str, added: AddedColumns
    ) -> AbstractContextManager[AddingWriter]:
        """A new shard, as `writer` makes it, with these columns behind those of the shard `like`.

        Raises RulekitError for a row that has one of them already.
        """


@runtime_checkable
class EditingReader(Reader, Protocol):
    """A Reader that can also copy rows with another text, for curations."""

    def edited(self, whole: Any, name: str, text: str) -> Any:
        """The `whole` of a row with `text` in the column `name`, as a writer takes it.

        Nothing else of the row changes. Raises RulekitError for a column that cannot hold it.
        """
