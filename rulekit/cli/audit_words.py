"""Words of a query of an audit on the command line, for a command that may be asked of a file."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

import click

from rulekit.cli.options import gathered
from rulekit.core.verdict import Decision
from rulekit.errors import Problem, UsageError
from rulekit.places.address import is_address, shown
from rulekit.places.place import place_of

Command = TypeVar("Command", bound=Callable[..., Any])


class AuditWords(NamedTuple):
    """Words of a query as the command line has them; `AuditQuery` says what goes together."""

    id: str | None
    path: str | None
    row: str | None
    rule: str | None
    cause: str | None
    near: float | None
    sample: Decision | None
    limit: int | None
    by: str | None


def audit_options(command: Command) -> Command:
    """Add the options that are asked of an audit."""
    options = (
        click.option("--id", metavar="X", help="Of an audit: the row with this id."),
        click.option("--path", metavar="P", help="Of an audit: the row with this path."),
        click.option("--row", metavar="SHARD#row=N", help="Of an audit: this row, from 0."),
        click.option("--rule", metavar="R", help="Of an audit: the rows that this rule failed."),
        click.option(
            "--cause", metavar="WORD", help="Of an audit: the rows that ended by this word."
        ),
        click.option(
            "--near", type=click.FloatRange(min=0), metavar="X",
            help="With --rule: the rows within X of its limit, the nearest first.",
        ),
        click.option(
            "--random", "sample", type=click.Choice(["drop", "keep", "error"]),
            help="Of an audit: random rows of this decision; --seed takes others.",
        ),
        click.option(
            "--by", type=click.Choice(["language", "rule"]),
            help="Of an audit: one of its tables, whole.",
        ),
        click.option("-n", "--limit", type=click.IntRange(1), metavar="N", help="Rows to list."),
        gathered("asked", AuditWords),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def as_option(name: str, value: object = None) -> str:
    """A word of a query as the command line has it."""
    option = {"limit": "-n", "sample": "--random"}.get(name, f"--{name}")
    return option if value is None else f"{option} {value}"


def is_folder(target: str) -> bool:
    """True if an audit may be meant; of a path that cannot be looked at, its own error tells."""
    if "#row=" in target:
        return False
    with suppress(OSError):
        return place_of(target).is_dir()
    return False


def refuse_without_audit(target: str, asked: AuditWords) -> None:
    """Raise UsageError for a query where there is no audit."""
    given = [name for name, value in asked._asdict().items() if value is not None]
    if given:
        there = target == "-" or is_address(target) or os.path.lexists(target)
        none = "is none" if there else "is not there"
        message = f"{as_option(given[0])} is asked of an audit, and `{shown(target)}` {none}"
        remedy = "name the folder that `rulekit filter … --out` wrote"
        raise UsageError([Problem(message, remedy=remedy)])
