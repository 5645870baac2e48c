"""A language's query file: checked word by word, compiled once, its predicates run here.

tree-sitter takes an unknown predicate as true, hangs on captures under `+` and `*`, and reads node
texts that a budgeted parse has released. So names are checked before it sees them, repeats are
refused, and predicates are handed to it under names that it does not know (the same letters in
capitals, so that rows and columns stay), which makes it ask us.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from rulekit.core.vocabulary import PARSER_CAPTURES, VOCABULARY
from rulekit.errors import Problem, SpecError, did_you_mean, source_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import tree_sitter

PREDICATES = ("eq?", "not-eq?", "any-of?", "not-any-of?", "match?", "not-match?")
PARSER_PATTERNS = "\n(ERROR) @error\n(MISSING) @missing\n"

_TOKEN = re.compile(
    r"""(?P<comment>;[^\n]*)|(?P<string>"(?:\\.|[^"\\])*")|(?P<capture>@[\w.\-]+)
      |(?P<predicate>\#[\w\-]+[?!]?)|(?P<repeat>[+*])|(?P<open>[(\[])|(?P<close>[)\]])
      |(?P<word>[^\s()\[\]"@+*;]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class QuerySource:
    """The text of a `queries.scm`, whose it is, and where it stands."""

    pack: str
    text: str
    path: str

    def problems(self) -> list[Problem]:
        """Every unknown name, repeated capture and loose predicate, with its place."""
        return [self._problem(start, word, message) for start, word, message in self._mistakes()]

    @cached_property
    def captures(self) -> frozenset[str]:
        """Names that the file captures, private ones left out."""
        tokens = _TOKEN.finditer(self.text)
        names = {token.group()[1:] for token in tokens if token.lastgroup == "capture"}
        return frozenset(name for name in names if not name.startswith("_"))

    def _mistakes(self) -> Iterator[tuple[int, str, str]]:
        depth, before = 0, ""
        opened: list[bool] = []  # per open bracket: whether a capture stands inside
        repeated = False  # whether what just closed is under + or *
        captured = False  # whether what just closed holds a capture
        for token in _TOKEN.finditer(self.text):
            kind, word = token.lastgroup or "", token.group()
            if kind == "comment":
                continue
            if kind == "capture":
                yield from self._capture_mistakes(token.start(), word, repeated)
                opened = [True for _ in opened]
            elif kind == "predicate":
                yield from self._predicate_mistakes(token.start(), word, depth, before)
            elif kind == "repeat" and captured:
                yield token.start(), word, f"a capture under `{word}` hangs on long files"
            depth += {"open": 1, "close": -1}.get(kind, 0)
            if kind == "open":
                opened.append(False)
            captured = kind == "close" and bool(opened) and opened.pop()
            repeated = kind == "repeat" or (repeated and kind == "capture")
            before = kind

    def _capture_mistakes(
        self, start: int, word: str, repeated: bool
    ) -> Iterator[tuple[int, str, str]]:
        name = word[1:]
        own = (f"{self.pack}.", "_")
        if name in PARSER_CAPTURES or (name not in VOCABULARY and not name.startswith(own)):
            near = did_you_mean(name, VOCABULARY)
            hint = near or f"; a capture of this pack begins with `{self.pack}.`"
            yield start, word, f"unknown capture `@{name}`{hint}"
        if repeated:
            yield start, word, f"a capture under a repeat hangs on long files: `@{name}`"

    def _predicate_mistakes(
        self, start: int, word: str, depth: int, before: str
    ) -> Iterator[tuple[int, str, str]]:
        if word[1:] not in PREDICATES:
            near = did_you_mean(word[1:], PREDICATES) or f"; known: {', '.join(PREDICATES)}"
            yield start, word, f"unknown predicate `{word}`{near}"
        elif depth < 2 and before == "open":
            message = f"`{word}` belongs to no pattern: put pattern and predicate in one ( )"
            yield start, word, message

    def _problem(self, start: int, word: str, message: str) -> Problem:
        line = self.text.count("\n", 0, start) + 1
        column = start - (self.text.rfind("\n", 0, start) + 1) + 1
        source = source_line(self.text, line)
        return Problem(message, self.path, line, column, len(word), source)

    def compile(self, language: tree_sitter.Language, nodes: Sequence[str]) -> Query:
        """The query, with the parser's own captures added; raises SpecError with the place."""
        from tree_sitter import Query as Compiled
        from tree_sitter import QueryError

        capitals = _TOKEN.sub(_capital, self.text)
        try:
            return Query(Compiled(language, capitals + PARSER_PATTERNS))
        except QueryError as error:
            raise SpecError([self._compile_problem(str(error), nodes)]) from None

    def _compile_problem(self, error: str, nodes: Sequence[str]) -> Problem:
        """tree-sitter's message (0-based row and column) as one of ours."""
        found = re.match(
            r"(?P<what>.+?) at row (?P<row>\d+), column (?P<column>\d+)(?:: (?P<word>.+))?", error
        )
        if not found:
            return Problem(f"the query does not compile: {error}", self.path)
        line, word = int(found["row"]) + 1, found["word"] or ""
        message = f"{found['what'].lower()} `{word}`" if word else found["what"].lower()
        if "node" in found["what"]:
            message = f"the grammar has no node `{word}`{did_you_mean(word, nodes)}"
        elif "field" in found["what"]:
            message = f"the grammar has no field `{word}`{did_you_mean(word, nodes)}"
        source = source_line(self.text, line)
        return Problem(message, self.path, line, int(found["column"]) + 1, len(word), source)


def _capital(token: re.Match[str]) -> str:
    return token.group().upper() if token.lastgroup == "predicate" else token.group()


@dataclass(frozen=True)
class Query:
    """A compiled query. `disable` must be called before its first use, if at all."""

    compiled: tree_sitter.Query
    match_limit: int = 1024
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        count = self.compiled.capture_count
        names = (self.compiled.capture_name(i) for i in range(count))
        object.__setattr__(self, "names", frozenset(names))

    def disable(self, names: frozenset[str]) -> None:
        """Stop looking for these captures; names used by predicates must stay."""
        for name in sorted(names & self.names):
            self.compiled.disable_capture(name)

    def run(self, root: tree_sitter.Node, data: bytes) -> Mapping[str, list[Any]] | None:
        """Nodes by capture, in no order; None when the matches in progress were over the limit."""
        from tree_sitter import QueryCursor

        cursor = QueryCursor(self.compiled, match_limit=self.match_limit)
        found = cursor.captures(root, _asked_about(data))
        return None if cursor.did_exceed_match_limit else found


def _asked_about(data: bytes) -> Any:
    """What answers tree-sitter when it meets one of our predicates; to raise there would crash."""

    def holds(predicate: str, arguments: Any, _pattern: int, captures: Any) -> bool:
        negated = predicate.startswith("NOT-")
        kind = predicate.removeprefix("NOT-")
        nodes = captures.get(arguments[0][0], ())
        values = [_value(argument, captures, data) for argument in arguments[1:]]
        return all(
            _holds(kind, data[node.start_byte : node.end_byte], values) != negated for node in nodes
        )

    return holds


def _value(argument: tuple[str, str], captures: Any, data: bytes) -> bytes:
    word, kind = argument
    if kind == "string":
        return word.encode()
    nodes = captures.get(word)
    return data[nodes[0].start_byte : nodes[0].end_byte] if nodes else b""


def _holds(kind: str, text: bytes, values: list[bytes]) -> bool:
    if kind == "MATCH?":
        return any(pattern(value).search(text) is not None for value in values)
    return text in values


@cache
def pattern(expression: bytes) -> Any:
    """A compiled RE2 pattern over bytes; raises re2.error for a bad one."""
    import re2

    options = re2.Options()
    options.log_errors = False  # a bad pattern is ours to tell, once
    return re2.compile(expression, options)
