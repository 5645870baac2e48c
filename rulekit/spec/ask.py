"""Files that say what a model is asked of each row of a corpus."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rulekit.errors import SpecError
from rulekit.spec.check import Spec, check
from rulekit.spec.rule import Line, Prose
from rulekit.spec.strict_yaml import Tree, read_yaml

Amount = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Server = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$", max_length=60)]
Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class AskReply(Spec):
    """The form of a reply: the path of a JSON Schema, from the folder of the file."""

    form: Prose = Field(alias="schema")


class AskSample(Spec):
    """How a server draws a reply. `n` replies are asked for, each with the next `seed`."""

    n: int = Field(1, ge=1, le=100)
    temperature: float = Field(0.0, ge=0, le=2)
    top_p: Annotated[float, Field(gt=0, le=1)] | None = None
    seed: int | None = Field(0, ge=0, lt=2**31)
    max_tokens: int = Field(512, ge=1)


class AskLimits(Spec):
    """How hard a server is asked, and how much is spent in all, over every run of a folder.

    `open` are requests at once, `tries` those of one request, `seconds` those that an answer may
    take; of a text, so many `characters` are sent. None is no limit.
    """

    open: int = Field(32, ge=1, le=1_000)
    tries: int = Field(5, ge=1, le=7)
    seconds: Amount = 120.0
    characters: int = Field(20_000, ge=1)
    requests: int | None = Field(None, ge=1)
    tokens: Amount | None = None
    money: Amount | None = None


class AskPrice(Spec):
    """Price of a million tokens that are sent (`input`) and replied (`output`); in any currency."""

    input: Price = 0.0
    output: Price = 0.0


class AskSpec(Spec):
    """A file of `rulekit ask`: paths in it count from its folder.

    The server is named by the environment, in the variables `<at>_BASE_URL` and `<at>_API_KEY`.
    """

    ask: Line
    title: Line = ""
    source: Prose = ""
    prompt: Prose
    reply: AskReply
    model: Line
    at: Server = "OPENAI"
    sample: AskSample = AskSample()
    limits: AskLimits = AskLimits()
    price: AskPrice = AskPrice()


def read_ask(text: str, path: str) -> tuple[AskSpec, Tree]:
    """Read such a file; raises SpecError with every mistake."""
    tree = read_yaml(text, path)
    spec = check(tree, AskSpec, what="a file of questions")
    if spec.limits.money is not None and not (spec.price.input or spec.price.output):
        message = "`money` is limited, and no `price` is known"
        raise SpecError([tree.problem(message, ("limits", "money"))])
    return spec, tree
