"""Language tables and content rules as packs write them, in JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from rulekit.core.document import KINDS
from rulekit.language.content_rule import ContentRule
from rulekit.language.detect import LISTS, LanguageFacts
from rulekit.syntax.comment_scanner import CommentSyntax, Pair

_RULE = frozenset({"language", "pattern", "without"})
_FACTS = frozenset({"name", "kind", "popular", "marks", *LISTS})
_MARK_PAIRS = ("block", "strings", "hidden")
_MARK_SWITCHES = ("nested", "escape")
_MARKS = frozenset({"line", *_MARK_PAIRS, *_MARK_SWITCHES})


def facts_from_json(text: str) -> tuple[LanguageFacts, ...]:
    """The languages of `{"languages": {id: facts}}`, in the order of the text.

    Raises ValueError naming the language and its first mistake.
    """
    table = _object(_parsed(text), "a language table", {"source", "languages"})
    languages = _object(table.get("languages"), "`languages`")
    return tuple(_facts(language, entry) for language, entry in languages.items())


def content_rules_from_json(text: str) -> dict[str, tuple[ContentRule, ...]]:
    """The content rules of each extension or file name; a key may name several, parted by blanks.

    A rule without a pattern, the default, can only be the last. Raises ValueError naming the key
    and its first mistake. Patterns are not compiled here.
    """
    table = _object(_parsed(text), "a table of content rules")
    found: dict[str, tuple[ContentRule, ...]] = {}
    for key, entries in table.items():
        rules = _content_rules(key, entries)
        for name in key.split():
            if name in found:
                raise ValueError(f"content rules of {name}: are given twice")
            found[name] = rules
    return found


def _facts(language: str, entry: object) -> LanguageFacts:
    facts = _object(entry, f"language {language}", _FACTS)
    name, popular = facts.get("name"), facts.get("popular", False)
    if not isinstance(name, str) or not isinstance(popular, bool):
        raise ValueError(f"language {language}: `name` must be a string, `popular` true or false")
    kind = next((one for one in KINDS if one == facts.get("kind")), None)
    if kind is None:
        wrong = f"kind {facts.get('kind')!r} is none of {', '.join(KINDS)}"
        raise ValueError(f"language {language}: {wrong}")
    lists = {key: _strings(language, key, facts[key]) for key in LISTS if key in facts}
    for extension in lists.get("extensions", ()):
        if not extension.startswith("."):
            raise ValueError(f"language {language}: extension {extension!r} must begin with a dot")
    marks = _marks(language, facts["marks"]) if "marks" in facts else None
    return LanguageFacts(language, name, kind, popular=popular, marks=marks, **lists)


def _marks(language: str, value: object) -> CommentSyntax:
    marks = _object(value, f"the marks of {language}", _MARKS)
    pairs = {key: _pairs(language, key, marks[key]) for key in _MARK_PAIRS if key in marks}
    switches = {key: marks[key] for key in _MARK_SWITCHES if key in marks}
    if wrong := [key for key, switch in switches.items() if not isinstance(switch, bool)]:
        raise ValueError(f"language {language}: `{wrong[0]}` must be true or false")
    line = _strings(language, "line", marks.get("line", []))
    if "" in (*line, *(mark for kind in pairs.values() for pair in kind for mark in pair)):
        raise ValueError(f"language {language}: a mark must not be empty")
    nested, escape = switches.get("nested", False), switches.get("escape", True)
    return CommentSyntax(line, nested=nested, escape=escape, **pairs)


def _pairs(language: str, key: str, value: object) -> tuple[Pair, ...]:
    pairs = value if isinstance(value, list) else [value]
    found = [_strings(language, key, pair) for pair in pairs]
    if any(len(pair) != 2 for pair in found):
        raise ValueError(f"language {language}: `{key}` must be a list of pairs of strings")
    return tuple((begin, end) for begin, end in found)


def _strings(language: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not {*map(type, value)} <= {str}:
        raise ValueError(f"language {language}: `{key}` must be a list of strings")
    return tuple(value)


def _content_rules(key: str, value: object) -> tuple[ContentRule, ...]:
    where = f"content rules of {key}"
    if not isinstance(value, list) or not value:
        raise ValueError(f"{where}: must be a list with at least one rule")
    entries = [_object(entry, where, _RULE) for entry in value]
    if any(not isinstance(word, str) for entry in entries for word in entry.values()):
        raise ValueError(f"{where}: `language`, `pattern` and `without` must be strings")
    if any("language" not in entry for entry in entries):
        raise ValueError(f"{where}: every rule names a `language`")
    if any("pattern" not in entry for entry in entries[:-1]):
        raise ValueError(f"{where}: only the last rule may go without a pattern")
    if any("without" in entry and "pattern" not in entry for entry in entries):
        raise ValueError(f"{where}: `without` needs a `pattern`")
    return tuple(ContentRule(**entry) for entry in entries)


def _object(
    value: object, where: str, keys: frozenset[str] | set[str] | None = None
) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{where} must be an object in braces")
    if keys is not None and (unknown := value.keys() - keys):
        raise ValueError(
            f"{where}: unknown key {min(unknown)}; known are {', '.join(sorted(keys))}"
        )
    return value


def _parsed(text: str) -> object:
    return json.loads(text, object_pairs_hook=_without_repeats)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; the standard parser would let the last of two equal keys win in silence."""
    entries = dict(pairs)
    if len(entries) < len(pairs):
        repeated = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"the key {repeated} is given twice")
    return entries
