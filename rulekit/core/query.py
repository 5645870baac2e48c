"""A language's query file: read word by word, checked, and cut into patterns for tree-sitter.

tree-sitter takes an unknown predicate as true and hangs on captures under `+` and `*`, so names are
checked and repeats refused before it sees them; predicates it never sees (core/compiled_query.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rulekit.core.compiled_query import CompiledQuery, Predicate, pattern, told
from rulekit.core.vocabulary import PARSER_CAPTURES, VOCABULARY
from rulekit.errors import Problem, SpecError, did_you_mean, source_line

if TYPE_CHECKING:
    from tree_sitter import Language, Query

PREDICATES = ("eq?", "not-eq?", "any-of?", "not-any-of?", "match?", "not-match?")
PARSER_PATTERNS = {"error": "\n(ERROR) @error\n", "missing": "\n(MISSING) @missing\n"}

_TOKEN = re.compile(
    r"""(?P<comment>;[^\n]*)|(?P<string>"(?:\\.|[^"\\])*")|(?P<capture>@[\w.\-]+)
      |(?P<predicate>[\#.][A-Za-z][\w\-]*[?!]?)|(?P<repeat>[+*?])
      |(?P<open>[(\[])|(?P<close>[)\]])|(?P<word>[^\s()\[\]"@+*?;]+)""",
    re.VERBOSE,
)
_LEFT_OUT = re.compile(r"^; no (@\w+(?: @\w+)*): (.+)$", re.MULTILINE)
READ = 64  # texts whose words, patterns and queries are kept: more than there are packs
Token = re.Match[str]
Mistake = tuple[Token, str]


@dataclass(frozen=True)
class Pattern:
    """One pattern of the file, from its first bracket to where the next begins."""

    start: int
    end: int
    captures: frozenset[str]
    predicates: tuple[Predicate, ...]
    asked: tuple[tuple[int, int], ...]  # where its predicates stand
    flat: bool = False  # whether it is about single nodes, whatever is around or inside of them


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
        return _patterns_of(self.text)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the file, comments apart."""
        return _tokens_of(self.text)

    def problems(self) -> list[Problem]:
        """Every unknown name, repeated capture and misused predicate, with its place."""
        found = _mistakes_of(self.pack, self.text)
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


@lru_cache(READ)
def _tokens_of(text: str) -> tuple[Token, ...]:
    found = _TOKEN.finditer(text)
    return tuple(token for token in found if token.lastgroup != "comment")


@lru_cache(READ)
def _patterns_of(text: str) -> tuple[Pattern, ...]:
    return tuple(_patterns(_tokens_of(text), len(text)))


def _patterns(tokens: Sequence[Token], length: int) -> Iterator[Pattern]:
    """Cut at the brackets and strings that stand outside of all others."""
    starts, depth = [], 0
    for i, token in enumerate(tokens):
        if depth == 0 and token.lastgroup in ("open", "string", "word"):
            starts.append(i)
        depth += {"open": 1, "close": -1}.get(token.lastgroup or "", 0)
    for first, last in pairwise([*starts, len(tokens)]):
        own = tokens[first:last]
        end = tokens[last].start() if last < len(tokens) else length
        names = {token.group()[1:] for token in own if token.lastgroup == "capture"}
        asked = [
            (i, _arguments(own, i)) for i in range(len(own)) if own[i].lastgroup == "predicate"
        ]
        yield Pattern(
            own[0].start(),
            end,
            frozenset(name for name in names if not name.startswith("_")),
            tuple(_predicate(own[i].group(), arguments) for i, arguments in asked),
            tuple(_extent(own, i, arguments) for i, arguments in asked),
            bool(_FLAT.fullmatch("".join(map(_shape, own)))),
        )


# `(comment) @comment`, `"return" @x`, or several of them between square brackets.
_FLAT = re.compile(r"(?:\(w\)|s|\[(?:(?:\(w\)|s)@*)+\])@*")


def _shape(token: Token) -> str:
    """A token as one letter: a bracket as it is, a name `w`, a string `s`, a capture `@`."""
    name = token.lastgroup == "word" and re.fullmatch(r"\w+", token.group())
    kinds = {"open": token.group(), "close": token.group(), "string": "s", "capture": "@"}
    return "w" if name else kinds.get(token.lastgroup or "", "!")


def _arguments(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """What follows a predicate up to its closing bracket."""
    rest = tokens[at + 1 :]
    closing = next((i for i, one in enumerate(rest) if one.lastgroup == "close"), len(rest))
    return rest[:closing]


def _extent(tokens: Sequence[Token], at: int, arguments: Sequence[Token]) -> tuple[int, int]:
    """Where a predicate stands, its brackets included."""
    closing = min(at + len(arguments) + 1, len(tokens) - 1)
    return tokens[max(0, at - 1)].start(), tokens[closing].end()


def _predicate(word: str, arguments: Sequence[Token]) -> Predicate:
    kind = word[1:].rstrip("?!")
    subject = arguments[0].group()[1:] if arguments else ""
    strings = (one.group() for one in arguments[1:] if one.lastgroup == "string")
    return Predicate(
        kind.removeprefix("not-"),
        kind.startswith("not-"),
        subject,
        frozenset(unquoted(text).encode() for text in strings),
        tuple(one.group()[1:] for one in arguments[1:] if one.lastgroup == "capture"),
    )


@lru_cache(READ)
def _mistakes_of(pack: str, text: str) -> tuple[Mistake, ...]:
    tokens = _tokens_of(text)
    found = [*_unknown_names(tokens, pack), *_repeat_mistakes(tokens), *_misuses(tokens)]
    return tuple(sorted(found, key=lambda mistake: mistake[0].start()))


def _unknown_names(tokens: Sequence[Token], pack: str) -> Iterator[Mistake]:
    for token in tokens if pack else ():
        name = token.group()[1:]
        if token.lastgroup != "capture" or name.startswith((f"{pack}.", "_")):
            continue
        if name not in VOCABULARY:
            near = did_you_mean(name, VOCABULARY)
            hint = near or f"; a capture of this pack begins with `{pack}.`"
            taken = " is the parser's own" if name in PARSER_CAPTURES else ""
            yield token, f"unknown capture `@{name}`{taken or hint}"


def _repeat_mistakes(tokens: Sequence[Token]) -> Iterator[Mistake]:
    """Captures under `+` and `*`, on the node itself or on something inside the brackets."""
    inside: list[bool] = []  # for each open bracket, whether it holds a capture
    captured = repeated = False  # of what stands just before
    for token in tokens:
        kind, word = token.lastgroup, token.group()
        if kind == "capture":
            inside, captured = [True] * len(inside), True
            if repeated:
                yield token, f"`{word}` under a repeat hangs on long files"
        elif kind == "repeat":
            if word != "?" and captured:
                yield token, f"a capture under `{word}` hangs on long files"
            repeated = repeated or word != "?"
        else:
            captured = inside.pop() if kind == "close" and inside else False
            repeated = False
            if kind == "open":
                inside.append(False)


def _misuses(tokens: Sequence[Token]) -> Iterator[Mistake]:
    """Predicates that are unknown, stand with no pattern, or have arguments that make no sense."""
    patterned: list[bool] = []  # for each open bracket, whether a pattern stands in it so far
    for i, token in enumerate(tokens):
        if token.lastgroup == "predicate":
            loose = len(patterned) < 2 or not patterned[-2]
            yield from _misused(token, _arguments(tokens, i), loose=loose)
        elif token.lastgroup == "open":
            asks = i + 1 < len(tokens) and tokens[i + 1].lastgroup == "predicate"
            if patterned and not asks:
                patterned[-1] = True
            patterned.append(False)
        elif token.lastgroup == "close" and patterned:
            patterned.pop()
        elif patterned and token.lastgroup in ("word", "string"):
            patterned[-1] = True


def _misused(token: Token, arguments: Sequence[Token], *, loose: bool) -> Iterator[Mistake]:
    word = token.group()
    if word[1:] not in PREDICATES or word[0] != "#":
        right = f", did you mean `#{word[1:]}`?" if word[1:] in PREDICATES else ""
        near = right or did_you_mean(word[1:], PREDICATES) or f"; known: {', '.join(PREDICATES)}"
        yield token, f"unknown predicate `{word}`{near}"
        return
    if loose:
        yield token, f"`{word}` belongs to no pattern: put pattern and predicate in one ( )"
    if len(arguments) < 2 or arguments[0].lastgroup != "capture":
        yield token, f"`{word}` takes a capture and what to compare it with"
    if "match" in word:
        yield from _bad_patterns(arguments[1:])


def _bad_patterns(arguments: Sequence[Token]) -> Iterator[Mistake]:
    import re2

    for token in arguments:
        if token.lastgroup != "string":
            yield token, f"a pattern is a string, not `{token.group()}`"
            continue
        try:
            pattern(unquoted(token.group()).encode())
        except re2.error as error:
            yield token, f"not a pattern of RE2: {told(error)}"


def unquoted(text: str) -> str:
    """What a string of a query says: its quotes and escapes undone."""
    escapes = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
    return re.sub(r"\\(.)", lambda found: escapes.get(found[1], found[1]), text[1:-1])
