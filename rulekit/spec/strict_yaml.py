"""YAML without its surprises, with the place of every value.

YAML 1.2 scalars (`no` and `on` are words, `0o17` is a number, `1_000` is a word), no anchors, no
tags, no duplicate keys, one document. PyYAML's C parser builds the node tree; the values are ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from rulekit.errors import Problem, SpecError, source_line

Path = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NOT_JSON = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass(frozen=True)
class Tree:
    """The values of a file, and where each of them and each key stands."""

    path: str
    text: str
    value: Any
    places: dict[Path, tuple[int, int, int]]  # line, column (1-based), width; of the value
    keys: dict[Path, tuple[int, int, int]]  # the same, of the key

    def problem(self, message: str, path: Path = (), *, at_key: bool = False) -> Problem:
        """A problem at a value (or at its key), or at the nearest place above it that exists."""
        places = self.keys if at_key else self.places
        while path and path not in places:
            path = path[:-1]
        line, column, width = places.get(path) or self.places.get(path, (1, 1, 1))
        return Problem(message, self.path, line, column, width, source_line(self.text, line))


def read_yaml(text: str, path: str) -> Tree:
    """Parse one YAML document; raises SpecError with every misuse that can be told apart."""
    tree = Tree(path, text, None, {}, {})
    try:
        root = yaml.compose(text, Loader=_LOADER)
        anchors = _anchors(text, path)
    except yaml.MarkedYAMLError as error:
        raise SpecError([_syntax_problem(error, path, text)]) from None
    except yaml.YAMLError as error:
        raise SpecError([Problem(f"not YAML: {str(error).splitlines()[0]}", path)]) from None
    builder = _Builder(tree, anchors)
    value = builder.build(root, ()) if root is not None else None
    if builder.problems:
        raise SpecError(
            sorted(builder.problems, key=lambda problem: (problem.line, problem.column))
        )
    return Tree(path, text, value, tree.places, tree.keys)


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _anchors(text: str, path: str) -> list[Problem]:
    """Anchors and aliases: composing resolves them silently, so the events are asked."""
    if "&" not in text and "*" not in text:
        return []
    found = []
    event: Any
    for event in yaml.parse(text, Loader=_LOADER):
        if getattr(event, "anchor", None):
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            message = f"anchors and aliases are not read here: `{mark}{event.anchor}`"
            width = len(event.anchor) + 1
            found.append(Problem(message, path, line, column, width, source_line(text, line)))
    return found


def _syntax_problem(error: yaml.MarkedYAMLError, path: str, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    message = f"not YAML: {error.problem or error.context}"
    return Problem(message, path, line, column, 1, source_line(text, line))


class _Builder:
    """Turns nodes into values, noting places and misuses on the way."""

    def __init__(self, tree: Tree, problems: list[Problem]) -> None:
        self.tree = tree
        self.problems = problems

    def build(self, node: yaml.Node, path: Path) -> Any:
        self.tree.places[path] = self._place(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, i)) for i, child in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._complain(key_node, "a key must be a word")
                continue
            key = key_node.value
            if key in values:
                self._complain(key_node, f"the key `{key}` is here twice")
                continue
            self.tree.keys[(*path, key)] = self._place(key_node)
            values[key] = self.build(value_node, (*path, key))
        return values

    def _scalar(self, node: Any) -> Any:
        if node.tag not in _PLAIN_TAGS:
            self._complain(node, f"tags are not read here: `{node.tag}`")
            return None
        value: str = node.value
        if node.style:
            return value
        if value in _WORDS:
            return _WORDS[value]
        if _INTEGER.fullmatch(value):
            return int(value, 0 if value[:2] in ("0o", "0x") else 10)
        if _FLOAT.fullmatch(value):
            return float(value)
        if _NOT_JSON.fullmatch(value):
            self._complain(node, f"not a finite number: `{value}`")
        return value

    def _place(self, node: yaml.Node) -> tuple[int, int, int]:
        start, end = node.start_mark, node.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return start.line + 1, start.column + 1, max(1, width)

    def _complain(self, node: yaml.Node, message: str) -> None:
        line, column, width = self._place(node)
        source = source_line(self.tree.text, line)
        self.problems.append(Problem(message, self.tree.path, line, column, width, source))


# What the resolver gives to untagged scalars. An explicit `!!str` looks the same and does no harm.
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value")
)
