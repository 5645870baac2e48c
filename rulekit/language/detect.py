"""Detection of a file's language: by its name, its edges and, when those tie, its text.

The order is linguist's: modeline, file name, shebang, extension. The first clue that leaves one
language decides; a clue that leaves several narrows what the next one may choose from. Languages
that share an extension are then told apart by content rules, and failing those by a stated choice.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from rulekit.core.dataclass import dataclass
from rulekit.language.claim import Index, index, spelling
from rulekit.language.modeline import modeline_words, shebang_programs, shebang_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rulekit.core.document import Kind
    from rulekit.language.content_rule import ContentRule
    from rulekit.syntax.comment_scanner import CommentSyntax

LISTS = ("extensions", "filenames", "interpreters", "aliases")

NAME_CHARS = 255  # NAME_MAX of POSIX systems


@dataclass(frozen=True)
class LanguageFacts:
    """Names of a language, its files and interpreters; the first extension is the primary one."""

    id: str
    name: str
    kind: Kind
    extensions: tuple[str, ...] = ()
    filenames: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    popular: bool = False
    marks: CommentSyntax | None = None


class Detected(NamedTuple):
    """A language, its kind, and the clue that told it, for people to read."""

    language: str
    kind: Kind
    how: str


class LanguageTable:
    """All known languages, told apart by the names and texts of files.

    Facts given again for a known id extend the earlier ones, so that a pack can add an extension to
    a language it did not bring. Raises ValueError when the two disagree on the kind, and when a
    content rule names a language that does not claim the extension.
    """

    def __init__(
        self,
        facts: Iterable[LanguageFacts],
        content_rules: Mapping[str, Sequence[ContentRule]],
    ) -> None:
        known: dict[str, LanguageFacts] = {}
        for each in facts:
            first = known.get(each.id)
            known[each.id] = _united(first, each) if first else each
        self._facts: Mapping[str, LanguageFacts] = known
        self.content_rules = content_rules
        for key, rules in content_rules.items():
            claimants = self._by_extension.get(key, ()) + self._by_filename.get(key, ())
            if strangers := [rule.language for rule in rules if rule.language not in claimants]:
                raise ValueError(f"content rule: {strangers[0]} does not claim {key}")

    @classmethod
    def indexed(
        cls,
        facts: Mapping[str, LanguageFacts],
        content_rules: Mapping[str, Sequence[ContentRule]],
        indexes: Mapping[str, Mapping[str, Any]],
    ) -> LanguageTable:
        """The table that has these `indexes`: nothing is checked or sorted again.

        Both mappings may make what they hold when it is asked for: a text needs one language.
        """
        table = cls([], {})
        table._facts, table.content_rules = facts, content_rules
        vars(table).update(indexes)
        return table

    @property
    def indexes(self) -> dict[str, dict[str, Any]]:
        """All that tells languages apart by names, as plain data."""
        return {name: getattr(self, name) for name in _INDEXES}

    @cached_property
    def _by_filename(self) -> Index:
        return index((each.id, each.filenames) for each in self._facts.values())

    @cached_property
    def _by_interpreter(self) -> Index:
        return index((each.id, each.interpreters) for each in self._facts.values())

    @cached_property
    def _by_extension(self) -> Index:
        return index((each.id, each.extensions) for each in self._facts.values())

    @cached_property
    def _by_word(self) -> Index:
        """Built when first asked for: half the cost of a table, and few files have a modeline."""
        return index((each.id, _words(each)) for each in self._facts.values())

    @cached_property
    def _extension_in_lower_case(self) -> dict[str, str]:
        return spelling(self._by_extension)

    @cached_property
    def _filename_in_lower_case(self) -> dict[str, str]:
        return spelling(self._by_filename)

    def named(self, word: str) -> tuple[str, ...]:
        """Languages that a word may mean: an id, a name or an alias, in any case."""
        return self._by_word.get(word.lower(), ())

    def __contains__(self, language: object) -> bool:
        return language in self._facts

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all languages, sorted."""
        return tuple(sorted(self._facts))

    def facts(self, language: str) -> LanguageFacts:
        """Facts about a language; raises KeyError for an unknown one."""
        return self._facts[language]

    def said(self, word: str) -> Detected | None:
        """The language that the attributes of git name; None for none, or an unknown one."""
        named = self.named(word) if word else ()  # few files ask, and the index is built first
        if not named:
            return None
        how = f"linguist-language={word} in .gitattributes"
        return Detected(named[0], self._facts[named[0]].kind, how)

    def detect(self, path: str, text: str, hint: str = "") -> Detected | None:
        """The language of a file, or None when nothing tells.

        `text` is the decoded text or a head of it: its first and last lines are read, and its first
        64 KB where languages share the extension. Directories are parted by `/`. `hint` names a
        language, and decides where name and text leave several or none.
        """
        name = path.rpartition("/")[2][-NAME_CHARS:]
        candidates: tuple[str, ...] = ()
        how, shared = "", 0
        for clue, claimants in self._clues(name, text):
            narrowed = tuple(x for x in claimants if x in candidates) if candidates else claimants
            if narrowed:
                candidates, how, shared = narrowed, clue, len(claimants)
            if len(candidates) == 1:
                break
        if not candidates:
            candidates, how = self.named(hint), f"said to be {hint}"
        if not candidates:
            return None
        language = candidates[0]
        if len(candidates) > 1:
            clue = f"{how} (shared by {shared} languages)"
            key = name if name in self._by_filename else self._extension(name)
            language, how = self._settled(candidates, clue, key, text, hint)
        return Detected(language, self._facts[language].kind, how)

    def _clues(self, name: str, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Clues as people name them, each with the languages that claim it."""
        for word in modeline_words(text):
            yield "modeline", self._by_word.get(word.lower(), ())
        yield f"file name {name}", self._by_filename.get(name, ())
        if word := shebang_word(text):
            yield f"shebang {word}", self.named(word)
        for program in shebang_programs(text):
            for spelled in (program, program.rstrip("0123456789.-")):
                yield f"shebang {program}", self._by_interpreter.get(spelled, ())
        extension = self._extension(name)
        yield extension, self._by_extension.get(extension, ())
        spelled = self._filename_in_lower_case.get(name.lower(), "")
        yield f"file name {name}", self._by_filename.get(spelled, ())

    def _extension(self, name: str) -> str:
        """Longest end of a name that a language claims, as it is claimed; "" for none."""
        start = name.find(".")
        while start >= 0:
            end = name[start:]
            if end in self._by_extension:
                return end
            if spelled := self._extension_in_lower_case.get(end.lower()):
                return spelled
            start = name.find(".", start + 1)
        return ""

    def _settled(
        self, candidates: tuple[str, ...], clue: str, key: str, text: str, hint: str
    ) -> tuple[str, str]:
        """Choose among several candidates, with a clue: by text, by hint, or by preference.

        `key` is the extension or the file name by which content rules are kept. A clue by text
        names the runner-up: the next language that a pattern tells.
        """
        from rulekit.language.content_rule import content_head  # few extensions are shared

        head = content_head(text)
        rules = (one for one in self.content_rules.get(key, ()) if one.language in candidates)
        told = (rule for rule in rules if rule.holds(head))
        rule = next(told, None)
        if rule and rule.pattern is not None:
            rivals = (one.language for one in told if one.pattern and one.language != rule.language)
            rival = next(rivals, "")
            return rule.language, f"{key} by content" + (f", else {rival}" if rival else "")
        for language in self.named(hint):
            if language in candidates:
                return language, f"said to be {hint}"
        if rule:
            return rule.language, f"{key} by default"
        return min(candidates, key=lambda each: self._preference(each, key)), clue

    def _preference(self, language: str, extension: str) -> tuple[bool, bool, str]:
        """Sort key: popular languages first, then those at home in the extension, then by id."""
        facts = self._facts[language]
        return (not facts.popular, facts.extensions[:1] != (extension,), language)


_NAMES = ("_by_filename", "_by_interpreter", "_by_extension", "_by_word")
_INDEXES = (*_NAMES, "_extension_in_lower_case", "_filename_in_lower_case")


def _united(first: LanguageFacts, later: LanguageFacts) -> LanguageFacts:
    """The first facts, with additions of the later ones at the end of each list."""
    if first.kind != later.kind:
        raise ValueError(f"language {first.id}: is {first.kind}, cannot be {later.kind} as well")
    lists: dict[str, Any] = {
        key: tuple(dict.fromkeys(getattr(first, key) + getattr(later, key))) for key in LISTS
    }
    popular, marks = first.popular or later.popular, later.marks or first.marks
    return replace(first, popular=popular, marks=marks, **lists)


def _words(facts: LanguageFacts) -> dict[str, None]:
    """Words of modelines for a language: each spelling once, in lower case."""
    return dict.fromkeys(map(str.lower, (facts.id, facts.name, *facts.aliases)))
