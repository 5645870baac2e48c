"""Hugging Face `datasets`: the function for `Dataset.map` that adds verdicts as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import replace
from typing import Any, Unpack

from rulekit.adapters.portable import Portable
from rulekit.audit.tables import column_types
from rulekit.core.verdict import Verdict
from rulekit.corpus.columns import detect_columns
from rulekit.corpus.roles import Columns
from rulekit.errors import UsageError
from rulekit.hooks.reader import BrokenRow
from rulekit.plan.options import PlanKeywords, PlanOptions, shows_options

ADDED = ("decision", "score", "reason", "decided_by", "language")
NO_BATCH = (
    "a batch of Python values is needed: map(judge, batched=True), and before it with_format(None) "
    "if the dataset has a format"
)


class Judge:
    """A function for `map(..., batched=True)`: a batch in, columns of verdicts out.

    Without `content` the columns are detected, as `rulekit filter` does; with it, those that are
    named are used and no others. `lang` is a column, `language` what a document is said to be in
    when nothing else says it; the other options are those of `rulekit.load`. Raises RulekitError
    for what is wrong in them. What is wrong with a row or its columns is an `error` in its place.

    Copies and hashes are made of the options and of what decides verdicts (versions, rules), so
    that `datasets` reuses what it has cached for an equal Judge, and only then.
    """

    @shows_options
    def __init__(
        self,
        profile: str | None = None,
        *,
        content: str | None = None,
        path: str | None = None,
        lang: str | None = None,
        repo: str | None = None,
        language: str = "",
        prefix: str = "rulekit_",
        **options: Unpack[PlanKeywords],
    ) -> None:
        self.portable = Portable(PlanOptions.of(profile, **options), language)
        self.named = {"content": content, "path": path, "lang": lang, "repo": repo}
        self.prefix = prefix

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[Any]]:
        """The new columns of a batch; raises UsageError for what is none."""
        if not isinstance(batch, Mapping):
            raise UsageError(NO_BATCH)
        verdicts = list(self._verdicts(batch))
        return {f"{self.prefix}{one.name}": _Typed(one, verdicts) for one in _schema()}

    def features(self, known: Mapping[str, Any] | None = None) -> Any:
        """For `map(features=...)`: the types of the new columns, with those that are `known`.

        `Dataset.map` does without. A stream has no types for new columns, and guesses them batch by
        batch where it must: what is null in the first can then be nothing else in the second.
        """
        from datasets import Features

        added = Features.from_arrow_schema(_schema(self.prefix))
        return Features({**(known or {}), **added})

    def _verdicts(self, batch: Mapping[str, Any]) -> Iterator[Verdict]:
        broken = None
        try:
            columns = self._columns(list(batch))
        except UsageError as error:  # batches of a stream may have other columns each
            why = "; ".join(problem.message for problem in error.problems)
            broken = BrokenRow("no-content", f"{why}; say which: Judge(content=NAME, path=NAME)")
            columns = Columns("")
        for row in _rows(batch, columns):
            yield self.portable.verdict(columns, broken or row)

    def _columns(self, names: Sequence[str]) -> Columns:
        """The columns to read; raises UsageError when their names do not tell."""
        given = {role: name for role, name in self.named.items() if name}
        if "content" in given:
            return Columns(**given)
        return replace(detect_columns(names)[0], **given)


def _rows(batch: Mapping[str, Any], columns: Columns) -> Iterator[dict[str, object]]:
    """Values of each row, by column; a column that is not there is in none."""
    there = {name: batch[name] for name in columns.names if name in batch}
    lists = there or {name: batch[name] for name in list(batch)[:1]}  # tells how many rows
    if not all(map(_is_column, lists.values())):
        raise UsageError(NO_BATCH)
    for number in range(max(map(len, lists.values()), default=0)):
        yield {name: values[number] for name, values in there.items()}


def _is_column(values: object) -> bool:
    """True for the values of many rows, False for the value of one."""
    return isinstance(values, Sized) and not isinstance(values, str | bytes | Mapping)


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
    """Schema of the columns that are added: fields of Verdict, in the types of an audit."""
    import pyarrow

    types = column_types(Verdict)
    return pyarrow.schema([(f"{prefix}{name}", types[name]) for name in ADDED])
