"""Recipes: how seeds become tasks, tasks samples, and samples lines to train on."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rulekit.errors import Problem, SpecError
from rulekit.spec.ask import AskLimits, AskPrice, AskReply, AskSample, Server
from rulekit.spec.check import Spec, check
from rulekit.spec.rule import Line, Prose, listed
from rulekit.spec.strict_yaml import KeyPath, Tree, read_yaml

COMBINATIONS = 10_000  # of a specification
Layout = Literal["chat", "alpaca"]
Whole = Annotated[int, Field(ge=1)]
Words = Annotated[list[Prose], Field(min_length=1)]
Listed = Annotated[Words, BeforeValidator(listed, json_schema_input_type=Words | Prose)]
# Columns of tasks and samples: no dimension of a specification, and no column of a corpus, has
# their names.
OWN_COLUMNS = (
    "task", "content", "path", "lang", "id", "seed", "instruction", "response", "text", "text_path",
    "solution", "tests", "names", "corpus", "recipe", "stage", "round", "attempt", "sample",
    "model", "key", "category", "category_by", "seed_shard", "seed_row", "seed_start", "seed_end",
    "seed_path", "seed_sha256", "assertions", "sandbox", "versions",
)  # fmt: skip


class SeedsSpec(Spec):
    """The rows that tasks are made of: those of the corpus, or of an output of a curation of it.

    Each is of a category, if there is a file of `categories`. At `most` so many are taken, and so
    many `per_category`, by a hash of their content.
    """

    curate: Prose | None = None
    output: Line | None = None
    categories: Prose | None = None
    most: Whole | None = None
    per_category: Whole | None = None


class SynthesisAsk(Spec):
    """The prompt by which a model makes a sample of a task, and how it is asked."""

    prompt: Prose
    reply: AskReply
    sample: AskSample = AskSample()
    limits: AskLimits = AskLimits()
    price: AskPrice = AskPrice()


class CheckpointSpec(Spec):
    """A model that makes `n` samples of each task, at the server that the environment names."""

    model: Line
    at: Server = "OPENAI"
    n: int = Field(1, ge=1, le=100)


class SynthesisSample(Spec):
    """What of a reply, and of its task, makes a sample: texts with holes for their properties.

    `path` is the name that the response would have as a file. The `solution`, which is the response
    if nothing else is said, is run with its `tests`; `names` are the functions under test.
    """

    instruction: Prose
    response: Prose
    path: Line
    solution: Prose | None = None
    tests: Prose | None = None
    names: Prose | None = None


class ExecutionSpec(Spec):
    """How solutions are run: seconds of the processor and of the clock, MB, runs where chance is.

    Without a `language` it is that of the sample.
    """

    language: Line | None = None
    cpu: Whole = 5
    seconds: Whole = 30
    memory: Whole = 512
    repeats: Annotated[int, Field(ge=2)] = 10


class SynthesisSpec(Spec):
    """A recipe: paths in it count from its folder."""

    synthesize: Line
    title: Line = ""
    source: Prose = ""
    stage: Literal[1, 2] = 2
    seeds: SeedsSpec = SeedsSpec()
    specification: Prose | None = None
    draw: Whole | None = None
    ask: SynthesisAsk
    endpoints: list[CheckpointSpec] = []
    sample: SynthesisSample
    tries: int = Field(1, ge=1, le=10)
    execute: ExecutionSpec | None = None
    aspects: Prose | None = None
    against: list[Prose] = ["seeds"]
    judge: Listed
    export: Annotated[list[Layout], Field(min_length=1)] = ["chat", "alpaca"]
    train: Words | None = None


class SpecificationSpec(Spec):
    """A file of dimensions with the words of each; tasks are of all that they multiply out to."""

    title: Line = ""
    dimensions: Annotated[dict[Line, Words], Field(min_length=1)]


def read_synthesis(text: str, path: str) -> tuple[SynthesisSpec, Tree]:
    """Read a recipe; raises SpecError with every mistake."""
    tree = read_yaml(text, path)
    spec = check(tree, SynthesisSpec, what="a recipe")
    if found := [tree.problem(message, at) for message, at in _contradictions(spec)]:
        raise SpecError(found)
    return spec, tree


def read_specification(text: str, path: str) -> dict[str, list[str]]:
    """Read the dimensions of a specification; raises SpecError with every mistake."""
    tree = read_yaml(text, path)
    spec = check(tree, SpecificationSpec, what="a specification")
    found = [*_own_names(tree, spec.dimensions), *_twice(tree, spec.dimensions)]
    if (count := prod(len(words) for words in spec.dimensions.values())) > COMBINATIONS:
        message = f"these multiply out to {count:,} combinations, and {COMBINATIONS:,} are the most"
        found.append(tree.problem(message, ("dimensions",), at_key=True))
    if found:
        raise SpecError(found)
    return spec.dimensions


def _own_names(tree: Tree, dimensions: dict[str, list[str]]) -> Iterator[Problem]:
    for name in dimensions:
        at: KeyPath = ("dimensions", name)
        if name in OWN_COLUMNS:
            yield tree.problem(
                f"`{name}` is a column of its own: call it otherwise", at, at_key=True
            )
        elif not name.isidentifier():
            message = f"`{name}` cannot stand in a prompt: letters, digits, underscores"
            yield tree.problem(message, at, at_key=True)


def _twice(tree: Tree, dimensions: dict[str, list[str]]) -> Iterator[Problem]:
    for name, words in dimensions.items():
        for i, word in enumerate(words):
            if word in words[:i]:
                yield tree.problem(f"`{word}` is here twice", ("dimensions", name, i))


def _contradictions(spec: SynthesisSpec) -> Iterator[tuple[str, KeyPath]]:
    """What is wrong about values that are right, each alone, and where."""
    seeds, names = spec.seeds, [(one.model, one.at) for one in spec.endpoints]
    if seeds.output and not seeds.curate:
        yield "an `output` is that of a curation: say `curate`, too", ("seeds", "output")
    if seeds.per_category and not seeds.categories:
        yield "no `categories` are said", ("seeds", "per_category")
    if spec.draw and not spec.specification:
        yield "there is no `specification` to draw from", ("draw",)
    if spec.execute and spec.sample.tests is None:
        yield "solutions are run with `tests`, which a sample has to say", ("sample",)
    if spec.sample.tests is not None and not spec.execute:
        yield "tests that nothing runs: say `execute: {}`", ("sample", "tests")
    if spec.ask.sample.n != 1:
        yield "how many samples a model makes is said by `endpoints`", ("ask", "sample", "n")
    limits, price = spec.ask.limits, spec.ask.price
    if limits.money is not None and not (price.input or price.output):
        yield "`money` is limited, and no `price` is known", ("ask", "limits", "money")
    for i, name in enumerate(names):
        if name in names[:i]:
            yield f"`{name[0]}` is here twice: say how many samples by `n`", ("endpoints", i)
