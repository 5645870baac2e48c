"""Path of a field in a schema, and its value in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import rulekit

from .shard import pyarrow

VALUE_LIMIT = 16_000_000  # bytes of a text that is read; the engine judges at most 8,000,000
_DEPTH = 8  # levels of structs whose fields are listed; nobody names a field that is deeper


class FieldPath(NamedTuple):
    """A column and the way down its structs: by number, as names may occur twice, and by name."""

    way: tuple[int, ...]
    column: str


def place_of(fields: Iterable[Any], name: str) -> FieldPath | rulekit.BrokenRow | None:
    """`a.b` is the column `a.b`, and else the field `b` in the struct `a`.

    Of two that are called so none is taken; None when there is none.
    """
    way: list[int] = []
    column: list[str] = []
    while True:
        known = list(fields)
        names = [field.name for field in known]
        head, dot, rest = (name, "", "") if name in names else name.partition(".")
        if head not in names:
            return None
        if names.count(head) > 1:
            return rulekit.BrokenRow("broken-row", f"`{'.'.join([*column, head])}` is there twice")
        way.append(names.index(head))
        column.append(head)
        if not dot:
            return FieldPath(tuple(way), ".".join(column))
        fields, name = _inside(known[way[-1]].type), rest


def names_of(fields: Iterable[Any], prefix: str = "", depth: int = _DEPTH) -> Iterator[str]:
    """The names of columns, what is in a struct after the struct; that of two columns twice."""
    for field in fields:
        yield prefix + field.name
        if depth > 1:
            yield from names_of(_inside(field.type), f"{prefix}{field.name}.", depth - 1)


@cache
def _bytes_types() -> tuple[Any, ...]:
    """The types of bytes that are no text."""
    library = pyarrow()
    return (library.binary(), library.large_binary(), library.binary_view())


@cache
def _scalars() -> tuple[Any, Any, Any]:
    """Values that hold another, texts, and all that is kept as bytes."""
    library = pyarrow()
    wrapped = (library.DictionaryScalar, library.ExtensionScalar)
    return wrapped, library.StringScalar, library.BinaryScalar


def _inside(type: Any) -> Sequence[Any]:
    if not pyarrow().types.is_struct(type):
        return ()
    return [type.field(number) for number in range(type.num_fields)]


def sizes_of(array: Any, inner: Sequence[int]) -> Any:
    """Bytes of each text, when one of them may be over VALUE_LIMIT; None for all else.

    To take a value out of an array is to copy it.
    """
    library = pyarrow()
    compute = library.compute
    if array.nbytes <= VALUE_LIMIT:  # that of a dictionary is in it
        return None
    try:
        texts = compute.struct_field(array, list(inner)) if inner else array
        indices = texts.indices if isinstance(texts, library.DictionaryArray) else None
        texts = texts if indices is None else texts.dictionary
        texts = texts.storage if isinstance(texts, library.ExtensionArray) else texts
        sizes = compute.binary_length(texts)
        return sizes if indices is None else sizes.take(indices)
    except library.ArrowException:  # no text
        return None


def value_at(scalar: Any, inner: Sequence[int]) -> object:
    """Value in a row; raises UnicodeDecodeError for text that is none, and others."""
    wrapped, texts, binary = _scalars()
    for number in inner:
        if not scalar.is_valid:
            return None
        scalar = scalar[number]
    while scalar.is_valid and isinstance(scalar, wrapped):
        scalar = scalar.value
    if scalar.is_valid and isinstance(scalar, binary):  # every kind of text is one
        data = bytes(scalar.as_buffer())
        if isinstance(scalar, texts):  # to compare types takes longer
            return data.decode()
        return data if scalar.type in _bytes_types() else data.decode()
    value: object = scalar.as_py()
    return value
