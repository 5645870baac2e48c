"""The step `pii`: edits that put placeholders for what detectors find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain

import rulekit

from .overlap import outside, without_overlaps
from .placeholder import HASH, NumberedValues, PlaceholderSet
from .settings import DetectorUse, PiiSettings

Find = Callable[[rulekit.CuratedRow], Iterable[rulekit.Detection]]


@dataclass(frozen=True)
class PiiStep:
    """Replaces what its detectors find by placeholders, each value by the same one."""

    placeholders: PlaceholderSet
    finders: Sequence[Find]
    needs: frozenset[str] = frozenset()

    def apply(self, row: rulekit.CuratedRow) -> rulekit.Outcome:
        """The row with its edits; rows where nothing is found go on as they are."""
        everything = chain.from_iterable(find(row) for find in self.finders)
        wanted = [one for one in everything if one.kind in self.placeholders.templates]
        if not wanted:
            return rulekit.GOES_ON
        data = row.data
        new = outside(wanted, self.placeholders.spans_in(data), len(data))
        edits = tuple(self._edits(data, without_overlaps(new, len(data))))
        return rulekit.Outcome(edits=edits, fact=_told(edits))

    def _edits(self, data: bytes, found: Iterable[rulekit.Detection]) -> Iterable[rulekit.Edit]:
        numbering = NumberedValues(self.placeholders)
        for start, end, kind, rule in found:
            stands = numbering.placeholder(kind, data[start:end])
            yield rulekit.Edit(start, end, stands, kind, rule, secret=True)


def build_step(settings: PiiSettings, context: rulekit.StepContext) -> PiiStep:
    """The step of these settings; raises RulekitError for detectors that are not there."""
    finders = [_finder(use, context) for use in settings.uses]
    hashed = [kind for kind, made in settings.placeholders.items() if HASH in made]
    if hashed and not context.key:
        message = f"the placeholder of `{hashed[0]}` has `{HASH}`, and nothing keys that hash"
        remedy = "who knows how it is made can guess an address: --key-file FILE gives a key"
        raise rulekit.UsageError(f"{message}; {remedy}")
    return PiiStep(PlaceholderSet(settings.placeholders, context.key), finders)


def _finder(use: DetectorUse, context: rulekit.StepContext) -> Find:
    detector = context.detectors.get(use.use)
    if detector is None:
        known = sorted(context.detectors)
        near = get_close_matches(use.use, known, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(known) or 'none'}"
        raise rulekit.UsageError(f"the step `pii` uses no detector `{use.use}`; {hint}")
    return detector.build(None if use.file is None else context.folder / use.file)


def _told(edits: Iterable[rulekit.Edit]) -> str:
    """How many of each kind, for those who ask what became of a row."""
    counts = Counter(edit.kind for edit in edits)
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
