"""Mistakes in a pack: as its author filled it, and beside everything else that is installed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from rulekit.catalog.language_tables import content_rules_of, facts_of
from rulekit.catalog.model_folders import model_name_problems
from rulekit.catalog.pack_shape import shape_problems
from rulekit.catalog.query_files import query_problems
from rulekit.catalog.rule_files import NAME
from rulekit.core.document import KINDS
from rulekit.core.finder import Finder
from rulekit.core.regex import pattern, regex_message
from rulekit.core.signal import Signal
from rulekit.errors import Problem, did_you_mean, nearest
from rulekit.hooks.pack import Language, Pack
from rulekit.language.detect import LanguageFacts

NO_PACKS = ("profiles", "pipelines", "models", "weights", "recipes")  # folders of other files
NOT_PACKS = frozenset({*NO_PACKS, "__pycache__"})


def pack_problems(pack: Pack) -> list[Problem]:
    """Mistakes in a pack by itself; raises SpecError for its tables."""
    if problems := shape_problems(pack):
        return problems
    problems = [*_name_problems(pack), *_language_problems(pack), *_pattern_problems(pack)]
    if not NAME.fullmatch(pack.name) or pack.name in ("all", *NO_PACKS):
        message = f"a pack's name is lower-case words and hyphens, not `{pack.name}`"
        problems.append(Problem(message))
    problems += model_name_problems(pack.rules)
    if pack.table:
        facts_of(pack.table)
    if pack.content_rules:
        content_rules_of(pack.content_rules)
    if not pack.rules.is_dir():
        message = f"the rules folder of `{pack.name}` is not there"
        remedy = "make it, with a file in it, and list its YAML files in package-data"
        problems.append(Problem(message, str(pack.rules), remedy=remedy))
    return problems


def _name_problems(pack: Pack) -> list[Problem]:
    """Signals and finders under a name that is not the pack's, or that another one has."""
    problems, seen = [], dict[str, str]()
    named = [("signal", one.name) for one in pack.signals]
    named += [("finder", one.name) for one in pack.finders]
    for sort, name in named:
        if not name.startswith(f"{pack.name}."):
            message = f"a {sort} of `{pack.name}` is called `{pack.name}.<what>`, not `{name}`"
            problems.append(
                Problem(message, remedy=f"write `{pack.name}.{name.rpartition('.')[2]}`")
            )
        if name in seen:
            both = f"two {sort}s" if seen[name] == sort else "a signal and a finder"
            problems.append(Problem(f"there are {both} called `{name}`"))
        seen[name] = sort
    return problems


def _pattern_problems(pack: Pack) -> Iterator[Problem]:
    """Patterns of finders that RE2 cannot read: they are compiled when a text is searched."""
    import re2

    for finder in pack.finders:
        try:
            pattern(finder.expression.encode())
        except re2.error as error:
            message = f"the pattern of `{finder.name}` is none of RE2: {regex_message(error)}"
            yield Problem(message)


def _language_problems(pack: Pack) -> list[Problem]:
    problems: list[Problem] = []
    for language in pack.languages:
        if not language.grammar.installed:
            message = f"the grammar {language.grammar.module} of `{language.id}` is not installed"
            problems.append(Problem(message, remedy=f"try: pip install {language.grammar.wheel}"))
        problems += [
            Problem(
                f"an extension of `{language.id}` begins with a dot, not `{one}`",
                remedy=f'write `".{one}"`',
            )
            for one in language.extensions
            if not one.startswith(".")
        ]
        if language.kind not in KINDS:
            near = nearest(language.kind, KINDS)
            problems.append(Problem(f"unknown kind `{language.kind}` of `{language.id}`{near}"))
        problems += query_problems(pack, language)
    return problems


def needs_problems(
    pack: Pack, captures: Collection[str], languages: Collection[str], absent: Collection[str]
) -> Iterator[Problem]:
    """Names in `needs` that are no capture: what is asked for under them would never be found.

    `captures` and `languages` are all that are known; those of `absent` plugins cannot be.
    """
    parts: list[Signal | Finder] = [*pack.signals, *pack.finders]
    for named in parts:
        for need in sorted(named.needs):
            inner, _, capture = need.rpartition(":")
            unknown = capture not in captures and capture.partition(".")[0] not in absent
            if unknown:
                near = did_you_mean(capture, captures) or f"; one of its own begins `{pack.name}.`"
                yield _needless(pack, named, f"no pattern captures `@{capture}`{near}")
            if inner and inner not in languages and not absent:
                near = did_you_mean(inner, languages)
                yield _needless(pack, named, f"there is no language `{inner}`{near}")


def _needless(pack: Pack, named: Signal | Finder, why: str) -> Problem:
    message = f"`{pack.name}`: needs of `{named.name}`: {why}"
    return Problem(message, remedy="mend the name in `needs`, or map it in queries.scm")


def fit_problems(pack: Pack, packs: Sequence[Pack], absent: Collection[str]) -> list[Problem]:
    """Mistakes that would let a pack load and then do nothing, which nobody would notice.

    `packs` are all packs, this one too; `absent` the names of plugins that are off or broken.
    """
    facts = {fact.id: fact for one in packs if one.table for fact in facts_of(one.table)}
    problems = _folder_problems(pack, packs, absent)
    for language in pack.languages:
        problems += _unread_problems(language, facts)
    return problems


def _folder_problems(pack: Pack, packs: Sequence[Pack], absent: Collection[str]) -> list[Problem]:
    """Folders of rules that belong to nobody: a misspelt name looks like a pack without rules."""
    known = {*absent, *(other.name for other in packs if other.rules == pack.rules)}
    folders = sorted(path.name for path in pack.rules.iterdir() if path.is_dir())
    problems = [
        Problem(
            f"no pack is called `{name}`{did_you_mean(name, known)}",
            str(pack.rules / name),
            remedy="the rules of a pack stand in a folder of its name",
        )
        for name in folders
        if name not in known | NOT_PACKS and not name.startswith(".")
    ]
    problems += [
        Problem(
            "a rule file stands in its pack's folder",
            str(path),
            remedy=f"move it to {pack.rules / pack.name}",
        )
        for path in sorted(pack.rules.glob("*.y*ml"))
    ]
    rules = any((pack.rules / pack.name).glob("*.yaml"))
    if not (rules or pack.languages or pack.signals or pack.finders or problems):
        problems.append(Problem(f"the pack `{pack.name}` brings nothing", str(pack.rules)))
    return problems


def _unread_problems(language: Language, facts: Mapping[str, LanguageFacts]) -> list[Problem]:
    """A language of which no file would ever be found, or that the table knows otherwise."""
    known = facts.get(language.id)
    if known is None:
        if language.extensions or language.filenames or language.interpreters:
            return []
        near = did_you_mean(language.id, facts) or "; give it extensions or filenames"
        return [Problem(f"no file would be in the language `{language.id}`{near}")]
    if language.kind not in ("programming", known.kind):  # the first is what is left unsaid
        message = f"`{language.id}` is of kind {known.kind}, not {language.kind}"
        return [Problem(message)]
    return []
