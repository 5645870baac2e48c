"""The keys of a signal that go together, as far as a JSON Schema can say it."""

from __future__ import annotations

from rulekit.spec.json_shape import Part, said

ON_PATH = ("count", "exists")  # measures of a path, which has neither lines nor shares
FOUND = ("capture", "pattern", "path", "find")  # keys that find spans, for a measure to count

# What `SignalSpec._one_place` demands, as far as a JSON Schema can say it.
_PLACES = {key: said(key, "string") for key in (*FOUND, "named")} | {
    "capture": said("capture", "string", "array"),
    "ratio": said("ratio", "array"),
}
_NOT_COUNTED = {"measure": {"type": "null"}, "within": {"type": "null"}}
SIGNAL_SHAPE: Part = {
    "oneOf": [*_PLACES.values()],
    "allOf": [
        {"if": {"anyOf": [_PLACES[key] for key in FOUND]}, "then": said("measure", "string")},
        {
            "if": {"anyOf": [_PLACES["named"], _PLACES["ratio"]]},
            "then": {"properties": _NOT_COUNTED},
        },
        {
            "if": _PLACES["path"],
            "then": {"properties": {"measure": {"enum": [*ON_PATH]}, "within": {"type": "null"}}},
        },
    ],
}
