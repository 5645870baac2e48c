"""Rounds: which is next, when people are waited for, and what is admitted by now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from rulekit.audit.folder import MANIFEST, AuditFolder
from rulekit.audit.lock import Lock
from rulekit.audit.tables import arrow
from rulekit.errors import UsageError
from rulekit.files.digest import file_sha256
from rulekit.places.place import names_in, remove
from rulekit.plan.options import PlanOptions
from rulekit.recall.admission import KEPT, PAGES, Admission, copy_rows
from rulekit.recall.annotation import Annotation, AnnotationFile, read_annotations
from rulekit.recall.annotation_use import AnnotationUse
from rulekit.recall.begun_plan import PLAN, begin_plan
from rulekit.recall.domain_table import read_asked, waiting
from rulekit.recall.ended_rounds import BEFORE, LAST, ended_rounds, hash_of
from rulekit.recall.learner import check_enough, limit_of
from rulekit.recall.next_lessons import NextLessons
from rulekit.recall.prefix_count import PrefixCount
from rulekit.recall.recipe import Recipe
from rulekit.recall.round import Round
from rulekit.recall.round_folder import RoundFolder, read_told
from rulekit.recall.scorers import Tell
from rulekit.recall.seed import read_seed
from rulekit.recall.seed_fit import SeedFit
from rulekit.recall.web_corpus import WebCorpus
from rulekit.report.seed_note import seed_notes

WAITS, FEW, ALL = "waits", "few", "all"  # why no round follows
DIGITS = 5


@dataclass(frozen=True)
class Standing:
    """How far the rounds are: the manifest, prefixes that wait, and lines that decide nothing.

    Of these some have no page (`use`), and of others longer ones decide on all pages. `stale` is
    true where copies of other rows than are admitted now were taken away.
    """

    manifest: Mapping[str, Any]
    waiting: tuple[PrefixCount, ...]
    unused: tuple[Annotation, ...]
    domains: tuple[str, ...]
    use: AnnotationUse
    stale: bool


@dataclass
class Rounds:
    """Does the rounds that a file declares, in the folder `out`, as far as people's words go.

    `told` hears the manifest of each round when it has ended, `tell` of shards on the way.
    """

    recipe: Recipe
    corpus: WebCorpus
    out: Path
    options: PlanOptions
    jobs: int
    told: Callable[[Mapping[str, Any]], None]
    tell: Tell
    copies: bool = False
    _new: dict[str, Any] = field(default_factory=dict)
    _use: AnnotationUse | None = None

    @property
    def audit(self) -> AuditFolder:
        """The folder of all rounds."""
        return AuditFolder(self.out)

    @property
    def manifest(self) -> Path:
        """What says how far the rounds are."""
        return self.out / MANIFEST

    @cached_property
    def annotations(self) -> AnnotationFile:
        """What people have decided, as this command found it."""
        return self.recipe.annotations()

    def run(self) -> Standing:
        """Do what can be done now; raises RulekitError for what is wrong."""
        arrow("rounds are written as Parquet")
        self._refuse_other()
        _ = self.annotations  # mistakes in it are told before anything is done
        with Lock(self.audit, self.out):
            is_begun = self._place(1).is_begun or self.manifest.exists()
            begin_plan(self.recipe, self.corpus, self.audit, is_begun=is_begun)
            number = ended_rounds(self._place, self.manifest)
            while not (why := self._begin(number + 1)):
                number += 1
                self._round(number).do(self.options, self.jobs, self.tell)
                self.told(read_told(self._place(number).manifest))
            standing = self._stand(number, why)
            remove(self.audit.work)
        return standing

    def _refuse_other(self) -> None:
        names = names_in(self.out) - {"work"}
        if names and PLAN not in names:
            message = f"`{self.out}` is no folder of rounds: name another, or one that is not there"
            raise UsageError(message)

    def _place(self, number: int) -> RoundFolder:
        return RoundFolder(self.audit, number, self.recipe.name)

    def _round(self, number: int) -> Round:
        return Round(self.recipe, self.corpus, self._place(number))

    def _begin(self, number: int) -> str:
        """Begin a round, unless it has begun; why there is none, if there is none."""
        if self._place(number).is_begun:
            return ""
        if number == 1:
            self._begin_first()
            return ""
        if number > self.recipe.spec.rounds:
            return ALL
        return self._begin_after(self._round(number - 1))

    def _begin_first(self) -> None:
        fit = SeedFit.of(self.corpus, self.recipe, read_seed(self.recipe))
        lessons = fit.found
        check_enough([one for one in lessons if not one.held_out], seed_notes(fit.told))
        about = {BEFORE: "", "seed": fit.told}
        self._place(1).begin(lessons, self.annotations.text, about)

    def _begin_after(self, before: Round) -> str:
        lessons, text, _ = before.place.inputs()
        asked = self._waiting(before)
        seen = before.use(read_annotations(text, str(before.place.annotations))).alive
        if asked and seen.decisions == self._used(before).alive.decisions:
            return WAITS
        known = {one.sha256 for one in lessons}
        spec, limit = self.recipe.spec, limit_of(before.model)
        found = NextLessons(self.annotations, self.recipe.domains, limit, spec.learn, known)
        found.look(before.tables.pages())
        self._new = {
            "missed": len(found.missed),
            "found": found.found,
            "share": round(found.share, DIGITS),
        }
        if not found.missed or found.share < spec.stop:
            return WAITS if asked else FEW
        number = before.place.number + 1
        lessons += found.lessons(number)
        about = {BEFORE: hash_of(before.place.manifest), "new": self._new}
        self._place(number).begin(lessons, self.annotations.text, about)
        self._new = {}
        return ""

    def _waiting(self, before: Round) -> list[PrefixCount]:
        rows = read_asked(before.place.domains)
        return waiting(rows, self._used(before).alive, self.recipe.domains)

    def _used(self, of: Round) -> AnnotationUse:
        """Which lines have pages: those of any round, as all have the same."""
        self._use = self._use or of.use(self.annotations)
        return self._use

    def _stand(self, number: int, why: str) -> Standing:
        """Write what is admitted by the last round and the words of people, and say it."""
        last, domains = self._round(number), self.recipe.domains
        by_score = self.recipe.spec.admit == "scored"
        admission = Admission(self.annotations, domains, limit_of(last.model), by_score)
        path = self.out / PAGES
        admission.write(self.audit, path, last.tables.pages())
        asked = self._waiting(last)
        manifest = {
            "recall": self.recipe.name,
            "rounds": number,
            "next": why,
            "new": self._new or None,
            "waiting": [one.prefix for one in asked],
            "annotations": self.annotations.sha256,
            "admit": self.recipe.spec.admit,
            "admitted": admission.counts,
            "files": {PAGES: (pages := file_sha256(str(path)))},
            KEPT: "",
            LAST: hash_of(last.place.manifest),
        }
        stale = self._keep(manifest, admission, pages)
        unused = tuple(one for one in self.annotations.lines if one.line not in admission.used)
        hosts = tuple(sorted(admission.seen))
        return Standing(manifest, tuple(asked), unused, hosts, self._used(last), stale)

    def _keep(self, manifest: dict[str, Any], admission: Admission, pages: str) -> bool:
        """Write the manifest, and copy rows where that is wanted; true if stale ones are gone.

        The manifest says of which table of pages the copies are, and of none while they change.
        """
        before = read_told(self.manifest).get(KEPT) if self.manifest.exists() else ""
        if before == pages and not self.copies:
            self.audit.write_json(self.manifest, manifest | {KEPT: pages})
            return False
        self.audit.write_json(self.manifest, manifest)
        if self.copies:
            copy_rows(self.audit, self.corpus, admission)
            self.audit.write_json(self.manifest, manifest | {KEPT: pages})
            return False
        is_stale = (self.out / KEPT).exists()
        remove(self.out / KEPT)
        return is_stale
