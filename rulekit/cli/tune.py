"""`rulekit tune`: the readings of a rule in an audit, and what other limits would do."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import click

from rulekit.analysis.failures import failures_of
from rulekit.analysis.label import LabelledRows, Labels, labelled_rows, read_labels
from rulekit.analysis.ranking import SORTS, ranked
from rulekit.analysis.rule_rows import RuleRows, rows_of_rule
from rulekit.analysis.tuning import Tuning, labels_record
from rulekit.audit.folder import is_audit
from rulekit.audit.open import Audit, open_audit
from rulekit.cli.audit_plan import engine_asked_again, warn_of_stale
from rulekit.cli.audit_words import is_folder
from rulekit.cli.options import catalog_options, gathered
from rulekit.cli.project import warn
from rulekit.cli.verb import Verb
from rulekit.errors import Problem, UsageError
from rulekit.plan.fingerprint import differences, fingerprint
from rulekit.plan.options import PlanOptions
from rulekit.plan.plan import Plan
from rulekit.report.number import plural
from rulekit.report.printer import Printer
from rulekit.report.stored import unfinished
from rulekit.report.tune import show_ranking, show_tuning

PRECISION = 0.9  # that a limit is proposed for
NEAR = 5  # rows near the limit, on either side


class TuneWords(NamedTuple):
    """Words about one rule."""

    bound: str | None
    tried: tuple[float, ...]
    language: str | None
    by: str | None
    near: int | None
    alone: bool
    suggest: bool
    precision: float | None


@click.command(
    cls=Verb,
    examples=(
        "rulekit tune python/pass-heavy audit --by language",
        "rulekit tune python/pass-heavy audit --labels labels.jsonl --suggest",
        "rulekit tune --all audit",
    ),
)
@click.argument("words", nargs=-1, metavar="[RULE] AUDIT")
@click.option("--all", "every", is_flag=True, help="All rules of AUDIT, side by side.")
@click.option(
    "--sort", type=click.Choice([*SORTS]), help="With --all: the order; else by only reason."
)
@click.option("--bound", type=click.Choice(["min", "max"]), help="The end whose limit is moved.")
@click.option("--try", "tried", type=float, multiple=True, metavar="X", help="This limit, too.")
@click.option("--language", metavar="ID", help="Only rows in this language.")
@click.option("--by", type=click.Choice(["language"]), help="Limits by language as well.")
@click.option(
    "-n",
    "--limit",
    "near",
    type=click.IntRange(0),
    metavar="N",
    help="Rows near the limit that are shown, on either side.",
)
@click.option("--alone", is_flag=True, help="Of these rows, those that no other rule drops.")
@click.option(
    "--labels",
    type=click.Path(readable=False),
    metavar="FILE",
    help="JSONL: `label` keep or drop, and `sha256`, `id` or `path`.",
)
@click.option("--suggest", is_flag=True, help="Propose the limit that has the precision.")
@click.option(
    "--precision",
    type=click.FloatRange(0, 1),
    metavar="X",
    help=f"With --suggest: the share that must be right; else {PRECISION}.",
)
@click.option("-o", "--output", type=click.Choice(["full", "json"]), default="full")
@gathered("asked", TuneWords)
@catalog_options
def tune(
    words: Sequence[str],
    asked: TuneWords,
    options: PlanOptions,
    output: str,
    labels: str | None,
    sort: str | None,
    *,
    every: bool,
    isolated: bool,
) -> None:
    """Show what RULE reads on the rows of AUDIT, and what other limits would drop.

    AUDIT is the folder of `rulekit filter … --signals used`; no text is read. With --all, all rules
    of AUDIT are compared.
    """
    folder = _audit_of(words, every=every)
    _check(asked, labels, sort, every=every)
    audit = open_audit(folder)
    if not audit.finished:
        click.echo(unfinished(audit.shards, audit.manifest["shards"]), err=True)
    labelled = _labelled(audit, labels) if labels else None
    if every:
        _show_all(audit, labelled, sort or "only-reason", output)
        return
    engine, _ = engine_asked_again(audit, options, isolated=isolated)
    warn_of_stale(audit, engine)
    rows = rows_of_rule(audit, engine.plan, words[0])
    tuning = _tuning(audit, rows, asked, labelled)
    told, unproposed = tuning.record(), None
    try:
        told |= {"proposals": tuning.proposals()} if asked.suggest else {}
    except UsageError as error:  # the labels may be few, and the readings are worth a look
        unproposed = error
    _tell_strange(told, audit, engine.plan)
    if output == "json":
        click.echo(json.dumps(told))
    else:
        show_tuning(Printer(), told, shlex.quote(folder))
    if unproposed:
        raise unproposed


def _audit_of(words: Sequence[str], *, every: bool) -> str:
    """The folder among the words; raises UsageError for too few, too many or the wrong order."""
    if len(words) == 2 - every and not (len(words) == 2 and _swapped(*words)):
        return words[-1]
    if len(words) == 2 and not every:
        remedy = f"rulekit tune {shlex.quote(words[1])} {shlex.quote(words[0])}"
        raise UsageError([Problem("say the rule first, then the audit", remedy=remedy)])
    if every:
        raise UsageError("--all is for one audit and no rule: rulekit tune --all AUDIT")
    if len(words) == 1 and is_audit(words[0]):
        remedy = f"rulekit tune --all {shlex.quote(words[0])} compares all of them"
        raise UsageError([Problem("say which rule: rulekit tune RULE AUDIT", remedy=remedy)])
    raise UsageError("say a rule and an audit: rulekit tune RULE AUDIT")


def _swapped(first: str, second: str) -> bool:
    return is_audit(first) and not is_folder(second)


def _check(asked: TuneWords, labels: str | None, sort: str | None, *, every: bool) -> None:
    """Raise UsageError for words that do not go together."""
    given = [name for name, value in asked._asdict().items() if value not in (None, (), False)]
    if every and given:
        name = {"tried": "try", "near": "limit"}.get(given[0], given[0])
        raise UsageError(f"--{name} is for one rule, and not for --all")
    if sort and not every:
        raise UsageError("--sort is for --all")
    if (asked.suggest or sort == "precision") and not labels:
        word = "--suggest" if asked.suggest else "--sort precision"
        raise UsageError(f"{word} needs labels: --labels FILE")
    if asked.precision is not None and not asked.suggest:
        raise UsageError("--precision is for --suggest")


def _labelled(audit: Audit, file: str) -> LabelledRows:
    """The rows that labels are of; raises UsageError if they are of none."""
    labels = read_labels(file)
    found = labelled_rows(audit, labels)
    if not len(found):
        raise _no_row(audit, file, labels, found)
    return found


def _no_row(audit: Audit, file: str, labels: Labels, found: LabelledRows) -> UsageError:
    """The error for labels that are of no row, or of several each."""
    count = plural(len(labels.labels), "label")
    message = f"--labels: none of {count} in `{file}` tells of a row of `{audit.paths.folder}`"
    used = ", ".join(sorted({one.by for one in labels.labels}))
    remedy = f"they name documents by {used}"
    if several := found.left_out["ambiguous"]:
        message += f" alone: {several:,} are of several rows"
        remedy += "; name them by `sha256`, or say their `repo` where the audit has repositories"
    return UsageError([Problem(message, remedy=remedy)])


def _tuning(
    audit: Audit, rows: RuleRows, asked: TuneWords, labelled: LabelledRows | None
) -> Tuning:
    if asked.language:
        rows = rows.of_language(asked.language)
        labelled = labelled and labelled.of_language(asked.language)
    precision = PRECISION if asked.precision is None else asked.precision
    return Tuning(
        audit,
        rows,
        labelled,
        bound=asked.bound or "",
        tried=asked.tried,
        near=NEAR if asked.near is None else asked.near,
        alone=asked.alone,
        languages=asked.by is not None,
        proposed=precision if asked.suggest else None,
    )


def _tell_strange(told: Mapping[str, Any], audit: Audit, plan: Plan) -> None:
    """Warn where the limits in force here drop others than the audit says."""
    before, now = told["dropped_before"], told["now"]["dropped"]
    if before != now:
        known = {**fingerprint(plan)}
        why = (differences(audit.plan, known) or ["it has another plan"])[0]
        message = f"{told['rule']} dropped {plural(before, 'row')} in the audit, and {now:,} by the"
        warn(Problem(f"{message} limits here: {why}"))


def _show_all(audit: Audit, labelled: LabelledRows | None, sort: str, output: str) -> None:
    found = ranked(failures_of(audit), audit.plan["rules"], labelled, sort)
    records = [one.record() for one in found]
    labels = None if labelled is None else labels_record(labelled)
    if output == "json":
        more = {} if labels is None else {"labels": labels}
        told = {"rows": audit.tally.all.total, "kept": audit.tally.all.keep, "rules": records}
        click.echo(json.dumps(told | more))
        return
    quoted = shlex.quote(str(audit.paths.folder))
    show_ranking(Printer(), records, audit.tally.all.total, labels, quoted)
