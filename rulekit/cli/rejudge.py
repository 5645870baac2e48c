"""`rulekit rejudge`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

import click

from rulekit.audit.folder import AuditFolder
from rulekit.audit.open import open_audit
from rulekit.audit.read_manifest import read_manifest_and_counts
from rulekit.cli.audit_plan import engine_asked_again, processes
from rulekit.cli.options import drop_rate_option, plan_options
from rulekit.cli.trees import check_out
from rulekit.cli.verb import Verb
from rulekit.errors import UsageError
from rulekit.places.place import place_of
from rulekit.plan.options import PlanOptions
from rulekit.rejudge.run import Rejudge
from rulekit.report.corpus import show_end
from rulekit.report.printer import Printer
from rulekit.run.gate import rate_code


@click.command(
    cls=Verb,
    examples=(
        "rulekit rejudge audit --set code/comment-heavy.max=0.9 --out looser",
        "rulekit rejudge audit --profile opencoder --src data/ --out published",
    ),
    scored=True,
)
@click.argument("audit", type=click.Path(readable=False))
@click.option("--out", default="", metavar="DIR", help="The folder of the new audit.")
@click.option(
    "--src",
    "sources",
    multiple=True,
    metavar="SRC",
    help="Where the corpus lies, for evidence of rules that failed nowhere before.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), help="Processes; else one per core for many rows."
)
@plan_options
@drop_rate_option("Exit with 1 when more is dropped.")
@click.option("-q", "--quiet", is_flag=True, help="Nothing but errors.")
def rejudge(
    audit: str,
    out: str,
    sources: Sequence[str],
    jobs: int | None,
    options: PlanOptions,
    max_drop_rate: float | None,
    *,
    quiet: bool,
    isolated: bool,
) -> int:
    """Judge the readings of AUDIT again, by other rules and limits, without its texts.

    The options of the plan are added to those that AUDIT was made with; --profile takes the place
    of all of them. DIR holds the audit that `rulekit filter` would have written.
    """
    if not out:
        raise UsageError("say where the new audit goes: --out DIR")
    before = open_audit(audit)
    engine, asked = engine_asked_again(before, options, isolated=isolated)
    check_out(out)
    run = Rejudge(before, engine, out, sources, processes(before, jobs), asked)
    if changed := run.measured_otherwise:
        more = f" (+{len(changed) - 1} more)" if len(changed) > 1 else ""
        told = (
            f"the readings of {audit} were taken by another rulekit than this: {changed[0]}{more}"
        )
        click.echo(f"warning: {told}", err=True)
    for name, why in sorted(run.texts.others.items()):
        click.echo(f"warning: {name} is not read: {why}", err=True)
    for _ in run.run():
        pass
    tally = read_manifest_and_counts(AuditFolder(place_of(out)))[2]
    if not quiet:
        show_end(Printer(), tally, shlex.quote(out))
    return rate_code(tally, max_drop_rate)
