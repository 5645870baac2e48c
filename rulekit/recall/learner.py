"""Learning a round's model from its lessons, and the score from which on a page is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rulekit.errors import Problem, UsageError
from rulekit.fitting.bands import auc
from rulekit.fitting.labels import Labelled
from rulekit.fitting.model import FEWEST_GROUPS, fit_model
from rulekit.fitting.model_card import DIGITS
from rulekit.fitting.threshold import keep_from
from rulekit.learned.model import Model
from rulekit.recall.lesson import Lesson
from rulekit.recall.recipe import Recipe
from rulekit.recall.web_corpus import WebCorpus
from rulekit.report.number import plural

FEWEST = 20  # labels of either sort, as of `rulekit train`
LIMIT = "keep_from"  # where the card of a model has the limit
WORDS = {True: "keep", False: "drop"}


@dataclass(frozen=True)
class Learner:
    """Learns from pages of a corpus."""

    recipe: Recipe
    corpus: WebCorpus

    def learn(self, lessons: Sequence[Lesson]) -> Model:
        """A model of the lessons, whose card has its limit, and figures on unseen domains.

        These are of the seed alone: what came later was chosen for being missed, and tells nothing
        of how often a score is right. A text that a domain which is held out has, too, is not
        learned from. Raises UsageError for too few lessons, and where no score is precise enough.
        """
        learned = [one for one in lessons if not one.held_out]
        texts, leaked = self._texts({one.sha256 for one in learned})
        used = [one for one in learned if one.sha256 not in leaked]
        check_enough(used)
        labelled = [Labelled(texts[one.sha256], one.url, one.keep, 1.0, one.domain) for one in used]
        fitted = fit_model(labelled, self.recipe.shape)
        seeds = [row for row, one in enumerate(used) if not one.round]
        scores, keep = [fitted.unseen[row] for row in seeds], [used[row].keep for row in seeds]
        precision = self.recipe.spec.threshold.precision
        if (limit := keep_from(scores, keep, precision)) is None:
            raise _none_is_precise(precision, auc(scores, keep))
        card = {
            "recall": self.recipe.name,
            "labels": len(used),
            "keep": sum(one.keep for one in used),
            "groups": len({one.domain for one in used}),
            "left_out": len(leaked),
            "seeds": len(seeds),
            "auc": round(auc(scores, keep), DIGITS),
            "precision_asked": precision,
            LIMIT: {name: round(one, DIGITS) for name, one in limit._asdict().items()},
        }
        return replace(fitted.model, card=card)

    def _texts(self, hashes: set[str]) -> tuple[dict[str, str], set[str]]:
        """The texts of pages by their hashes, and those that domains which are held out have."""
        found: dict[str, str] = {}
        leaked = set()
        domains = self.recipe.domains
        for shard in self.corpus.shards:
            for page in self.corpus.pages(shard, Counter()):
                if page.sha256 in hashes:
                    found[page.sha256] = page.text
                    if domains.is_held_out(domains.of(page.address.host)):
                        leaked.add(page.sha256)
        return found, leaked


def limit_of(model: Model) -> float:
    """The score from which on a page is taken."""
    return float(model.card[LIMIT]["limit"])


def check_enough(lessons: Sequence[Lesson], notes: Sequence[str] = ()) -> None:
    """Raise UsageError for too few labels, or labels of too few domains, to learn anything.

    `notes` say what became of the other labels.
    """
    for keep, word in WORDS.items():
        some = [one for one in lessons if one.keep is keep]
        groups = len({one.domain for one in some})
        if len(some) < FEWEST or groups < FEWEST_GROUPS:
            message = f"{plural(len(some), 'label')} to {word}, of {plural(groups, 'domain')}"
            remedy = (
                f"label more pages: {FEWEST} to keep, of {FEWEST_GROUPS} domains, and {FEWEST} to "
                f"drop, of {FEWEST_GROUPS} domains, are the least, without what is held out"
            )
            message = "; ".join([f"too little to learn from: {message}", *notes])
            raise UsageError([Problem(message, remedy=remedy)])


def _none_is_precise(precision: float, area: float) -> UsageError:
    message = f"no score is right about {precision:.0%} of ten pages or more of unseen domains"
    remedy = (
        f"label more pages, or look whether labels and annotations are right (area under the ROC: "
        f"{area:.3f}); once a round has ended, another `threshold` is for another folder"
    )
    return UsageError([Problem(message, remedy=remedy)])
