"""The first `queries.scm` of a language: every name of the vocabulary, suggested or asked for."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from rulekit.scaffold.suggestion import nodes_like, suggestions
from rulekit.syntax.grammar import Grammar
from rulekit.syntax.grammar_wheel import shipped_queries
from rulekit.syntax.query_parse import captures_of
from rulekit.syntax.vocabulary import VOCABULARY

HEAD = """\
; {name}'s grammar ({wheel} {version}) in the shared vocabulary.
;
; Below is every name of it. Map it by patterns, or leave it out with the reason: by a comment that
; begins with `no @goto:` and goes on with why. Then its prompt can go.
; `rulekit plugins doctor {pack}` tells what is still to be done, `rulekit ast FILE` shows a tree,
; and `rulekit query FILE PATTERN` what a pattern finds in it.
"""


def query_prompt(pack: str, name: str, grammar: Grammar) -> str:
    """The text of a query file for a grammar, in the order of the vocabulary.

    What the wheel's own queries suggest is written as a pattern to be checked, all else as a
    comment. `name` is the language's for people. The text compiles.
    """
    found = suggestions(grammar, shipped_queries(grammar))
    head = HEAD.format(name=name, wheel=grammar.wheel, version=grammar.version, pack=pack)
    parts = [head]
    for capture, meaning in VOCABULARY.items():
        lines = [f"; @{capture}: {meaning}"]
        for file in dict.fromkeys(one.file for one in found.get(capture, ())):
            lines.append(f"; To be checked: as the grammar's {file} has it.")
            lines += [one.pattern for one in found[capture] if one.file == file]
        if capture not in found:
            above = capture in captures_of("\n".join(parts))
            nodes = nodes_like(grammar, capture)
            lines += ["; Captured above."] if above else _prompt(capture, nodes)
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _prompt(capture: str, nodes: list[str]) -> Iterator[str]:
    """Comments that ask for a pattern, with the nodes that may be meant.

    Comments are captured at once: no share of code can be told without them.
    """
    if capture == "comment" and nodes:
        yield "; To be checked: the nodes of this name."
        yield f"[{' '.join(f'({node})' for node in nodes)}] @comment"
        return
    if nodes:
        said = f"Nodes that may be meant: {', '.join(nodes)}"
        yield from wrap(said, 100, initial_indent="; ", subsequent_indent=";   ")
    node = nodes[0] if nodes else "…"
    yield f"; ({node}) @{capture}"
