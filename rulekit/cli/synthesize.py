"""`rulekit synthesize`."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from rulekit.cli.options import catalog_options, columns_option, gathered, parsed, program_path
from rulekit.cli.synthesis_progress import SynthesisProgress
from rulekit.cli.synthesis_words import SynthesizeWords, synthesis_of
from rulekit.cli.trees import check_out
from rulekit.cli.verb import Verb
from rulekit.engine import Engine
from rulekit.errors import UsageError
from rulekit.loader import build_engine
from rulekit.places.address import refuse_address
from rulekit.plan.options import PlanOptions
from rulekit.report.asked import show_messages
from rulekit.report.printer import Printer
from rulekit.report.synthesized import show_recipe, show_synthesis
from rulekit.sandbox.choice import Trust
from rulekit.synthesis.synthesis import Synthesis
from rulekit.synthesis.synthesis_manifest import SynthesisManifest
from rulekit.synthesis.synthesis_recipe import (
    FOLDER,
    find_recipe,
    read_synthesis_recipe,
    with_models,
)


@click.command(
    cls=Verb,
    examples=(
        "rulekit synthesize oss-instruct 'data/*.parquet' --out made --model qwen2.5-coder-32b",
        "rulekit synthesize mine/recipe.yaml corpus --out made-2 --after made",
    ),
)
@click.argument("recipe", metavar="RECIPE")
@click.argument("sources", nargs=-1, metavar="SRC…")
@click.option("--out", default="", metavar="DIR", help="The folder of seeds, samples and lines.")
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="NAME",
    help="Who makes samples: NAME, NAME@SERVER, NAME*N for N of them; may be repeated.",
)
@click.option("--judge", default="", metavar="NAME", help="Who marks their aspects, likewise.")
@click.option("--after", default="", metavar="DIR", help="The round before, which is not repeated.")
@columns_option
@click.option("--reader", default="", metavar="NAME", help="What reads SRC, whatever its names.")
@click.option(
    "--interpreter",
    default="",
    metavar="PATH",
    callback=parsed(program_path),
    help="What runs solutions, by its path.",
)
@click.option("--sandbox", default="auto", metavar="NAME", help="As `rulekit execute` has it.")
@click.option(Trust.FULL.value, "trust", is_flag=True, help="Let `--sandbox none` run them.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes; else one per core.")
@click.option(
    "--copy", default="", metavar="FOLDER", help="Copy RECIPE and its files, and make nothing."
)
@click.option(
    "--dry-run", is_flag=True, help="Ask nothing: make the seeds, show the first request."
)
@click.option("--train", is_flag=True, help="Run the command `train` of RECIPE at the end.")
@click.option("-q", "--quiet", is_flag=True, help="Nothing but errors.")
@catalog_options
@gathered("wanted", SynthesizeWords)
def synthesize(
    recipe: str,
    sources: tuple[str, ...],
    out: str,
    wanted: SynthesizeWords,
    options: PlanOptions,
    *,
    isolated: bool,  # noqa: ARG001  a rulekit.toml says nothing of recipes
) -> int:
    """Make samples to train on of the rows of SRC, as RECIPE says: a file, or an installed one.

    A model is asked for a problem, a solution and tests of each seed; tests are run in a sandbox;
    samples are judged as any document is; DIR gets the lines, and what became of every sample.
    After a stop of any kind, the same command goes on.
    """
    if not (wanted.copy or (sources and out)):
        raise UsageError("say what to make it of: rulekit synthesize RECIPE SRC… --out DIR")
    refuse_address(out, "the folder of a synthesis")
    check_out(out)
    # Weights of own folders may read aspects, of which nothing is known yet.
    engine = build_engine(replace(options, rules=()))
    path = find_recipe(recipe, recipe_folders(engine))
    if wanted.copy:
        _copy(path, Path(wanted.copy))
        return 0
    read = with_models(read_synthesis_recipe(path), wanted.models, wanted.judge)
    if wanted.train and not read.spec.train:
        raise UsageError(f"--train: the recipe {read.name} says no command `train`")
    made = synthesis_of(read, engine, options, sources, out, wanted)
    if not wanted.quiet:
        show_recipe(Printer(), _told(made))
        _tell_changed(made)
    if wanted.dry_run:
        _look(made)
        return 0
    manifest = _run(made)
    if not wanted.quiet:
        show_synthesis(Printer(), manifest)
        _show_end(manifest, out)
    if not manifest["tasks"]["kept"]:
        click.echo("warning: no sample is kept: the table says where they ended", err=True)
    return _train(manifest["train"], trains=wanted.train, quiet=wanted.quiet)


def _copy(recipe: Path, folder: Path) -> None:
    """Copy a recipe with all that lies beside it; nothing is written over."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"--copy {folder}: there are files already: name a folder that is new")
    shutil.copytree(recipe.parent, folder, dirs_exist_ok=True)
    Printer().line(f"copied: {shlex.quote(str(folder / recipe.name))} and the files beside it")


def recipe_folders(engine: Engine) -> list[Path]:
    """Where recipes are installed: beside pipelines."""
    return [folder.parent / FOLDER for folder in engine.plan.pipeline_parts.folders]


def _told(made: Synthesis) -> Mapping[str, str]:
    recipe, spec = made.recipe, made.recipe.spec
    asked = [f"{one.model}@{one.at}*{one.n}" for one in spec.endpoints]
    tasks = recipe.specification
    aspects = recipe.aspects
    told = {
        "recipe": f"{recipe.name}  {recipe.tree.path}",
        "models": " ".join(asked),
        "tasks": f"{tasks.size:,} of {tasks.combinations:,} for each seed",
        "sandbox": str(made.runners.sandbox) if made.runners else "nothing is run",
        "aspects": f"{aspects.spec.model}@{aspects.spec.at}" if aspects else "nobody is asked",
        "judges": " ".join(spec.judge),
    }
    return told | ({"round": f"{made.round}, after {made.earlier.folder}"} if made.earlier else {})


def _tell_changed(made: Synthesis) -> None:
    manifest = SynthesisManifest(made.recipe, made.audit, made.round, made.earlier)
    if others := manifest.changed():
        told = f"other than when `{made.out}` was written: {', '.join(others)}"
        click.echo(f"warning: {told}; what hangs on it is made anew", err=True)


def _look(made: Synthesis) -> None:
    ahead = made.look()
    show_messages(Printer(), ahead.messages)
    told = f"{ahead.tasks:,} tasks, of which {ahead.samples:,} samples would be asked for"
    click.echo(f"{told}; nothing was asked", err=True)


def _run(made: Synthesis) -> Mapping[str, Any]:
    try:
        return made.run()
    except KeyboardInterrupt:
        click.echo("stopped; the same command goes on from here", err=True)
        raise
    finally:
        if isinstance(made.tell, SynthesisProgress):
            made.tell.wipe()


def _show_end(manifest: Mapping[str, Any], out: str) -> None:
    printer = Printer()
    for name, one in manifest["exports"].items():
        printer.line(f"{shlex.quote(str(Path(out, name)))}: {one['lines']:,} lines")
    printer.line(f"next: rulekit explain {shlex.quote(out)}; docs/synthesize.md")


def _train(words: Sequence[str], *, trains: bool, quiet: bool) -> int:
    """Run the command that the recipe says, or tell it."""
    if not words:
        return 0
    if trains:
        try:
            return subprocess.call([*words])
        except OSError as error:
            raise UsageError(f"`train: {words[0]}` cannot be run: {error.strerror}") from None
    if not quiet:
        Printer().line(f"to train: {shlex.join(words)}")
    return 0
