"""Texts of other languages inside a document: the scripts and styles of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING

from rulekit.core.dataclass import dataclass
from rulekit.core.document import Document
from rulekit.core.late import LateMapping
from rulekit.errors import PluginError

if TYPE_CHECKING:
    from rulekit.syntax.grammar import Syntax

# The id of its language, the byte where it begins, and the text to read there: the document's own,
# or, where that is no text of the language, as many bytes in its place, line ends kept.
Piece = tuple[str, int, bytes]

_BLANK = bytes(byte if byte in b"\r\n" else ord(" ") for byte in range(256))


def blanked(text: bytes) -> bytes:
    """Replace every byte by a blank and keep the line ends: the stand-in for another language."""
    return text.translate(_BLANK)


@dataclass(frozen=True)
class Embedding:
    """A finder of pieces in other languages, and the grammars for them."""

    pieces: Callable[[Document], Iterable[Piece]]
    syntaxes: Mapping[str, Syntax] = field(repr=False)

    def __call__(self, whole: Document, language: str) -> Document:
        """The pieces of a document in a language, as one; see `Document.embedded`."""
        text = whole.view(self._texts).get(language, "")
        syntax = self.syntaxes.get(language)
        size, path = whole.size, whole.path
        return Document(whole.id, text, language, whole.kind, syntax, whole.sha256, size, path)

    def _texts(self, whole: Document) -> dict[str, str]:
        """By language, all its pieces where they stand, and blanks around them."""
        blank, texts = blanked(whole.data), dict[str, bytearray]()
        for language, start, piece in self.pieces(whole):
            text = texts.setdefault(language, bytearray(blank))
            text[start : start + len(piece)] = piece
            if len(text) != len(blank):
                raise PluginError(f"a piece of {language} goes beyond its {whole.language}")
        return {language: text.decode() for language, text in texts.items()}

    def restricted_to(self, wanted: Iterable[str]) -> Embedding:
        """The same, with each grammar held to what is wanted of it, named `language:capture`."""
        captures: dict[str, set[str]] = {language: set() for language in self.syntaxes}
        for name in wanted:
            language, _, capture = name.partition(":")
            if capture and language in captures:
                captures[language].add(capture)

        def held(language: str) -> Syntax:
            return replace(self.syntaxes[language], wanted=frozenset(captures[language]))

        return Embedding(self.pieces, LateMapping(captures, held))
