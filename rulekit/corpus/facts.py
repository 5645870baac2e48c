"""Facts of a shard that are found when it is opened, and by which a change of it is noticed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rulekit.corpus.job import CorpusJob, Shard
from rulekit.corpus.readers import shard_hash, stamp_of
from rulekit.corpus.verdict_columns import refuse_twice
from rulekit.hooks.reader import Reader
from rulekit.places.info import believing
from rulekit.places.noted import raise_noted


def facts_of(
    reader: Reader, shard: Shard, job: CorpusJob, names: Sequence[str], *, hashed: bool
) -> dict[str, Any]:
    """Find size, number of rows and, if it is to be `hashed`, hash of a shard.

    Which of the columns that are read it `lacks` is a fact, too.

    Where it is written to meanwhile or cannot be read, the answer is `changed` with how.
    """
    try:
        found = _facts(reader, shard, job, names, hashed=hashed)
        raise_noted()
        return found
    except OSError as error:
        return {"changed": f"it cannot be read: {error.strerror or error}"}


def _facts(
    reader: Reader, shard: Shard, job: CorpusJob, names: Sequence[str], *, hashed: bool
) -> dict[str, Any]:
    size, version = stamp = stamp_of(shard)
    with believing(shard.path, size, version):
        fields, rows = reader.fields(shard.path), reader.count(shard.path)
    if job.verdict_columns:
        refuse_twice(shard, fields)
    known = (*fields, *shard.partition)
    facts = {
        "run": job.run,
        "shard": shard.name,
        "size": size,
        "version": version,
        "sha256": shard_hash(reader, shard.path) if hashed else None,
        "rows": rows,
        "lacks": [name for name in names if fields and name not in known],
    }
    if stamp_of(shard) != stamp:
        return {"changed": "it was written to while it was read"}
    return facts
