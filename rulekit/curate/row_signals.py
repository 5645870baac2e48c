"""Signals for steps of a curation: measured on rows as they are, or taken from an audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rulekit.core.reading import Reading
from rulekit.curate.stored_scores import SCORE, open_scores
from rulekit.errors import SpecError, UsageError, did_you_mean
from rulekit.places.address import is_address
from rulekit.plan.fingerprint import weight_hashes
from rulekit.plan.used_models import model_problems, used_models, used_weights
from rulekit.plan.used_replies import reply_problems, used_replies

if TYPE_CHECKING:
    from rulekit.catalog.catalog import Catalog
    from rulekit.catalog.languages import Languages
    from rulekit.core.signal import Signal
    from rulekit.hooks.curated_row import CuratedRow
    from rulekit.hooks.step import DocumentJudge, RowSignal

Engines = Callable[[str | None], "DocumentJudge"]
_UNKNOWN = Reading(None, "no known language has this name or content")
LISTED = "; `rulekit signals FILE` lists them, and there is `score`, that of the profile"


@dataclass(frozen=True)
class RowSignals:
    """Finds the signals that steps ask for, by name; folders of audits count from `folder`."""

    catalog: Callable[[], Catalog]
    engines: Engines
    folder: str

    def __call__(self, name: str, readings: str = "") -> RowSignal:
        """The signal, as it is measured or as `readings` has it; raises UsageError for none."""
        if readings:
            there = readings if is_address(readings) else str(Path(self.folder, readings))
            return open_scores(there, name)
        if name == SCORE or (name.startswith(f"{SCORE}(") and name.endswith(")")):
            profile = name[len(SCORE) + 1 : -1]
            judge = self.engines(profile or None)
            return ProfileScore(judge, {profile: judge.digest} if profile else {})
        catalog = self.catalog()
        signals = {**catalog.names.signals, **catalog.names.named_signals}
        signals |= {one.name: one for file in catalog.rules.values() for one in file.rule.signals}
        if complaint := "" if name in signals else catalog.names.replies.complaint(name):
            raise UsageError(complaint)
        if name not in signals:
            near = did_you_mean(name, [*signals, SCORE]) or LISTED
            raise UsageError(f"there is no signal `{name}`{near}")
        return _measured(catalog, signals[name])


def _measured(catalog: Catalog, signal: Signal) -> MeasuredSignal:
    weights = used_weights(catalog.weights, [signal])
    read = [signal, *(term.signal for file in weights.values() for term in file.terms)]
    used, replies = used_models(catalog.models, read), used_replies(catalog.replies, read)
    if problems := [*model_problems(used.values()), *reply_problems(replies.values())]:
        raise SpecError(problems)
    languages = catalog.languages.restricted_to(dict.fromkeys(catalog.syntaxes, signal.needs))
    digests = {one: file.sha256 for one, file in used.items()}
    digests |= {f"replies({one})": said.sha256 for one, said in replies.items()}
    digests |= {f"weights({one})": sha256 for one, sha256 in weight_hashes(weights).items()}
    return MeasuredSignal(signal, languages, digests)


@dataclass(frozen=True)
class MeasuredSignal:
    """A signal of the catalog, measured on rows as the steps before have left them.

    A tree is made with its own captures alone: what other steps ask for changes no reading.
    """

    signal: Signal
    languages: Languages
    digests: Mapping[str, str]

    def read(self, row: CuratedRow) -> Reading:
        """The reading of a row's document."""
        document = row.document
        if document is None:
            return _UNKNOWN
        return self.signal.read(self.languages.reread(document) if self.signal.needs else document)


@dataclass(frozen=True)
class ProfileScore:
    """The score of a profile, as `rulekit filter` gives it."""

    judge: DocumentJudge
    digests: Mapping[str, str]  # that of the command's own profile is in the manifest

    def read(self, row: CuratedRow) -> Reading:
        """The score of a row's document."""
        if row.document is None:
            return _UNKNOWN
        verdict = self.judge.check(row.document)
        return Reading(verdict.score, "" if verdict.score is not None else verdict.reason)
