"""A session: a reader goes through a queue of files, and says of each what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rulekit.core.verdict import Verdict
from rulekit.labelling.label import UNDECIDED, ReaderLabel, latest
from rulekit.labelling.label_file import LabelFile
from rulekit.labelling.question import (
    CONFIDENCE,
    END,
    KIND_WORD,
    LABEL,
    NONE,
    NOTE,
    OWN,
    SEARCH,
    kind_question,
)  # fmt: skip
from rulekit.labelling.queue import QueuedFile
from rulekit.labelling.view import MOVES, View


@dataclass(frozen=True)
class Occasion:
    """The reader of a session, the clock, and the teller of verdicts to a reader who asks."""

    reader: str
    now: Callable[[], str]
    explain: Callable[[Verdict], str]


class Session:
    """Files to label one after the other; what is typed is taken, and what is said is stored.

    `place` is that of the file which is read, `view` the part of it that is shown, `question` what
    is asked, `message` what the last answer led to. `said` are this reader's labels by hash.
    """

    def __init__(self, files: Sequence[QueuedFile], labels: LabelFile, around: Occasion) -> None:
        self.files, self.labels, self.around = files, labels, around
        known = latest(labels.labels)
        self.said = {sha: one for (who, sha), one in known.items() if who == around.reader}
        self.seen = {sha for sha, one in self.said.items() if one.blind is False}
        self.skipped: set[int] = set()
        self.ended = False
        self.help_page = 0  # that is shown in the place of the text, from 1 on
        self.message = ""
        self.place = 0
        self.question = LABEL
        self.view = self._source = View("")
        self._before: list[int] = []  # places that were left, the last one last
        self._draft: dict[str, str | None] = {}
        self._go_on()

    @property
    def file(self) -> QueuedFile:
        """The file that is read."""
        return self.files[self.place]

    @property
    def done(self) -> int:
        """The files of the queue that have a label of this reader."""
        return sum(one.sha256 in self.said for one in self.files)

    @property
    def shows_evidence(self) -> bool:
        """True while decision and evidence are shown in the place of the text."""
        return self.view is not self._source

    def take(self, typed: str | None) -> None:
        """Take a key, a word, or a line of text; None takes back the question that is asked.

        Raises UsageError when a label cannot be stored.
        """
        self.message, help_page, self.help_page = "", self.help_page, 0
        if typed is None and not help_page:
            self._go_back()
        elif typed is None:
            return
        elif self.question.is_line:
            self._take_line(" ".join(typed.split()))
        elif (word := self.question.meant(typed)) is None:
            self.message = self.question.refusal(typed)
        elif word == "help":
            self.help_page = help_page + 1
        else:
            self._take_word(word)

    def _take_word(self, word: str) -> None:
        if word in MOVES:
            self.view.move(word)
        elif word == "quit":
            self.ended = True
        elif word == "back":
            self._go_back()
        elif self.question.name == "kind":
            self._take_kind(word)
        elif self.question is CONFIDENCE:
            self._draft["confidence"] = word
            self.question = NOTE
        else:
            self._take_label(word)

    def _take_label(self, word: str) -> None:
        if word == "skip":
            self._leave(skip=True)
        elif word == "evidence":
            self._turn()
        elif word == "search":
            self.question = SEARCH
        else:
            self._draft = {"label": word}
            self.question = NOTE if word == UNDECIDED else kind_question(word)

    def _take_kind(self, word: str) -> None:
        self._draft["kind"] = None if word in (NONE, OWN) else word
        self.message = " ".join(filter(None, self._draft.values()))
        self.question = KIND_WORD if word == OWN else CONFIDENCE

    def _take_line(self, line: str) -> None:
        if self.question is SEARCH:
            self.question = LABEL
            if not self.view.find(line):
                self.message = f"`{self.view.word}` is not in it" if self.view.word else ""
        elif self.question is KIND_WORD:
            self._draft["kind"] = line or None
            self.question = CONFIDENCE
        else:
            self._store(line)

    def _turn(self) -> None:
        """Show decision and evidence, or the text again."""
        if self.shows_evidence:
            self.view = self._source
            return
        self.seen.add(self.file.sha256)
        self.view = View(self.around.explain(self.file.verdict))

    def _store(self, note: str) -> None:
        verdict, sha256 = self.file.verdict, self.file.sha256
        label = ReaderLabel(
            sha256=sha256,
            path=verdict.path,
            shard=verdict.shard,
            row=verdict.row,
            id=verdict.id,
            repo=verdict.repo,
            language=verdict.language,
            label=self._draft["label"] or "",
            kind=self._draft.get("kind"),
            confidence=self._draft.get("confidence"),
            note=note,
            reader=self.around.reader,
            time=self.around.now(),
            blind=sha256 not in self.seen,
        )
        self.labels.add(label)
        before = self.said.get(sha256)
        self.said[sha256] = label
        kind = f" ({label.kind})" if label.kind else ""
        self.message = f"stored: {label.label}{kind}"
        if before:
            self.message += f"; you had said {before.label}, the later label counts"
        self._leave()

    def _leave(self, *, skip: bool = False) -> None:
        if skip and self.file.sha256 not in self.said:
            self.skipped.add(self.place)
        self._before.append(self.place)
        self._go_on()

    def _go_on(self) -> None:
        """Go to the first file that is neither labelled nor skipped, or to the end."""
        left = (
            place
            for place, one in enumerate(self.files)
            if one.sha256 not in self.said and place not in self.skipped
        )
        if (place := next(left, None)) is None:
            self._open(max(0, len(self.files) - 1))
            self.question = END
        else:
            self._open(place)

    def _open(self, place: int) -> None:
        self.place, self.question = place, LABEL
        self._source = self.view = View(self.files[place].text)

    def _go_back(self) -> None:
        """Go back to the label of this file, else to the file before."""
        if self.question not in (LABEL, END):
            self.question = LABEL
            return
        place = self._before.pop() if self._before else self.place - (self.question is LABEL)
        if place < 0:
            self.message = "there is no file before this one"
            return
        self._open(place)
        if before := self.said.get(self.file.sha256):
            self.message = f"you said {before.label}: a new label counts in its place, s leaves it"
