"""Languages with a grammar: from bytes to captured spans, one parse and one query per document."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, repeat
from operator import attrgetter
from typing import TYPE_CHECKING

from rulekit.core.captures import Captures
from rulekit.core.dataclass import dataclass
from rulekit.core.reading import Unmeasured
from rulekit.core.span import Span, union
from rulekit.errors import PluginError, Problem, nearest
from rulekit.syntax.parse import parse
from rulekit.syntax.vocabulary import NOT, PARSER_CAPTURES

if TYPE_CHECKING:
    from types import ModuleType

    import tree_sitter
    from tree_sitter import Node, Tree

    from rulekit.syntax.query import QuerySource
    from rulekit.syntax.query_part import QueryInParts
    from rulekit.syntax.query_run import CompiledQuery, NodesByCapture


@dataclass(frozen=True)
class Grammar:
    """A compiled grammar: the module of its wheel and the function in it that hands it out.

    `slow` divides the work that a parse may take, for a parser whose steps take that much longer.
    `extra` is the extra of rulekit that installs it, for a grammar that not everybody needs: where
    it is not installed, its plugin is off rather than broken.
    """

    module: str
    function: str = "language"
    slow: float = 1
    extra: str = ""

    @property
    def wheel(self) -> str:
        """The distribution that brings it, as tree-sitter's grammars are named."""
        return self.module.replace("_", "-")

    @property
    def installed(self) -> bool:
        """True when the module can be found; it is not imported for that."""
        return importlib.util.find_spec(self.module) is not None

    @cached_property
    def version(self) -> str:
        """The wheel's version: ABI-14 grammars carry none of their own."""
        from importlib import metadata  # 20 ms that a check of files never spends

        try:
            return metadata.version(self.wheel)
        except metadata.PackageNotFoundError:  # a wheel that is not named after its module
            wheels = metadata.packages_distributions().get(self.module, [])
            return metadata.version(wheels[0]) if wheels else "of unknown version"

    @cached_property
    def language(self) -> tree_sitter.Language:
        """The grammar itself; raises PluginError when it cannot be loaded."""
        from tree_sitter import Language

        try:
            module = importlib.import_module(self.module)
            if not hasattr(module, self.function):
                raise PluginError([self._without_function(module)])
            return Language(getattr(module, self.function)())
        except (ImportError, AttributeError, TypeError, ValueError) as error:
            message = f"the grammar {self.module}.{self.function} cannot be loaded: {error}"
            raise PluginError([Problem(message, remedy=self._remedy(str(error)))]) from None

    def _without_function(self, module: ModuleType) -> Problem:
        """The problem of a module that has another function, and how it is named."""
        known = [name for name in dir(module) if name.startswith("language")]
        there = nearest(self.function, known) if known else "; it is no module of a grammar"
        message = f"the grammar {self.module}.{self.function} cannot be loaded: "
        message += f"the module has no function `{self.function}`{there}"
        remedy = f"name the module of the wheel {self.wheel}"
        if known:
            called = f'Grammar("{self.module}", "{known[0]}")'
            remedy = f"write {called}, or try: pip install --upgrade {self.wheel}"
        return Problem(message, remedy=remedy)

    def _remedy(self, error: str) -> str:
        """The upgrade that helps: of tree-sitter for a grammar of a later ABI, or of the wheel."""
        from importlib import metadata

        from tree_sitter import LANGUAGE_VERSION, MIN_COMPATIBLE_LANGUAGE_VERSION

        found = re.search(r"[Vv]ersion (\d+)", error)
        if not found:
            return f"try: pip install --upgrade {self.wheel} tree-sitter"
        late = int(found[1]) > LANGUAGE_VERSION
        reads = f"tree-sitter {metadata.version('tree-sitter')} reads ABI "
        reads += f"{MIN_COMPATIBLE_LANGUAGE_VERSION} to {LANGUAGE_VERSION}"
        return f"{reads}; try: pip install --upgrade {'tree-sitter' if late else self.wheel}"

    @cached_property
    def words(self) -> Sequence[str]:
        """Names of its nodes and fields, for the nearest right one."""
        language = self.language
        nodes = (language.node_kind_for_id(i) for i in range(language.node_kind_count))
        fields = (language.field_name_for_id(i + 1) for i in range(language.field_count))
        return sorted({word for word in (*nodes, *fields) if word})


@dataclass(frozen=True)
class Syntax:
    """A language's grammar and queries, held to the captures that somebody will ask for."""

    language: str
    grammar: Grammar
    source: QuerySource
    wanted: frozenset[str] | None = None  # None: all of them
    parse_guard: Callable[[bytes], str] | None = None

    @cached_property
    def provided(self) -> frozenset[str]:
        """Captures that can be asked for."""
        return self.source.captures.union(PARSER_CAPTURES)

    @cached_property
    def asked(self) -> frozenset[str]:
        """Captures that are looked for: comments and strings are told apart from docstrings."""
        if self.wanted is None:
            return self.provided
        more = (
            {"comment", "docstring"} if self.wanted & {"comment", "docstring", "string"} else set()
        )
        return self.wanted | more

    @cached_property
    def query(self) -> CompiledQuery | QueryInParts:
        """The combined query; raises SpecError when the grammar does not know its words."""
        return self.source.compile(self.grammar.language, self.grammar.words, self.asked)

    def parse(self, data: bytes) -> Tree:
        """The syntax tree of a text; raises Unmeasured when a budget or limit is over."""
        if self.parse_guard and (reason := self.parse_guard(data)):
            raise Unmeasured(f"not parsed: {reason}")
        return parse(self.grammar.language, data, self.grammar.slow)

    def capture(self, data: bytes) -> Captures:
        """Parse and query one text; raises Unmeasured when a budget or limit is over."""
        root = self.parse(data).root_node
        nodes = self.query.run(root, data)
        if nodes is None:
            nodes = self._narrowed(root, data)
        return Captures(self.language, self.provided, NodeSpans(nodes, data), self.asked)

    def _narrowed(self, root: Node, data: bytes) -> NodesByCapture:
        """The nodes that a part of the query finds, which has fewer matches in progress."""
        from rulekit.syntax.query_part import part_of

        part = part_of(self.grammar.language, self.query.structures, self.asked, root)
        nodes = part.run(root, data) if part else None
        if nodes is None:
            raise Unmeasured("not queried: too many matches at once")
        return nodes


class NodeSpans(Mapping[str, "list[Span]"]):
    """The sorted spans of captured nodes, each once; made when a capture is first asked for.

    Its nodes are let go then, a hundred bytes each, but for those that are taken away from others.
    """

    def __init__(self, nodes: Mapping[str, Sequence[Node]], data: bytes) -> None:
        self._nodes, self._data = dict(nodes), data
        self._spans: dict[str, list[Span]] = {}

    def __getitem__(self, name: str) -> list[Span]:
        """The spans of a capture; KeyError for what was not found."""
        if name not in self._spans:
            self._spans[name] = self._made(name)
            if name != "docstring":
                self._nodes[name] = ()
        return self._spans[name]

    def __contains__(self, name: object) -> bool:
        """True if a capture has spans; they are made only where some are taken away."""
        if name not in self._nodes:
            return False
        return not (name == "error" or self._others(str(name))) or bool(self[str(name)])

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._nodes if not name.startswith(NOT))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _others(self, name: str) -> list[str]:
        """The captures that were found and whose nodes are none of this one."""
        others = (NOT + name, *(["docstring"] if name == "string" else []))
        return [other for other in others if other in self._nodes]

    def _made(self, name: str) -> list[Span]:
        if name == "error":
            return union(span for node in self._nodes[name] for span in unplaced(node, self._data))
        # Spans without their constructor take a third of the time. In order as most are, they are
        # sorted at once, and what is there twice stands side by side.
        ranges = map(_RANGE, self._nodes[name])
        spans = [span for span, _ in groupby(sorted(map(_SPAN, repeat(Span), ranges)))]
        for other in self._others(name):
            away = set(map(_RANGE, self._nodes[other]))
            spans = [span for span in spans if span not in away]
        return spans


_RANGE: Callable[[Node], tuple[int, int]] = attrgetter("byte_range")
_SPAN: Callable[[type[Span], tuple[int, int]], Span] = tuple.__new__


def unplaced(error: Node, data: bytes) -> list[Span]:
    """The text of an ERROR node apart from what was placed inside it.

    One odd line can make a parser give up on a whole file: everything becomes one ERROR, with the
    functions and classes before and after it as its children. A child of several lines was placed;
    what is wrong inside of it is an ERROR of its own. So was a comment: it may stand anywhere.
    """
    pieces, at = [], error.start_byte
    for child in error.children:
        whole = child.is_named and child.end_point.row > child.start_point.row
        if (whole or child.is_extra) and not child.is_error:
            pieces.append(trimmed(Span(at, child.start_byte), data))
            at = child.end_byte
    return [span for span in (*pieces, trimmed(Span(at, error.end_byte), data)) if span.length]


def trimmed(span: Span, data: bytes) -> Span:
    """A span without the blanks at its ends; of blanks alone, nothing is left."""
    piece = data[span.start : span.end]
    start = span.end - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
