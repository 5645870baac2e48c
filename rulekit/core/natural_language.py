"""Natural languages: which there are, and how prose in them is cut into words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from rulekit.core.dataclass import dataclass

# Letters without a blank or mark that a cutter is handed at once. Sentences have tens; MeCab, which
# cuts Japanese, crashes on millions.
RUN = 10_000

Cut = Callable[[str], Iterable[str]]


@dataclass(frozen=True)
class NaturalLanguage:
    """A natural language that prose can be in; `id` is that of ISO 639-1.

    One without blanks between its words has `letters`, a pattern of one letter that is written so,
    and may have a `cutter`: a function that loads what cuts a run of letters into words, and raises
    ImportError when `extra`, rulekit's extra that brings it, is not installed; `wheels` are the
    distributions whose versions decide how it cuts.
    """

    id: str
    name: str
    letters: str = ""
    cutter: Callable[[], Cut] | None = None
    extra: str = ""
    wheels: tuple[str, ...] = ()

    @cached_property
    def _loaded(self) -> Cut | None:
        try:
            return self.cutter() if self.cutter else None
        except ImportError:
            return None

    @property
    def guessed(self) -> str:
        """Why its words are only guessed, and what helps; "" when they are not."""
        if not self.letters or self._loaded:
            return ""
        remedy = f": pip install 'rulekit[{self.extra}]'" if self.extra else " here"
        return f"{self.name} has no blanks between words, and nothing cuts it{remedy}"

    @cached_property
    def cut(self) -> Cut | None:
        """Cuts a run of letters into words; None when blanks have done so.

        Where nothing better is installed, every letter is a word of its own.
        """
        if not self.letters:
            return None
        import regex

        letter = regex.compile(self.letters)
        cut: Cut = self._loaded or regex.compile(f"{self.letters}|(?:(?!{self.letters}).)+").findall

        def words(run: str) -> Iterable[str]:
            if not letter.search(run):
                return (run,)
            if len(run) <= RUN:
                return cut(run)
            pieces = (run[at : at + RUN] for at in range(0, len(run), RUN))
            return [word for piece in pieces for word in cut(piece)]

        return words


@dataclass(frozen=True)
class LanguageIdentifier:
    """The natural languages of a pack, and how it tells which one a text is in.

    `tell` gives an id, or "" when it cannot say.
    """

    known: tuple[NaturalLanguage, ...]
    tell: Callable[[str], str]

    def of(self, text: str) -> NaturalLanguage | None:
        """The natural language of a text, None when it cannot be told."""
        found = self.tell(text)
        return next(
            (natural_language for natural_language in self.known if natural_language.id == found),
            None,
        )
