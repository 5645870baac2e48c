"""A document and its views, each computed at most once and only when asked for."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from rulekit.core.gates import GateAnswers, Gates
from rulekit.core.location import NOWHERE, Location
from rulekit.core.position import Positions
from rulekit.core.reading import Unmeasured
from rulekit.core.span import Span, merge, union
from rulekit.core.utf8 import without_surrogates
from rulekit.core.words import normal_words, word_bag, words

if TYPE_CHECKING:
    from rulekit.core.captures import Capturer, Captures
    from rulekit.core.natural_language import Cut, NaturalLanguage

Kind = Literal["programming", "data", "markup", "prose"]
View = TypeVar("View")
PROSE: Kind = "prose"  # the kind of which documents have a natural language
KINDS: tuple[Kind, ...] = ("programming", "data", "markup", "prose")
MAX_BYTES = 8_000_000  # what is over 8 MB is not judged; OpenCoder's preprocessing drops it too


@dataclass(frozen=True, eq=False)
class Document:
    """A text to judge: a file, a row of a corpus, or a part of either.

    `Languages.document` (catalog/languages.py) makes it, and `embedded` of one another.

    `id` names it to people (a path, a row); `path` counts from the root of its repository.
    `language` and `kind` are Linguist's. `size` is in bytes and `sha256` in hex, both of the
    original bytes when there were any, else of the UTF-8.
    `natural_language` is that of prose, when it could be told. `find_embedded` finds what the
    document holds in another language. `detected_by` says how the language was told. `location` is
    what a repository says of it. `gates` are the patterns that signals will ask of it. `edited` is
    the hash of a text that a curation has changed; `said` are values in place of those of signals.
    """

    id: str
    text: str
    language: str
    kind: Kind
    syntax: Capturer | None = field(default=None, repr=False)
    sha256: str = ""
    size: int = -1
    path: str = ""
    natural_language: NaturalLanguage | None = None
    find_embedded: Callable[[Document, str], Document] | None = field(default=None, repr=False)
    detected_by: str = ""
    location: Location = NOWHERE
    gates: Gates | None = field(default=None, repr=False)
    edited: str = ""
    said: Mapping[str, float] = field(default_factory=dict)
    _views: dict[Callable[[Document], Any], Any] = field(default_factory=dict, repr=False)

    def view(self, compute: Callable[[Document], View]) -> View:
        """Compute something that several signals need, at most once per function.

        When it cannot be computed, the reason is kept and raised again.
        """
        if compute not in self._views:
            try:
                self._views[compute] = compute(self)
            except Unmeasured as reason:
                self._views[compute] = reason
        value = self._views[compute]
        if isinstance(value, Unmeasured):
            raise value
        answer: View = value
        return answer

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", without_surrogates(self.text))
        object.__setattr__(self, "path", without_surrogates(self.path))
        if not self.sha256:
            object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())
        if self.size < 0:
            object.__setattr__(self, "size", len(self.data))

    @cached_property
    def data(self) -> bytes:
        """The text as UTF-8: what spans count in."""
        return self.text.encode()

    @cached_property
    def path_data(self) -> bytes:
        """The path as UTF-8: what spans of signals on the path count in."""
        return self.path.encode()

    @cached_property
    def positions(self) -> Positions:
        """Line starts, and every conversion from bytes to what people see."""
        return Positions(self.data)

    @cached_property
    def lines(self) -> list[str]:
        """Lines without their `\\n`, a `\\r` before it stays; no extra line after the last one."""
        lines = self.text.split("\n")
        if not lines[-1]:
            lines.pop()
        return lines

    @property
    def words(self) -> list[str]:
        """Runs of word characters and runs of marks, as they stand; Unmeasured for too many."""
        return self.view(_words)

    @property
    def word_bag(self) -> list[str]:
        """The same words in another order, for who counts them, in a fifth of the time."""
        return self.view(_word_bag)

    @property
    def normal_words(self) -> list[str]:
        """Words after normalising (see core/words.py); raises Unmeasured for too many."""
        return self.view(_normal_words)

    @property
    def segmented_words(self) -> list[str]:
        """Normalised words for what asks how long or how many; raises Unmeasured for guessed ones.

        Without a cutter, each letter of a natural language like Chinese is a word of its own.
        """
        if self.natural_language and self.natural_language.guessed:
            raise Unmeasured(self.natural_language.guessed)
        return self.normal_words

    @property
    def captures(self) -> Captures:
        """Captures of the language's queries; raises Unmeasured when nothing could be queried."""
        return self.view(_captures)

    def capture(self, name: str) -> list[Span]:
        """Sorted spans of one capture; raises Unmeasured with the reason when there can be none."""
        return self.captures.spans(name)

    def holds(self, pattern: str) -> bool:
        """True if an RE2 pattern matches somewhere in the text; all gates are asked at once."""
        return self.answers.holds(pattern)

    @cached_property
    def answers(self) -> GateAnswers:
        """The answers of the text to patterns."""
        return GateAnswers(self.gates, self.data)

    def union(self, *names: str) -> list[Span]:
        """Spans of several captures, sorted, each once; a capture that the language lacks has none.

        Raises Unmeasured when nothing could be queried.
        """
        known = [name for name in names if name in self.captures.provided]
        if len(known) == 1:
            return self.capture(known[0])
        return union(*map(self.capture, known))

    def lines_of(self, spans: Iterable[Span]) -> set[int]:
        """0-based numbers of the lines that the spans touch; an empty span touches its line."""
        starts, lines = self.positions.line_starts, set[int]()
        for start, end in spans:  # there may be millions, so most are told by one search
            line = max(0, bisect_right(starts, start) - 1)
            lines.add(line)
            if line + 1 < len(starts) and end > starts[line + 1]:
                lines.update(range(line + 1, bisect_right(starts, end - 1)))
        return lines

    def line_spans(self, numbers: Iterable[int]) -> Iterator[Span]:
        """Spans of the lines with these 0-based numbers, without their `\\n`, as in `lines`.

        One after the other: a text may have millions, of which a report shows twenty.
        """
        starts = self.positions.line_starts
        end = len(self.data) - self.data.endswith(b"\n")
        for number in numbers:
            last = number + 1 >= len(starts)
            yield Span(starts[number], end if last else starts[number + 1] - 1)

    def embedded(self, language: str) -> Document:
        """All that the document holds in another language, where it stands, with blanks around.

        So bytes, lines and columns are the same in both. It is one text, parsed at most once, with
        the id, kind and hash of the whole, and holds nothing in turn. Empty when there is none.
        """
        return self.view(_embedded(language))

    @cached_property
    def commentary(self) -> list[Span]:
        """Comments and docstrings, merged."""
        spans = list(self.capture("comment"))
        if "docstring" in self.captures.provided:
            spans += self.capture("docstring")
        return merge(spans)

    @cached_property
    def code(self) -> bytes:
        """The text without comments and docstrings; their line ends stay."""
        code, at = bytearray(), 0  # to join a million pieces takes 80 bytes for each
        for start, end in self.commentary:
            code += self.data[at:start]
            code += b"\n" * self.data.count(b"\n", start, end)
            at = end
        code += self.data[at:]
        return bytes(code)

    @cached_property
    def code_lines(self) -> frozenset[int]:
        """0-based numbers of the lines that hold more than blanks, comments and docstrings."""
        rows = enumerate(self.code.split(b"\n"))
        return frozenset(number for number, line in rows if not line.isspace() and line)


def _captures(document: Document) -> Captures:
    if document.syntax is None:
        raise Unmeasured(f"no parser for {document.language}")
    return document.syntax.capture(document.data)


def _cut(document: Document) -> Cut | None:
    return document.natural_language.cut if document.natural_language else None


def _words(document: Document) -> list[str]:
    return words(document.text, _cut(document))


def _word_bag(document: Document) -> list[str]:
    return word_bag(document.text, _cut(document))


def _normal_words(document: Document) -> list[str]:
    return normal_words(document.text, _cut(document))


@cache
def _embedded(language: str) -> Callable[[Document], Document]:
    def compute(document: Document) -> Document:
        if document.find_embedded is None:
            raise Unmeasured(f"nobody tells other languages inside {document.language}")
        return document.find_embedded(document, language)

    return compute
