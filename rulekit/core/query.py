"""A language's query file: checked word by word before tree-sitter sees it.

tree-sitter takes an unknown predicate as true, hangs on captures under `+` and `*`, and reads node
texts that a budgeted parse has released. So names are checked here, repeats are refused, and
predicates are handed to it under names that it does not know (the same letters in capitals, so
that rows and columns stay), which makes it ask us.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.core.compiled_query import CompiledQuery, pattern
from rulekit.core.vocabulary import PARSER_CAPTURES, VOCABULARY
from rulekit.errors import Problem, SpecError, did_you_mean, source_line

if TYPE_CHECKING:
    from tree_sitter import Language

PREDICATES = ("eq?", "not-eq?", "any-of?", "not-any-of?", "match?", "not-match?")
PARSER_PATTERNS = "\n(ERROR) @error\n(MISSING) @missing\n"

_TOKEN = re.compile(
    r"""(?P<comment>;[^\n]*)|(?P<string>"(?:\\.|[^"\\])*")|(?P<capture>@[\w.\-]+)
      |(?P<predicate>\#[\w\-]+[?!]?)|(?P<repeat>[+*])|(?P<open>[(\[])|(?P<close>[)\]])
      |(?P<word>[^\s()\[\]"@+*;]+)""",
    re.VERBOSE,
)
Token = re.Match[str]
Mistake = tuple[Token, str]


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
        return _public_captures(self.text)

    def problems(self) -> list[Problem]:
        """Every unknown name, repeated capture and misused predicate, with its place."""
        found = sorted(
            [*self._name_mistakes(), *self._repeat_mistakes(), *self._predicate_mistakes()],
            key=lambda mistake: mistake[0].start(),
        )
        return [self._problem(token, message) for token, message in found]

    def compile(self, language: Language, words: Sequence[str]) -> CompiledQuery:
        """The query, with the parser's own captures added; raises SpecError with the place.

        `words` are the grammar's nodes and fields, for the nearest right one.
        """
        from tree_sitter import Query, QueryError

        text = _TOKEN.sub(_capital, self.text) + PARSER_PATTERNS
        try:
            compiled = Query(language, text)
        except QueryError as error:
            raise SpecError([self._compile_problem(str(error), words)]) from None
        data = text.encode()
        ends = range(compiled.pattern_count)
        spans = [
            (compiled.start_byte_for_pattern(i), compiled.end_byte_for_pattern(i)) for i in ends
        ]
        captures = [_public_captures(data[start:end].decode()) for start, end in spans]
        return CompiledQuery(compiled, captures)

    def _tokens(self) -> Iterator[Token]:
        return (token for token in _TOKEN.finditer(self.text) if token.lastgroup != "comment")

    def _name_mistakes(self) -> Iterator[Mistake]:
        for token in self._tokens() if self.pack else ():
            name = token.group()[1:]
            if token.lastgroup != "capture" or name.startswith((f"{self.pack}.", "_")):
                continue
            if name not in VOCABULARY:
                near = did_you_mean(name, VOCABULARY)
                hint = near or f"; a capture of this pack begins with `{self.pack}.`"
                taken = " is the parser's own" if name in PARSER_CAPTURES else ""
                yield token, f"unknown capture `@{name}`{taken or hint}"

    def _repeat_mistakes(self) -> Iterator[Mistake]:
        """Captures under `+` and `*`, on the node itself or on something inside the brackets."""
        inside: list[bool] = []  # for each open bracket, whether it holds a capture
        closed = repeated = False  # what just closed holds one; what stands before is repeated
        for token in self._tokens():
            kind = token.lastgroup
            if kind == "capture":
                inside = [True] * len(inside)
                if repeated:
                    yield token, f"`{token.group()}` under a repeat hangs on long files"
            elif kind == "repeat" and closed:
                yield token, f"a capture under `{token.group()}` hangs on long files"
            if kind == "open":
                inside.append(False)
            closed = inside.pop() if kind == "close" and inside else False
            repeated = kind == "repeat" or (repeated and kind == "capture")

    def _predicate_mistakes(self) -> Iterator[Mistake]:
        depth, before = 0, ""
        tokens = list(self._tokens())
        for i, token in enumerate(tokens):
            if token.lastgroup == "predicate":
                yield from _misused(token, tokens[i + 1 :], loose=depth < 2 and before == "open")
            depth += {"open": 1, "close": -1}.get(token.lastgroup or "", 0)
            before = token.lastgroup or ""

    def _problem(self, token: Token, message: str) -> Problem:
        start = token.start()
        line = self.text.count("\n", 0, start) + 1
        column = start - self.text.rfind("\n", 0, start)
        source = source_line(self.text, line)
        return Problem(message, self.path, line, column, len(token.group()), source)

    def _compile_problem(self, error: str, words: Sequence[str]) -> Problem:
        """tree-sitter's message (0-based row and column) as one of ours."""
        found = re.match(r"(.+?) at row (\d+), column (\d+)(?:: (.+))?", error)
        if not found:
            return Problem(f"the query does not compile: {error}", self.path)
        what, row, column, word = found.groups()
        message = f"{what.lower()} `{word}`" if word else what.lower()
        for kind in ("node", "field"):
            if kind in what:
                message = f"the grammar has no {kind} `{word}`{did_you_mean(word or '', words)}"
        line = int(row) + 1
        source = source_line(self.text, line)
        return Problem(message, self.path, line, int(column) + 1, len(word or " "), source)


def _misused(token: Token, rest: Sequence[Token], *, loose: bool) -> Iterator[Mistake]:
    """What is wrong with one predicate: its name, its place, its arguments."""
    word = token.group()
    if word[1:] not in PREDICATES:
        near = did_you_mean(word[1:], PREDICATES) or f"; known: {', '.join(PREDICATES)}"
        yield token, f"unknown predicate `{word}`{near}"
        return
    if loose:
        yield token, f"`{word}` belongs to no pattern: put pattern and predicate in one ( )"
    closing = next((i for i, one in enumerate(rest) if one.lastgroup == "close"), len(rest))
    arguments = rest[:closing]
    if len(arguments) < 2 or arguments[0].lastgroup != "capture":
        yield token, f"`{word}` takes a capture and what to compare it with"
    if "match" in word:
        yield from _bad_patterns(arguments[1:])


def _bad_patterns(arguments: Sequence[Token]) -> Iterator[Mistake]:
    import re2

    for token in arguments:
        text = token.group()
        if token.lastgroup != "string":
            yield token, f"a pattern is a string, not `{text}`"
            continue
        try:
            pattern(re.sub(r"\\(.)", _unescaped, text[1:-1]).encode())
        except re2.error as error:
            yield token, f"not a pattern of RE2: {error}"


def _unescaped(escape: Token) -> str:
    """What a backslash and a character stand for inside a query's string."""
    return {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}.get(escape[1], escape[1])


def _capital(token: Token) -> str:
    return token.group().upper() if token.lastgroup == "predicate" else token.group()


def _public_captures(text: str) -> frozenset[str]:
    tokens = _TOKEN.finditer(text)
    names = {token.group()[1:] for token in tokens if token.lastgroup == "capture"}
    return frozenset(name for name in names if not name.startswith("_"))
