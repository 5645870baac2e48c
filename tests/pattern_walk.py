"""All patterns of rulekit and its packs: in modules, in what those hold, and made in functions."""

import importlib
import pkgutil
from types import BuiltinMethodType, FunctionType

import re2
import regex
import rulekit_plugins
from rulekit_plugins.text import natural_languages

import rulekit
from rulekit.core import words
from rulekit.core.late_pattern import LatePattern
from rulekit.syntax.comment_scanner import CommentScanner

_KINDS = (type(regex.compile("")), type(natural_languages._NOT_PROSE), LatePattern, re2._Regexp)


def in_modules():
    """Patterns of every module, in containers, closures and dataclasses too: by `module.name`."""
    found = {}
    for package in (rulekit, rulekit_plugins):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                for name, value in vars(importlib.import_module(module.name)).items():
                    _walk(f"{module.name}.{name}", value, found, set())
    return _once(found)


def of_plan(plan):
    """The patterns of a plan's rules, and those of every language."""
    found = {}
    for rule in plan._rules:
        for signal in rule.signals:
            _walk(signal.name, signal, found, set())
    return _once(found)


def made_for_documents(plan):
    """Patterns that functions make: of scanners of comments, of words, of natural languages."""
    found, languages = {}, plan.catalog.languages
    for language in languages.table.ids:
        scanner = languages.capturer(language)
        if isinstance(scanner, CommentScanner):
            _walk(f"comments of {language}", (scanner._opener, scanner._ends), found, set())
    for one in languages.natural_languages.values():
        _walk(f"words of {one.name}", one.cut, found, set())
        if one.letters:
            guessed = regex.compile(f"{one.letters}|(?:(?!{one.letters}).)+")
            _walk(f"letters of {one.name}", guessed, found, set())
    _walk("words", (words._tokens(), words._crowd()), found, set())
    scripts = [*natural_languages._SCRIPTS.values(), r"\p{L}+", r"[\p{Hiragana}\p{Katakana}]"]
    _walk("scripts", [regex.compile(one) for one in scripts], found, set())
    return _once(found)


def _walk(name, value, found, seen):
    """Patterns that a value holds, or a function's closure."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, _KINDS):
        found[name] = value
    elif isinstance(value, dict):
        for key, one in value.items():
            _walk(f"{name}[{key!r}]", one, found, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for number, one in enumerate(value):
            _walk(f"{name}[{number}]", one, found, seen)
    elif isinstance(value, BuiltinMethodType):
        _walk(f"{name}.self", value.__self__, found, seen)
    elif isinstance(value, FunctionType):
        cells = zip(value.__code__.co_freevars, value.__closure__ or (), strict=True)
        for free, cell in cells:
            try:
                _walk(f"{name}.{free}", cell.cell_contents, found, seen)
            except ValueError:  # not filled yet
                continue
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for field in value.__dataclass_fields__:
            _walk(f"{name}.{field}", getattr(value, field, None), found, seen)


def _once(found):
    """Each expression under the first of its names."""
    names = {}
    for name, value in found.items():
        names.setdefault(_key(value), name)
    return {name: found[name] for name in names.values()}


def _key(value):
    expression = value.expression if isinstance(value, LatePattern) else value.pattern
    return type(value), expression, getattr(value, "flags", 0)
