"""`rulekit fit --experiments`: weights of aspects from measured data sets."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.rule_files import NAME
from rulekit.catalog.weight_folders import ENDING, FOLDER
from rulekit.core.escape import visible
from rulekit.errors import UsageError
from rulekit.fitting.experiment import FEW, Experiment, ExperimentFile, read_experiments
from rulekit.fitting.weighing import SPREAD, Alike, Weighing, weigh
from rulekit.fitting.written_weights import weights_as_yaml
from rulekit.report.number import plural
from rulekit.report.printer import Printer
from rulekit.report.weights import ShownWeight, show_errors, show_weights
from rulekit.signals.weighted import signal_name

NO_BETTER = "no better than equal weights: take the sum of the aspects as it is"
NOTHING = "no better than the mean of the other results: these aspects tell nothing of it"


def fit_weights(catalog: Catalog, word: str, out: str, *, anyway: bool) -> int:
    """Show the weights of a file of experiments, and write them if they are worth it.

    Returns the exit code: 1 where they were to be written, and are not.
    """
    name = _name(out) if out else ""
    file = read_experiments(word, catalog.weighable)
    experiments = file.experiments()
    weighing = weigh(
        [[mean.value for mean in one.data.means] for one in experiments],
        [one.result for one in experiments],
        file.spec.scale,
    )
    for warning in (*_of_data(file, experiments), *_of_weights(file, weighing)):
        click.echo(visible(f"warning: {warning}"), err=True)
    doubts = _show(file, experiments, weighing)
    if not out:
        return 0
    if doubts and not anyway:
        click.echo("not written: --anyway writes such weights, too", err=True)
        return 1
    _write(Path(out), weights_as_yaml(file, experiments, weighing))
    place = "" if Path(out).parent.name == FOLDER else f"as {FOLDER}/{name}{ENDING} of a folder of "
    click.echo(
        f"written: {shlex.quote(out)}; {place or 'in '}rules: signal: {signal_name(name)}", err=True
    )
    return 0


def _name(out: str) -> str:
    path = Path(out)
    if path.suffix != ENDING or not NAME.fullmatch(path.stem):
        message = f"--out: weights are a file NAME{ENDING}, NAME being lower-case words and hyphens"
        raise UsageError(f"{message}, not `{path.name}`")
    return path.stem


def _show(file: ExperimentFile, experiments: Sequence[Experiment], weighing: Weighing) -> list[str]:
    """Show errors and weights, and the doubts that there are of them."""
    printer = Printer()
    told = f"{len(experiments)} experiments, {plural(len(file.aspects), 'aspect')}"
    errors = (
        ("these weights", weighing.error),
        ("equal weights", weighing.equal),
        ("the mean of the other results", weighing.mean),
    )
    show_errors(
        printer, f"{file.spec.title.strip()}  ({told}, lambda {weighing.penalty:.3g})", errors
    )
    aspects = zip(file.aspects, weighing.aspects, strict=True)
    show_weights(
        printer,
        [ShownWeight(name, one.mean, one.weight, one.low, one.high) for name, one in aspects],
    )
    doubts = [NO_BETTER] if weighing.error >= weighing.equal else []
    doubts += [NOTHING] if weighing.error >= weighing.mean else []
    if not any(one.weight for one in weighing.aspects):
        raise UsageError("all weights are 0: the results hang on none of the aspects")
    if doubts:
        printer.line()
    for doubt in doubts:
        printer.line(doubt)
    return doubts


def _of_data(file: ExperimentFile, experiments: Sequence[Experiment]) -> Iterator[str]:
    """Warnings of rows without values, of few experiments, of aspects that never differ."""
    for one in experiments:
        pairs = zip(file.aspects, one.data.means, strict=True)
        lacking = [f"{mean.lacking:,} have no `{name}`" for name, mean in pairs if mean.lacking]
        if lacking:
            told = f"of {plural(one.data.rows, 'row')} {', '.join(lacking)}"
            yield f"{one.name}: {told}; the means are of the others"
    if len(experiments) < FEW:
        few = f"{len(experiments)} experiments are few: under {FEW},"
        yield f"{few} weights are often worse than equal ones"
    if len(file.units) > 1 and file.spec.scale != SPREAD:
        units = ", ".join(file.units)
        yield f"the aspects have several units ({units}): `scale: {SPREAD}` makes them alike"
    for i, name in enumerate(file.aspects):
        if len({one.data.means[i].value for one in experiments}) == 1:
            yield f"`{name}` is the same in all experiments, and has no weight"


def _of_weights(file: ExperimentFile, weighing: Weighing) -> Iterator[str]:
    for one in weighing.alike:
        yield f"{_alike(file.aspects, one)}; they share a weight, and neither's own says much"


def _alike(names: Sequence[str], alike: Alike) -> str:
    name, how = f"`{names[alike.aspect]}`", f"(correlation {alike.correlation:.2f})"
    if alike.other is None:
        return f"{name} goes with the mean of the other aspects {how}"
    return f"{name} goes with `{names[alike.other]}` {how}"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--out: cannot write `{path}`: {error.strerror}") from None
