"""All patterns of rulekit and its packs: in modules, in what those hold, and made in functions."""

import importlib
import pkgutil
import re
from types import BuiltinMethodType, FunctionType

import re2
import regex
import rulekit_plugins
from rulekit_plugins.pii import detector
from rulekit_plugins.text import natural_languages, prose, repetition

import rulekit
from rulekit.core import words
from rulekit.core.late_pattern import LatePattern
from rulekit.syntax.comment_scanner import CommentScanner

_OF_RE2 = (LatePattern, re2._Regexp)
_KINDS = (type(regex.compile("")), type(natural_languages._NOT_PROSE), *_OF_RE2)


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
    """The patterns of all rules, and of the scorecard."""
    found = {}
    signals = [signal for rule in plan._rules for signal in rule.signals]
    for signal in [*signals, *(term.signal for term in plan.scorecard.terms)]:
        _walk(signal.name, signal, found, set())
    return _once(found)


def of_re2(plan):
    """Expressions of RE2 with the flags of `re` that say the same: of modules, plan, functions."""
    found = in_modules() | of_plan(plan)
    found |= {f"finds {one.id}": one.pattern for one in detector._bundled()._finders}
    _walk("links", prose._link(), found, set())
    for text in ("ab", "ä", "a b ä"):
        run = LatePattern(repetition.expression_of(text.split(), text.isascii()))
        _walk(f"the run {text}", run, found, set())
    of_re2 = {name: one for name, one in found.items() if isinstance(one, _OF_RE2)}
    return {name: _said(one) for name, one in _once(of_re2).items()}


def _said(value):
    """What a pattern of RE2 says, and a flag where that is in its options."""
    if isinstance(value, LatePattern):
        return _text(value.expression), re.NOFLAG
    return _text(value.pattern), re.NOFLAG if value.options.case_sensitive else re.IGNORECASE


def _text(expression):
    return expression if isinstance(expression, str) else expression.decode()


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
    else:
        for part, one in _parts(value):
            _walk(f"{name}{part}", one, found, seen)


def _parts(value):
    """What a container, a function's closure or a dataclass holds, each with a name for it."""
    if isinstance(value, dict):
        return [(f"[{key!r}]", one) for key, one in value.items()]
    if isinstance(value, list | tuple | set | frozenset):
        return [(f"[{number}]", one) for number, one in enumerate(value)]
    if isinstance(value, BuiltinMethodType):
        return [(".self", value.__self__)]
    if isinstance(value, FunctionType):
        names, cells = value.__code__.co_freevars, value.__closure__ or ()
        held = zip(names, map(_contents, cells), strict=True)
        return [(f".{name}", one) for name, one in held]
    if isinstance(value, type):
        return []
    names = getattr(value, "__dataclass_fields__", ())
    return [(f".{name}", getattr(value, name, None)) for name in names]


def _contents(cell):
    try:
        return cell.cell_contents
    except ValueError:  # not filled yet
        return None


def _once(found):
    """Each expression under the first of its names."""
    names = {}
    for name, value in found.items():
        names.setdefault(_key(value), name)
    return {name: found[name] for name in names.values()}


def _key(value):
    expression = value.expression if isinstance(value, LatePattern) else value.pattern
    return type(value), expression, getattr(value, "flags", 0)
