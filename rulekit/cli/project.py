"""The rulekit.toml in force: the person's own, never that of what is judged."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from rulekit.core.escape import visible
from rulekit.errors import Problem
from rulekit.files.discover import FoundFile
from rulekit.files.repository import printable
from rulekit.plan.options import PlanOptions
from rulekit.spec.text_file import PROJECT_FILE, why_refused

NAMED = 3  # files that are not used and are named one by one


def with_project(options: PlanOptions, paths: Sequence[str] = (), *, isolated: bool) -> PlanOptions:
    """The options with the rulekit.toml in force: `--config`, else that of `find_project`.

    Those at or above `paths` that are not in force are told. With `--isolated` none is looked for,
    and none is told.
    """
    if isolated:
        return options
    config = options.config or find_project()
    tell_unused(projects_above(paths, config))
    return replace(options, config=config)


def find_project() -> str | None:
    """The nearest rulekit.toml in or above the current folder, as a path from there.

    It belongs to whoever calls; what is judged has no say. One that is not read is told, and then
    there is none.
    """
    here = Path.cwd()
    for depth, folder in enumerate((here, *here.parents)):
        path = str(Path(*[os.pardir] * depth, PROJECT_FILE))
        if os.path.lexists(folder / PROJECT_FILE) and not _is_folder(folder / PROJECT_FILE):
            if refused := why_refused(path):
                remedy = f"{refused.remedy}, or name one: --config FILE"
                warn(Problem(f"`{path}` is not used: {refused.reason}", remedy=remedy))
                return None
            return path
    return None


def projects_above(paths: Iterable[str], config: str | None) -> list[str]:
    """Files rulekit.toml at or above paths, except those at or above the current folder.

    That is the current folder, and the folder of `config`, the file in force.
    """
    here = Path.cwd()
    own = {here, *here.parents}
    if config:
        folder = _absolute(config).parent
        own |= {folder, *folder.parents}
    found: dict[str, None] = {}
    for path in paths:
        start = _absolute(path)
        for above in (start, *start.parents):
            if above in own:
                continue
            if os.path.lexists(file := above / PROJECT_FILE) and not _is_folder(file):
                found[str(file) if Path(path).is_absolute() else os.path.relpath(file)] = None
    return list(found)


def projects_below(
    found: Iterable[FoundFile], paths: Iterable[str], config: str | None
) -> list[str]:
    """Files rulekit.toml among files that were found, except those known before."""
    known = {_absolute(path) for path in projects_above(paths, config)}
    known |= {_absolute(config)} if config else set()
    files = (one.file for one in found if Path(one.file).name == PROJECT_FILE)
    return [os.path.normpath(file) for file in files if _absolute(file) not in known]


def tell_unused(files: Sequence[str]) -> None:
    """Warn once of rulekit.toml that are not used, and name the option that would use one."""
    if not files:
        return
    named = ", ".join(f"`{printable(file)}`" for file in files[:NAMED])
    more = f" and {len(files) - NAMED:,} more" if len(files) > NAMED else ""
    verb = "is" if len(files) == 1 else "are"
    message = f"{named}{more} {verb} not used: what is judged does not say how"
    warn(Problem(message, remedy=f"--config {shlex.quote(printable(files[0]))} would use it"))


def warn(problem: Problem) -> None:
    """Print a problem that ends nothing as a line on standard error, with the next step."""
    remedy = f"; {problem.remedy}" if problem.remedy else ""
    click.echo(visible(f"warning: {problem.message}{remedy}"), err=True)


def _absolute(path: str) -> Path:
    """The path from the root, `..` undone by its words: links stay."""
    return Path(os.path.normpath(Path(path).absolute()))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
