"""A file that an author of packs looks at, with the grammar that reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.load_catalog import load_catalog
from rulekit.core.document import Document
from rulekit.core.location import Location
from rulekit.core.reading import Unmeasured
from rulekit.errors import Problem, UsageError, nearest
from rulekit.files.discover import FoundFile
from rulekit.files.read import read
from rulekit.hooks.reader import BrokenRow
from rulekit.language.encoding import NotText, decode
from rulekit.syntax.grammar import Grammar, Syntax
from rulekit.syntax.grammar_wheel import grammar_named
from rulekit.syntax.query import QuerySource

language_option = click.option(
    "--language", metavar="ID", help="The language, where the file's name does not say it."
)
grammar_option = click.option(
    "--grammar",
    metavar="WHEEL[:FUNCTION]",
    help="A grammar that is installed and in no pack yet, in place of the language's.",
)


@dataclass(frozen=True)
class Opened:
    """A file with the grammar that reads it; `syntax` is None where only a grammar is given."""

    data: bytes
    grammar: Grammar
    syntax: Syntax | None
    document: Document | None

    @property
    def tree(self) -> Any:
        """Its syntax tree; raises UsageError when a budget is over."""
        reader = self.syntax or Syntax("", self.grammar, QuerySource("", "", ""))
        try:
            return reader.parse(self.data)
        except Unmeasured as reason:
            raise UsageError(str(reason)) from None


def opened_file(file: str, language: str | None, grammar: str | None, off: Sequence[str]) -> Opened:
    """A file and the grammar that reads it; raises UsageError when there is none."""
    catalog = load_catalog(off)
    data = read(FoundFile(file, file))
    if isinstance(data, BrokenRow):
        raise UsageError(f"`{file}`: {data.note}")
    try:
        text = decode(data)
    except NotText as reason:
        raise UsageError(f"`{file}` is not text: {reason}") from None
    if language and language not in catalog.table:
        near = nearest(language, catalog.syntaxes)
        raise UsageError(f"no known language is called `{language}`{near}")
    document = catalog.languages.document(text, file, location=Location(language=language or ""))
    if grammar:
        return Opened(text.encode(), grammar_named(grammar), None, document)
    if document is None or document.language not in catalog.syntaxes:
        known = ", ".join(sorted(catalog.syntaxes)) or "none"
        name = language or (document.language if document else f"`{file}`")
        message = f"no grammar for {name}; --language is one of: {known}"
        raise UsageError([Problem(message, remedy=_grammar_remedy(catalog, name))])
    syntax = catalog.syntaxes[document.language]
    return Opened(document.data, syntax.grammar, syntax, document)


def _grammar_remedy(catalog: Catalog, language: str) -> str:
    """The way to a grammar: a plugin that is broken or lacks one, else a wheel."""
    for plugin in catalog.plugins:
        if plugin.status == "failed":
            return f"the plugin `{plugin.name}` is broken: rulekit plugins doctor {plugin.name}"
        if plugin.status == "off" and plugin.name == language and plugin.problems:
            return plugin.problems[0].remedy
    return "a grammar that no pack has: --grammar WHEEL, such as tree-sitter-zig"
