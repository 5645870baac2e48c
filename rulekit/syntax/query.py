"""A language's query file: read word by word, checked, and cut into patterns for tree-sitter.

tree-sitter takes an unknown predicate as true and hangs on captures under `+` and `*`, so names are
checked and repeats refused before it sees them; predicates it never sees (syntax/query_run.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rulekit.errors import Problem, SpecError, did_you_mean, source_line
from rulekit.syntax.query_check import mistakes_of
from rulekit.syntax.query_parse import READ, Pattern, Token, patterns_of, tokens_of
from rulekit.syntax.query_run import CompiledQuery
from rulekit.syntax.vocabulary import PARSER_CAPTURES

if TYPE_CHECKING:
    from tree_sitter import Language, Query

PARSER_PATTERNS = {"error": "\n(ERROR) @error\n", "missing": "\n(MISSING) @missing\n"}

_LEFT_OUT = re.compile(r"^; no (@\w+(?: @\w+)*): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class QuerySource:
    """The text of a `queries.scm`, whose it is, and where it stands.

    Without a `pack`, as in a playground, any capture name will do.
    """

    pack: str
    text: str
    path: str

    @cached_property
    def captures(self) -> frozenset[str]:
        """Names that the file captures, private ones left out."""
        names = (token.group()[1:] for token in self.tokens if token.lastgroup == "capture")
        return frozenset(name for name in names if not name.startswith("_"))

    @cached_property
    def left_out(self) -> dict[str, str]:
        """Names of the vocabulary that the file says it leaves out, each with its reason."""
        notes = _LEFT_OUT.findall(self.text)
        return {name.removeprefix("@"): why for names, why in notes for name in names.split()}

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of the file, in order."""
        return patterns_of(self.text)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the file, comments apart."""
        return tokens_of(self.text)

    def problems(self) -> list[Problem]:
        """Every unknown name, repeated capture and misused predicate, with its place."""
        found = mistakes_of(self.pack, self.text)
        return [self._problem(token, message) for token, message in found]

    def compile(
        self, language: Language, words: Sequence[str], wanted: frozenset[str] | None = None
    ) -> CompiledQuery:
        """The patterns that capture something wanted (None: all); raises SpecError with the place.

        `words` are the grammar's nodes and fields, for the nearest right one.
        """
        if wanted is None:
            wanted = self.captures | PARSER_CAPTURES.keys()
            self._compiled(language, self._whole(), words)  # what no pattern holds may be wrong too
        patterns = [one for one in self.patterns if one.captures & wanted]
        flat = self._only([one for one in patterns if one.flat])
        flat += "".join(text for name, text in PARSER_PATTERNS.items() if name in wanted)
        deep = [one for one in patterns if not one.flat]
        return CompiledQuery(
            self._compiled(language, flat, words),
            self._compiled(language, self._only(deep), words),
            [one.predicates for one in deep],
            wanted,
        )

    def _whole(self) -> str:
        """The text with its predicates made blank."""
        asked = [span for one in self.patterns for span in one.asked]
        return self._only([Pattern(0, len(self.text), frozenset(), (), tuple(asked))])

    def _only(self, patterns: Sequence[Pattern]) -> str:
        """The text with all else made blank, so that rows and columns stay."""
        kept = [False] * len(self.text)
        for one in patterns:
            kept[one.start : one.end] = [True] * (one.end - one.start)
            for start, end in one.asked:
                kept[start:end] = [False] * (end - start)
        rows = zip(self.text, kept, strict=True)
        return "".join(c if keep or c == "\n" else " " for c, keep in rows)

    def _compiled(self, language: Language, text: str, words: Sequence[str]) -> Query | None:
        from tree_sitter import QueryError

        if not text.strip():
            return None
        try:
            return _query(language, text)
        except QueryError as error:
            raise SpecError([self._compile_problem(str(error), words)]) from None

    def _problem(self, token: Token, message: str) -> Problem:
        start = token.start()
        line = self.text.count("\n", 0, start) + 1
        column = start - self.text.rfind("\n", 0, start)
        source = source_line(self.text, line)
        return Problem(message, self.path, line, column, len(token.group()), source)

    def _compile_problem(self, error: str, words: Sequence[str]) -> Problem:
        """tree-sitter's message (0-based row and column) as one of ours."""
        found = re.match(r"(.+?) at row (\d+), column (\d+)(?:: (.+))?", error)
        if not found:  # something is left open: it is missed at the end
            lines = self.text.rstrip().split("\n")
            line, column = len(lines), len(lines[-1]) + 1
            return Problem(
                f"the query ends too early: {error}", self.path, line, column, 1, lines[-1]
            )
        what, row, at, word = found.groups()
        message = f"{what.lower()} `{word}`" if word else what.lower()
        for kind in ("node", "field"):
            if kind in what:
                message = f"the grammar has no {kind} `{word}`{did_you_mean(word or '', words)}"
        line = int(row) + 1
        source = source_line(self.text, line)
        return Problem(message, self.path, line, int(at) + 1, len(word or " "), source)


# One file is a source several times over: to be checked, to tell its captures, to be compiled. And
# tree-sitter takes a tenth of a second for a large one, which every catalog would spend again.
@lru_cache(READ)
def _query(language: Language, text: str) -> Query:
    from tree_sitter import Query

    return Query(language, text)
