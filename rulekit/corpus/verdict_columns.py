"""Columns with the verdict, added to the rows that are copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import cast

from rulekit.core.verdict import Verdict
from rulekit.corpus.job import CorpusJob, Shard
from rulekit.errors import Problem, UsageError
from rulekit.hooks.reader import AddedColumns, AddingReader, AddingWriter, Reader, RowWriter

VERDICT_COLUMNS: AddedColumns = {
    "rulekit_decision": "text",
    "rulekit_decided_by": "texts",
    "rulekit_score": "number",
}


def verdict_values(verdict: Verdict) -> dict[str, object]:
    """Values of the columns for one row."""
    values = (verdict.decision, list(verdict.decided_by), verdict.score)
    return dict(zip(VERDICT_COLUMNS, values, strict=True))


def refuse_twice(shard: Shard, fields: Sequence[str]) -> None:
    """Raise UsageError for a shard that has such a column already."""
    for name in (*fields, *shard.partition):
        if name in VERDICT_COLUMNS:
            message = f"--write-columns: `{shard.name}` has a column `{name}` already"
            remedy = "judge the corpus that it was copied from, or rename the column"
            raise UsageError([Problem(message, remedy=remedy)])


def refuse_unable(readers: Mapping[str, Reader], shards: Sequence[Shard]) -> None:
    """Raise UsageError for a reader that cannot write further columns."""
    for name in dict.fromkeys(shard.reader for shard in shards):
        if not isinstance(readers[name], AddingReader):
            able = sorted(one for one in readers if isinstance(readers[one], AddingReader))
            message = f"--write-columns: the reader `{name}` writes no further columns"
            remedy = f"leave it out, and join with DIR/verdicts; {', '.join(able)} can"
            raise UsageError([Problem(message, remedy=remedy)])


def writer_of(
    reader: Reader, job: CorpusJob, like: str, output: str
) -> AbstractContextManager[RowWriter | AddingWriter]:
    """Open a writer of rows of a shard, with the columns of verdicts if the job wants them."""
    if job.verdict_columns:
        return cast("AddingReader", reader).adding_writer(like, output, VERDICT_COLUMNS)
    return reader.writer(like, output)


def write(
    writer: RowWriter | AddingWriter, job: CorpusJob, whole: object, verdict: Verdict
) -> None:
    """Copy a row that was judged."""
    if job.verdict_columns:
        cast("AddingWriter", writer).write(whole, verdict_values(verdict))
    else:
        writer.write(whole)
