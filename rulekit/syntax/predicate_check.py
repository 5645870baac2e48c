"""Predicates that a pattern can never fail or never hold, each at its word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rulekit.errors import did_you_mean
from rulekit.syntax.predicate import Predicate
from rulekit.syntax.query_parse import Mistake, Pattern, Token, arguments_of, patterns_of

Asked = tuple[Token, Sequence[Token], Predicate]  # its word, its arguments, and the predicate


def unasked(text: str) -> Iterator[Mistake]:
    """Captures that a predicate asks for and its pattern does not have: it would always hold."""
    for pattern, own in _asking(text):
        if len(own) > 1 and own[1].lastgroup == "predicate":
            continue  # it belongs to no pattern, which is told of it already
        asked = _asked(own, pattern)
        arguments = {word for _, words, _ in asked for word in words}
        here = [one.group() for one in own if one.lastgroup == "capture" and one not in arguments]
        for word, words, _ in asked:
            for one in words:
                if one.lastgroup == "capture" and one.group() not in here:
                    yield one, _missing(word.group(), one.group(), here)


def _missing(predicate: str, capture: str, here: Sequence[str]) -> str:
    near = did_you_mean(capture, here) or f"; it captures {', '.join(here) or 'nothing'}"
    return f"`{predicate}` asks for `{capture}`, which its pattern does not capture{near}"


def never_held(text: str) -> Iterator[Mistake]:
    """Predicates of a pattern that no text satisfies together, each told at the last of them."""
    for pattern, own in _asking(text):
        asked = _asked(own, pattern)
        for subject in dict.fromkeys(one.subject for _, _, one in asked):
            about = [(word, one) for word, _, one in asked if one.subject == subject]
            predicates = [one for _, one in about]
            words = [one.words for one in predicates if one.closed]
            if words and not any(_all_accept(predicates, word) for word in sorted(words[0])):
                message = f"no text of `@{subject}` holds for all that its pattern asks of it"
                yield about[-1][0], message


def _all_accept(predicates: Sequence[Predicate], text: bytes) -> bool:
    return all(one.accepts(text) for one in predicates)


def _asking(text: str) -> Iterator[tuple[Pattern, Sequence[Token]]]:
    """The patterns with a predicate, each with its own words."""
    return ((one, one.tokens) for one in patterns_of(text) if one.predicates)


def _asked(own: Sequence[Token], pattern: Pattern) -> list[Asked]:
    places = [i for i, one in enumerate(own) if one.lastgroup == "predicate"]
    return [
        (own[i], arguments_of(own, i), predicate)
        for i, predicate in zip(places, pattern.predicates, strict=True)
    ]
