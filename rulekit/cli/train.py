"""`rulekit train`."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from rulekit.catalog.model_folders import FOLDER
from rulekit.catalog.rule_files import NAME
from rulekit.cli.options import columns_option, off_option
from rulekit.cli.project import with_project
from rulekit.cli.verb import Verb
from rulekit.core.document import Document
from rulekit.engine import Engine
from rulekit.errors import UsageError
from rulekit.fitting.byte_pair import check_installed
from rulekit.fitting.corpus_text import CorpusTexts
from rulekit.fitting.labels import Labelled, read_labels
from rulekit.fitting.leaning import leanings
from rulekit.fitting.model import fit_model
from rulekit.fitting.model_card import model_card
from rulekit.language.encoding import NotText
from rulekit.learned.model import BYTES, PAIRS, Shape
from rulekit.learned.model_file import ENDING, written_model
from rulekit.learned.signal import signal_name
from rulekit.loader import build_engine
from rulekit.plan.build import project_rules, read_config
from rulekit.plan.options import PlanOptions
from rulekit.report.model_card import show_card
from rulekit.report.number import plural
from rulekit.report.printer import Printer

RULES = "rules"  # the folder of a project that names none
FEWEST = 20  # labels of either sort: of fewer, no figure is worth the name
SHAPES = {BYTES: Shape(), PAIRS: Shape(PAIRS, (1, 2))}
WITHOUT_TEXTS = "SRC, after LABELS, names the corpus that has their texts"


@click.command(cls=Verb, examples=("rulekit train worth labels.jsonl src/ --out rules",))
@click.argument("name")
@click.argument("labels", type=click.Path(readable=False))
@click.argument("sources", nargs=-1, metavar="[SRC]...")
@click.option(
    "--out",
    default="",
    metavar="FOLDER",
    help="A folder of rules; else rulekit.toml's, or `rules`.",
)
@click.option(
    "--unit",
    type=click.Choice([*SHAPES]),
    default=BYTES,
    help="The n-grams' units: bytes, or byte pairs, which need the extra `bpe` to be learnt.",
)
@click.option(
    "--precision",
    type=click.FloatRange(0.5, 1),
    default=0.95,
    metavar="X",
    help="Show limits on the score for this precision; else 0.95.",
)
@columns_option
@click.option(
    "--config",
    type=click.Path(readable=False),
    help="A rulekit.toml; else the nearest in or above the current folder.",
)
@click.option("--isolated", is_flag=True, help="Look for no rulekit.toml.")
@off_option
def train(
    name: str,
    labels: str,
    sources: Sequence[str],
    out: str,
    unit: str,
    precision: float,
    columns: str,
    config: str | None,
    off: tuple[str, ...],
    *,
    isolated: bool,
) -> None:
    """Train a model on LABELS, and show how good it is on repositories that it has not seen.

    LABELS is JSONL with `path`, `label` (keep or drop), `repo` (the repository, or the domain), and
    `content` or `sha256` in each row; SRC has the texts of those with a hash alone. The model is
    written as FOLDER/models/NAME.model, and rules of FOLDER read its score as
    `signal: learned(NAME)`: the chance to be kept.
    """
    if not NAME.fullmatch(name):
        raise UsageError(f"NAME: a model's name is lower-case words and hyphens, not `{name}`")
    if unit == PAIRS:
        check_installed()
    engine = build_engine(PlanOptions(off=off))  # without rules that read the model to come
    corpus = CorpusTexts.of(engine, sources, columns) if sources else None
    labelled = read_labels(
        labels, partial(_texts, corpus) if corpus else None, FEWEST, WITHOUT_TEXTS
    )
    _warn_of_groups(labelled)
    path = _place(out or _own_rules(config, isolated=isolated), name)
    fitted = fit_model(labelled, SHAPES[unit])
    documents = [_document(engine, one) for one in labelled]
    labelled = [
        replace(one, language=document.language) if document and not one.language else one
        for one, document in zip(labelled, documents, strict=True)
    ]
    prefers = leanings(documents, fitted.unseen, [one.keep for one in labelled])
    card = model_card(labelled, fitted.unseen, prefers, precision)
    show_card(Printer(), name, card)
    try:
        beside = path.with_name(f".{path.name}")  # so that there is never half a model
        beside.write_bytes(written_model(replace(fitted.model, card=card)))
        beside.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    told = f"written: {shlex.quote(str(path))}; in rules: signal: {signal_name(name)}"
    click.echo(told, err=True)


def _warn_of_groups(labelled: Sequence[Labelled]) -> None:
    """Tell of labels that do not say what they are of: their figures are too good."""
    if alone := sum(one.group == one.path for one in labelled):
        told = f"{plural(alone, 'label')} without `repo`, each taken for a repository of its own: "
        click.echo(f"warning: {told}figures are better than on other repositories", err=True)


def _own_rules(config: str | None, *, isolated: bool) -> str:
    """The first folder of rules that a rulekit.toml names, which other commands read."""
    project = read_config(with_project(PlanOptions(config=config), isolated=isolated).config)
    return str(next(iter(project_rules(project)), RULES))


def _place(out: str, name: str) -> Path:
    """The path of the file in a folder that is there; better told now than after the training."""
    path = Path(out) / FOLDER / f"{name}{ENDING}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None
    return path


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError(f"--out: cannot write `{path}`: {error.strerror}")


def _texts(corpus: CorpusTexts, hashes: Collection[str]) -> Mapping[str, str]:
    """The texts of hashes that a corpus has; the others are told."""
    found = corpus.by_hash(hashes)
    if absent := len(hashes) - len(found):
        told = f"{plural(absent, 'text')} of labels not in SRC, and left out"
        click.echo(f"warning: {told}", err=True)
    return found


def _document(engine: Engine, labelled: Labelled) -> Document | None:
    """The labelled text as a document, for figures of its language; None for one of none."""
    languages = engine.plan.catalog.languages
    try:
        return languages.document(labelled.text, labelled.path, hint=labelled.language)
    except NotText:
        return None
