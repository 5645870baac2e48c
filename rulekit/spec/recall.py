"""Files that say how pages are recalled from a corpus of the web, in rounds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rulekit.errors import SpecError
from rulekit.spec.check import Spec, check
from rulekit.spec.rule import Finite, Line, Prose, Share, listed
from rulekit.spec.strict_yaml import Tree, read_yaml

Words = Annotated[list[Prose], Field(min_length=1)]
Listed = Annotated[Words, BeforeValidator(listed, json_schema_input_type=Words | Prose)]
Whole = Annotated[int, Field(ge=1)]
REGISTRABLE = "registrable"
NO_SUFFIXES = "say a file of `suffixes`, in the form of publicsuffix.org"


class RecallCorpus(Spec):
    """The shards of pages, and their columns of texts and of addresses."""

    pages: Listed
    text: Prose = "text"
    url: Prose = "url"


class RecallSeed(Spec):
    """Labels to begin with: people's, or replies of a model of which `min` and more are to keep."""

    labels: Prose | None = None
    replies: Prose | None = None
    column: Prose | None = None
    min: Finite | None = None


class RecallModel(Spec):
    """The n-grams of bytes of the model, in `2 ** bits` buckets."""

    orders: Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(min_length=1)] = [1, 2, 3]
    bits: int = Field(18, ge=1, le=19)


class RecallThreshold(Spec):
    """The precision of the score from which on a page is taken."""

    precision: float = Field(0.95, ge=0.5, le=1)


class RecallDomains(Spec):
    """Domains that people are asked about: those with `pages` and a `share` of them taken.

    A domain is a host, or what somebody can register by a file of `suffixes`.
    """

    share: float = Field(0.1, gt=0, lt=1)
    pages: Whole = 50
    base: Literal["host", "registrable"] = "host"
    suffixes: Prose | None = None


class RecallHeldOut(Spec):
    """Domains that are never learned from: a share of all, drawn by a hash, or these."""

    share: float | None = Field(None, gt=0, le=0.5)
    domains: Listed | None = None


class RecallSpec(Spec):
    """A file of `rulekit recall`: paths in it count from its folder."""

    recall: Line
    title: Line = ""
    source: Prose = ""
    corpus: RecallCorpus
    seed: RecallSeed
    model: RecallModel = RecallModel()
    threshold: RecallThreshold = RecallThreshold()
    domains: RecallDomains = RecallDomains()
    annotations: Prose
    held_out: RecallHeldOut = RecallHeldOut(share=0.2)
    rounds: int = Field(3, ge=1, le=100)
    stop: Share = 0.01
    learn: Whole = 2_000
    admit: Literal["annotated", "scored"] = "annotated"


def read_recall(text: str, path: str) -> tuple[RecallSpec, Tree]:
    """Read such a file; raises SpecError with every mistake."""
    tree = read_yaml(text, path)
    spec = check(tree, RecallSpec, what="a file of rounds")
    if found := [tree.problem(message, at) for message, at in _contradictions(spec)]:
        raise SpecError(found)
    return spec, tree


def _contradictions(spec: RecallSpec) -> list[tuple[str, tuple[str, ...]]]:
    """What is wrong about values that are right, each alone, and where."""
    seed, domains, held, orders = spec.seed, spec.domains, spec.held_out, spec.model.orders
    asked = [one is None for one in (seed.replies, seed.column, seed.min)]
    has_suffixes, is_registrable = domains.suffixes is not None, domains.base == REGISTRABLE
    told = [
        (seed.labels is None and all(asked), ("seed",), "say `labels`, of people, or `replies`"),
        (len({*asked}) > 1, ("seed",), "`replies`, `column` and `min` go together"),
        (orders != sorted({*orders}), ("model", "orders"), "`orders` ascend, each once"),
        (is_registrable and not has_suffixes, ("domains", "base"), NO_SUFFIXES),
        (has_suffixes and not is_registrable, ("domains", "suffixes"), "`base` is `host`"),
        ((held.share is None) is (held.domains is None), ("held_out",), "say `share` or `domains`"),
    ]
    return [(message, at) for is_wrong, at, message in told if is_wrong]
