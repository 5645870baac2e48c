"""Means of aspects over the rows of a data set: exact sums, whatever the order of the rows."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rulekit.ask.text_lines import REPLY
from rulekit.audit.folder import MANIFEST
from rulekit.audit.open import open_audit
from rulekit.audit.read_tables import AuditTables, compute, damaged
from rulekit.audit.tables import arrow
from rulekit.errors import Problem, UsageError, did_you_mean, nearest
from rulekit.files.digest import file_sha256
from rulekit.places.place import matching
from rulekit.spec.experiments import LARGEST

ASKED = "`rulekit ask … --out FOLDER` writes one"
MEASURED = "`rulekit filter --signals all` keeps what every rule and every name measures"
OTHERS = ("shard", "row", "unmeasured")  # columns that are no readings


class AspectMean(NamedTuple):
    """The mean of the values that rows have, and how many rows have none."""

    value: float
    lacking: int = 0


class SetMeans(NamedTuple):
    """The means of a data set, its rows, and the hash of the manifest of a folder that has it."""

    means: tuple[AspectMean, ...]
    rows: int = 0
    sha256: str = ""


def means_of_audit(folder: str, aspects: Sequence[str], *, kept: bool) -> SetMeans:
    """The means of the readings of an audit, of the rows that are kept, or of all.

    Raises UsageError for an audit that is not finished, or lacks readings of an aspect.
    """
    audit = open_audit(folder)
    if not audit.finished:
        remedy = "the command that began it goes on with it"
        raise UsageError([Problem(f"the audit `{folder}` is not finished", remedy=remedy)])
    if not audit.has_readings:
        raise UsageError([Problem(f"the audit `{folder}` has no readings", remedy=MEASURED)])
    for name in {*audit.shards[:1]}:
        known = {*audit.file("readings", name).schema_arrow.names} - {*OTHERS}
        for aspect in (one for one in aspects if one not in known):
            message = f"`{folder}` has no readings of `{aspect}`{did_you_mean(aspect, known)}"
            raise UsageError([Problem(message, remedy=MEASURED)])
    found = [mean_of(folder, one, _readings(audit, one, kept=kept)) for one in aspects]
    rows = audit.tally.all.keep if kept else audit.tally.total
    return SetMeans(tuple(found), rows, file_sha256(audit.paths.manifest))


def means_of_replies(folder: str, aspects: Sequence[str]) -> SetMeans:
    """The means of the columns of replies; those that are not answered have no value.

    `reply(PROPERTY)` is the column `reply.PROPERTY`, and so is `reply(NAME:PROPERTY)` of replies to
    what is called NAME. Raises UsageError where that is no number.
    """
    here = Path(folder)
    asked = _asked(here)
    for name in aspects:
        if (other := _parts(name)[0]) not in ("", asked):
            raise UsageError(f"`{folder}` has replies to `{asked}`, and not to `{other}`")
    files = [_opened(path) for path in matching(here / "replies", "**/*.parquet")]
    fields = (field for file in files for field in file.schema_arrow)
    types = {one.name: one.type for one in fields if one.name.startswith(REPLY)}
    if any("outcome" not in file.schema_arrow.names for file in files):
        raise UsageError(f"a table of `{folder}` has no column `outcome`: {ASKED}")
    for name in aspects:
        column = _column(name)
        if column not in types:
            known = [f"reply({one.removeprefix(REPLY)})" for one in types]
            raise UsageError(f"`{folder}` has no values of `{name}`{nearest(name, known)}")
        if str(types[column]) not in ("double", "bool"):
            raise UsageError(f"`{name}` of `{folder}` is no number: {types[column]}")
    found = [mean_of(folder, one, _replies(files, one)) for one in aspects]
    rows = sum(one.metadata.num_rows for one in files)
    return SetMeans(tuple(found), rows, file_sha256(here / MANIFEST))


def mean_of(folder: object, aspect: str, values: Iterable[float | None]) -> AspectMean:
    """The mean of all values that are there; one sum, so that it is exact."""
    counts = {True: 0, False: 0}

    def there() -> Iterator[float]:
        for value in values:
            counts[value is not None] += 1
            if value is not None:
                yield value

    try:
        total = math.fsum(there())
    except OverflowError:
        total = math.inf
    if not counts[True]:
        message = f"no row of `{folder}` has a value of `{aspect}`"
        raise UsageError(f"{message}: {counts[False]:,} have none")
    if abs(total) > LARGEST:
        raise UsageError(f"the values of `{aspect}` in `{folder}` add up to over {LARGEST:g}")
    return AspectMean(total / counts[True], counts[False])


def _readings(audit: AuditTables, aspect: str, *, kept: bool) -> Iterator[float | None]:
    for shard in audit.shards:
        told = audit.groups("verdicts", shard, ("decision",))
        for verdicts, read in zip(told, audit.groups("readings", shard, (aspect,)), strict=True):
            values = read[aspect]
            if kept:
                values = values.filter(compute().equal(verdicts["decision"], "keep"))
            yield from values.to_pylist()


def _replies(files: Iterable[Any], aspect: str) -> Iterator[float | None]:
    column = _column(aspect)
    for file in files:
        for batch in file.iter_batches(columns=["outcome", column]):
            for outcome, value in zip(*(one.to_pylist() for one in batch.columns), strict=True):
                yield float(value) if outcome == "answered" and value is not None else None


def _column(aspect: str) -> str:
    return f"{REPLY}{_parts(aspect)[1]}"


def _parts(aspect: str) -> tuple[str, str]:
    """The name of what was asked, or "", and the property of an aspect of replies."""
    if not aspect.startswith("reply("):
        return "", aspect
    asked, _, named = aspect.removeprefix("reply(").removesuffix(")").rpartition(":")
    return asked, named


def _asked(folder: Path) -> str:
    """The name of what a folder has replies to. Raises UsageError for another folder."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        manifest = None
    asked = manifest.get("ask") if isinstance(manifest, dict) else None
    if not isinstance(asked, dict):
        raise UsageError([Problem(f"`{folder}` is no folder of replies", remedy=ASKED)])
    return str(asked.get("ask", ""))


def _opened(path: Any) -> Any:
    pa = arrow("replies are kept as Parquet")
    try:
        return pa.parquet.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise damaged(path, str(error)) from None
