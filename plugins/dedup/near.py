"""The step `near`: drops rows that are nearly the same as another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import rulekit
from pydantic import Field, model_validator

from .bands import Banding, choose
from .exact import NOT_AFTER, PREFER, Column
from .shingle import Shingler
from .signature import Signer, band_keys

if TYPE_CHECKING:
    from .shingle import Numbers

WORDS = 5  # OpenCoder (2411.04905, section 2.1): "5-gram"

# CodeParrot's, whose copies were checked by exact index as well; StarCoder (2305.06161) has 0.7,
# OpenCoder none, but its bands compare half of the files of 0.976.
THRESHOLD = 0.85

# CodeParrot's and BigCode's. OpenCoder has 2,048 and no check: only so many keep what is below its
# threshold from being taken for copies. Where that is checked, 256 are enough, and cost less than
# the words do: of 741 pairs of real and changed files from 0.85 on they missed none.
PERMUTATIONS = 256
MOST_PERMUTATIONS = 1 << 14  # eight times the most that is published

# Of 20 shingles, one word that is changed changes five: an index of 15 / 25. Such texts are hardly
# copies if they are not equal. CodeParrot leaves out files of fewer than 10 words.
MIN_SHINGLES = 20


class NearSettings(rulekit.Spec):
    """How alike copies are: `threshold`, the least Jaccard index of their runs of `words` words.

    With it alone, bands are chosen that compare 99 % of the copies at the threshold, of at most
    `permutations` minima. `verify: false` takes rows for copies that agree in a band, as published
    recipes do; then `bands` and `rows` say how alike they probably are.
    """

    words: Annotated[int, Field(ge=1, le=100)] = WORDS
    threshold: Annotated[float, Field(gt=0, le=1)] | None = None
    permutations: Annotated[int, Field(ge=1, le=MOST_PERMUTATIONS)] | None = None
    bands: Annotated[int, Field(ge=1, le=MOST_PERMUTATIONS)] | None = None
    rows: Annotated[int, Field(ge=1, le=MOST_PERMUTATIONS)] | None = None
    seed: Annotated[int, Field(ge=0, lt=1 << 64)] = 1
    verify: bool = True
    min_shingles: Annotated[int, Field(ge=1)] = MIN_SHINGLES
    prefer: list[Column] = [*PREFER]

    @model_validator(mode="after")
    def _bands_with_rows(self) -> NearSettings:
        if (self.bands is None) != (self.rows is None):
            given, lacking = ("bands", "rows") if self.rows is None else ("rows", "bands")
            raise ValueError(f"`{given}` needs `{lacking}`; or leave both, to have them chosen")
        return self

    @model_validator(mode="after")
    def _permutations_of_bands(self) -> NearSettings:
        if self.bands is None or self.rows is None:
            return self
        there = self.bands * self.rows
        if there > MOST_PERMUTATIONS:
            limit = f"at most {MOST_PERMUTATIONS:,}"
            raise ValueError(f"`bands` times `rows` is {limit}, not {there:,}; take fewer `bands`")
        if self.permutations not in (None, there):
            message = f"`permutations` is `bands` times `rows`, {there:,}, not {self.permutations}"
            raise ValueError(f"{message}; leave it out")
        return self

    @model_validator(mode="after")
    def _threshold_is_verified(self) -> NearSettings:
        if self.verify:
            return self
        if self.bands is None:
            raise ValueError("`verify: false` needs `bands` and `rows`: they alone decide")
        if self.threshold is not None:
            message = f"`threshold: {self.threshold}` has no effect with `verify: false`"
            raise ValueError(f"{message}; leave out one of them")
        return self

    @property
    def banding(self) -> Banding:
        """The bands that are asked for, or those that fit the threshold.

        Raises UsageError when the permutations are too few for it.
        """
        if self.bands is not None and self.rows is not None:
            return Banding(self.bands, self.rows)
        return choose(self.threshold or THRESHOLD, self.permutations or PERMUTATIONS)


@dataclass
class NearStep:
    """Finds rows that share most of their runs of words, by MinHash.

    `curve` says how likely rows of some Jaccard indices are compared. Of a row that was just asked
    for its keys, the shingles are still there when it is asked for its features.
    """

    prefer: Sequence[str]
    threshold: float | None
    bands: int
    rows: int
    min_shingles: int
    curve: Sequence[tuple[float, float]]
    shingler: Shingler = field(repr=False)
    signer: Signer = field(repr=False)
    is_exact: bool = False
    needs: frozenset[str] = frozenset()
    _last: tuple[bytes, Numbers] | None = field(default=None, init=False, repr=False)

    def keys(self, row: rulekit.CuratedRow) -> Sequence[bytes]:
        """One of each band; none of a row with too few shingles to be compared by them."""
        shingles = self.features(row)
        if shingles.size < self.min_shingles:
            return ()
        return band_keys(self.signer.minima(shingles), self.bands)

    def features(self, row: rulekit.CuratedRow) -> Numbers:
        """The shingles."""
        data = row.data
        if self._last is None or self._last[0] != data:
            self._last = None  # so that two of these are never in memory
            self._last = data, self.shingler.shingles(data)
        return self._last[1]


def build_near(settings: NearSettings, _context: rulekit.StepContext) -> NearStep:
    """The step as its settings say."""
    banding = settings.banding
    return NearStep(
        prefer=tuple(settings.prefer),
        threshold=(settings.threshold or THRESHOLD) if settings.verify else None,
        bands=banding.bands,
        rows=banding.rows,
        min_shingles=settings.min_shingles,
        curve=banding.curve(),
        shingler=Shingler(settings.words),
        signer=Signer(banding.permutations, settings.seed),
    )


NEAR = rulekit.Step(
    "near",
    "drops each row that has nearly the same runs of words as a better one",
    NearSettings,
    build_near,
    not_after=NOT_AFTER,
)
