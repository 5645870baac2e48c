"""Many rows judged in this process: what `Engine.check_many` gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from rulekit.adapters.source import RowSource, known
from rulekit.audit.tables import arrow, verdict_table
from rulekit.core.judged_rows import JudgedRows
from rulekit.core.verdict import Verdict
from rulekit.corpus.columns import detect_columns, parse_columns, said_columns
from rulekit.corpus.roles import Columns
from rulekit.corpus.row import raw_verdict
from rulekit.engine import Engine
from rulekit.errors import Problem, UsageError, did_you_mean
from rulekit.hooks.reader import BrokenRow, Raw
from rulekit.report.notebook import list_html
from rulekit.report.number import plural

if TYPE_CHECKING:
    import pyarrow

COUNTED = 100  # rows that are judged for a notebook at the most
SHOWN = 10  # of these, rows that it shows
TEXT = Columns("content")  # of a row that is only its text
OPTION = "columns="
REMEDY = 'say which: columns="content=NAME,path=NAME"'


def judged_rows(engine: Engine, rows: object, columns: str, language: str) -> JudgedRows:
    """The verdicts on rows; raises UsageError as `Engine.check_many` says."""
    if language and not engine.plan.table.named(language):
        near = did_you_mean(language, engine.plan.catalog.scopes)
        raise UsageError(f"language={language}: no such language is known{near}")
    said_columns(columns, OPTION)
    source = RowSource.of(rows)
    found = None if source.names is None else find_columns(source.names, columns)
    return JudgedSource(engine, source, columns, found, language)


def find_columns(names: Sequence[str], words: str) -> Columns:
    """The columns of these names, by a caller's words; raises UsageError when they do not tell."""
    try:
        found = parse_columns(words, names, OPTION) if words else detect_columns(names)[0]
    except UsageError as error:
        raise UsageError([replace(one, remedy=REMEDY) for one in error.problems]) from None
    for name in found.names:
        if names.count(name) > 1:
            raise UsageError([Problem(f"two columns are called `{name}`", remedy="rename one")])
    return found


class JudgedSource(JudgedRows):
    """The verdicts on the rows of a source; without `columns`, its first row that can tells them.

    `words` are the caller's own for columns.
    """

    def __init__(
        self, engine: Engine, source: RowSource, words: str, columns: Columns | None, language: str
    ) -> None:
        self.engine = engine
        self.source = source
        self.words = words
        self.columns = columns
        self.language = language

    def __iter__(self) -> Iterator[Verdict]:
        columns = self.columns
        for row in self.source.rows(columns.names if columns else ()):
            raw: Raw
            if isinstance(row, Mapping):
                columns, raw = self._read(row, columns)
            else:
                raw = _text_row(row, columns or TEXT)
            yield raw_verdict(self.engine, columns or TEXT, raw, language=self.language)

    def _read(
        self, row: Mapping[Any, object], columns: Columns | None
    ) -> tuple[Columns | None, Raw]:
        """The columns of a row, and its fields; no columns, and why, where names do not tell."""
        try:
            names = [name for name in row if isinstance(name, str)]
            columns = columns or find_columns(names, self.words)
        except UsageError as error:
            why = "; ".join(f"{one.message}; {one.remedy}" for one in error.problems)
            return None, BrokenRow("no-content", why)
        return columns, {name: known(row[name], name) for name in columns.names if name in row}

    def __len__(self) -> int:
        return len(self.source.given)

    def to_arrow(self) -> pyarrow.Table:
        """The columns of an audit's verdicts, but shard and row."""
        return verdict_table(self)

    def to_pandas(self) -> Any:
        """The same, with the index of a DataFrame or a Series."""
        pa = arrow("a DataFrame is made by Arrow")
        try:
            import pandas
        except ImportError:
            raise UsageError("a DataFrame is made by pandas; try: pip install pandas") from None
        whole = {pa.int64(): pandas.Int64Dtype()}  # floats, else, where one is missing
        frame = self.to_arrow().to_pandas(types_mapper=whole.get)
        return frame if self.source.index is None else frame.set_axis(self.source.index)

    def __repr__(self) -> str:
        count = plural(len(self), "row") if self.source.has_length else "the rows"
        columns = f": {self.columns}" if self.columns else ""
        return f"<verdicts on {count} of a {self.source.kind}{columns}>"

    def _repr_html_(self) -> str:
        """Page of a notebook: counts, and the first rows; of an iterator nothing is taken."""
        if not self.source.is_list:
            return list_html(repr(self), ())
        more = len(self) > COUNTED
        count = plural(len(self), "row")
        head = f"the first {COUNTED} of {count}" if more else count
        return list_html(head, islice(self, COUNTED), SHOWN)


def _text_row(row: object, columns: Columns) -> Raw:
    """The fields of a row that is only its text."""
    if isinstance(row, BrokenRow):
        return row
    if isinstance(row, str | bytes):
        return {columns.content: row}
    kind = "null" if row is None else f"of type {type(row).__name__}"
    return BrokenRow("no-content", f"the row is {kind}, neither a text nor a mapping of columns")
