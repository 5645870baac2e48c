"""From a row of a corpus, or a file, to its verdict: there is one for any content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rulekit.core.location import NOWHERE, Location
from rulekit.core.utf8 import without_surrogates
from rulekit.core.verdict import Verdict, failed, out_of_memory, unread
from rulekit.corpus.folder_reader import file_row
from rulekit.corpus.roles import FILE, Columns
from rulekit.engine import Engine
from rulekit.errors import RulekitError
from rulekit.files.discover import FoundFile
from rulekit.files.repository import printable
from rulekit.hooks.reader import BrokenRow, Raw
from rulekit.places.address import shown

if TYPE_CHECKING:
    from rulekit.corpus.job import CorpusJob, Shard

STACK_V2 = "The Stack v2 has only blob_id: fetch the contents from Software Heritage first"


def row_verdict(engine: Engine, job: CorpusJob, shard: Shard, row: int, raw: Raw) -> Verdict:
    """Judge one row of a shard; a bug in rulekit costs that row only."""
    place = shard.name if shard.is_file else f"{shard.name}#row={row}"
    raw = with_partition(raw, shard.partition, job.columns.names)
    verdict = raw_verdict(
        engine, job.columns, raw, place=place, language=job.language, location=shard.location
    )
    return placed(verdict, shard, row)


def placed(verdict: Verdict, shard: Shard, row: int) -> Verdict:
    """Add the place in the corpus to a verdict; a file has none."""
    place = shown(shard.path)
    if shard.is_file or (verdict.row == row and verdict.shard == place):
        return verdict
    return replace(verdict, shard=place, row=row)


def file_verdict(engine: Engine, found: FoundFile) -> Verdict:
    """Judge a file as the row that it is."""
    row = file_row(found)
    return raw_verdict(engine, FILE, row, place=found.path, location=found.location)


def with_partition(raw: Raw, partition: Mapping[str, str | None], names: Iterable[str]) -> Raw:
    """Add the columns that the shard's folders name; a name that is in both has no value."""
    if not partition or isinstance(raw, BrokenRow):
        return raw
    said = {name: partition[name] for name in names if name in partition}
    note = "`{}` is there twice: in the row and in the name of a folder"
    twice = {name: BrokenRow("broken-row", note.format(name)) for name in said if name in raw}
    return {**raw, **said, **twice}


def raw_verdict(
    engine: Engine,
    columns: Columns,
    raw: Raw,
    *,
    place: str = "untitled",
    language: str = "",
    location: Location = NOWHERE,
) -> Verdict:
    """Judge the fields of a row; a bug in rulekit costs that row only, and is told as one.

    `place` is the path of a row that has none, `location` the place of a file in its repository.
    Raises RulekitError when nothing can be judged.
    """
    try:
        verdict = _judged(engine, columns, raw, place, language, location)
        repository = repository_of(columns, raw)
        return replace(verdict, repo=repository) if repository else verdict
    except RulekitError:
        raise
    except MemoryError as error:
        return out_of_memory(place, error)
    except Exception as error:  # noqa: BLE001  one document must not cost the others
        return failed(place, "failed", f"a bug of rulekit: {type(error).__name__}: {error}")


class RowContent(NamedTuple):
    """The bytes of a row, and what its columns say of them."""

    data: bytes
    path: str
    id: str | None
    language: str
    location: Location


def _judged(
    engine: Engine, columns: Columns, raw: Raw, place: str, language: str, location: Location
) -> Verdict:
    found = row_content(columns, raw, place, language, location)
    if isinstance(found, Verdict):
        return found
    return engine.check_bytes(
        found.data, found.path, found.id, found.language, location=found.location
    )


def row_content(
    columns: Columns, raw: Raw, place: str, language: str = "", location: Location = NOWHERE
) -> RowContent | Verdict:
    """The bytes of a row with its path, id and language, or the verdict on a row without any."""
    if isinstance(raw, BrokenRow):
        return unread(printable(raw.path or place), raw.cause, raw.note, size=raw.size)
    path = printable(_word(raw.get(columns.path or "")) or place)
    known = _word(raw.get(columns.id or ""))
    said = _word(raw.get(columns.lang or "")) or language
    if repository := repository_of(columns, raw):
        location = replace(location, repository=repository)
    broken = [one for name in columns.names if isinstance(one := raw.get(name), BrokenRow)]
    if broken:
        return unread(path, broken[0].cause, broken[0].note, id=known, size=broken[0].size)
    content = raw.get(columns.content)
    if isinstance(content, str):  # as the file that it was: with its mark taken off, and so on
        try:
            content = content.encode()
        except UnicodeEncodeError as error:
            return failed(path, "broken-row", _half(columns.content, error), id=known)
    if isinstance(content, bytes):
        return RowContent(content, path, known, said, location)
    return failed(path, "no-content", _why_none(columns.content, raw), id=known)


def repository_of(columns: Columns, raw: Raw) -> str | None:
    """The repository that a row says it is of."""
    return None if isinstance(raw, BrokenRow) else _word(raw.get(columns.repo or ""))


def _half(name: str, error: UnicodeEncodeError) -> str:
    half = f"\\u{ord(error.object[error.start]):04x}"
    place = f"character {error.start + 1:,}"
    return f"`{name}` is no text: half a surrogate pair, {half}, at {place}"


def _why_none(name: str, raw: Mapping[str, object]) -> str:
    if name not in raw:
        return f"there is no `{name}`" + (f"; {STACK_V2}" if "blob_id" in raw else "")
    if raw[name] is None:
        return f"`{name}` is null"
    return f"`{name}` is {_KINDS.get(type(raw[name]), type(raw[name]).__name__)}, not text"


_KINDS = {dict: "an object", list: "a list", int: "a number", float: "a number", bool: "a boolean"}


def _word(value: object) -> str | None:
    """A path, an id or a language as text; other values as JSON."""
    if value is None or isinstance(value, BrokenRow):
        return None
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return json.dumps(value, default=str, sort_keys=True)
