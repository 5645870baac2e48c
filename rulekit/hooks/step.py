"""Steps of a curation: rows of a corpus are admitted, compared, edited, judged, drawn.

Of three kinds. A RowStep looks at one row. A CopyStep finds rows that are copies of better ones. A
CorpusStep notes something of every row, settles it for the whole corpus, then looks at each row
again. The text of a row is as the steps before have left it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from rulekit.errors import UsageError

if TYPE_CHECKING:
    from rulekit.core.document import Document
    from rulekit.core.reading import Reading
    from rulekit.core.verdict import Verdict
    from rulekit.hooks.curated_row import CuratedRow, Note, Outcome
    from rulekit.hooks.step_parts import Benchmark, Cutter, Detector
    from rulekit.spec.check import Spec


@runtime_checkable
class RowStep(Protocol):
    """A step that looks at one row at a time."""

    def apply(self, row: CuratedRow) -> Outcome:
        """Say what is done with a row. A RulekitError ends the run, all else is the row's error."""


@runtime_checkable
class CopyStep(Protocol):
    """A step that drops each row that resembles a better one which is kept.

    Rows are as good as the columns in `prefer` say, one after the other (`stars`: the most first,
    `stars asc`: the fewest; `stars?`: a corpus may lack it); a hash of repository, path and id
    decides between others. Rows of which one of the `keys` is equal may be copies of each other.
    With a `threshold`, they are if the features of both, as sets, have at least this Jaccard index.
    """

    @property
    def prefer(self) -> Sequence[str]:
        """Columns by which a row is kept rather than another, the first the most important."""

    @property
    def threshold(self) -> float | None:
        """The least Jaccard index of a copy; None where an equal key is enough."""

    @property
    def is_exact(self) -> bool:
        """True if each row has one key, and rows of an equal key are equal."""

    def keys(self, row: CuratedRow) -> Sequence[bytes]:
        """Keys of 16 bytes; the same number of them for each row, or none: it has no copies."""

    def features(self, row: CuratedRow) -> Any:
        """Numbers that the row is compared by: a sorted numpy array of uint64, each once.

        None where there is nothing to be compared, as with equal keys of whole texts.
        """


@runtime_checkable
class CorpusStep(Protocol):
    """A step that has to know the whole corpus before it can say anything of a row."""

    def note(self, row: CuratedRow) -> Sequence[Note]:
        """Note something of a row; a row of which nothing is noted goes on as it is."""

    def settle(self, notes: Callable[[], Iterator[Any]], rows: int) -> Mapping[str, Any]:
        """Settle, as plain JSON, what `apply` needs to know; `rows` is the number of rows noted.

        `notes()` gives all notes anew at each call, as numpy arrays with the fields `group`, `key`
        and `amount`, a shard after the other: there may be more than memory holds.
        """

    def apply(self, row: CuratedRow, settled: Mapping[str, Any]) -> Outcome:
        """Say what is done with a row of which something was noted: `row.notes`."""


class DocumentJudge(Protocol):
    """What judges documents: an engine."""

    def check(self, document: Document) -> Verdict:
        """The verdict on a document whose language is known."""

    @property
    def digest(self) -> str:
        """A hash of all that decides its verdicts."""

    @property
    def reads_texts(self) -> bool:
        """False if its rules look at nothing but where a file lies."""


class RowSignal(Protocol):
    """A signal as it is read of rows."""

    def read(self, row: CuratedRow) -> Reading | None:
        """The reading; None where readings are stored, and none is of this text."""

    @property
    def digests(self) -> Mapping[str, str]:
        """Hashes of data that the readings hang on, by name."""


def _no_signal(name: str, _readings: str) -> RowSignal:
    raise UsageError(f"there is no signal `{name}`: nothing is installed")


@dataclass(frozen=True)
class StepContext:
    """What a step is built from beside its own settings.

    `folder` is that of the pipeline's file, from which paths in it count; `engine` builds an
    engine that judges as the command says, by another profile if one is named. `languages` are the
    ids of all that are known; `captures`, for each that has a grammar, the names that its queries
    capture. `key` is that of `--key-file`, in no file of the audit; "" for none. `signal` finds a
    signal by its name, `score` for that of the profile; its readings are those that the audit in a
    folder has stored, if one is named.
    """

    folder: Path
    engine: Callable[[str | None], DocumentJudge]
    detectors: Mapping[str, Detector] = field(default_factory=dict)
    benchmarks: Mapping[str, Benchmark] = field(default_factory=dict)
    cutters: Mapping[str, Cutter] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    captures: Mapping[str, frozenset[str]] = field(default_factory=dict)
    key: str = field(default="", repr=False)
    signal: Callable[[str, str], RowSignal] = _no_signal


@dataclass(frozen=True)
class Step:
    """A kind of step that pipelines can name, and the model of its settings.

    `build` raises RulekitError for settings that do not fit what is installed. `edits` is true if
    it changes texts. `not_after` says of which steps it should stand before, and why. `files` names
    the files whose content the step depends on.

    What is built may have attributes beside its methods: `facts`, names of the columns that it
    reads (`licences?`: a corpus may lack it); `output`, the name of its cuttings; `digests`, hashes
    of data that it depends on, by name; `reads_texts`, False where it looks at nothing but a row's
    path and columns, so that it may stand before any other; and `needs`, the captures that it asks
    of documents, without which all are queried, which takes longer.
    """

    name: str
    doc: str
    settings: type[Spec]
    build: Callable[[Any, StepContext], RowStep | CopyStep | CorpusStep]
    edits: bool = False
    not_after: Mapping[str, str] = field(default_factory=dict)
    files: Callable[[Any, Path], Iterable[Path]] = field(default=lambda _settings, _folder: ())
