"""`rulekit query` and `rulekit ast`: a playground for authors of packs and rules."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import click

from rulekit.cli.opened import Opened, grammar_option, language_option, opened_file
from rulekit.cli.options import off_option
from rulekit.cli.verb import Verb
from rulekit.core.document import Document
from rulekit.core.position import Positions
from rulekit.core.reading import Unmeasured
from rulekit.core.span import Span, union
from rulekit.errors import SpecError, UsageError, nearest
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer
from rulekit.signals.measure import MEASURES
from rulekit.syntax.query import QuerySource

_CAPTURE = re.compile(r"@([\w.-]+)")


@click.command(
    cls=Verb,
    examples=(
        "rulekit query app.py '(function_definition name: (identifier) @name)'",
        "rulekit query app.py @branch",
    ),
)
@click.argument("file", type=click.Path(readable=False))
@click.argument("query_text", metavar="QUERY")
@language_option
@grammar_option
@click.option(
    "-o",
    "--output",
    type=click.Choice(["full", "jsonl"]),
    default="full",
    help="jsonl: a line for each capture, with its bytes, lines and columns.",
)
@off_option
def query(
    file: str,
    query_text: str,
    language: str | None,
    grammar: str | None,
    output: str,
    off: tuple[str, ...],
) -> None:
    """Run a tree-sitter QUERY on FILE, show what it captures and what each measure reads.

    QUERY may also be a capture of the language's pack, such as @branch. The predicates are
    rulekit's: #eq? #not-eq? #any-of? #not-any-of? #match? #not-match? (RE2).
    """
    opened = opened_file(file, language, grammar, off)
    own = _CAPTURE.fullmatch(query_text.strip())
    found = _captured(opened, own[1]) if own else _queried(opened, query_text)
    places = sorted((span, name) for name, spans in found.items() for span in spans)
    printer, positions = Printer(), Positions(opened.data)
    if output == "jsonl":
        for span, name in places:
            click.echo(json.dumps({"capture": name} | positions.evidence(span)._asdict()))
        return
    for span, name in places:
        evidence = positions.evidence(span)
        first = evidence.text.split("\n")[0]
        place = f"{file}:{evidence.line}:{evidence.column}: "
        printer.line(place, Styled(f"@{name}", "cyan"), f"  {first}")
    printer.line(f"{len(places)} captured")
    if places and opened.document:
        _show_measures(printer, opened.document, found)


def _queried(opened: Opened, text: str) -> dict[str, list[Span]]:
    """Spans by capture of a query; raises SpecError for its mistakes."""
    source = QuerySource("", text, "QUERY")
    if wrong := source.problems():
        raise SpecError(wrong)
    compiled = source.compile(opened.grammar.language, opened.grammar.words)
    found = compiled.run(opened.tree.root_node, opened.data)
    if found is None:
        raise UsageError("the query has too many matches in progress at once")
    return {
        name: union(Span(*node.byte_range) for node in nodes)
        for name, nodes in found.items()
        if name not in ("error", "missing")
    }


def _captured(opened: Opened, name: str) -> dict[str, list[Span]]:
    """Spans of a capture of the language's pack."""
    if opened.document is None or opened.document.syntax is None:
        raise UsageError(f"@{name} is a pack's, and no pack reads this file")
    try:
        if name not in opened.document.captures.provided:
            near = nearest(name, sorted(opened.document.captures.provided))
            raise UsageError(f"{opened.document.language} has no capture `@{name}`{near}")
        return {name: list(opened.document.capture(name))}
    except Unmeasured as reason:
        raise UsageError(str(reason)) from None


def _show_measures(printer: Printer, document: Document, found: dict[str, list[Span]]) -> None:
    """What each measure reads of each capture, and the line of a rule that asks for it."""
    printer.line()
    head = [Styled(word, "bold") for word in ("reads", "unit", "in a rule")]
    for name, spans in found.items():
        if not spans:
            continue
        rows: list[Row] = [head]
        for measure in MEASURES.values():
            said = f"signal: {{capture: {name}, measure: {measure.name}}}"
            reads = _value(partial(measure.of, spans, document))
            rows.append((reads, measure.unit, said))
        printer.table(rows, right=(0,))


def _value(measure: Callable[[], float]) -> str:
    """A value as `reads:` of an example says it; a dash where it cannot be told."""
    try:
        return f"{measure():.9g}"
    except Unmeasured:
        return "—"


@click.command(
    cls=Verb,
    examples=("rulekit ast app.py --depth 3", "rulekit ast --grammar tree-sitter-zig main.zig"),
)
@click.argument("file", type=click.Path(readable=False))
@language_option
@grammar_option
@click.option("--depth", type=click.IntRange(1), default=1_000_000, help="How deep to go.")
@click.option("--anonymous", is_flag=True, help="Tokens without a name, too.")
@click.option("--errors", is_flag=True, help="Only what the grammar could not place.")
@off_option
def ast(
    file: str,
    language: str | None,
    grammar: str | None,
    depth: int,
    off: tuple[str, ...],
    *,
    anonymous: bool,
    errors: bool,
) -> None:
    """Show the syntax tree of FILE, with fields, places and the text of the leaves."""
    opened = opened_file(file, language, grammar, off)
    positions, printer, wrong = Positions(opened.data), Printer(), 0
    for level, field, node in _walk(opened.tree, depth):
        broken = node.is_error or node.is_missing
        wrong += broken
        if errors and not broken:
            continue
        if not (node.is_named or anonymous or node.is_missing):
            continue
        evidence = positions.evidence(Span(*node.byte_range))
        name = Styled(node.type, "red" if broken else "cyan")
        leaf = f"  {evidence.text!r}" if errors or not node.named_child_count else ""
        missing = " MISSING" if node.is_missing else ""
        place = f" {evidence.line}:{evidence.column}-{evidence.end_line}:{evidence.end_column}"
        label = f"{field}: " if field and not errors else ""
        indent = "" if errors else "  " * level
        printer.line(indent, label, name, missing, Styled(place, "dim"), leaf)
    if errors:
        printer.line(f"{wrong} errors")


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
