"""A language's query file: read word by word, checked, and cut into patterns for tree-sitter.

tree-sitter takes an unknown predicate as true and hangs on captures under `+` and `*`, so names are
checked and repeats refused before it sees them; predicates it never sees (syntax/predicate.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rulekit.errors import Problem, SpecError, did_you_mean, source_line
from rulekit.syntax.query_check import mistakes_of
from rulekit.syntax.query_merge import structures_of
from rulekit.syntax.query_needs import KindOf
from rulekit.syntax.query_notes import inherits_of, notes_of, unknown_notes
from rulekit.syntax.query_parse import READ, Mistake, Pattern, Token, captures_of, patterns_of
from rulekit.syntax.query_run import CompiledQuery, text_of
from rulekit.syntax.query_structure import Structure
from rulekit.syntax.vocabulary import PARSER_CAPTURES

if TYPE_CHECKING:
    from tree_sitter import Language, Query

LOOK = "`rulekit ast FILE` shows the nodes and fields of a text, `rulekit query` tries a pattern"


@dataclass(frozen=True)
class QuerySource:
    """The text of a `queries.scm`, its pack and path, and the file that it inherits.

    Without a `pack`, as in a playground, any capture name will do. `inherits` names a language;
    whoever knows the files of all languages hands in that language's as `inherited`.
    """

    pack: str
    text: str
    path: str
    inherited: QuerySource | None = None

    @property
    def inherits(self) -> Token | None:
        """The id of the language whose patterns are read before the file's own, at its place."""
        return inherits_of(self.text)

    @property
    def files(self) -> tuple[QuerySource, ...]:
        """The files that are read, in their order: the file itself comes last."""
        return (*(self.inherited.files if self.inherited else ()), self)

    @cached_property
    def captures(self) -> frozenset[str]:
        """Names that the patterns capture, inherited ones too, private ones left out."""
        before = self.inherited.captures if self.inherited else frozenset()
        return before - self._taken_away | captures_of(self.text)

    @cached_property
    def left_out(self) -> dict[str, str]:
        """Names of captures that the language does without, each with the reason.

        The reasons of an inherited file hold, too, unless this file captures the name.
        """
        before = self.inherited.left_out if self.inherited else {}
        own = {note.name: note.why for note in notes_of(self.text) if not note.own}
        return {name: why for name, why in (before | own).items() if name not in self.captures}

    @cached_property
    def patterns(self) -> tuple[tuple[QuerySource, Pattern], ...]:
        """The patterns in order, the inherited ones first, each with the file that it stands in."""
        before = self.inherited.patterns if self.inherited else ()
        kept = [(file, one.without(self._taken_away)) for file, one in before]
        return (*kept, *((self, one) for one in patterns_of(self.text)))

    @cached_property
    def _taken_away(self) -> frozenset[str]:
        """Captures that the inherited patterns lose: the file has its own, or the language none."""
        return frozenset(note.name for note in notes_of(self.text))

    def problems(self) -> list[Problem]:
        """Mistakes in the file itself, each with its place."""
        return self._problems(mistakes_of(self.pack, self.text))

    def inheritance_problems(self) -> list[Problem]:
        """Notes about captures that the inherited file does not have."""
        if self.inherited is None:
            return []
        return self._problems(unknown_notes(self.text, self.inherited.captures))

    def compile(
        self, language: Language, words: Sequence[str], wanted: frozenset[str] | None = None
    ) -> CompiledQuery:
        """The patterns that capture something wanted (None: all); raises SpecError with the place.

        `words` are the grammar's nodes and fields, for the nearest right one.
        """
        from tree_sitter import QueryError

        if wanted is None:
            wanted = self.captures | PARSER_CAPTURES.keys()
            self._compiled(language, [(self, self._whole())], words)  # what no pattern holds, too
        chosen = [(file, one) for file, one in self.patterns if one.handed(wanted)]
        for kind_of in (_kind_of(language), None):
            structures = self._structures(wanted, kind_of)
            try:
                query = _query(language, text_of(structures))
            except QueryError:
                continue
            return CompiledQuery(query, structures, wanted)
        self._compiled(language, _texts(chosen), words)  # raises, by the words of the file
        raise SpecError([Problem("its patterns do not compile together", self.path)])

    def structures(self, language: Language, wanted: frozenset[str]) -> list[Structure]:
        """The patterns that capture something wanted, merged for a grammar; nothing is compiled."""
        return self._structures(wanted, _kind_of(language))

    def _structures(self, wanted: frozenset[str], kind_of: KindOf | None) -> list[Structure]:
        chosen = [one for _, one in self.patterns if one.handed(wanted)]
        asked = [(one.shape, one.predicates, one.handed(wanted)) for one in chosen]
        return structures_of(asked, kind_of)

    def _whole(self) -> str:
        """The text with its predicates made blank."""
        asked = [span for one in patterns_of(self.text) for span in one.asked]
        return self.only([Pattern(0, len(self.text), frozenset(), frozenset(), (), tuple(asked))])

    def only(self, patterns: Iterable[Pattern]) -> str:
        """The text with all but these patterns made blank, so that rows and columns stay."""
        kept = [False] * len(self.text)
        for one in patterns:
            kept[one.start : one.end] = [True] * (one.end - one.start)
            for start, end in one.asked:
                kept[start:end] = [False] * (end - start)
        rows = zip(self.text, kept, strict=True)
        return "".join(c if keep or c == "\n" else " " for c, keep in rows)

    def _compiled(
        self, language: Language, texts: Iterable[Text], words: Sequence[str]
    ) -> Query | None:
        """Compile the texts of several files as one query; SpecError has the place in the file."""
        from tree_sitter import QueryError

        try:
            return _query(language, "\n".join(text for _, text in texts))
        except QueryError as error:
            refused = _refused(language, texts) or [(self, str(error))]
            heir = f"; {self.path} inherits it"
            raise SpecError(
                [
                    file.compile_problem(message, words, "" if file is self else heir)
                    for file, message in refused
                ]
            ) from None

    def _problems(self, mistakes: Iterable[Mistake]) -> list[Problem]:
        return [self.problem(token, message) for token, message in mistakes]

    def problem(self, token: Token, message: str) -> Problem:
        """A mistake at one word of the file."""
        start = token.start()
        line = self.text.count("\n", 0, start) + 1
        column = start - self.text.rfind("\n", 0, start)
        source = source_line(self.text, line)
        return Problem(message, self.path, line, column, len(token.group()), source)

    def compile_problem(self, error: str, words: Sequence[str], heir: str = "") -> Problem:
        """tree-sitter's message (0-based row and column) as one of ours; `heir` ends it."""
        found = re.match(r"(.+?) at row (\d+), column (\d+)(?:: (.+))?", error)
        if not found:  # something is left open: it is missed at the end
            lines = self.text.rstrip().split("\n")
            line, column = len(lines), len(lines[-1]) + 1
            message = f"the query ends too early: {error}{heir}"
            return Problem(message, self.path, line, column, 1, lines[-1])
        what, row, at, word = found.groups()
        message = f"{what.lower()} `{word}`" if word else what.lower()
        for kind in ("node", "field"):
            if kind in what:
                message = f"the grammar has no {kind} `{word}`{did_you_mean(word or '', words)}"
        if "mpossible" in what:
            message = "impossible pattern: no tree of this grammar has a node here"
        line = int(row) + 1
        source = source_line(self.text, line)
        width = len(word or " ")
        return Problem(message + heir, self.path, line, int(at) + 1, width, source, LOOK)


Text = tuple[QuerySource, str]  # what is to be compiled of one file


def _texts(patterns: Iterable[tuple[QuerySource, Pattern]]) -> list[Text]:
    """The text of the patterns of each file."""
    found: dict[QuerySource, list[Pattern]] = {}
    for file, one in patterns:
        found.setdefault(file, []).append(one)
    return [(file, file.only(own)) for file, own in found.items()]


def _refused(language: Language, texts: Iterable[Text]) -> list[tuple[QuerySource, str]]:
    """Each file with tree-sitter's message about each pattern that does not compile alone.

    A file whose patterns all do may still hold something that is in none of them.
    """
    found = []
    for file, text in texts:
        alone = [_error(language, _cut(text, one.start, one.end)) for one in patterns_of(file.text)]
        messages = [message for message in alone if message] or [_error(language, text)]
        found += [(file, message) for message in messages if message]
    return found


def _error(language: Language, text: str) -> str:
    """tree-sitter's message about a text; "" when it compiles."""
    from tree_sitter import Query, QueryError

    try:
        Query(language, text)
    except QueryError as error:
        return str(error)
    return ""


def _cut(text: str, start: int, end: int) -> str:
    """The text with all outside of a range made blank, so that rows and columns stay."""
    before, after = (re.sub(r"[^\n]", " ", part) for part in (text[:start], text[end:]))
    return before + text[start:end] + after


# One file is a source several times over: to be checked, to tell its captures, to be compiled. And
# tree-sitter takes a tenth of a second for a large one, which every catalog would spend again.
@lru_cache(READ)
def _query(language: Language, text: str) -> Query | None:
    from tree_sitter import Query

    return Query(language, text) if text.strip() else None


def _kind_of(language: Language) -> Callable[[str], int | None]:
    """The grammar's number of a node; None for what is none, or stands for several."""

    def kind_of(word: str) -> int | None:
        kind = language.id_for_node_kind(word, True)
        # `node_kind_is_supertype` of tree-sitter 0.26 is true of every node; supertypes are hidden.
        return kind if kind is not None and language.node_kind_is_visible(kind) else None

    return kind_of
