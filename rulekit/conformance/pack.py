"""What must hold of a pack itself, before any text is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.plugins import Plugin
from rulekit.conformance.report import Complaint, Report
from rulekit.conformance.sample import Sample, languages_in
from rulekit.core.document import Document
from rulekit.core.reading import Unmeasured
from rulekit.core.syntax import Syntax
from rulekit.core.vocabulary import PARSER_CAPTURES
from rulekit.errors import RulekitError
from rulekit.run.examples import ExampleRunner

TOLD = "file-names"
QUERIES = "queries"
EXAMPLES = "examples"
FOUND = "captures"

PACK_CHECKS = {
    TOLD: "a file name tells each language",
    QUERIES: "each query compiles",
    EXAMPLES: "each example of a rule does what it says",
    FOUND: "each capture finds something in the sources",
}


def check_pack(catalog: Catalog, plugin: Plugin, sources: Sequence[Sample], report: Report) -> None:
    """Report what is wrong with a plugin's languages, queries and examples."""
    for name in languages_in(plugin):
        report.add(TOLD, _untold(catalog, name))
        report.add(QUERIES, _uncompiled(catalog.syntaxes[name]))
    runner, packs = ExampleRunner(catalog), {pack.name for pack in plugin.packs}
    for file in catalog.rules.values():
        if file.pack in packs:
            missed = (f"line {one.line}: {one.message}" for one in runner.run(file).misses)
            report.add(EXAMPLES, [Complaint(file.rule.id, message) for message in missed])
    if not report.complaints:
        for name in languages_in(plugin):
            _report_unfound(catalog, name, sources, report)


def _untold(catalog: Catalog, language: str) -> Iterator[Complaint]:
    facts, tell = catalog.table.facts(language), catalog.table.detect
    names = [*facts.filenames, *(f"example{extension}" for extension in facts.extensions)]
    told = (tell(name, "") for name in names)
    if not any(one and one.language == language for one in told):
        tried = ", ".join(names) or "there is none: give the language `extensions`"
        yield Complaint(language, f"no file name tells it, so no file is ever read: {tried}")


def _uncompiled(syntax: Syntax) -> Iterator[Complaint]:
    try:
        _ = syntax.query
    except RulekitError as error:
        for problem in error.problems:
            yield Complaint(syntax.language, f"{problem.place}: {problem.message}")


def _report_unfound(
    catalog: Catalog, language: str, sources: Sequence[Sample], report: Report
) -> None:
    """Warn of captures that find nothing: the pattern may be wrong, or no source has such a thing.

    What a file of another language of the pack captures does not count.
    """
    syntax, table = catalog.syntaxes[language], catalog.table
    found = set[str]()
    for source in sources:
        told = table.detect(source.path, str(source.content))
        if told and told.language == language:
            found |= _found(syntax, str(source.content))
    for name in sorted(syntax.provided - PARSER_CAPTURES.keys()):
        message = f"finds nothing in {len(sources)} sources of {language}"
        unfound = [] if name in found else [Complaint(f"@{name}", message, warning=True)]
        report.add(FOUND, unfound)


def _found(syntax: Syntax, text: str) -> set[str]:
    document = Document("", text, syntax.language, "programming", syntax)
    try:
        return {name for name, spans in document.captures.found.items() if spans}
    except Unmeasured:
        return set()
