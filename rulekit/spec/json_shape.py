"""Parts of JSON Schemas that the models of files declare: names of what is installed, keys said.

A model knows neither rules nor packs, so a text that names one says of what kind the name is, as
its `format`: "capture", "signal", "rules". `rulekit.schema` puts there what is installed.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

Part = dict[str, Any]


def name_of(kind: str) -> Any:
    """The field of a text that names something installed of this kind."""
    return Field(json_schema_extra={"format": kind})


def said(key: str, *types: str) -> Part:
    """True of a mapping that has the key with a value: an empty one is as good as none."""
    return {
        "required": [key],
        "properties": {key: {"type": types[0] if len(types) == 1 else [*types]}},
    }
