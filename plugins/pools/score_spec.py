"""Settings of the step `score`."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal

import rulekit
from pydantic import Field, model_validator

from .share import Share, Top, fraction_of, size_of

Of = Literal["rows", "bytes"]
Edge = Annotated[float, Field(allow_inf_nan=False)]
Name = Annotated[str, Field(min_length=1)]


class TopSpec(rulekit.Spec):
    """The best `top` of each group: a share of its rows (or bytes), or a size such as `5 GB`.

    DCLM keeps the best 10 % of documents by a classifier (arXiv:2406.11794).
    """

    top: Top
    by: Name | None = None
    of: Of = "rows"
    best: Literal["high", "low"] = "high"

    @property
    def counts_bytes(self) -> bool:
        """True if bytes are counted, and not rows."""
        return self.of == "bytes" or size_of(self.top) is not None


class BucketsSpec(rulekit.Spec):
    """Buckets of scores, from the lowest, each with the share of it that is kept.

    `edges` are scores, or `quantiles` is the number of buckets that are equally large. `mix` has
    instead the share that each bucket has of all that is kept, which is as much as there can be.
    Nemotron-CC has 20 quantiles of an ensemble of scores (arXiv:2412.02595).
    """

    edges: Annotated[list[Edge], Field(min_length=1, max_length=999)] | None = None
    quantiles: Annotated[int, Field(ge=2, le=1000)] | None = None
    keep: list[Share] | None = None
    mix: list[Share] | None = None
    by: Name | None = None
    of: Of = "rows"

    @property
    def count(self) -> int:
        """How many buckets there are."""
        return self.quantiles or len(self.edges or ()) + 1

    @property
    def counts_bytes(self) -> bool:
        """True if bytes are counted, and not rows."""
        return self.of == "bytes"

    @model_validator(mode="after")
    def _whole(self) -> BucketsSpec:
        if (self.edges is None) == (self.quantiles is None):
            raise ValueError("buckets have `edges` or `quantiles`, one of them")
        if (self.keep is None) == (self.mix is None):
            raise ValueError("buckets have `keep` or `mix`, one of them")
        for low, high in pairwise(self.edges or ()):
            if low >= high:
                raise ValueError(f"edges rise: {high:g} stands behind {low:g}")
        shares = self.keep or self.mix or []
        if len(shares) != self.count:
            many = f"{self.count} buckets, from the lowest, and {len(shares)} shares"
            raise ValueError(f"there are {many}")
        if self.mix and sum(map(fraction_of, self.mix), Fraction()) != 1:
            raise ValueError("the shares of `mix` have to be 100 % together")
        return self


class ScoreSpec(rulekit.Spec):
    """Settings of `score`: a `signal`, and one of `keep`, `buckets` and `pareto`.

    `unscored` says what is done with rows that have no score, which are among no best. `readings`
    is the folder of an audit that has stored the readings, which are not measured then. With
    `pareto`, a row whose score is s stays with a chance of (2 - s) to the power of minus `pareto`,
    as in GPT-3's training, where that is 9 (arXiv:2005.14165, appendix A).
    """

    signal: Annotated[str, Field(min_length=1)]
    keep: TopSpec | None = None
    buckets: BucketsSpec | None = None
    pareto: Annotated[int, Field(ge=1, le=100)] | None = None
    unscored: Literal["keep", "drop"] = "drop"
    readings: Annotated[str, Field(min_length=1)] | None = None
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1

    @property
    def by(self) -> str | None:
        """The column by which groups are made, or `language`; None for one group."""
        if self.pareto:
            return "language"
        form = self.keep or self.buckets
        return form.by if form else None

    @model_validator(mode="after")
    def _one_form(self) -> ScoreSpec:
        forms = ("keep", "buckets", "pareto")
        said = [one for one in forms if getattr(self, one) is not None]
        if len(said) != 1:
            found = f", not {' and '.join(said)}" if said else ""
            raise ValueError(f"say what is kept by one of keep, buckets, pareto{found}")
        return self
