"""Replies of the stub: values of a form by a hash, answers that it knows, words of a document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

ORDER = "reply {"  # what a document says to a model that obeys it


def value_of(schema: dict[str, Any], digest: bytes) -> Any:
    """A value of the form that a schema tells, drawn by a hash."""
    kind, number = schema["type"], digest[0] / 256
    if kind == "object":
        return {
            name: value_of(part, hashlib.sha256(digest + name.encode()).digest())
            for name, part in schema["properties"].items()
        }
    if kind == "array":
        count = schema.get("minItems", 0) or min(1, schema.get("maxItems", 1))
        return [value_of(schema["items"], bytes([one, *digest])) for one in range(count)]
    if kind in ("number", "integer"):
        low, high = schema.get("minimum", 0), schema.get("maximum", 10)
        drawn = low + number * (high - low)
        return round(drawn) if kind == "integer" else round(drawn, 3)
    if kind == "boolean":
        return number < 0.5
    said = f"for {digest.hex()[:8]} reasons"
    words = schema.get("enum") or [said.ljust(schema.get("minLength", 0), ".")]
    return words[digest[0] % len(words)][: schema.get("maxLength")]


def known_by_heart(
    answers: Sequence[dict[str, Any]], schema: dict[str, Any], digest: bytes
) -> dict[str, Any]:
    """What one of the answers, drawn by a hash, has for properties of a schema."""
    if not answers or schema["type"] != "object":
        return {}
    number = str(int.from_bytes(digest[8:12], "big") % 1_000)
    drawn = json.dumps(answers[int.from_bytes(digest[4:8], "big") % len(answers)])
    filled: dict[str, Any] = json.loads(drawn.replace("{n}", number))
    return {name: value for name, value in filled.items() if name in schema["properties"]}


def told_to_say(asked: dict[str, Any]) -> str:
    """The JSON behind the first `reply {` of a prompt; "" where there is none."""
    _, order, rest = asked["messages"][0]["content"].partition(ORDER)
    try:
        _, end = json.JSONDecoder().raw_decode("{" + rest)
    except ValueError:
        return ""
    return f"{{{rest}"[:end] if order else ""
