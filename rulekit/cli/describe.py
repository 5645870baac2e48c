"""`rulekit describe`."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import click

from rulekit.cli.execute import KINDS
from rulekit.cli.options import catalog_options, gathered, parsed, program_path
from rulekit.cli.project import warn
from rulekit.cli.verb import Verb
from rulekit.errors import Problem, UsageError, pick
from rulekit.execution.describing import LOADING, Described, PackageBounds, package_rows
from rulekit.hooks.harness import Harness
from rulekit.loader import build_engine
from rulekit.places.address import refuse_address
from rulekit.places.place import overwrite, place_of
from rulekit.plan.options import PlanOptions
from rulekit.report.described import DescribedCount, show_described
from rulekit.report.printer import Printer
from rulekit.sandbox.choice import Trust, find_sandbox
from rulekit.sandbox.quota import MEGABYTE, Quota

ROWS = ".jsonl"
LOST = 10  # modules and names of a package that are told one by one


@dataclass(frozen=True)
class DescribeWords:
    """What is said of packages, as it is typed."""

    interpreter: str
    language: str
    most: int
    characters: int
    sandbox: str
    trust: bool
    cpu: int
    seconds: int
    memory: int

    @property
    def quota(self) -> Quota:
        """The bounds of a program that loads a package."""
        memory = self.memory * MEGABYTE
        return Quota(cpu=self.cpu, seconds=self.seconds, memory=memory, files=LOADING.files)


@click.command(
    cls=Verb,
    examples=(
        "rulekit describe json collections --out api.jsonl",
        "rulekit describe numpy requests --out api.jsonl --interpreter env/bin/python",
    ),
)
@click.argument("packages", nargs=-1, metavar="PACKAGE…")
@click.option("--out", default="", metavar="FILE.jsonl", help="The file of rows.")
@click.option(
    "--interpreter",
    default="",
    metavar="PATH",
    callback=parsed(program_path),
    help="What they are installed for, by its path.",
)
@click.option("--language", default="", metavar="ID", help="The language of the packages.")
@click.option("--most", default=500, metavar="N", help="Entries of a package (500).")
@click.option("--characters", default=8_000, metavar="N", help="Characters of an entry (8000).")
@click.option("--sandbox", default="auto", metavar="NAME", help=f"{KINDS}.")
@click.option(Trust.FULL.value, "trust", is_flag=True, help="Let `--sandbox none` load them.")
@click.option("--cpu", default=LOADING.cpu, metavar="SECONDS", help="CPU time of a package (60).")
@click.option("--seconds", default=LOADING.seconds, metavar="SECONDS", help="Time of one (120).")
@click.option("--memory", default=4096, metavar="MB", help="Memory of one (4096).")
@click.option("-q", "--quiet", is_flag=True, help="Nothing but warnings and errors.")
@catalog_options
@gathered("wanted", DescribeWords)
def describe(
    packages: tuple[str, ...],
    out: str,
    wanted: DescribeWords,
    options: PlanOptions,
    *,
    quiet: bool,
    isolated: bool,  # noqa: ARG001  a rulekit.toml says nothing of packages
) -> int:
    """Write the public functions, classes and modules of installed packages as rows.

    A row has the signatures and the docstring as its content, and the version of the package. Each
    package is loaded in a sandbox; what cannot be loaded is told, and the exit code is 2.
    """
    if not packages or not out:
        raise UsageError(
            "say what to describe and where it goes: rulekit describe PACKAGE… --out FILE.jsonl"
        )
    _check_out(out)
    harness = _harness(build_engine(options).plan.harnesses, wanted.language)
    bounds = PackageBounds(wanted.most, wanted.characters)
    trust = Trust.FULL if wanted.trust else Trust.NONE
    sandbox = find_sandbox(wanted.sandbox, wanted.quota, trust)
    found = [*package_rows(harness, packages, wanted.interpreter, sandbox, bounds)]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for one in found for row in one.rows]
    _tell_lost(found)
    if not lines:
        raise UsageError(_problems(found))
    overwrite(place_of(out), "".join(lines).encode())
    if not quiet:
        _show(found)
        click.echo(f"\nrows: {shlex.quote(out)} · {len(lines):,} · {sandbox}")
    if problems := _problems(found):
        raise UsageError(problems)
    return 0


def _check_out(out: str) -> None:
    """Raise UsageError for what can be no file of rows."""
    refuse_address(out, "the file of rows")
    if not out.endswith(ROWS):
        remedy = f"other commands know rows by the name: --out {shlex.quote(out)}{ROWS}"
        raise UsageError([Problem(f"--out: `{out}` does not end with {ROWS}", remedy=remedy)])
    folder = os.path.dirname(out) or "."  # noqa: PTH120
    if os.path.isdir(out) or not os.path.isdir(folder):  # noqa: PTH112
        raise UsageError(f"--out: cannot write `{out}`: it is a folder, or lies in none")


def _harness(harnesses: Mapping[str, Harness], language: str) -> Harness:
    """What describes packages of a language, or of the only one that has it."""
    able = {name: one for name, one in harnesses.items() if one.describe}
    if not language and len(able) == 1:
        return next(iter(able.values()))
    if not language:
        raise UsageError(f"say --language; there are: {', '.join(able) or 'none'}")
    return pick("description of packages for the language", language, able)


def _tell_lost(found: Sequence[Described]) -> None:
    for one in found:
        for name, why in [*one.lost.items()][:LOST]:
            warn(Problem(f"`{name}` is left out: {why}"))
        if len(one.lost) > LOST:
            warn(Problem(f"of `{one.name}`, {len(one.lost) - LOST:,} more are left out"))


def _problems(found: Sequence[Described]) -> list[Problem]:
    other = "--interpreter PATH names what has other packages"
    return [
        Problem(f"`{one.name}` is not described: {one.why}", remedy=other if one.is_absent else "")
        for one in found
        if one.why
    ]


def _show(found: Sequence[Described]) -> None:
    counts = []
    for one in (one for one in found if not one.why):
        first = one.rows[0] if one.rows else {"distribution": "", "version": ""}
        version = f"{first['distribution']} {first['version']}".strip()
        deprecated = sum(bool(row["deprecated"]) for row in one.rows)
        counts.append(DescribedCount(one.name, version, len(one.rows), deprecated, one.left))
    show_described(Printer(), counts)
