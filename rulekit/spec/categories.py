"""Files of categories: kinds of tasks, each told by a description, that texts are sorted into."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from rulekit.errors import SpecError
from rulekit.spec.ask import AskLimits, AskPrice
from rulekit.spec.check import Spec, check
from rulekit.spec.rule import Line, Prose, Share
from rulekit.spec.strict_yaml import read_yaml

HASHED = "hashed"


class EmbeddingLimits(AskLimits):
    """How hard an endpoint is asked; of a text, 2,000 characters are sent: some 500 tokens."""

    characters: int = Field(2_000, ge=1)


class EmbeddingPrefix(Spec):
    """Words that a model wants before a text, and before a description."""

    texts: str = ""
    categories: str = ""


class EmbeddingSpec(Spec):
    """A model of an endpoint that embeds texts, and what it is sent."""

    embeddings: Line
    prefix: EmbeddingPrefix = EmbeddingPrefix()
    limits: EmbeddingLimits = EmbeddingLimits()
    price: AskPrice = AskPrice()


class CategorySpec(Spec):
    """A category: its name, and what it is about."""

    name: Line
    description: Prose


def _asked(value: Any) -> Any:
    """`hashed` asks nobody."""
    if value != HASHED and not isinstance(value, dict):
        raise PydanticCustomError("by", f"must be `{HASHED}` or a mapping with `embeddings`")
    return None if value == HASHED else value


class CategoriesSpec(Spec):
    """A file of categories; `by` hashed words (None), or by a model that is asked.

    A text whose best similarity is under `floor`, or 0, is in no category.
    """

    categories: Line
    title: Line = ""
    source: Prose = ""
    by: Annotated[EmbeddingSpec | None, BeforeValidator(_asked)] = None
    floor: Share = 0.0
    tasks: Annotated[list[CategorySpec], Field(min_length=2, max_length=1_000)]


def checked_categories(text: str, path: str) -> CategoriesSpec:
    """Read such a file; raises SpecError with every mistake."""
    tree = read_yaml(text, path)
    spec = check(tree, CategoriesSpec, what="a file of categories")
    names = [one.name for one in spec.tasks]
    twice = [i for i, name in enumerate(names) if name in names[:i]]
    problems = [
        tree.problem(f"the category `{names[i]}` is here twice", ("tasks", i, "name"))
        for i in twice
    ]
    if spec.by and spec.by.limits.money and not spec.by.price.input:
        message = "`money` is limited, and no `price` of input is known"
        problems.append(tree.problem(message, ("by", "limits", "money")))
    if problems:
        raise SpecError(problems)
    return spec
