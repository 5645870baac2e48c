"""Mistakes in a query file: notes, names, repeats and predicates, each at its word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rulekit.core.regex import pattern, regex_message
from rulekit.errors import did_you_mean, nearest
from rulekit.syntax.predicate_check import never_held, unasked
from rulekit.syntax.query_notes import note_mistakes
from rulekit.syntax.query_parse import READ, Mistake, Token, arguments_of, tokens_of, unquoted
from rulekit.syntax.vocabulary import NOT, PARSER_CAPTURES, VOCABULARY

ALONE = "leave the repeat out, each of the nodes is found anyway"
PREDICATES = ("eq?", "not-eq?", "any-of?", "not-any-of?", "match?", "not-match?")


@lru_cache(READ)
def mistakes_of(pack: str, text: str) -> tuple[Mistake, ...]:
    """Mistakes in the query file of a pack, in the order of the text."""
    tokens = tokens_of(text)
    found = [
        *note_mistakes(text),
        *_unknown_names(tokens, pack),
        *_repeat_mistakes(tokens),
        *_misuses(tokens),
        *unasked(text),
        *_unclosed(tokens),
    ]
    found += [] if found else never_held(text)
    return tuple(sorted(found, key=lambda mistake: mistake[0].start()))


def _unknown_names(tokens: Sequence[Token], pack: str) -> Iterator[Mistake]:
    for token in tokens if pack else ():
        name = token.group()[1:].removeprefix(NOT)
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
                yield token, f"`{word}` under a repeat hangs on long files: {ALONE}"
        elif kind == "repeat":
            if word != "?" and captured:
                yield token, f"a capture under `{word}` hangs on long files: {ALONE}"
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
            yield from _misused(token, arguments_of(tokens, i), loose=loose)
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
        near = right or nearest(word[1:], PREDICATES)
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
            yield token, f"not a pattern of RE2: {regex_message(error)}"


def _unclosed(tokens: Sequence[Token]) -> Iterator[Mistake]:
    """Brackets without their other half: tree-sitter tells them at the end of the file."""
    opened: list[Token] = []
    for token in tokens:
        if token.lastgroup == "open":
            opened.append(token)
        elif token.lastgroup == "close" and not opened:
            yield token, f"`{token.group()}` closes nothing"
        elif token.lastgroup == "close":
            opened.pop()
    yield from ((token, f"`{token.group()}` is never closed") for token in opened)
