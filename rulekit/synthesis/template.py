"""A template: a text with holes that properties of a reply and columns of its task fill."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rulekit.errors import nearest

_HOLE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_.]*)\}")  # as in prompts: other braces are themselves


@dataclass(frozen=True)
class Template:
    """A text with holes, `{name}`."""

    text: str

    @cached_property
    def holes(self) -> tuple[str, ...]:
        """Names of its holes, in their order."""
        return tuple(dict.fromkeys(_HOLE.findall(self.text)))

    def complaints(self, known: Collection[str]) -> Iterator[str]:
        """What is wrong about holes that nothing fills."""
        for hole in self.holes:
            if hole not in known:
                yield f"nothing fills `{{{hole}}}`{nearest(hole, known)}"

    def lacking(self, values: Mapping[str, object]) -> str:
        """The first hole for which there is no value; "" for none."""
        return next((one for one in self.holes if values.get(one) in (None, "")), "")

    def fill(self, values: Mapping[str, object]) -> str:
        """The text, with values as they are; what is no text as JSON."""
        return _HOLE.sub(lambda hole: _text(values.get(hole[1])), self.text)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
