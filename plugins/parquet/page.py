"""The sizes of pages, told by their headers before one of them is unpacked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from .thrift import ThriftError, Wanted, read_struct

# Bytes of a page once it is unpacked: what is held of it is twice that. pyarrow ends a page after
# 1,024 values that it has begun, so that 250 KB each, the mean of no corpus that we know, fit.
PAGE_LIMIT = 256_000_000
# Bytes of a dictionary, of which each batch of rows has a copy. Writers end them at 1 MB and the
# 1,024 values that they have begun.
DICTIONARY_LIMIT = 64_000_000
FOOTER_LIMIT = 100_000_000  # bytes; a hundred thousand columns take 21,000,000
_HEADERS = (1 << 10, 1 << 16, 1 << 24)  # bytes read for a header; Arrow takes up to the last
_MAGIC = b"PAR1"
# What parquet.thrift numbers so in FileMetaData, RowGroup, ColumnChunk, ColumnMetaData, PageHeader.
_ROW_GROUPS, _COLUMNS, _META = 4, 1, 3
_PATH, _COMPRESSED, _DATA_PAGE, _DICTIONARY_PAGE = 3, 7, 9, 11
_TYPE, _UNPACKED, _PACKED = 1, 2, 3
_IS_DICTIONARY = 2
_PLACES: Wanted = {number: {} for number in (_PATH, _COMPRESSED, _DATA_PAGE, _DICTIONARY_PAGE)}
_FOOTER: Wanted = {_ROW_GROUPS: {_COLUMNS: {_META: _PLACES}}}
_PAGE: Wanted = {number: {} for number in (_TYPE, _UNPACKED, _PACKED)}


Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Pages:
    """Bytes of the largest page and the largest dictionary of some columns in a row group.

    `flat` says that none of the columns is a list or a struct.
    """

    largest: int = 0
    dictionary: int = 0
    flat: bool = True

    @property
    def too_large(self) -> str:
        """Name of the part that is over a limit; "" if none is."""
        if self.largest > PAGE_LIMIT:
            return f"a page of {self.largest:,} bytes, and {PAGE_LIMIT:,} are read"
        if self.dictionary > DICTIONARY_LIMIT:
            return f"a dictionary of {self.dictionary:,} bytes, and {DICTIONARY_LIMIT:,} are read"
        return ""


def footer_size(file: Any) -> int:
    """Bytes of the footer; 0 when there is none that could be read."""
    size = file.size()
    file.seek(max(0, size - 8))
    tail = file.read(8)
    length = int.from_bytes(tail[:4], "little")
    return length if tail[4:] == _MAGIC and length <= size - 8 else 0


def row_groups(file: Any) -> Sequence[Mapping[int, Any]]:
    """Row groups of the footer; none when it cannot be read, as pyarrow will tell."""
    length = footer_size(file)
    file.seek(max(0, file.size() - 8 - length))
    try:
        return _of(read_struct(file.read(length), _FOOTER)[0], _ROW_GROUPS, list)
    except ThriftError:
        return []


def pages_of(file: Any, group: Mapping[int, Any], columns: Sequence[str] | None) -> Pages:
    """The sizes of pages of these columns, or of all; what cannot be read is left to pyarrow."""
    largest = dictionary = 0
    flat = columns is not None
    for path, meta in _chunks(group, columns):
        flat = flat and path in (columns or ())
        for header in _headers(file, meta):
            size = max(_of(header, _UNPACKED, int), _of(header, _PACKED, int))
            if _of(header, _TYPE, int) == _IS_DICTIONARY:
                dictionary = max(dictionary, size)
            else:
                largest = max(largest, size)
    return Pages(largest, dictionary, flat)


def _chunks(
    group: Mapping[int, Any], columns: Sequence[str] | None
) -> Iterator[tuple[str, dict[int, Any]]]:
    """Path and metadata of the column chunks that belong to these columns, or of all."""
    for chunk in _of(group, _COLUMNS, list):
        meta = _of(chunk, _META, dict)
        parts = [part for part in _of(meta, _PATH, list) if isinstance(part, bytes)]
        path = b".".join(parts).decode("utf-8", "replace")
        if columns is None or any(f"{path}.".startswith(f"{column}.") for column in columns):
            yield path, meta


def _headers(file: Any, meta: Mapping[int, Any]) -> Iterator[Mapping[int, Any]]:
    """The headers of a column chunk's pages, as far as there are such."""
    place = _of(meta, _DATA_PAGE, int)
    if 0 < (first := _of(meta, _DICTIONARY_PAGE, int)) < place:
        place = first
    end = min(place + _of(meta, _COMPRESSED, int), file.size())
    while 0 < place < end:
        header, length = _header(file, place)
        if not length or (packed := _of(header, _PACKED, int)) < 0:
            return
        yield header
        place += length + packed


def _header(file: Any, place: int) -> tuple[Mapping[int, Any], int]:
    """A header, and the bytes that it takes: 0 when there is none."""
    for size in _HEADERS:
        file.seek(place)
        try:
            return read_struct(file.read(size), _PAGE)
        except ThriftError as error:
            if not isinstance(error.__cause__, IndexError):
                break
    return {}, 0


def _of(fields: Any, number: int, kind: type[Kind]) -> Kind:
    """The field of that number; nothing of its kind where a footer has something else."""
    value = fields.get(number) if isinstance(fields, dict) else None
    return value if isinstance(value, kind) else kind()
