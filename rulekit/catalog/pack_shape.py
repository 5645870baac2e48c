"""Parts of a pack that are of another type: a plugin's author has no type checker at run time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rulekit.core.finder import Finder
from rulekit.core.signal import Signal
from rulekit.errors import Problem
from rulekit.hooks.pack import Language, Pack
from rulekit.syntax.grammar import Grammar

Part = tuple[str, object, type]  # what it is called, the value, the type that it should have
LISTS = {"languages": Language, "signals": Signal, "finders": Finder}
NAMES = ("extensions", "filenames", "interpreters")


def shape_problems(pack: Pack) -> list[Problem]:
    """Every part that is not of its type, in words, with the commas that were forgotten."""
    problems = [*_commas(pack)]
    problems += [
        Problem(f"`{pack.name}`: {name} is {_described(value)}, not a {kind.__name__}")
        for name, value, kind in _parts(pack)
        if not isinstance(value, kind)
    ]
    for named in (*_items(pack.signals), *_items(pack.finders)):
        if isinstance(named, Signal | Finder) and not _is_set(named.needs):
            problems.append(_no_set(pack, named))
    return problems


def _commas(pack: Pack) -> Iterator[Problem]:
    """Tuples of one that are none: the comma makes them, not the brackets."""
    for name, kind in LISTS.items():
        if isinstance(getattr(pack, name), kind):
            message = f"`{pack.name}`: {name} is a {kind.__name__} alone, not a tuple of them"
            yield Problem(message, remedy=f"a tuple of one has a comma: {name}=(ONE,)")
    languages = [one for one in _items(pack.languages) if isinstance(one, Language)]
    for language in languages:
        for name in NAMES:
            if isinstance(word := getattr(language, name), str):
                message = f"`{pack.name}`: {name} of `{language.id}` is the text `{word}`, "
                remedy = f'a tuple of one has a comma: {name}=("{word}",)'
                yield Problem(f"{message}not a tuple of texts", remedy=remedy)


def _parts(pack: Pack) -> Iterator[Part]:
    yield "name", pack.name, str
    yield "rules", pack.rules, Path
    for name in ("table", "content_rules"):
        if (path := getattr(pack, name)) is not None:
            yield name, path, Path
    for name in ("signals", "finders", "languages"):
        for i, one in enumerate(_items(getattr(pack, name))):
            yield f"{name}[{i}]", one, LISTS[name]
            if isinstance(one, Language):
                yield from _parts_of(one, f"{name}[{i}]")


def _parts_of(language: Language, at: str) -> Iterator[Part]:
    yield f"{at}.grammar", language.grammar, Grammar
    yield f"{at}.queries", language.queries, Path
    for names in (language.extensions, language.filenames):
        yield from ((f"a name in {at}", name, str) for name in _items(names))


def _items(parts: object) -> list[object]:
    """The items of what should be a tuple; what is none stands for itself, to be complained of."""
    return list(parts) if isinstance(parts, tuple | list) else [parts]


def _is_set(needs: object) -> bool:
    return isinstance(needs, frozenset) and all(isinstance(one, str) for one in needs)


def _no_set(pack: Pack, named: Signal | Finder) -> Problem:
    """The problem of `needs` that are no frozenset; a text would be a set of its letters."""
    needs: object = named.needs
    words = [needs] if isinstance(needs, str) else needs
    listed = words if isinstance(words, list | tuple | set | frozenset) else ()
    right = ", ".join(f'"{one}"' for one in sorted(map(str, listed))) or '"comment"'
    message = f"`{pack.name}`: needs of `{named.name}` is {_described(needs)}, not a frozenset"
    if isinstance(needs, frozenset):
        message = f"`{pack.name}`: needs of `{named.name}` holds what is no text"
    return Problem(message, remedy=f"write needs=frozenset({{{right}}})")


def _described(value: object) -> str:
    return f"`{value}`" if isinstance(value, str) else f"of type {type(value).__name__}"
