"""A first mapping of a grammar: what its wheel's own queries and the names of its nodes suggest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rulekit.errors import SpecError
from rulekit.syntax.grammar import Grammar
from rulekit.syntax.query import QuerySource
from rulekit.syntax.query_check import PREDICATES
from rulekit.syntax.query_parse import Pattern, patterns_of, tokens_of

# Captures of highlights.scm and tags.scm, as tree-sitter's documentation names them, and the names
# of the vocabulary that mean the same. What editors colour otherwise (`@keyword`) is no place.
SAME = {
    "comment": "comment",
    "comment.documentation": "comment",
    "string": "string",
    "number": "number",
    "number.float": "number",
    "float": "number",
    "variable.parameter": "parameter",
    "definition.function": "function",
    "definition.method": "function",
    "definition.class": "class",
    "definition.interface": "class",
    "definition.macro": "macro",
    "reference.call": "call",
}
NAMED = {"function": "function_name", "class": "class_name"}  # whose `@name` is one, too
# Words in the names of nodes that may be meant; the vocabulary says what each capture is.
SOUNDS = {
    "comment": "comment",
    "docstring": "doc docstring",
    "string": "string heredoc template char character",
    "number": "number integer int float numeric",
    "function": "function method lambda closure constructor def",
    "prototype": "signature declaration abstract prototype",
    "function_name": "function method",
    "class": "class struct enum interface trait record union protocol object",
    "class_name": "class type",
    "import": "import include require use using",
    "directive": "directive attribute pragma preproc annotation",
    "macro": "macro",
    "variable": "assignment variable binding let var",
    "simple_variable": "field property member const",
    "simple_return": "return",
    "parameter": "parameter parameters argument",
    "statement": "statement assignment",
    "operation": "binary unary arithmetic comparison update operator",
    "table": "array list table map dict dictionary hash object tuple initializer",
    "branch": "if else elif case switch when match arm conditional ternary guard",
    "loop": "for foreach while loop repeat until do",
    "call": "call invocation creation new command",
    "assert": "assert",
    "goto": "goto jump label",
    "identifier": "identifier name",
}
MOST = 10  # nodes that are named for one capture


@dataclass(frozen=True)
class Suggestion:
    """A pattern for the vocabulary, and the file of the wheel that it is made of."""

    pattern: str
    file: str


def suggestions(grammar: Grammar, shipped: Mapping[str, str]) -> dict[str, list[Suggestion]]:
    """Patterns that the wheel's queries suggest, by the name of the vocabulary that comes first.

    All of them compile, and have no predicate that rulekit does not know.
    """
    found: dict[str, list[Suggestion]] = {}
    for file, text in shipped.items():
        for pattern in patterns_of(text):
            one = Suggestion(_translated(text, pattern), file)
            name = _first_capture(one.pattern)
            known = {suggestion.pattern for suggestion in found.get(name, ())}
            if name and one.pattern not in known and _works(grammar, one.pattern):
                found.setdefault(name, []).append(one)
    return found


def _translated(text: str, pattern: Pattern) -> str:
    """The pattern with the vocabulary's captures, and none that the vocabulary does not have.

    Nothing at all where a predicate would be lost; directives (`#set!`) say nothing of the match.
    """
    own = text[pattern.start : pattern.end]
    asked = [own[start - pattern.start : end - pattern.start] for start, end in pattern.asked]
    for predicate in asked:
        word = re.match(r"\(\s*#([\w-]+[?!]?)", predicate)
        if word is None or (word[1] not in PREDICATES and not word[1].endswith("!")):
            return ""
        if word[1].endswith("!"):
            own = own.replace(predicate, "")
    names = {SAME[name] for name in pattern.captures if name in SAME}
    words = (
        _renamed(one.group(), names) if one.lastgroup == "capture" else one.group()
        for one in tokens_of(own)
    )
    return _spaced(word for word in words if word)


def _renamed(capture: str, names: set[str]) -> str:
    word = capture[1:]
    if word in SAME:
        return f"@{SAME[word]}"
    if word == "name" and (named := [NAMED[name] for name in sorted(names) if name in NAMED]):
        return f"@{named[0]}"
    return capture if word.startswith("_") else ""


def _spaced(words: Iterator[str]) -> str:
    """The words of a pattern in one line, with blanks where a reader expects them."""
    line = " ".join(words)
    line = re.sub(r"([(\[]) ", r"\1", line)
    line = re.sub(r" ([)\]?*+])", r"\1", line)
    return re.sub(r"(\w) :", r"\1:", line)


def _first_capture(pattern: str) -> str:
    """The capture that a pattern is about: the outermost one, which comes last."""
    names = re.findall(r"@([\w.]+)", re.sub(r"\(#.*", "", pattern))
    places = [name for name in names if name in SAME.values()]
    return places[-1] if places else ""


def _works(grammar: Grammar, pattern: str) -> bool:
    """True for a single pattern that a pack may have, and that its grammar knows."""
    source = QuerySource("", pattern, "")
    if source.problems() or len(source.patterns) != 1:
        return False
    try:
        source.compile(grammar.language, grammar.words)
    except SpecError:
        return False
    return True


def nodes_like(grammar: Grammar, name: str) -> list[str]:
    """The grammar's named nodes of which a word sounds like a capture of the vocabulary."""
    sound, language = set(SOUNDS.get(name, "").split()), grammar.language
    kinds = (
        language.node_kind_for_id(i) or ""
        for i in range(language.node_kind_count)
        if language.node_kind_is_named(i) and language.node_kind_is_visible(i)
    )
    found = {kind for kind in kinds if sound & set(_words(kind))}
    return sorted(found, key=lambda kind: (len(kind), kind))[:MOST]


def _words(kind: str) -> list[str]:
    """The words of a node's name: `else_clause`, `ElseClause`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind).lower().split("_")
