"""Packs, and the languages in them: the contents of a plugin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rulekit.core.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rulekit.core.document import Document, Kind
    from rulekit.core.finder import Finder
    from rulekit.core.natural_language import LanguageIdentifier
    from rulekit.core.signal import Signal
    from rulekit.syntax.embedded import Piece
    from rulekit.syntax.grammar import Grammar


@dataclass(frozen=True)
class Language:
    """A language that a pack can read: its id, its grammar, its `queries.scm`, its files.

    The file names only add to what the language table knows; a language that the table lacks needs
    them, and a `kind` (Linguist's type). Extensions begin with a dot.

    `parse_guard` says in linear time why a text must not be parsed, or "": for grammars that take
    longer on some texts than the budget of a parse can tell.

    `embeds` finds pieces of other languages in a document, for `Document.embedded`: the id of the
    language, the byte where the piece begins, and its text, or as many bytes in place of it.
    """

    id: str
    grammar: Grammar
    queries: Path
    kind: Kind = "programming"
    extensions: tuple[str, ...] = ()
    filenames: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    parse_guard: Callable[[bytes], str] | None = None
    embeds: Callable[[Document], Iterable[Piece]] | None = None


@dataclass(frozen=True)
class Pack:
    """A named set of languages, finders, signals and rules.

    Its rules are the YAML files in `rules / name`; with `languages`, they apply to those only. A
    relative `rules` is looked for beside the plugin's module; those of bundled packs are together.
    Its finders and signals are named `<name>.<what>`. `table` and `content_rules` are JSON files
    for telling languages apart (language/table_json.py); `natural_languages` tells those of prose.
    """

    name: str
    rules: Path = Path("rules")
    languages: tuple[Language, ...] = ()
    signals: tuple[Signal, ...] = ()
    finders: tuple[Finder, ...] = ()
    table: Path | None = None
    content_rules: Path | None = None
    natural_languages: LanguageIdentifier | None = None
