"""`rulekit query` and `rulekit ast`: a playground for authors of packs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from rulekit.catalog.load_catalog import load_catalog
from rulekit.cli.options import off_option
from rulekit.cli.verb import Verb
from rulekit.core.position import Positions
from rulekit.core.reading import Unmeasured
from rulekit.core.span import Span
from rulekit.errors import SpecError, UsageError
from rulekit.files.discover import FoundFile
from rulekit.files.read import read
from rulekit.hooks.reader import BrokenRow
from rulekit.language.encoding import NotText, decode
from rulekit.report.pieces import Styled
from rulekit.report.printer import Printer
from rulekit.syntax.grammar import Syntax
from rulekit.syntax.query import QuerySource


@click.command(
    cls=Verb, examples=("rulekit query app.py '(function_definition name: (identifier) @name)'",)
)
@click.argument("file", type=click.Path(readable=False))
@click.argument("query_text", metavar="QUERY")
@click.option(
    "--language", metavar="ID", help="The language, where the file's name does not say it."
)
@off_option
def query(file: str, query_text: str, language: str | None, off: tuple[str, ...]) -> None:
    """Run a tree-sitter QUERY on FILE and show what it captures, in order.

    The predicates are rulekit's: #eq? #not-eq? #any-of? #not-any-of? #match? #not-match? (RE2).
    """
    text, syntax = _opened(file, language, off)
    data = text.encode()
    source = QuerySource("", query_text, "QUERY")
    if wrong := source.problems():
        raise SpecError(wrong)
    compiled = source.compile(syntax.grammar.language, syntax.grammar.words)
    found = compiled.run(_tree(syntax, data).root_node, data)
    if found is None:
        raise UsageError("the query has too many matches in progress at once")
    places = sorted(
        (Span(*node.byte_range), name)
        for name, nodes in found.items()
        if name not in ("error", "missing")
        for node in nodes
    )
    printer, positions = Printer(), Positions(data)
    for span, name in places:
        evidence = positions.evidence(span)
        first = evidence.text.split("\n")[0]
        place = f"{file}:{evidence.line}:{evidence.column}: "
        printer.line(place, Styled(f"@{name}", "cyan"), f"  {first}")
    printer.line(f"{len(places)} captured")


@click.command(cls=Verb, examples=("rulekit ast app.py --depth 3",))
@click.argument("file", type=click.Path(readable=False))
@click.option(
    "--language", metavar="ID", help="The language, where the file's name does not say it."
)
@click.option("--depth", type=click.IntRange(1), default=1_000_000, help="How deep to go.")
@click.option("--anonymous", is_flag=True, help="Tokens without a name, too.")
@off_option
def ast(
    file: str, language: str | None, depth: int, off: tuple[str, ...], *, anonymous: bool
) -> None:
    """Show the syntax tree of FILE, with fields, places and the text of the leaves."""
    text, syntax = _opened(file, language, off)
    data = text.encode()
    positions, printer = Positions(data), Printer()
    for level, field, node in _walk(_tree(syntax, data), depth):
        if not (node.is_named or anonymous or node.is_missing):
            continue
        evidence = positions.evidence(Span(*node.byte_range))
        name = Styled(node.type, "red" if node.is_error or node.is_missing else "cyan")
        leaf = f"  {evidence.text!r}" if not node.named_child_count else ""
        missing = " MISSING" if node.is_missing else ""
        place = f" {evidence.line}:{evidence.column}-{evidence.end_line}:{evidence.end_column}"
        label = f"{field}: " if field else ""
        printer.line("  " * level, label, name, missing, Styled(place, "dim"), leaf)


def _opened(file: str, language: str | None, off: Sequence[str]) -> tuple[str, Syntax]:
    """The text and syntax of a file; raises UsageError when there is none."""
    catalog = load_catalog(off)
    data = read(FoundFile(file, file))
    if isinstance(data, BrokenRow):
        raise UsageError(f"`{file}`: {data.note}")
    try:
        text = decode(data)
    except NotText as reason:
        raise UsageError(f"`{file}` is not text: {reason}") from None
    detected = catalog.table.detect(file, text)
    name = language or (detected.language if detected else None)
    if name is None or name not in catalog.syntaxes:
        known = ", ".join(sorted(catalog.syntaxes)) or "none"
        raise UsageError(f"no grammar for {name or f'`{file}`'}; --language is one of: {known}")
    return text, catalog.syntaxes[name]


def _tree(syntax: Syntax, data: bytes) -> Any:
    try:
        return syntax.parse(data)
    except Unmeasured as reason:
        raise UsageError(str(reason)) from None


def _walk(tree: Any, depth: int) -> Iterator[tuple[int, str, Any]]:
    """Nodes with level and field, in order; a cursor instead of recursion."""
    cursor, level = tree.walk(), 0
    while True:
        yield level, cursor.field_name or "", cursor.node
        if level + 1 < depth and cursor.goto_first_child():
            level += 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return
            level -= 1
