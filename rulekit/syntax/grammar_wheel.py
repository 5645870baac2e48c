"""Grammars that no pack has named yet: the wheel, its function and the queries that it ships."""

from __future__ import annotations

import importlib
import re
from contextlib import suppress
from pathlib import Path

from rulekit.errors import Problem, UsageError, nearest
from rulekit.syntax.grammar import Grammar

_WORDS = re.compile(r"([A-Za-z]\w*(?:[-.]\w+)*)(?::(\w+))?")
QUERIES = ("highlights.scm", "tags.scm")  # of those that wheels ship, the ones that name things


def grammar_named(words: str) -> Grammar:
    """The grammar of `tree-sitter-php`, `tree_sitter_php` or `tree_sitter_php:language_php`.

    Raises UsageError when the module is not there, or has no such function.
    """
    found = _WORDS.fullmatch(words)
    if not found:
        message = f"`{words}` is no grammar: give the wheel or its module, as in tree-sitter-php"
        raise UsageError(f"{message}, and behind a colon the function, if it has several")
    module = found[1].replace("-", "_")
    functions = grammar_functions(module)
    if found[2] and found[2] not in functions:
        raise UsageError(f"{module} has no function `{found[2]}`{nearest(found[2], functions)}")
    return Grammar(module, found[2] or _usual(module, functions))


def grammar_functions(module: str) -> tuple[str, ...]:
    """The functions of a module that hand out grammars; raises UsageError when there is none."""
    try:
        loaded = importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise UsageError(f"the module {module} cannot be loaded: {error}") from None
        remedy = f"try: pip install {Grammar(module).wheel}"
        message = f"the grammar {module} is not installed"
        raise UsageError([Problem(message, remedy=remedy)]) from None
    except Exception as error:  # noqa: BLE001  somebody else's code, at import
        raise UsageError(f"the module {module} cannot be loaded: {error}") from None
    names = (name for name in dir(loaded) if re.fullmatch(r"language(_\w+)?", name))
    if functions := tuple(name for name in names if callable(getattr(loaded, name))):
        return functions
    raise UsageError(f"{module} is no grammar: it has no function `language`")


def _usual(module: str, functions: tuple[str, ...]) -> str:
    """The function that is meant when none is named: `language`, or that of the module's name."""
    own = f"language_{module.removeprefix('tree_sitter_')}"
    for name in ("language", own):
        if name in functions:
            return name
    if len(functions) == 1:
        return functions[0]
    choices = ", ".join(f"{module}:{name}" for name in functions)
    raise UsageError(f"{module} has several grammars, name one: {choices}")


def shipped_queries(grammar: Grammar) -> dict[str, str]:
    """The wheel's own query files that name things, by file name.

    Those that cannot be read are left out: they would only be a suggestion.
    """
    loaded = importlib.import_module(grammar.module)
    home = Path(loaded.__file__ or "").parent
    texts: dict[str, str] = {}
    for name in QUERIES:
        for path in sorted(home.rglob(name)):
            with suppress(OSError, UnicodeDecodeError):
                texts[name] = texts.get(name, "") + path.read_text("utf-8") + "\n"
    return texts
