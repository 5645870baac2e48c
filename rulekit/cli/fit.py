"""`rulekit fit`."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click
from click.core import ParameterSource

from rulekit.cli.fit_weights import fit_weights
from rulekit.cli.options import plan_options
from rulekit.cli.project import with_project
from rulekit.cli.verb import Verb
from rulekit.core.scorecard import chance
from rulekit.engine import Engine
from rulekit.errors import UsageError
from rulekit.fitting.labels import Labelled, read_labels
from rulekit.fitting.scorecard import (
    FOLDS,
    SIGNALS,
    Fitted,
    Judged,
    area,
    bins,
    fit_scorecard,
    quality,
    read,
)
from rulekit.fitting.written import as_yaml, limits_in_force, signals_as_written
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions
from rulekit.report.fitted import show_area, show_calibration, show_limits
from rulekit.report.number import plural
from rulekit.report.printer import Printer

OF_LABELS = ("title", "min_score", "max_signals", "audit", "sources")  # options
LIMITS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


@click.command(
    cls=Verb,
    examples=(
        "rulekit fit labels.jsonl --profile mine --out mine.score.yaml",
        "rulekit fit --experiments runs.yaml --out rules/weights/aspects.yaml",
    ),
)
@click.argument("labels", type=click.Path(readable=False), default="")
@click.option("--out", default="", metavar="FILE", help="What is fitted; else only its figures.")
@click.option("--title", default="The chance that a careful reader keeps a file", help="Its title.")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    metavar="X",
    help="The score under which a file is dropped; else that of the scorecard in force.",
)
@click.option(
    "--max-signals",
    type=click.IntRange(1),
    default=SIGNALS,
    metavar="N",
    help="Signals of the scorecard, at the most.",
)
@click.option("--audit", default="", metavar="AUDIT", help="Where texts are, of labels without.")
@click.option(
    "--src", "sources", multiple=True, metavar="SRC", help="Where the corpus of AUDIT lies by now."
)
@click.option(
    "--experiments", default="", metavar="FILE", help="Fit weights to these results instead."
)
@click.option("--anyway", is_flag=True, help="Write weights that are no better than equal ones.")
@plan_options
def fit(
    labels: str,
    out: str,
    title: str,
    min_score: float | None,
    max_signals: int,
    audit: str,
    sources: Sequence[str],
    experiments: str,
    options: PlanOptions,
    *,
    anyway: bool,
    isolated: bool,
) -> int:
    """Fit the scorecard of a profile to LABELS, and show how good it is on other repositories.

    LABELS is JSONL with `content`, `path` and `label` (keep or drop) in each row; `repo` groups
    rows for cross-validation, `confidence` (high or low) weighs them. Labels of `rulekit label`
    have no texts: --audit finds them. Of the signals that tell
    something, those that tell least are left out, one after the other. The scorecard belongs beside
    the profile, as PROFILE.score.yaml.

    With --experiments, FILE names data sets with their measured results, and what is fitted is how
    much each of their aspects is worth: `weights/NAME.yaml` of a folder of rules, the signal
    `weighted(NAME)`.
    """
    options = with_project(options, isolated=isolated)
    if experiments:
        _check_alone(labels)
        return fit_weights(build_engine(options).plan.catalog, experiments, out, anyway=anyway)
    _check_words(labels, audit, sources, anyway=anyway)
    engine = build_engine(replace(options, used_signals=True))
    labelled = read_labels(labels, partial(_texts, engine, audit, sources) if audit else None)
    readings = read(engine, labelled)
    fitted = fit_scorecard(labelled, readings, limits_in_force(engine.plan), max_signals)
    source = _show(labelled, readings, fitted)
    if out:
        limit = engine.plan.scorecard.min_score if min_score is None else min_score
        _write(out, as_yaml(fitted, signals_as_written(engine.plan), title, source, limit))
        click.echo(f"written: {shlex.quote(out)}", err=True)
    return 0


def _show(labelled: Sequence[Labelled], readings: Sequence[Judged], fitted: Fitted) -> str:
    """Show how good a scorecard is; the sentence that says where it is from."""
    scores = [chance(odds) for odds in fitted.unseen]
    printer = Printer()
    found = area(labelled, scores)
    groups = len({one.group for one in labelled})
    told = f"{len(labelled):,} files of {groups:,} repositories, {FOLDS}-fold by repository"
    signals = {step.signal for step, _ in fitted.steps}
    show_area(printer, told, found, len(fitted.steps), len(signals))
    show_limits(printer, [quality(labelled, readings, scores, limit) for limit in LIMITS])
    show_calibration(printer, bins(labelled, scores))
    return f"rulekit fit: {told}; area under the ROC {found:.3f} on repositories not fitted to"


def _check_words(labels: str, audit: str, sources: Sequence[str], *, anyway: bool) -> None:
    """Raise UsageError for words that do not go together where a scorecard is fitted."""
    if not labels:
        raise UsageError("fit to what? Name a file of LABELS, or --experiments FILE")
    if anyway:
        raise UsageError("--anyway is for weights: say --experiments FILE, too")
    if sources and not audit:
        raise UsageError("--src is where the corpus of an audit lies: say --audit AUDIT, too")


def _check_alone(labels: str) -> None:
    """Raise UsageError for what is said of labels where weights are fitted."""
    context = click.get_current_context()
    given = [one for one in context.command.params if one.name in OF_LABELS]
    said = [
        one.opts[0]
        for one in given
        if context.get_parameter_source(one.name or "") is ParameterSource.COMMANDLINE
    ]
    if labels or said:
        what = "LABELS" if labels else said[0]
        raise UsageError(f"--experiments fits weights, and {what} is for a scorecard")


def _texts(
    engine: Engine, audit: str, sources: Sequence[str], hashes: Collection[str]
) -> Mapping[str, str]:
    """The texts of hashes that an audit, or its corpus, has; the others are told."""
    from rulekit.audit.found_texts import FoundTexts  # Parquet, which few labels need
    from rulekit.audit.open import open_audit

    opened = open_audit(audit)
    found = FoundTexts.of(opened, engine, sources)
    texts = found.by_hash(opened, hashes)
    if absent := len(hashes) - len(texts):
        why = f" ({found.reason})" if found.reason else ""
        told = f"{plural(absent, 'text')} of labels not at hand{why}, and left out"
        click.echo(f"warning: {told}; --src SRC names the corpus", err=True)
    return texts


def _write(out: str, text: str) -> None:
    try:
        Path(out).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--out: cannot write `{out}`: {error.strerror}") from None
