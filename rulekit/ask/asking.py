"""Asking a model for each row of a corpus: once, whatever kills it, and within its limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rulekit.ask.asked_corpus import AskedCorpus
from rulekit.ask.askers import Askers
from rulekit.ask.budget import Budget
from rulekit.ask.client import Called, Client
from rulekit.ask.conversation import next_step
from rulekit.ask.endpoint import Endpoint
from rulekit.ask.inquiry import Inquiry
from rulekit.ask.journal import KEPT, ReplyJournal
from rulekit.ask.reply_table import ReplyTables
from rulekit.ask.request import PROTOCOL, Request
from rulekit.ask.standing import counted
from rulekit.ask.text_lines import TextLines
from rulekit.audit.folder import AuditFolder
from rulekit.audit.lock import Lock
from rulekit.audit.tables import arrow
from rulekit.errors import Problem, UsageError
from rulekit.files.digest import file_sha256
from rulekit.places.place import Place, matching, remove
from rulekit.replies.folder import JOURNAL
from rulekit.replies.texts import OUTCOMES

FIRST = 50  # replies after which the cost of all is told
DOWN = 10  # failures with no answer between, at the least, after which nobody is asked any more
DETERMINISM = {
    "replay": "promised: the same rows, files and journal give the same tables, byte for byte, "
    "and ask nothing",
    "resample": "never promised: a server may reply otherwise to the same request, with the same "
    "seed and at temperature 0",
}


class Asking:
    """Asks what an inquiry says of each row of a corpus, into the folder `out`.

    `tell` is called after each answer, with this. Answers are kept in the folder `journal`, or in
    `out` where none is named; its limits are those of all who keep theirs there. Raises UsageError,
    once the tables are written, if rows are left that nobody was asked about.
    """

    def __init__(
        self,
        inquiry: Inquiry,
        corpus: AskedCorpus,
        out: str,
        tell: Callable[[Asking], None],
        journal: Path | None = None,
    ) -> None:
        self.inquiry, self.corpus, self.tell = inquiry, corpus, tell
        self.audit = AuditFolder(Path(out))
        self.journal = ReplyJournal(journal or Path(out) / JOURNAL)
        self._is_alone = journal is None
        self.budget = Budget(inquiry.spec.limits, inquiry.spec.price)
        self.texts = TextLines([*inquiry.form.columns()], self.audit.work)
        self.tables = ReplyTables(corpus, inquiry, self.journal, self.texts)
        self.asked = 0  # requests of this run that were answered
        self.rows = 0  # that this run has looked at
        self._open: dict[str, Request] = {}  # the first requests, by the keys of those under way
        self._given_up: set[str] = set()
        self._failures, self._tries = 0, 0  # without an answer between
        self._is_begun = False  # whether there were answers before this run
        self._stop: UsageError | None = None

    def run(self) -> None:
        """Ask, then write the tables and the manifest."""
        arrow("replies are written as Parquet")
        if not self.journal.folder.is_dir():
            self._endpoint()  # whoever names nobody to ask is told before there is a folder
        with Lock(self.audit, Path(str(self.audit.folder))), self.journal:
            for entry in self.journal.entries():
                self.budget.spent.add(entry)
            self._is_begun = bool(self.budget.spent.answered)
            with Askers(self._client, self.inquiry.spec.limits.open) as askers:
                self._ask_all(askers)
            self._write()
            remove(self.audit.work)
        if stop := self._stop or self._unasked():
            raise stop

    def left(self) -> int:
        """How many replies are left to ask; of a folder that was begun, the corpus is read."""
        if self._is_begun:
            return counted(self.inquiry, self.corpus, self.journal)[1]
        return max(0, self.corpus.count * self.inquiry.spec.sample.n - self.asked)

    def _client(self) -> Client:
        """A client of the endpoint, of which a replay has no need."""
        limits = self.inquiry.spec.limits
        return Client(self._endpoint(), limits.tries, limits.seconds)

    def _endpoint(self) -> Endpoint:
        return Endpoint.of(at=self.inquiry.spec.at)

    def _ask_all(self, askers: Askers) -> None:
        for first in self._firsts():
            self._go_on(first, askers)
            while len(self._open) >= self.inquiry.spec.limits.open:
                self._take(askers)
            if self._stop:
                break
        while self._open:
            self._take(askers)

    def _firsts(self) -> Iterator[Request]:
        for row in self.corpus.all_rows():
            self.rows += 1
            if not row.trouble:
                yield from self.inquiry.requests(row.text, row.values)

    def _go_on(self, first: Request, askers: Askers) -> None:
        """Ask what is not answered yet of a conversation, unless it is under way or was in vain."""
        step = next_step(first, self.journal.find, self.inquiry.form)
        if not isinstance(step, Request) or self._stop:
            return
        if step.key in self._open or step.key in self._given_up:
            return
        self._stop = self.budget.refusal(len(self._open))
        if self._stop:
            return
        askers.put(step)
        self._open[step.key] = first

    def _take(self, askers: Askers) -> None:
        """Take one answer, keep it, and go on with its conversation."""
        told = askers.take()
        first = self._open.pop(told.entry.key)
        self.journal.add(told.entry)
        self.budget.spent.add(told.entry)
        self._stop = self._stop or told.stop
        if told.entry.is_answered:
            self.asked, self._failures, self._tries = self.asked + 1, 0, 0
            self._go_on(first, askers)
        else:
            self._failures, self._tries = self._failures + 1, self._tries + told.entry.tries
            self._given_up.add(told.entry.key)
            if self._failures >= max(DOWN, self.inquiry.spec.limits.open):
                self._stop = self._stop or _down(self._failures, self._tries, told)
        self.tell(self)

    def _write(self) -> None:
        """Write the tables and the manifest; tables of rows that are not asked about now go."""
        paths = [self.audit.table("replies", one.name) for one in self.corpus.shards]
        with self.texts:
            for shard in self.corpus.shards:
                self.tables.write(self.audit, shard)
            told = self.texts.write(self.audit)
        for stale in {*matching(self.audit.folder / "replies", "**/*.parquet")} - {*paths}:
            remove(stale)
        self.audit.write_json(self.audit.manifest, self._manifest(paths) | told)

    def _manifest(self, paths: Sequence[Place]) -> dict[str, Any]:
        inquiry, tables = self.inquiry, self.tables
        spent = {name: value for name, value, _ in self.budget.sums()}
        told = {"spent": vars(self.budget.spent) | {"money": spent["money"]}}
        return {
            "ask": inquiry.spec.model_dump(by_alias=True),
            "protocol": PROTOCOL,
            **{name: inquiry.hangs_on[name] for name in ("prompt", "schema")},
            "determinism": DETERMINISM,
            "columns": str(self.corpus.columns),
            "outcomes": {name: tables.outcomes[name] for name in OUTCOMES},
            "models": dict(sorted(tables.models.items())),
            "fingerprints": dict(sorted(tables.fingerprints.items())),
            **(told if self._is_alone else {}),
            "tables": {self.audit.name_of(one): file_sha256(str(one)) for one in paths},
        }

    def _unasked(self) -> UsageError | None:
        count = self.tables.outcomes["unasked"]
        if not count:
            return None
        message = f"{count:,} of {self.tables.outcomes.total():,} are unasked: no try was answered"
        return UsageError([Problem(message, remedy=KEPT)])


def _down(failures: int, tries: int, told: Called) -> UsageError:
    said = " ".join(told.entry.body.split())[:200]
    message = f"{tries} requests in a row, for {failures} replies, were not answered, and nothing "
    message += f"more is asked: {said}"
    return UsageError([Problem(message, remedy=f"look at the server; {KEPT}")])
