"""Structs in Thrift's compact protocol, in which Parquet writes its footers and page headers.

Read here because pyarrow tells page sizes nowhere, and ends the process when it is asked for a
column chunk of which the footer says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 12
_INTEGERS = (4, 5, 6)
_NESTED = 32  # levels; parquet.thrift has 7


class ThriftError(Exception):
    """The bytes are no struct; or, with IndexError as its cause, they end before it does."""


Wanted = Mapping[int, "Wanted"]  # numbers of fields, and for structs those of the fields in them


def read_struct(data: bytes, wanted: Wanted, start: int = 0) -> tuple[dict[int, Any], int]:
    """The wanted fields of the struct that begins there, and where it ends.

    Of what is not wanted nothing is built. Raises ThriftError.
    """
    reader = _Reader(data, start)
    try:
        return reader.struct(wanted, 0), reader.place
    except IndexError as error:
        raise ThriftError("it breaks off") from error


class _Reader:
    def __init__(self, data: bytes, place: int) -> None:
        self.data = data
        self.place = place

    def struct(self, wanted: Wanted | None, depth: int) -> dict[int, Any]:
        fields: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._integer()
            inner = wanted.get(number) if wanted else None
            value = self._value(head & 15, inner, depth)
            if inner is not None:
                fields[number] = value
        return fields

    def _value(self, kind: int, wanted: Wanted | None, depth: int) -> Any:
        if depth > _NESTED:
            raise ThriftError("it is nested too deep")
        if kind in (_TRUE, _FALSE):
            return kind == _TRUE
        if kind == _STRUCT:
            return self.struct(wanted, depth + 1)
        if kind in (_LIST, _SET):
            return self._list(wanted, depth + 1)
        if kind == _BINARY:
            return self._bytes(self._varint())
        if kind == _DOUBLE:
            return self._bytes(8)
        if kind == _BYTE:
            return self._byte()
        if kind in _INTEGERS:
            return self._integer()
        raise ThriftError(f"there is no type {kind} in Parquet")

    def _list(self, wanted: Wanted | None, depth: int) -> list[Any]:
        head = self._byte()
        kind, size = head & 15, head >> 4
        size = self._varint() if size == 15 else size
        if size > len(self.data) - self.place:  # each has a byte at least
            raise IndexError
        if kind in (_TRUE, _FALSE):
            return list(self._bytes(size))
        values = (self._value(kind, wanted, depth) for _ in range(size))
        return list(values) if wanted is not None else list(islice(values, size, None))

    def _byte(self) -> int:
        self.place += 1
        return self.data[self.place - 1]

    def _bytes(self, size: int) -> bytes:
        found = self.data[self.place : self.place + size]
        if len(found) < size:
            raise IndexError
        self.place += size
        return found

    def _varint(self) -> int:
        number = shift = 0
        while (byte := self._byte()) & 0x80:
            number |= (byte & 0x7F) << shift
            shift += 7
            if shift > 63:
                raise ThriftError("a number of more than 64 bits")
        return number | byte << shift

    def _integer(self) -> int:
        number = self._varint()
        return number >> 1 ^ -(number & 1)
