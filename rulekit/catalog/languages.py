"""Making documents of texts: the language is told, and its grammar put beside the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.core.captures import Capturer
from rulekit.core.dataclass import dataclass
from rulekit.core.document import PROSE, Document
from rulekit.core.gates import Gates
from rulekit.core.late import LateMapping
from rulekit.core.location import NOWHERE, Location
from rulekit.language.detect import Detected, LanguageTable
from rulekit.language.encoding import with_line_feeds
from rulekit.syntax.grammar import Syntax

if TYPE_CHECKING:
    from rulekit.core.natural_language import LanguageIdentifier, NaturalLanguage
    from rulekit.syntax.embedded import Embedding, Piece


@dataclass(frozen=True)
class Languages:
    """All known languages, and the grammars that read texts in them.

    `identifiers` tell the natural language of prose, by pack; `embeds` finds the pieces of other
    languages in a document, by the language that it is in. `wanted` are the captures that will be
    asked of each language with a grammar; None: all.
    `gates` gives the patterns that will be asked of texts in a language.
    """

    table: LanguageTable
    syntaxes: Mapping[str, Syntax]
    identifiers: Mapping[str, LanguageIdentifier]
    embeds: Mapping[str, Callable[[Document], Iterable[Piece]]]
    wanted: Mapping[str, frozenset[str]] | None = None
    gates: Callable[[str], Gates] | None = None

    def document(
        self,
        text: str,
        path: str,
        *,
        hint: str = "",
        sha256: str = "",
        size: int = -1,
        location: Location = NOWHERE,
    ) -> Document | None:
        """The document that a text is; None when no known language has its name or content.

        `path` names the file that it would be. `hint` is a language, used when path and text do
        not decide. `sha256` and `size` are those of the original bytes, when there were any.
        `location` is the place in its repository, whose attributes of git may name the language.
        """
        text = with_line_feeds(text)
        detected = self._told(path, text, hint, location.language)
        if detected is None:
            return None
        return Document(
            id=path,
            path=location.path or path,
            text=text,
            language=detected.language,
            kind=detected.kind,
            syntax=self.capturer(detected.language),
            sha256=sha256,
            size=size,
            natural_language=self.natural_language_of(text, detected.kind),
            find_embedded=self._embeddings.get(detected.language),
            detected_by=detected.how,
            location=location,
            gates=self.gates(detected.language) if self.gates else None,
        )

    def _told(self, path: str, text: str, hint: str, attribute: str) -> Detected | None:
        """The language of a file; an attribute of git tells it, but makes no prose of other files.

        Prose has the fewest rules, and a repository must not rescue its files.
        """
        detected = self.table.detect(path, text, hint)
        said = self.table.said(attribute)
        if said and detected and said.kind == PROSE != detected.kind:
            return detected
        return said or detected

    def reread(self, document: Document) -> Document:
        """The same document with nothing computed yet, read by these languages' grammars."""
        return replace(
            document,
            syntax=self.capturer(document.language),
            find_embedded=self._embeddings.get(document.language),
            _views={},
        )

    def restricted_to(
        self,
        wanted: Mapping[str, frozenset[str]],
        gates: Callable[[str], Gates] | None = None,
    ) -> Languages:
        """A copy whose grammars query only these captures of each language, with its gates."""
        return replace(self, wanted=wanted, gates=gates)

    def capturer(self, language: str) -> Capturer | None:
        """A language's grammar, else its comment marks; None when neither is known."""
        if language not in self._capturers:
            self._capturers[language] = self._capturer(language)
        return self._capturers[language]

    @cached_property
    def natural_languages(self) -> Mapping[str, NaturalLanguage]:
        """The natural languages that prose can be told to be in, by id."""
        return {one.id: one for each in self.identifiers.values() for one in each.known}

    def natural_language_of(self, text: str, kind: str) -> NaturalLanguage | None:
        """The natural language of a prose text; the first pack that can tell it does."""
        if kind != PROSE:
            return None
        told = (each.of(text) for each in self.identifiers.values())
        return next((one for one in told if one), None)

    def held(self, language: str) -> list[Syntax]:
        """The grammar of a language as texts in it are read, and texts of it inside of others."""
        whole = self.capturer(language)
        inside = (one.syntaxes[language] for one in self._embeddings.values())
        return [one for one in (whole, *inside) if isinstance(one, Syntax) and one.asked]

    def _capturer(self, language: str) -> Capturer | None:
        if syntax := self.syntaxes.get(language):
            return syntax if self.wanted is None else replace(syntax, wanted=self._wanted(language))
        marks = self.table.facts(language).marks if language in self.table else None
        if marks is None:
            return None
        from rulekit.syntax.comment_scanner import CommentScanner  # most have a grammar

        return CommentScanner(language, marks)

    def _wanted(self, language: str) -> frozenset[str]:
        return self.wanted.get(language, frozenset()) if self.wanted else frozenset()

    @cached_property
    def _capturers(self) -> dict[str, Capturer | None]:
        """Capturers that were asked for: each compiles its query once."""
        return {}

    @cached_property
    def _embeddings(self) -> Mapping[str, Embedding]:
        """Finders of other languages in a document, by the language that it is in."""
        return LateMapping(self.embeds, self._embedding)

    def _embedding(self, language: str) -> Embedding:
        from rulekit.syntax.embedded import Embedding  # most hold nothing else

        found = Embedding(self.embeds[language], self.syntaxes)
        return found if self.wanted is None else found.restricted_to(self._wanted(language))
