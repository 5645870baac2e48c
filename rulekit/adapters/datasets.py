"""Hugging Face `datasets`: the function for `Dataset.map` that adds verdicts as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Unpack

from rulekit.adapters.portable import Choices, Portable, settings_of
from rulekit.core.verdict import Verdict
from rulekit.errors import UsageError
from rulekit.run.columns import detect_columns
from rulekit.run.shard import Columns

NO_BATCH = (
    "a batch of Python values is needed: map(judge, batched=True), and before it with_format(None) "
    "if the dataset has a format"
)


class Judge:
    """A function for `map(..., batched=True)`: a batch in, columns of verdicts out.

    Without `content` the columns are detected, as `rulekit filter` does; with it, those that are
    named are used and no others. `lang` is a column, `language` what a document is said to be in
    when nothing else says it; the other words are those of `rulekit.load`. Raises RulekitError for
    settings and columns that cannot be used; what is wrong with a row is an `error` in its place.

    Copies and hashes are made of the settings and of what decides verdicts (versions, rules), so
    that `datasets` reuses what it has cached for an equal Judge, and only then.
    """

    def __init__(
        self,
        profile: str | None = None,
        *,
        content: str | None = None,
        path: str | None = None,
        lang: str | None = None,
        language: str = "",
        prefix: str = "rulekit_",
        **choices: Unpack[Choices],
    ) -> None:
        self.portable = Portable(settings_of(profile, choices), language)
        self.named = {"content": content, "path": path, "lang": lang}
        self.prefix = prefix
        self._columns: Columns | None = None

    def __getstate__(self) -> dict[str, Any]:
        # Without what was detected: a Judge is hashed alike before and after its first batch.
        return vars(self) | {"_columns": None}

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[Any]]:
        """The new columns of a batch."""
        if self._columns is None:
            self._columns = self._found(batch)
        rows = _rows(batch, self._columns)
        verdicts = [self.portable.verdict(self._columns, raw) for raw in rows]
        return {f"{self.prefix}{one.name}": _Typed(one, verdicts) for one in _schema()}

    def features(self, known: Mapping[str, Any] | None = None) -> Any:
        """For `map(features=...)`: the types of the new columns, with those that are `known`.

        `Dataset.map` does without. A stream has no types for new columns, and guesses them batch by
        batch where it must: what is null in the first can then be nothing else in the second.
        """
        from datasets import Features

        added = Features.from_arrow_schema(_schema(self.prefix))
        return Features({**(known or {}), **added})

    def _found(self, batch: Mapping[str, Any]) -> Columns:
        """The columns to read; raises UsageError for what is no batch or names no content."""
        if not isinstance(batch, Mapping):
            raise UsageError(NO_BATCH)
        given = {role: name for role, name in self.named.items() if name}
        if "content" in given:
            return Columns(**given)
        try:
            return replace(detect_columns(list(batch))[0], **given)
        except UsageError as error:
            remedy = "say which: Judge(content=NAME, path=NAME)"
            raise UsageError([replace(one, remedy=remedy) for one in error.problems]) from None


def _rows(batch: Mapping[str, Any], columns: Columns) -> Iterator[dict[str, object]]:
    """What is asked of each row; a column that is not there is in none."""
    there = {name: batch[name] for name in columns.names if name in batch}
    lists = there or {name: batch[name] for name in list(batch)[:1]}  # to know how many rows
    if not all(
        isinstance(values, list | tuple) or hasattr(values, "tolist") for values in lists.values()
    ):
        raise UsageError(NO_BATCH)
    for number in range(max(map(len, lists.values()), default=0)):
        yield {name: values[number] for name, values in there.items()}


class _Typed(list[Any]):
    """A column of verdicts, which Arrow writes in its own type.

    It would guess it of the first rows, and refuse the first score in row 17,000 after nulls.
    """

    def __init__(self, field: Any, verdicts: Iterable[Verdict]) -> None:
        values = (getattr(verdict, field.name) for verdict in verdicts)
        super().__init__(list(one) if isinstance(one, tuple) else one for one in values)
        self.type = field.type

    def __arrow_array__(self, type: Any = None) -> Any:
        import pyarrow

        return pyarrow.array(list(self), type or self.type)


def _schema(prefix: str = "") -> Any:
    """What is added to each row: fields of Verdict."""
    import pyarrow

    text = pyarrow.string()
    added = {"decision": text, "score": pyarrow.float64(), "reason": text}
    added |= {"decided_by": pyarrow.list_(text), "language": text}
    return pyarrow.schema([(f"{prefix}{name}", kind) for name, kind in added.items()])
