"""The files that a check judges: those below the paths, but for what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from rulekit.cli.project import warn
from rulekit.errors import UsageError
from rulekit.files.discover import FoundFile, discover

if TYPE_CHECKING:
    from rulekit.plan.facts import PlanFacts

Command = TypeVar("Command", bound=Callable[..., Any])


class LeftOut(NamedTuple):
    """Options that leave files out, by git-ignore patterns, and the file of a baseline."""

    exclude: tuple[str, ...]
    force: bool
    no_ignore: bool
    baseline: str


def found_options(command: Command) -> Command:
    """Options that say which files below the paths are judged."""
    options = (
        click.option(
            "--exclude", multiple=True, metavar="PATTERN",
            help="Leave out paths (git-ignore patterns).",
        ),
        click.option(
            "--force-exclude", is_flag=True,
            help="Leave out excluded paths even where they are named, as pre-commit does.",
        ),
        click.option("--no-ignore", is_flag=True, help="Judge what .gitignore names, too."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def files_below(plan: PlanFacts, paths: Sequence[str], left_out: LeftOut) -> list[FoundFile]:
    """The files below the paths; raises UsageError for none, unless named ones may be left out.

    What says how to judge is not judged, and so no baseline is.
    """
    below = discover(
        paths,
        exclude=[*plan.excludes, *left_out.exclude],
        force=left_out.force,
        root=plan.root,
        ignore=not left_out.no_ignore,
        tell=warn,
    )
    own = Path(left_out.baseline).absolute() if left_out.baseline else None
    found = [one for one in below if not own or Path(one.file).absolute() != own]
    if not found and not left_out.force:
        raise UsageError(f"nothing to judge: no file in {', '.join(paths)}")
    return found
