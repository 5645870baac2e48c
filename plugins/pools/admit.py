"""The step `admit`: size, type of file, language, and what columns say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Literal

import rulekit
from pydantic import Field, model_validator

from .byte_size import Bytes

# Files over 8 MB and those without a known extension of Linguist's are left out by OpenCoder's
# preprocessing (arXiv:2411.04905, 2.1.1); its list of extensions is not published.
MAX_BYTES = 8_000_000

Kind = Literal["programming", "markup", "data", "prose"]
Value = str | int | float | bool | None
# A name that is known: the format of a field says so to `rulekit schema`.
Language = Annotated[str, Field(json_schema_extra={"format": "language"})]


class AdmitSpec(rulekit.Spec):
    """Settings of `admit`.

    `types` are Linguist's, or `linguist`: any file whose language is known. `columns` has the
    values that are let in; of a list, each item has to be one of them. A column that a corpus may
    lack ends with `?`; it is null then.
    """

    max_bytes: Bytes = MAX_BYTES
    min_bytes: Bytes = 0
    types: Literal["linguist"] | Annotated[list[Kind], Field(min_length=1)] = "linguist"
    languages: Annotated[list[Language], Field(min_length=1)] | None = None
    columns: dict[str, Annotated[list[Value], Field(min_length=1)]] = {}

    @model_validator(mode="after")
    def _in_order(self) -> AdmitSpec:
        if self.min_bytes > self.max_bytes:
            raise ValueError(f"min_bytes {self.min_bytes:,} is over max_bytes {self.max_bytes:,}")
        return self


@dataclass(frozen=True)
class AdmitStep:
    """Lets in rows of the right size, type and language, with the right values in columns."""

    settings: AdmitSpec
    needs: frozenset[str] = frozenset()

    @property
    def facts(self) -> Sequence[str]:
        """Names of the columns that are asked for."""
        return tuple(self.settings.columns)

    def apply(self, row: rulekit.CuratedRow) -> rulekit.Outcome:
        """Drop a row for the first thing that is wrong with it, the cheapest to tell first."""
        return next((rulekit.Outcome(drop=why) for why in self._reasons(row)), rulekit.GOES_ON)

    def _reasons(self, row: rulekit.CuratedRow) -> Iterator[str]:
        settings = self.settings
        if row.size > settings.max_bytes:
            yield f"{row.size:,} bytes, over {settings.max_bytes:,}"
        if row.size < settings.min_bytes:
            yield f"{row.size:,} bytes, under {settings.min_bytes:,}"
        for column, allowed in settings.columns.items():
            name = column.removesuffix("?")
            value = fact_of(row, name)
            if not _is_allowed(value, allowed):
                yield f"{name} is {shown(value)}, not {' or '.join(map(shown, allowed))}"
        yield from self._reasons_of_language(row)

    def _reasons_of_language(self, row: rulekit.CuratedRow) -> Iterator[str]:
        types, languages = self.settings.types, self.settings.languages
        if row.document is None:
            yield "no known language has this name or content"
            return
        if types != "linguist" and row.document.kind not in types:
            yield f"{row.language} is of the type {row.document.kind}, not {' or '.join(types)}"
        if languages is not None and row.language not in languages:
            yield f"the language {row.language} is not one of {', '.join(languages)}"


def build_admit(settings: AdmitSpec, context: rulekit.StepContext) -> AdmitStep:
    """The step; raises UsageError for a language that nobody knows."""
    refuse_unknown(settings.languages or (), context.languages)
    return AdmitStep(settings)


def refuse_unknown(languages: Iterable[str], known: Collection[str]) -> None:
    """Raise UsageError, with the nearest, for a language that is not among the known ones."""
    for language in languages:
        if language not in known:
            near = get_close_matches(language, sorted(known), n=1)
            meant = f", did you mean `{near[0]}`?" if near else ""
            raise rulekit.UsageError(f"there is no language `{language}`{meant}")


def fact_of(row: rulekit.CuratedRow, column: str) -> object:
    """What a column says of a row; raises UsageError if the corpus has no such column."""
    if column in row.facts:
        return row.facts[column]
    near = get_close_matches(column, row.facts, n=1)
    there = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(row.facts) or 'none'}"
    raise rulekit.UsageError(f"`admit` asks for the column `{column}`, and a row has none; {there}")


def _is_allowed(value: Any, allowed: list[Value]) -> bool:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        return value in allowed
    return bool(value) and all(one in allowed for one in value)


def shown(value: object) -> str:
    """A value as YAML would have it, cut short."""
    if value is None:
        return "null"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
