"""A row of a corpus on its way through a curation, and what a step may do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from rulekit.core.document import Document
    from rulekit.core.verdict import Verdict


class CuratedRow(Protocol):
    """A row as a step sees it."""

    @property
    def text(self) -> str:
        """The text as the steps before have left it."""

    @property
    def data(self) -> bytes:
        """The text as UTF-8: what spans count in."""

    @property
    def document(self) -> Document | None:
        """The text as a document; None when its language is not known."""

    @property
    def path(self) -> str:
        """Path of the file in its repository, or the row's place in the corpus."""

    @property
    def language(self) -> str:
        """Linguist's name of its language as an id, "" when it is not known."""

    @property
    def size(self) -> int:
        """Bytes of the original."""

    @property
    def sha256(self) -> str:
        """Hash of the original's bytes, in hex."""

    @property
    def facts(self) -> Mapping[str, object]:
        """What the columns say that the pipeline names (`stars`, `licences`), None for null."""

    @property
    def notes(self) -> Sequence[Note]:
        """What a CorpusStep noted of it, for that step when it is applied; for others, anything."""


class Note(NamedTuple):
    """What a CorpusStep notes of a row: three numbers from 0 to 2**64 - 1, of its own meaning."""

    group: int
    key: int
    amount: int


class Edit(NamedTuple):
    """Bytes of the text that a step saw, and what stands for them from now on.

    `kind` says what it was (`email`), `rule` who found it (`pii/email`). Of a `secret`, which is
    personal data, too, no audit has more than its ends.
    """

    start: int
    end: int
    replacement: str
    kind: str
    rule: str
    secret: bool = False


class Cutting(NamedTuple):
    """A text that is made of a row: a row of an output of its own.

    `start` and `end` are the bytes of the text that the step saw from which it was made.
    """

    text: str
    start: int
    end: int
    facts: Mapping[str, str] = {}


class Leak(NamedTuple):
    """A part of a benchmark that was found in a row.

    `gram` is what they share, `covered` how much of the part (0 to 1) the row has.
    """

    benchmark: str
    item: str
    part: str
    gram: str
    start: int
    end: int
    covered: float


class Score(NamedTuple):
    """A number by which a row was compared with the others of its `group`.

    `value` is that of `signal`, None where it cannot be read, as `note` says; `part` names the rows
    of the group that it is among.
    """

    signal: str
    value: float | None
    note: str
    group: str
    part: str


@dataclass(frozen=True)
class Outcome:
    """What a step does with a row: lets it go on, edited or not, or ends it with a `drop`.

    `drop` is the reason, a sentence; `fact` is what the step found out of a row, for `explain`.
    Edits are in order and do not overlap. A `score` is stored by itself; steps that give one have a
    true attribute `scores`.
    """

    drop: str = ""
    fact: str = ""
    edits: Sequence[Edit] = ()
    cuttings: Sequence[Cutting] = ()
    leaks: Sequence[Leak] = ()
    verdict: Verdict | None = None
    score: Score | None = None


GOES_ON = Outcome()
