"""`rulekit audit`: a run that many tasks are at."""

from __future__ import annotations

import shlex
from typing import Any

import click

from rulekit.audit.finish import finish, unclosed
from rulekit.audit.folder import AuditFolder, with_outputs
from rulekit.audit.lease import JOIN, Lease
from rulekit.audit.manifest import read_manifest
from rulekit.audit.sealed import DamagedError
from rulekit.audit.status import read_status
from rulekit.cli.verb import Verb, VerbGroup
from rulekit.errors import Problem, UsageError
from rulekit.places.place import place_of, remove
from rulekit.report.number import plural
from rulekit.report.printer import Printer
from rulekit.report.status import show_status

SHOWN = 5  # names of shards that are left


@click.group(cls=VerbGroup, examples=("rulekit audit status s3://bucket/audit",))
def audit() -> None:
    """Look at a run that many tasks are at (--shard), or end it."""


@audit.command(cls=Verb, examples=("rulekit audit status audit",))
@click.argument("out", metavar="DIR")
def status(out: str) -> int:
    """Show how far a run is: shards, rows, the rate, what is left, and who is at it.

    Where somebody may be at it, it takes ten seconds to see who still is.
    """
    for folder in with_outputs(place_of(out)):
        show_status(Printer(), read_status(AuditFolder(folder)), shlex.quote(str(folder)))
    return 0


@audit.command(cls=Verb, examples=("rulekit audit join audit",))
@click.argument("out", metavar="DIR")
def join(out: str) -> int:
    """End a run whose shards are all judged: write its manifest and the hashes of its files.

    The last task of an array does it by itself. It is for a run whose last task died of it.
    """
    folder = AuditFolder(place_of(out))
    begun = _begun(folder, out)
    audits = [AuditFolder(one) for one in with_outputs(folder.folder)]
    left_over = [one for one in audits if not _begun(one, str(one.folder))["finished"]]
    if not left_over:
        for one in audits:
            remove(one.work, as_far_as_it_goes=True)
        click.echo("it is finished", err=True)
        return 0
    if begun.get("texts") or "pipeline" in begun:
        message = (
            f"`{left_over[0].folder}` is ended by its own command only, which knows the corpus"
        )
        remedy = "give it once more, or that of any of its tasks; what is done is not done again"
        raise UsageError([Problem(message, remedy=remedy)])
    if left := unclosed(folder, len(begun["shards"])):
        _refuse_unclosed(out, [begun["shards"][number]["name"] for number in left])
    with Lease(folder, JOIN):
        finish(folder, begun, {})
    remove(folder.work, as_far_as_it_goes=True)
    show_status(Printer(), read_status(folder), shlex.quote(out))
    return 0


def _begun(folder: AuditFolder, out: str) -> dict[str, Any]:
    try:
        begun = read_manifest(folder)
    except DamagedError as error:
        raise UsageError(str(error)) from None
    if begun is None:
        raise UsageError(f"there is no audit in `{out}`")
    return begun


def _refuse_unclosed(out: str, names: list[str]) -> None:
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    are = "is" if len(names) == 1 else "are"
    shown = ", ".join(names[:SHOWN])
    message = f"of `{out}`, {plural(len(names), 'shard')} {are} not judged: {shown}{more}"
    remedy = "start the tasks again that have them; `rulekit audit status` tells who is at it"
    raise UsageError([Problem(message, remedy=remedy)])
