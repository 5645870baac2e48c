"""A round: a model is learned, all pages are scored and counted, and people are shown where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from rulekit.files.digest import file_sha256
from rulekit.learned.model import Model
from rulekit.learned.model_file import ModelFile, written_model
from rulekit.page.recall_page import RecallPage
from rulekit.plan.options import PlanOptions
from rulekit.recall.annotation import AnnotationFile, read_annotations
from rulekit.recall.annotation_use import AnnotationUse
from rulekit.recall.crawl_count import CrawlCount
from rulekit.recall.domain_table import CLOSE, WAITING, Said, states, write_domains
from rulekit.recall.grade import held_out_figures
from rulekit.recall.learner import Learner, limit_of
from rulekit.recall.lesson import Lesson, counts
from rulekit.recall.prefix_count import PrefixCount
from rulekit.recall.recipe import Recipe
from rulekit.recall.round_folder import RoundFolder
from rulekit.recall.score_table import Scorer, ScoreTables
from rulekit.recall.scorers import Tell, score_shards
from rulekit.recall.web_corpus import WebCorpus


@dataclass(frozen=True)
class Round:
    """A round that has begun; what it makes hangs on its inputs and the corpus alone."""

    recipe: Recipe
    corpus: WebCorpus
    place: RoundFolder

    @property
    def tables(self) -> ScoreTables:
        """The tables of scores."""
        return ScoreTables(self.place.scores, self.corpus.shards)

    @property
    def model(self) -> Model:
        """The model that was learned."""
        return ModelFile(self.place.model).model

    def use(self, annotations: AnnotationFile) -> AnnotationUse:
        """Which lines of annotations have pages."""
        return AnnotationUse(annotations, self.recipe.domains).look(self.tables.pages())

    def do(self, options: PlanOptions, jobs: int, tell: Tell) -> None:
        """Do what is not done of it; the manifest comes last. `tell` hears of shards."""
        lessons, text, about = self.place.inputs()
        annotations = read_annotations(text, str(self.place.annotations))
        if not self.place.model.exists():
            learned = Learner(self.recipe, self.corpus).learn(lessons)
            self.place.write(self.place.model, written_model(learned))
        model = self.model
        scorer = Scorer(self.corpus, self.recipe.domains, model)
        out = Path(str(self.place.audit.folder))
        score_shards(scorer, self.tables, self.place.model, out, options, jobs, tell)
        asked, domains = self.recipe.spec.domains, self.recipe.domains
        rows = CrawlCount(self.tables.pages, limit_of(model), asked, domains).rows(self.corpus)
        said = states(rows, self.use(annotations).alive, domains)
        write_domains(self.place.audit, self.place.domains, rows, said)
        told = self._manifest(model, lessons, annotations, rows, said) | about
        page = RecallPage(self.recipe.spec.title or self.recipe.name, told, self._shown(rows, said))
        self.place.write(self.place.page, page.html().encode())
        self.place.audit.write_json(self.place.manifest, {**told, "files": self._files()})

    def _manifest(
        self,
        model: Model,
        lessons: list[Lesson],
        annotations: AnnotationFile,
        rows: Sequence[PrefixCount],
        said: list[Said],
    ) -> dict[str, Any]:
        whole = [one for one in rows if one.is_domain]
        figures = held_out_figures(
            self.tables.pages(), lessons, annotations, self.recipe.domains, limit_of(model)
        )
        return {
            "recall": self.recipe.name,
            "round": self.place.number,
            "rulekit": metadata.version("rulekit"),
            "model": dict(model.card),
            "limit": limit_of(model),
            "lessons": counts(lessons),
            "annotations": {
                "wanted": sum(one.wanted for one in annotations.lines),
                "unwanted": sum(not one.wanted for one in annotations.lines),
            },
            "pages": {
                "scored": sum(one.pages for one in whole),
                "taken": sum(one.taken for one in whole),
                "held_out": sum(one.pages for one in whole if one.held_out),
                "unread": self.tables.unread(),
            },
            "domains": {
                "all": len(whole),
                "asked": sum(one.asks for one in rows),
                "waiting": sum(one.state == WAITING for one in said),
            },
            "held_out": figures,
        }

    def _shown(self, rows: list[PrefixCount], said: list[Said]) -> list[Mapping[str, Any]]:
        """The rows that people see: domains and prefixes that they are asked about, or nearly."""
        told_of = zip(rows, said, strict=True)
        shown = {one.domain for one, told in told_of if one.asks or told.state == CLOSE}
        found: list[Mapping[str, Any]] = []
        for one, told in zip(rows, said, strict=True):
            if one.domain in shown:
                more = {"share": one.share, "prefix": one.prefix, "is_domain": one.is_domain}
                found.append({**one._asdict(), **more, **told._asdict()})
        return found

    def _files(self) -> dict[str, str]:
        """The hashes of all that the round wrote."""
        place = self.place
        paths = [place.begun, place.labels, place.annotations]
        paths += [place.model, place.domains, place.page]
        paths += [self.tables.path(one) for one in self.corpus.shards]
        return {str(one.relative_to(place.folder)): file_sha256(str(one)) for one in paths}
