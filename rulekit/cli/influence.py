"""`rulekit influence`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from rulekit.cli.options import catalog_options, share_option
from rulekit.cli.trees import check_out
from rulekit.cli.verb import Verb
from rulekit.corpus.readers import readers_of
from rulekit.corpus.share import Share
from rulekit.influence.influence_run import ALL, SELECTION, STEPS, InfluenceRun
from rulekit.influence.lora import LoraReference
from rulekit.influence.recipe import InfluenceRecipe, read_influence_recipe
from rulekit.loader import build_engine
from rulekit.places.address import refuse_address
from rulekit.plan.options import PlanOptions
from rulekit.report.influenced import show_selection
from rulekit.report.printer import Printer
from rulekit.report.progress import show_line


@click.command(
    cls=Verb,
    examples=(
        "rulekit influence good-samples.yaml",
        "rulekit influence good-samples.yaml --until reference",
        "rulekit influence good-samples.yaml --shard 1/4",
    ),
)
@click.argument("file", metavar="FILE")
@click.option("--out", default="", metavar="DIR", help="The folder of all steps; else FILE's name.")
@click.option(
    "--until", type=click.Choice(STEPS), default=ALL, help="The last step that is done (select)."
)
@share_option("Measure the gradients of the task I of N, once there is a reference.")
@click.option("-q", "--quiet", is_flag=True, help="Nothing but errors.")
@catalog_options
def influence(
    file: str,
    out: str,
    until: str,
    share: Share | None,
    options: PlanOptions,
    *,
    quiet: bool,
    isolated: bool,  # noqa: ARG001  a rulekit.toml says nothing of influence
) -> None:
    """Select samples that pull a model the way that strong ones do, as FILE declares.

    Trains a small reference on the strong samples, measures a gradient of each sample, and selects
    by the cosine to the strong ones' mean. After a stop of any kind the same command goes on. It is
    a weak signal: what loss, gradient norm and length say is shown beside it.
    """
    refuse_address(out, "the folder of influence")
    check_out(out, "the place of all steps")
    recipe = read_influence_recipe(file)
    folder = out or _folder(file)
    progress = MeasuringProgress(quiet=quiet)
    run = _run_of(recipe, folder, options, progress)
    run.until, run.share = until, share
    try:
        told = run.run()
    except KeyboardInterrupt:
        click.echo("stopped; the same command goes on from here", err=True)
        raise
    finally:
        progress.wipe()
    if quiet:
        return
    printer = Printer()
    if told is None:
        done = f"the gradients of share {share}" if share else f"the step {until}"
        printer.line(f"{done}: done; the same command without the option goes on")
        return
    show_selection(printer, told)
    where = shlex.quote(str(run.out / SELECTION))
    printer.line(f"selection: {where}; a weak signal: docs/influence.md")


def _run_of(
    recipe: InfluenceRecipe, folder: str, options: PlanOptions, progress: MeasuringProgress
) -> InfluenceRun:
    """The run of a file; raises RulekitError for what is not there."""
    readers = readers_of(build_engine(options), out=folder)
    samples, strong = (recipe.samples(key, readers, folder) for key in ("samples", "strong"))
    adapter = recipe.spec.adapter
    model = LoraReference(recipe.base, recipe.spec, recipe.beside(adapter) if adapter else "")
    return InfluenceRun(recipe, samples, strong, model, Path(folder), progress)


def _folder(file: str) -> str:
    """The folder beside a file that is called as it is."""
    path = Path(file)
    return str(path.with_suffix("") if path.suffix else path.with_name(f"{path.name}.influence"))


class MeasuringProgress:
    """How many samples are measured, on a terminal; it is never part of a result."""

    def __init__(self, *, quiet: bool) -> None:
        self.shown = False
        self.shows = sys.stderr.isatty() and not quiet

    def __call__(self, measured: int) -> None:
        """Show it."""
        if self.shows:
            self.shown = True
            show_line(f" {measured:,} samples measured")

    def wipe(self) -> None:
        """Take it away."""
        if self.shown:
            show_line("")
            self.shown = False
