"""The names of what is installed, by kind, each with its meaning: what files may name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from rulekit.catalog.catalog import Catalog
from rulekit.core.document import KINDS, PROSE
from rulekit.errors import RulekitError
from rulekit.plan.layers import profile_names, read_profiles
from rulekit.signals.measure import MEASURES
from rulekit.spec.json_shape import Part
from rulekit.syntax.vocabulary import PARSER_CAPTURES, VOCABULARY

_GLOB = r"[*?\[]"
_SYNTAX = frozenset(r"\^$.|?*+()[]{}/")


@dataclass(frozen=True)
class NameSet:
    """Names with their meanings; what matches `others`, an expression, may be meant too.

    As keys, several may stand in one, with commas between them, if it matches `lists`.
    """

    meanings: Mapping[str, str]
    others: str = ""
    lists: str = ""

    def text(self) -> Part:
        """A text that is one of the names."""
        names = sorted(self.meanings)
        told = {"enumDescriptions": [self.meanings[name] for name in names]}
        listed: Part = {"type": "string", "enum": names, **(told if any(*told.values()) else {})}
        if not self.others:
            return listed
        other = {"type": "string", "pattern": self.others}
        return {"type": "string", "if": other, "then": True, "else": listed}

    def keys(self, value: Part) -> Part:
        """A mapping of the names to values of one shape."""
        properties = {
            name: {**value, **({"description": meaning} if meaning else {})}
            for name, meaning in sorted(self.meanings.items())
        }
        others = {other: value for other in (self.others, self.lists and ",") if other}
        found: Part = {"properties": properties, "additionalProperties": False}
        if others:
            found["patternProperties"] = others
        if self.lists:
            found["propertyNames"] = {"if": {"pattern": ","}, "then": {"pattern": self.lists}}
        return found


def installed_names(catalog: Catalog) -> dict[str, NameSet]:
    """The names of everything installed by the kind that the models of files say."""
    absent = sorted(catalog.absent)
    titles = {name: file.rule.title for name, file in catalog.rules.items()}
    packs = {f"{name.partition('/')[0]}/": "all rules of the pack" for name in titles}
    names = catalog.names
    languages = {name: catalog.table.facts(name).name for name in catalog.table.ids}
    return {
        "capture": NameSet(_captures(catalog), _of(absent, r"\.")),
        "signal": NameSet(
            {n: f"{s.doc} ({s.unit})" for n, s in names.signals.items()}, _of(absent, r"\.")
        ),
        "finder": NameSet({n: one.doc for n, one in names.finders.items()}, _of(absent, r"\.")),
        "measure": NameSet({n: f"{one.unit}: {one.doc}" for n, one in MEASURES.items()}),
        "rule": NameSet(titles, _of(absent, "/")),
        "rules": NameSet(
            {"all": "every rule", **packs, **titles},
            "|".join(filter(None, (_GLOB, _of(absent, "/")))),
        ),
        "profile": NameSet(_profiles(catalog)),
        "language": NameSet(languages),
        "scope": NameSet(_scopes(catalog, languages), "." if absent else "", _lists(catalog)),
        "detector": NameSet({n: one.doc for n, one in catalog.detectors.items()}),
        "benchmark": NameSet({n: one.doc for n, one in catalog.benchmarks.items()}, r"[/.]"),
    }


def _captures(catalog: Catalog) -> dict[str, str]:
    """The shared captures, the parser's, and those of packs, which only their queries explain."""
    of_packs = {
        name: f"a capture of the pack {name.partition('.')[0]}" for name in catalog.names.captures
    }
    return {**of_packs, **VOCABULARY, **PARSER_CAPTURES}


def _profiles(catalog: Catalog) -> dict[str, str]:
    """The profiles with their titles; one that is wrong has a name all the same."""
    titles = dict.fromkeys(profile_names(catalog), "")
    for name in titles:
        with suppress(RulekitError):
            titles[name] = read_profiles(catalog, name)[-1].spec.title.strip()
    return titles


def _scopes(catalog: Catalog, languages: Mapping[str, str]) -> dict[str, str]:
    """The words for kinds, languages, and prose in a natural language."""
    meanings = dict.fromkeys(map(str, KINDS), "every language of this kind")
    prose = f"{PROSE}-"
    others = (word for word in catalog.scopes if word not in meanings)
    return {
        **{word: languages.get(word, f"prose in {word.removeprefix(prose)}") for word in others},
        **meanings,
    }


def _lists(catalog: Catalog) -> str:
    """Several scopes in one key: `json, yaml`. What is absent may bring any."""
    if catalog.absent:
        return ""
    words = "|".join(map(_escaped, sorted(catalog.scopes)))
    return rf"^\s*({words})\s*(,\s*({words})\s*)+$"


def _of(packs: Sequence[str], sign: str) -> str:
    """Names of packs that are switched off or broken: which they bring cannot be known."""
    return f"^({'|'.join(map(_escaped, packs))}){sign}" if packs else ""


def _escaped(word: str) -> str:
    """A word in an expression of ECMA 262, which knows fewer escapes than Python writes."""
    return "".join(f"\\{sign}" if sign in _SYNTAX else sign for sign in word)
