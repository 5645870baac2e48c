"""Dictionaries of columns: of a row group, the texts that are in it, each once."""

from __future__ import annotations

from typing import Any

from .shard import pyarrow


def with_own_dictionaries(table: Any) -> Any:
    """The rows of a row group, whose dictionaries have what they use, as it first occurs.

    A batch brings the dictionary of the row group that it was read from, an edited row one of its
    own; Parquet would be given both, whole. So what went through parts, which end row groups
    elsewhere, would have other bytes. The order of ordered values means something: they keep it.
    """
    for number, field in enumerate(table.schema):
        if (plain := _plain(field.type)) != field.type:
            column = table.column(number).cast(plain).combine_chunks().cast(field.type)
            table = table.set_column(number, field, column)
    return table


def _plain(type: Any) -> Any:
    """The type without dictionaries, inside structs and lists too."""
    library = pyarrow()
    types = library.types
    if types.is_dictionary(type):
        return type if type.ordered else type.value_type
    if types.is_struct(type):
        return library.struct([_plain_field(field) for field in type])
    if types.is_map(type):
        return library.map_(_plain_field(type.key_field), _plain_field(type.item_field))
    if types.is_fixed_size_list(type):
        return library.list_(_plain_field(type.value_field), type.list_size)
    if types.is_large_list(type):
        return library.large_list(_plain_field(type.value_field))
    if types.is_list(type):
        return library.list_(_plain_field(type.value_field))
    return type


def _plain_field(field: Any) -> Any:
    return field.with_type(_plain(field.type))
