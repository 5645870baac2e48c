"""`rulekit diff`: rows of two audits that end otherwise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from rulekit.analysis.difference import Differences, differences_of
from rulekit.audit.open import Audit, open_audit
from rulekit.cli.audit_plan import engine_asked_again, processes
from rulekit.cli.options import plan_options, words_of
from rulekit.cli.verb import Verb
from rulekit.errors import Problem, UsageError
from rulekit.plan.options import PlanOptions
from rulekit.rejudge.run import Rejudge
from rulekit.report.diff import show_differences
from rulekit.report.printer import Printer
from rulekit.report.stored import unfinished


@click.command(
    cls=Verb,
    examples=(
        "rulekit diff audit looser",
        "rulekit diff audit --set code/comment-heavy.max=0.9",
        "rulekit diff audit --profile opencoder --by rule",
    ),
)
@click.argument("audits", nargs=-1, metavar="AUDIT [OTHER]")
@click.option("--by", type=click.Choice(["rule", "language"]), help="One of the tables, whole.")
@click.option(
    "-n",
    "--limit",
    "samples",
    type=click.IntRange(0),
    default=5,
    metavar="N",
    help="Rows that are shown of each flip, 5 if it is not said.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when a row ends otherwise.")
@click.option("-o", "--output", type=click.Choice(["full", "json"]), default="full")
@plan_options
def diff(
    audits: Sequence[str],
    by: str | None,
    samples: int,
    options: PlanOptions,
    output: str,
    *,
    exit_code: bool,
    isolated: bool,
) -> int:
    """Show which rows end otherwise in OTHER than in AUDIT, and by which rules.

    Both are folders of `rulekit filter` or `rejudge`, of the same corpus. Without OTHER, AUDIT is
    judged again by the options of a plan, which are added to its own, from its readings.
    """  # fmt: skip
    _check(audits, options)
    with ExitStack() as stack:
        before = _opened(audits[0])
        if len(audits) == 2:
            after = _opened(audits[1])
        else:
            after = _judged_again(before, options, stack, isolated=isolated)
        found = differences_of(before, after, samples)
        _check_joined(found)
        told: dict[str, Any] = found.record()
    if output == "json":
        click.echo(json.dumps(told))
    else:
        show_differences(Printer(), told, by or "")
    return int(exit_code and bool(told["flips"]))


def _check(audits: Sequence[str], options: PlanOptions) -> None:
    """Raise UsageError for words that do not go together."""
    asked = words_of(options, isolated=False).strip()
    if not audits or len(audits) > 2:
        raise UsageError("say two audits: rulekit diff A B; or one, and what to judge it by")
    if len(audits) == 2 and asked:
        message = f"{asked} is for one audit, which is judged again"
        raise UsageError([Problem(message, remedy="two audits have their own plans")])
    if len(audits) == 1 and not asked:
        remedy = "or say by which other plan this one is judged: --set RULE.max=X, --profile NAME"
        raise UsageError([Problem("say the other audit: rulekit diff A B", remedy=remedy)])


def _opened(folder: str) -> Audit:
    audit = open_audit(folder)
    if not audit.finished:
        click.echo(f"{folder}: {unfinished(audit.shards, audit.manifest['shards'])}", err=True)
    return audit


def _judged_again(
    before: Audit, options: PlanOptions, stack: ExitStack, *, isolated: bool
) -> Audit:
    """The audit judged by another plan, in a folder that is removed with the stack."""
    out = str(Path(stack.enter_context(TemporaryDirectory(prefix="rulekit-"))) / "audit")
    engine, asked = engine_asked_again(before, options, isolated=isolated)
    for _ in Rejudge(before, engine, out, (), processes(before), asked).run():
        pass
    return open_audit(out)


def _check_joined(found: Differences) -> None:
    """Raise UsageError where there is nothing to compare."""
    if not found.pairs.joined:
        first, second = (one.paths.folder for one in (found.before, found.after))
        message = f"`{first}` and `{second}` have no row in common"
        remedy = f"rows are joined by shard and number, and else by {found.pairs.by}"
        raise UsageError([Problem(message, remedy=remedy)])
