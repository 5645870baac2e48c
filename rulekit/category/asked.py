"""Cosine of embeddings that an endpoint is asked for: each text once, whatever kills the run."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rulekit.ask.askers import Askers
from rulekit.ask.asking import DOWN
from rulekit.ask.budget import Budget
from rulekit.ask.client import Client
from rulekit.ask.endpoint import Endpoint
from rulekit.ask.journal import KEPT, ReplyJournal
from rulekit.category.embedding_request import EmbeddingRequest, model_of, vector_of
from rulekit.errors import Problem, UsageError
from rulekit.spec.categories import EmbeddingSpec

Vector = tuple[float, ...]


class AskedLikeness:
    """How near texts are to descriptions by the embeddings of a model; `journal` keeps these.

    One process at a time may have the folder, which its caller sees to.
    """

    def __init__(self, spec: EmbeddingSpec, descriptions: Sequence[str], journal: Path) -> None:
        self.by, self._spec = spec.embeddings, spec
        self._journal = ReplyJournal(journal)
        self._described = [self._request(spec.prefix.categories, one) for one in descriptions]
        self.budget = Budget(spec.limits, spec.price)
        self.asked = 0  # texts that were embedded now
        self.models: Counter[str] = Counter()  # that answered, by what the server calls them

    def similarities(self, texts: Iterable[str]) -> Iterator[list[float]]:
        """The cosine of each text with each description, once all of them are embedded.

        Raises UsageError, when all that could be asked was asked, if one has no embedding.
        """
        self.budget = Budget(self._spec.limits, self._spec.price)
        self.models.clear()
        if not self._journal.folder.is_dir():
            Endpoint.of()  # whoever names nobody to ask is told before there is a folder
        with self._journal:
            for entry in self._journal.entries():
                self.budget.spent.add(entry)
            requests = [self._request(self._spec.prefix.texts, text) for text in texts]
            _Round(self._journal, self.budget, self).ask([*self._described, *requests])
            described = [self._vector(one) for one in self._described]
            lengths = [_length(one) for one in described]
            for one in requests:
                vector = self._vector(one)
                length = _length(vector)
                yield [
                    _cosine(vector, other, length * size)
                    for other, size in zip(described, lengths, strict=True)
                ]

    def told(self) -> dict[str, Any]:
        """Who answered, and what was spent, for a manifest."""
        spent = self.budget.spent
        money = spent.money(self._spec.price)
        return {
            "models": dict(sorted(self.models.items())),
            "spent": {**vars(spent), "money": money},
        }

    def client(self) -> Client:
        """A client of the endpoint, of which a replay has no need."""
        return Client(Endpoint.of(), self._spec.limits.tries, self._spec.limits.seconds)

    def _request(self, prefix: str, text: str) -> EmbeddingRequest:
        sent = f"{prefix}{text[: self._spec.limits.characters]}"
        return EmbeddingRequest(self._spec.embeddings, sent)

    def _vector(self, request: EmbeddingRequest) -> Vector:
        entry = self._journal.find(request.key)
        found = vector_of(entry.body) if entry else None
        if entry is None or found is None:  # `ask` has raised before
            raise UsageError(f"no embedding is kept as {request.key}")
        self.models[model_of(entry.body)] += 1
        return found


class _Round:
    """One asking of what is not in a journal yet."""

    def __init__(self, journal: ReplyJournal, budget: Budget, likeness: AskedLikeness) -> None:
        self._journal, self._budget, self._likeness = journal, budget, likeness
        self._open: set[str] = set()
        self._failures, self._said = 0, ""  # without an answer between; the last
        self._given_up: set[str] = set()
        self._stop: UsageError | None = None

    def ask(self, requests: Sequence[EmbeddingRequest]) -> None:
        """Ask all that may be asked; raises UsageError if one of them has no answer then."""
        most = self._budget.limits.open
        with Askers(self._likeness.client, most) as askers:
            for one in requests:
                if not self._is_new(one):
                    continue
                self._stop = self._stop or self._budget.refusal(len(self._open))
                if self._stop:
                    break
                askers.put(one)
                self._open.add(one.key)
                while len(self._open) >= most:
                    self._take(askers)
            while self._open:
                self._take(askers)
        if self._stop or self._given_up:
            raise self._stop or self._left()

    def _is_new(self, request: EmbeddingRequest) -> bool:
        key = request.key
        known = (self._journal.answered, self._open, self._given_up)
        return not any(key in keys for keys in known)

    def _take(self, askers: Askers) -> None:
        told = askers.take()
        entry = told.entry
        self._open.remove(entry.key)
        self._journal.add(entry)
        self._budget.spent.add(entry)
        self._stop = self._stop or told.stop
        if entry.is_answered:
            self._likeness.asked += 1
            self._failures = 0
            return
        self._given_up.add(entry.key)
        self._failures, self._said = self._failures + 1, " ".join(entry.body.split())[:200]
        if self._failures >= max(DOWN, self._budget.limits.open):
            self._stop = self._stop or self._left()

    def _left(self) -> UsageError:
        message = f"{len(self._given_up):,} texts are not embedded, as no try was answered"
        message += f": {self._said}"
        return UsageError([Problem(message, remedy=f"look at the server; {KEPT}")])


def _cosine(one: Vector, other: Vector, lengths: float) -> float:
    """The cosine, by sums that are exact: the same on every machine. 0 for a vector of zeros.

    `lengths` is the product of both. Raises UsageError for vectors of different length, which one
    model does not give.
    """
    if len(one) != len(other):
        message = f"the server gives vectors of {len(one):,} and of {len(other):,} numbers"
        raise UsageError([Problem(message, remedy="have another folder for another model")])
    dot = math.fsum(a * b for a, b in zip(one, other, strict=True))
    return dot / lengths if lengths else 0.0


def _length(vector: Vector) -> float:
    return math.sqrt(math.fsum(one * one for one in vector))
