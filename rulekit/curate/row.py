"""A row on its way through the steps of a pipeline."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rulekit.catalog.languages import Languages
from rulekit.core.document import Document
from rulekit.core.location import NOWHERE, Location
from rulekit.hooks.curated_row import Note


@dataclass(frozen=True, eq=False)
class TextRow:
    """A row with a text: what `rulekit.CuratedRow` promises.

    `hint` is the language that the corpus says it is in, for where path and text do not tell.
    """

    languages: Languages
    text: str
    path: str
    sha256: str
    size: int
    hint: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    told: str | None = None  # the language, once it is known: edits do not change it
    location: Location = NOWHERE
    id: str | None = None
    mark: str = ""  # the byte order mark that was taken off
    is_edited: bool = False
    notes: Sequence[Note] = ()  # of the step that is applied

    @cached_property
    def data(self) -> bytes:
        """The text as UTF-8."""
        return self.text.encode()

    @cached_property
    def document(self) -> Document | None:
        """The text as a document; None when its language is not known."""
        document = self.languages.document(
            self.text,
            self.path,
            hint=self.told or self.hint,
            sha256=self.sha256,
            size=self.size,
            location=self.location,
        )
        if document is None or not self.is_edited:
            return document
        return replace(document, edited=hashlib.sha256(self.whole.encode()).hexdigest())

    @property
    def whole(self) -> str:
        """The text as it is written: with its mark."""
        return self.mark + self.text

    @property
    def language(self) -> str:
        """The id of its language; "" when it is not known."""
        if self.told is None:
            return self.document.language if self.document else ""
        return self.told

    def edited(self, text: str) -> TextRow:
        """The same row with another text."""
        return replace(self, text=text, told=self.language, is_edited=True)
