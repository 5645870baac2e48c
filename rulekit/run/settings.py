"""The recipe for an engine: what another process needs to build the same one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from rulekit.catalog.plan import Words
from rulekit.run.local import LocalEngine, load


@dataclass(frozen=True)
class Settings(Words):
    """All that decides verdicts, by name only. Plain data: it travels as JSON."""

    config: str | None = None
    rules: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    def build(self) -> LocalEngine:
        """The engine; raises RulekitError."""
        return load(**asdict(self))

    def to_json(self) -> str:
        """The recipe as one line."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> Settings:
        """The recipe that `to_json` wrote."""
        fields: dict[str, Any] = json.loads(text)
        lists = {key: tuple(value) for key, value in fields.items() if isinstance(value, list)}
        return Settings(**(fields | lists))
