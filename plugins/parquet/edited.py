"""Another text in a row, of which every other value stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import rulekit

from .column import FieldPath, place_of
from .shard import WholeRow, pyarrow


def with_text(whole: WholeRow, name: str, text: str) -> WholeRow:
    """The row with this text in the column, or in the field of a struct, as a batch of its own.

    Raises RulekitError for a column that is not there, or there twice, or cannot hold a text.
    """
    library = pyarrow()
    row = whole.batch.slice(whole.number, 1)
    place = place_of(row.schema, name)
    if not isinstance(place, FieldPath):
        why = place.note if place else f"there is no column `{name}`"
        raise rulekit.RulekitError(f"{why}: name the column of the text that is edited")
    first, *inner = place.way
    try:
        column = _replaced(row.column(first), inner, text)
    except library.ArrowException as error:
        raise rulekit.RulekitError(f"`{name}` cannot hold an edited text: {error}") from None
    batch = row.set_column(first, row.schema.field(first), column)
    return WholeRow(batch, 0, whole.shard, whole.group)


def _replaced(array: Any, inner: Sequence[int], text: str) -> Any:
    """The array of one row with the text for its value, or for what is in its struct."""
    library = pyarrow()
    if not inner:
        return _alone(array.type, text)
    if array.null_count:
        raise library.ArrowInvalid("the struct around it is null")
    fields = [array.field(number) for number in range(array.type.num_fields)]
    fields[inner[0]] = _replaced(fields[inner[0]], inner[1:], text)
    return library.StructArray.from_arrays(fields, fields=list(array.type))


def _alone(type: Any, text: str) -> Any:
    """An array of a type, with the text alone; bytes are its UTF-8."""
    library = pyarrow()
    types = library.types
    if types.is_dictionary(type):
        index, value = library.array([0], type.index_type), _alone(type.value_type, text)
        return library.DictionaryArray.from_arrays(index, value, ordered=type.ordered)
    if isinstance(type, library.BaseExtensionType):
        return library.ExtensionArray.from_storage(type, _alone(type.storage_type, text))
    if not _holds_text(type):
        raise library.ArrowTypeError(f"it is a column of {type}")
    return library.array([text.encode()], type)


def _holds_text(type: Any) -> bool:
    types = pyarrow().types
    kinds = (
        types.is_string, types.is_large_string, types.is_string_view,
        types.is_binary, types.is_large_binary, types.is_binary_view, types.is_fixed_size_binary,
    )  # fmt: skip
    return any(kind(type) for kind in kinds)
