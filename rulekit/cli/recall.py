"""`rulekit recall`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from rulekit.catalog.rule_files import display_path
from rulekit.cli.options import catalog_options
from rulekit.cli.trees import check_out
from rulekit.cli.verb import Verb
from rulekit.core.escape import visible
from rulekit.corpus.readers import readers_of
from rulekit.errors import did_you_mean
from rulekit.loader import build_engine
from rulekit.places.address import refuse_address
from rulekit.plan.options import PlanOptions
from rulekit.recall.annotation import Annotation
from rulekit.recall.recipe import Recipe, read_recipe
from rulekit.recall.rounds import Rounds, Standing
from rulekit.recall.web_corpus import WebCorpus
from rulekit.report.printer import Printer
from rulekit.report.progress import show_line
from rulekit.report.recalled import show_round, show_standing, show_waiting


@click.command(cls=Verb, examples=("rulekit recall code-pages.yaml",))
@click.argument("file", metavar="FILE")
@click.option("--out", default="", metavar="DIR", help="The folder of rounds; else FILE's name.")
@click.option("--kept", is_flag=True, help="Copy the rows that are admitted to DIR/kept.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes; else one per core.")
@click.option("-q", "--quiet", is_flag=True, help="Nothing but errors.")
@catalog_options
def recall(
    file: str,
    out: str,
    jobs: int | None,
    options: PlanOptions,
    *,
    kept: bool,
    quiet: bool,
    isolated: bool,  # noqa: ARG001  a rulekit.toml says nothing of rounds
) -> None:
    """Recall pages from a corpus of the web as FILE declares, in rounds, with people's words.

    A round learns from labels, scores all pages, and shows on a page where many are taken; people
    write down which prefixes of addresses are wanted, and the same command goes on. Nothing is
    admitted that nobody has named, unless FILE says so.
    """
    refuse_address(out, "the folder of rounds")
    check_out(out, "the place of all rounds")
    recipe = read_recipe(file)
    folder = out or _folder(file)
    corpus = WebCorpus.of(recipe, readers_of(build_engine(options), out=folder), folder)
    printer, progress = Printer(), ScoringProgress(len(corpus.shards), quiet=quiet)

    def told(manifest: Mapping[str, Any]) -> None:
        progress.wipe()
        if not quiet:
            show_round(printer, manifest)

    rounds = Rounds(
        recipe, corpus, Path(folder), options, jobs or os.cpu_count() or 1, told, progress, kept
    )
    try:
        standing = rounds.run()
    except KeyboardInterrupt:
        click.echo("stopped; the same command goes on from here", err=True)
        raise
    finally:
        progress.wipe()
    _warn(recipe, standing)
    if not quiet:
        show_waiting(printer, [{**one._asdict(), "prefix": one.prefix} for one in standing.waiting])
        show_standing(printer, standing.manifest)
        _show_next(printer, recipe, file, out, rounds.out, standing)


def _folder(file: str) -> str:
    """The folder beside a file that is called as it is."""
    path = Path(file)
    return str(path.with_suffix("") if path.suffix else path.with_name(f"{path.name}.rounds"))


def _warn(recipe: Recipe, standing: Standing) -> None:
    """Tell of annotations that decide nothing, and of copies that are gone."""
    path = display_path(Path(recipe.beside(recipe.spec.annotations)))
    for one in standing.unused:
        told = _why_unused(one, standing)
        place = f"{path}:{one.line}:{one.text.index('://') + 1}"
        click.echo(visible(f"warning: {told}"), err=True)
        click.echo(visible(f"  --> {place}  {one.said}"), err=True)

    if standing.stale:
        told = "copies of rows that were admitted by other lines are removed: --kept writes them"
        click.echo(f"warning: {told} anew", err=True)


def _why_unused(line: Annotation, standing: Standing) -> str:
    """Why a line decides nothing."""
    if line not in standing.use.dead:
        return "longer prefixes decide on all pages under this one"
    near = standing.use.alike.get(line.line, "")
    near = f", did you mean `{near}`?" if near else ""
    if line.prefix.host not in standing.domains:
        near = did_you_mean(line.prefix.host, standing.domains)
    return f"no page is under this prefix, so the line decides nothing{near}"


def _show_next(
    printer: Printer, recipe: Recipe, file: str, out: str, folder: Path, standing: Standing
) -> None:
    """Tell where the results are, and what to do next."""
    page = folder / f"round-{standing.manifest['rounds']}" / "page.html"
    printer.line(f"page: {shlex.quote(str(page))}")
    printer.line(f"admitted pages: {shlex.quote(str(folder / 'pages.parquet'))}")
    if standing.waiting:
        words = ["rulekit", "recall", file, *(["--out", out] if out else [])]
        annotations = display_path(Path(recipe.beside(recipe.spec.annotations)))
        printer.line(f"next: annotate in {shlex.quote(annotations)}, then {shlex.join(words)}")


class ScoringProgress:
    """How many shards are scored, on a terminal; it is never part of a result."""

    def __init__(self, shards: int, *, quiet: bool) -> None:
        self.shards, self.shown = shards, False
        self.shows = sys.stderr.isatty() and not quiet

    def __call__(self, done: int) -> None:
        """Show it."""
        if self.shows:
            self.shown = True
            show_line(f" {done:,} of {self.shards:,} shards scored")

    def wipe(self) -> None:
        """Take it away."""
        if self.shown:
            show_line("")
            self.shown = False
