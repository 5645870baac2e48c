"""A machine's readiness for the tasks of a run, tried with what they will need."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping

from rulekit.audit.folder import AuditFolder
from rulekit.audit.manifest import read_manifest, run_of
from rulekit.audit.sealed import DamagedError
from rulekit.audit.tables import arrow
from rulekit.corpus.job import CorpusJob, Shard
from rulekit.corpus.readers import reader_of, stamp_of
from rulekit.errors import Problem, RulekitError
from rulekit.hooks.reader import Reader
from rulekit.places.address import shown
from rulekit.places.noted import raise_noted
from rulekit.places.place import place_of, remove

SAME_PLACES = "every machine of the run must reach it, by the same name and with rights of its own"


def lacks(job: CorpusJob, readers: Mapping[str, Reader]) -> Iterator[Problem]:
    """Problems of reading a shard of each kind here, and of writing what comes of it."""
    for shard in job.samples:
        yield from _read(shard, readers)
    if job.out:
        yield from _write(job.out, job.run)


def _read(shard: Shard, readers: Mapping[str, Reader]) -> Iterator[Problem]:
    """Problems of reading a shard; a broken one is none, as its rows will tell."""
    try:
        stamp_of(shard)
        reader_of(readers, shard.reader).fields(shard.path)
        raise_noted()
    except (OSError, RulekitError) as error:
        yield from _told(error, f"`{shown(shard.path)}` cannot be read")


def _write(out: str, run: str) -> Iterator[Problem]:
    """Problems of writing an audit; one that is not there, or is another, is on another disk."""
    audit = AuditFolder(place_of(out))
    try:
        arrow()
        found = read_manifest(audit)
        if found is None or run_of(found) != run:
            yield Problem(f"`{out}` is not the folder of the run", remedy=SAME_PLACES)
            return
        trial = audit.work / "trials" / f"{socket.gethostname()}-{os.getpid()}"
        audit.write_json(trial, {})
        remove(trial)
    except (OSError, RulekitError, DamagedError) as error:
        yield from _told(error, f"`{out}` cannot be written to")


def _told(error: Exception, what: str) -> Iterator[Problem]:
    """An error of a library or store in its own words, that of a disk in ours."""
    if isinstance(error, RulekitError):
        yield from error.problems
        return
    why = getattr(error, "strerror", None) or error
    yield Problem(f"{what}: {why}", remedy=SAME_PLACES)
