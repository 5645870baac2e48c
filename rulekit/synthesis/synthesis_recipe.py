"""A recipe with all files that it names: read, checked, and known by their hashes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rulekit.ask.inquiry import Inquiry, read_inquiry
from rulekit.ask.prompt import Prompt
from rulekit.catalog.rule_files import NAME, display_path, read_text
from rulekit.errors import Problem, SpecError, UsageError, nearest
from rulekit.language.detect import LanguageTable
from rulekit.places.address import is_address, refuse_address
from rulekit.spec.ask import AskSpec
from rulekit.spec.reply_form import ReplyForm, read_reply_form
from rulekit.spec.strict_yaml import KeyPath, Tree
from rulekit.spec.synthesis import (
    CheckpointSpec,
    SynthesisSpec,
    read_specification,
    read_synthesis,
)
from rulekit.synthesis.json_lines import sha256_of
from rulekit.synthesis.specification import Specification
from rulekit.synthesis.template import Template

FOLDER = "recipes"  # of those that are installed: recipes/NAME.yaml, beside files that they name
BEGINS = "synthesize:"
MOST = 100  # samples of a task by one checkpoint
OWN = "recipe"  # the name of its own text among those of its files
TRAINED = ("kept", "seeds", "samples", "fates", "out", "round")  # what `train` may name
SEEDS = "seeds"  # among the texts that samples are held against


@dataclass(frozen=True)
class SynthesisRecipe:
    """How samples are made, run, judged and written; `files` are the texts of all its files."""

    spec: SynthesisSpec
    tree: Tree
    folder: Path
    prompt: Prompt
    form: ReplyForm
    schema: Mapping[str, Any]
    specification: Specification
    aspects: Inquiry | None
    files: Mapping[str, str] = field(repr=False, default_factory=dict)

    @property
    def name(self) -> str:
        """Its name, and that of what is asked."""
        return self.spec.synthesize.strip()

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of each of its files, by its path from the recipe, and of its models."""
        models = json.dumps([one.model_dump() for one in self.spec.endpoints])
        texts = {**self.files, "models": models}
        return {name: sha256_of(text) for name, text in sorted(texts.items())}

    @property
    def templates(self) -> dict[str, Template]:
        """What a sample is made of, by its column."""
        said = self.spec.sample.model_dump(exclude_none=True)
        return {name: Template(text) for name, text in said.items()}

    @property
    def properties(self) -> frozenset[str]:
        """Properties of a reply, by which templates call them."""
        return frozenset(one.name for one in self.form.columns())

    def inquiry(self, checkpoint: CheckpointSpec, attempt: int) -> Inquiry:
        """What a checkpoint is asked in an attempt, the first of which is 1: other samples."""
        ask = self.spec.ask
        spec = AskSpec(
            ask=self.name, prompt=ask.prompt, reply=ask.reply, model=checkpoint.model,
            at=checkpoint.at, sample=ask.sample.model_copy(update={"n": checkpoint.n}),
            limits=ask.limits, price=ask.price,
        )  # fmt: skip
        return Inquiry(spec, self.prompt, self.form, self.schema, self._first(checkpoint, attempt))

    def _first(self, checkpoint: CheckpointSpec, attempt: int) -> int:
        """The number of the first sample, of which a model draws none twice, at any server."""
        alike = [one for one in self.spec.endpoints if one.model == checkpoint.model]
        before = alike[: next(i for i, one in enumerate(alike) if one is checkpoint)]
        return (attempt - 1) * sum(one.n for one in alike) + sum(one.n for one in before)

    def check_path(self, table: LanguageTable) -> None:
        """Raise SpecError where a response has no language by its path."""
        path = self.templates["path"]
        if not path.holes and table.detect(path.text, "") is None:
            message = f"no language is known by `{path.text}`: end it as its files do"
            raise SpecError([self.tree.problem(message, ("sample", "path"))])

    def check_columns(self, columns: Sequence[str]) -> None:
        """Raise SpecError for holes that neither tasks with such columns nor replies fill."""
        self.prompt.check(columns)
        known = [*self.properties, *columns]
        problems = [
            self.tree.problem(told, ("sample", name))
            for name, template in self.templates.items()
            for told in template.complaints(known)
        ]
        if problems:
            raise SpecError(problems)

    def beside(self, word: str) -> str:
        """A pipeline that the recipe names, seen from here, if it is a file; else the word."""
        path = self.folder / word
        return str(path) if path.is_file() else word

    @property
    def against(self) -> list[str]:
        """The corpora that no sample may copy, seen from here."""
        words = (one for one in self.spec.against if one != SEEDS)
        return [one if is_address(one) else str(self.folder / one) for one in words]


def recipe_names(folders: Sequence[Path]) -> list[str]:
    """Names of the recipes that are installed, in these folders."""
    files = (path for folder in folders for path in folder.glob("*.yaml"))
    begun = (path for path in files if path.read_bytes().startswith(BEGINS.encode()))
    return sorted({path.stem for path in begun})


def find_recipe(word: str, folders: Sequence[Path]) -> Path:
    """The file of a recipe: one that is named, or that of an installed one. Raises UsageError."""
    refuse_address(word, "a recipe")
    path = Path(word)
    if path.suffix in (".yaml", ".yml"):
        if not path.is_file():
            raise UsageError(f"there is no file `{word}`")
        return path
    found = [folder / f"{word}.yaml" for folder in folders if NAME.fullmatch(word)]
    for path in found:
        if path.is_file():
            return path
    message = f"there is no recipe `{word}`{nearest(word, recipe_names(folders))}"
    remedy = "name one of these, or a file that ends in .yaml"
    raise UsageError([Problem(message, remedy=remedy)])


def read_synthesis_recipe(path: Path) -> SynthesisRecipe:
    """The recipe in a file; raises SpecError with the place of every mistake in its files."""
    text = read_text(path, linked=True)
    spec, tree = read_synthesis(text, display_path(path))
    if not NAME.fullmatch(spec.synthesize.strip()):
        message = f"the name is lower-case words and hyphens, not `{spec.synthesize.strip()}`"
        raise SpecError([tree.problem(message, ("synthesize",))])
    files = {OWN: text}
    problems: list[Problem] = []
    for at, word in _named_files(spec):
        if (path.parent / word).is_file():
            files[word] = read_text(path.parent / word, linked=True)
        else:
            message = f"there is no file `{display_path(path.parent / word)}`"
            problems.append(tree.problem(message, at))
    problems += [
        tree.problem(told, ("train", i))
        for i, word in enumerate(spec.train or ())
        for told in Template(word).complaints([*TRAINED, *spec.export])
    ]
    if problems:
        raise SpecError(problems)
    seen = {word: display_path(path.parent / word) for word in files}
    prompt = Prompt(files[spec.ask.prompt], seen[spec.ask.prompt])
    form, schema = read_reply_form(files[spec.ask.reply.form], seen[spec.ask.reply.form])
    dimensions = {}
    if spec.specification:
        dimensions = read_specification(files[spec.specification], seen[spec.specification])
    aspects = None
    if spec.aspects:
        aspects = read_inquiry(str(path.parent / spec.aspects))
        files |= _of_aspects(path.parent, Path(spec.aspects), aspects)
    specification = Specification(dimensions, spec.draw)
    return SynthesisRecipe(
        spec, tree, path.parent, prompt, form, schema, specification, aspects, files
    )


def with_models(recipe: SynthesisRecipe, words: Sequence[str], judge: str) -> SynthesisRecipe:
    """The recipe with other models than its files name, `MODEL` or `MODEL@SERVER`.

    Raises UsageError where no model is known for samples, or for the aspects of them.
    """
    spec, aspects = recipe.spec, recipe.aspects
    if not (words or spec.endpoints):
        remedy = "name the models as their servers know them: --model NAME, or `endpoints`"
        message = f"the recipe {recipe.name} names no model"
        raise UsageError([Problem(message, recipe.tree.path, remedy=remedy)])
    if judge and not aspects:
        raise UsageError(f"--judge: the recipe {recipe.name} asks for no aspects")
    if words and aspects and not judge:
        message = f"the recipe {recipe.name} has samples marked, by a model as well"
        raise UsageError([Problem(message, recipe.tree.path, remedy="name it, too: --judge NAME")])
    if words:
        spec = spec.model_copy(update={"endpoints": [_checkpoint(word) for word in words]})
    if judge and aspects:
        one = _checkpoint(judge)
        if one.n > 1:
            raise UsageError(f"--judge {judge}: how many marks are drawn is said by its file")
        asked = aspects.spec.model_copy(update={"model": one.model, "at": one.at})
        aspects = replace(aspects, spec=asked)
    return replace(recipe, spec=spec, aspects=aspects)


def _checkpoint(word: str) -> CheckpointSpec:
    """`MODEL`, `MODEL@SERVER`, either with `*N` behind it."""
    rest, star, count = word.rpartition("*")
    if not (star and count.isascii() and count.isdecimal()):
        rest, count = word, "1"
    model, _, at = rest.partition("@")
    if not model or not (at or "OPENAI").isidentifier() or at != at.upper():
        raise UsageError(f"--model {word}: say MODEL, MODEL@SERVER, and *N behind it for N samples")
    if not 1 <= int(count) <= MOST:
        raise UsageError(f"--model {word}: a model makes 1 to {MOST} samples of a task")
    return CheckpointSpec(model=model, at=at or "OPENAI", n=int(count))


def _named_files(spec: SynthesisSpec) -> Iterator[tuple[KeyPath, str]]:
    """Files whose texts decide what is made, and where they are named."""
    yield ("ask", "prompt"), spec.ask.prompt
    yield ("ask", "reply", "schema"), spec.ask.reply.form
    for key in ("specification", "aspects"):
        if word := getattr(spec, key):
            yield (key,), word
    if spec.seeds.categories:
        yield ("seeds", "categories"), spec.seeds.categories


def _of_aspects(folder: Path, path: Path, aspects: Inquiry) -> dict[str, str]:
    """The files that a file of aspects names, by their paths from the recipe."""
    words = (path.parent / one for one in (aspects.spec.prompt, aspects.spec.reply.form))
    return {str(word): read_text(folder / word, linked=True) for word in words}
