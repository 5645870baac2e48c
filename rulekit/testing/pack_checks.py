"""Promises of a pack itself, checked before any text is judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.plugin import Plugin
from rulekit.core.reading import Unmeasured
from rulekit.core.signal import Signal
from rulekit.errors import RulekitError
from rulekit.signals.build import counted
from rulekit.syntax.grammar import Syntax
from rulekit.syntax.vocabulary import PARSER_CAPTURES
from rulekit.testing.examples import ExampleRunner
from rulekit.testing.report import ConformanceReport, Violation
from rulekit.testing.sample import Sample, languages_in

TOLD, QUERIES, EXAMPLES = "file-names", "queries", "examples"
SOURCES, CAPTURES, NEEDS = "sources", "captures", "needs"

PACK_CHECKS = {
    TOLD: "a file name tells each language",
    QUERIES: "each language's query compiles",
    EXAMPLES: "each rule's examples do what they say",
    SOURCES: "each language has texts to begin from",
    NEEDS: "each signal names the captures that it asks for",
    CAPTURES: "each language's captures all find something in them",
}


def check_pack(
    catalog: Catalog,
    plugin: Plugin,
    sources: Mapping[str, Sequence[Sample]],
    report: ConformanceReport,
) -> None:
    """Report what is wrong with a plugin's languages, queries and examples.

    `sources` are by language, as `by_language` gives them.
    """
    for name in languages_in(plugin):
        report.add(TOLD, _untold(catalog, name))
        report.add(QUERIES, _uncompiled(catalog.syntaxes[name]))
    runner, packs = ExampleRunner(catalog), {pack.name for pack in plugin.packs}
    for file in catalog.rules.values():
        if file.pack in packs:
            missed = (f"line {one.line}: {one.message}" for one in runner.run(file).misses)
            report.add(EXAMPLES, [Violation(file.rule.id, message) for message in missed])
    for name, own in sources.items():
        lacking = [] if own else [Violation(name, "has no source: no rule has an example in it")]
        report.add(SOURCES, lacking)
    if not report.complaints:
        for name in languages_in(plugin):
            report.add(CAPTURES, _unfound(catalog, name, sources[name]))


def check_needs(
    catalog: Catalog,
    plugin: Plugin,
    sources: Mapping[str, Sequence[Sample]],
    report: ConformanceReport,
) -> None:
    """Report signals that ask for more than they name; only safe for what survived the texts."""
    signals = [signal for pack in plugin.packs for signal in pack.signals]
    signals += [counted(finder) for pack in plugin.packs for finder in pack.finders]
    for name in languages_in(plugin):
        for signal in signals:
            report.add(NEEDS, _undeclared(signal, catalog, name, sources[name]))


def _untold(catalog: Catalog, language: str) -> Iterator[Violation]:
    facts, tell = catalog.table.facts(language), catalog.table.detect
    names = [*facts.filenames, *(f"example{extension}" for extension in facts.extensions)]
    told = (tell(name, "") for name in names)
    if not any(one and one.language == language for one in told):
        tried = ", ".join(names) or "there is none: give the language `extensions`"
        yield Violation(language, f"no file name tells it, so no file is ever read: {tried}")


def _uncompiled(syntax: Syntax) -> Iterator[Violation]:
    try:
        _ = syntax.query
    except RulekitError as error:
        for problem in error.problems:
            yield Violation(syntax.language, f"{problem.place}: {problem.message}")


def _unfound(catalog: Catalog, language: str, sources: Sequence[Sample]) -> Iterator[Violation]:
    """A warning: a pattern may be wrong, or no source has such a thing."""
    syntax = catalog.syntaxes[language]
    found = {name for source in sources for name in _found(catalog, source)}
    never = sorted(syntax.provided - PARSER_CAPTURES.keys() - found)
    if never:
        names = ", ".join(f"@{name}" for name in never)
        message = f"has captures that find nothing in its {len(sources)} sources: {names}"
        yield Violation(syntax.language, message, warning=True)


def _undeclared(
    signal: Signal, catalog: Catalog, language: str, sources: Sequence[Sample]
) -> Iterator[Violation]:
    """Read a signal where nothing but what it needs is looked for."""
    languages = catalog.languages.restricted_to({language: signal.needs})
    for source in sources:
        document = languages.document(str(source.content), source.path)
        if document is None:
            continue
        try:
            if signal.read(document).value is not None:
                list(signal.locate(document))
        except RulekitError as error:
            yield Violation(signal.name, error.problems[0].message, source)
            return
        except Exception:  # noqa: BLE001, S112  every text that breaks it will tell
            continue


def _found(catalog: Catalog, source: Sample) -> set[str]:
    document = catalog.languages.document(str(source.content), source.path)
    try:
        return (
            {name for name, spans in document.captures.found.items() if spans}
            if document
            else set()
        )
    except Unmeasured:
        return set()
