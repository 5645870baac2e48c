"""Parsing within a budget of work, so that a hostile file costs what an ordinary one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rulekit.core.reading import Unmeasured

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Tree

# 8 MB of `1, 1, 1` would take a gigabyte of nodes; 1 MB of it takes 125.
PARSE_BYTES = 1_000_000
# Two counts of work, the same on every machine. The parser reports about every hundred operations:
# 1,500 files of Python's library and packages cost 0.006 reports a byte, none more than 0.016; a
# list of ones costs 0.034, closed brackets 0.06. And it asks for text again whenever a scanner
# looks far ahead, which some do for every line of a long comment.
REPORTS = 2_000
REPORTS_PER_BYTE = 0.25
PIECE = 4_096
READS = 40_000  # 2,500 lines of comment in one piece, or half a second
READS_PER_PIECE = 20
# Queries are quadratic in depth and lose nodes from 65,535 on; hand-written code stays under 100.
DEPTH = 1_000
# For each token without a name the tree is searched for the next sibling that has one: 5,000 such
# tokens in a row cost 20 ms, 100,000 cost 7 s. Ordinary code has a handful between two nodes.
RUN = 5_000


def parse(language: Language, data: bytes) -> Tree:
    """The syntax tree of a UTF-8 text; raises Unmeasured when it is over a limit of this module.

    A new parser per call: a cancelled one would go on with the old text. Only a read callable is
    ever cancelled, and it keeps what it returns, so it is handed views that are released; the
    tree's own `Node.text` is therefore unusable, and every reader slices `data` itself.
    """
    from tree_sitter import Parser

    if len(data) > PARSE_BYTES:
        raise Unmeasured(f"not parsed: over {PARSE_BYTES:,} bytes")
    work = _Work(data)
    try:
        tree = Parser(language).parse(work.read, progress_callback=work.over)
    except ValueError:
        tree = None
    finally:
        work.release()
    if tree is None or work.over():
        raise Unmeasured("not parsed: it takes more work than any ordinary text")
    if reason := unfit(tree.root_node):
        raise Unmeasured(f"not queried: {reason}")
    return tree


class _Work:
    """What the parser reads and reports in one parse, counted against its budget."""

    def __init__(self, data: bytes) -> None:
        self.view = memoryview(data)
        self.handed: list[memoryview] = []
        self.reads = READS + READS_PER_PIECE * len(data) // PIECE
        self.reports = REPORTS + int(REPORTS_PER_BYTE * len(data))

    def read(self, offset: int, _point: object) -> bytes | memoryview:
        """The next piece of the text; its end, once the budget is spent."""
        self.reads -= 1
        if self.reads < 0:
            return b""
        # A piece that ends inside a character would be decoded together with the next one, and the
        # parser crashes when that is the empty one of a spent budget.
        end = offset + PIECE
        while end < len(self.view) and self.view[end] & 0xC0 == 0x80:  # a byte that continues one
            end -= 1
        piece = self.view[offset:end]
        self.handed.append(piece)
        return piece

    def over(self, _offset: int = 0, _has_error: bool = False) -> bool:
        """Whether the budget is spent; as the parser's progress callback, one more report."""
        self.reports -= 1
        return self.reports < 0 or self.reads < 0

    def release(self) -> None:
        """Let go of the views that the parser keeps."""
        for piece in self.handed:
            piece.release()


def unfit(root: Node, depth_limit: int = DEPTH, run_limit: int = RUN) -> str:
    """Why a tree would take a query too long, or "" when it would not.

    Only nodes with enough descendants to be too deep are visited, so this is near free.
    """
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > depth_limit:
            return f"nested deeper than {depth_limit:,}"
        # A chain down to one more than the limit needs this many nodes, this one included.
        enough = depth_limit + 2 - depth
        if node.descendant_count < enough:
            continue
        children = node.children
        nameless = node.child_count - node.named_child_count
        if nameless > run_limit and _longest_nameless_run(children) > run_limit:
            return f"over {run_limit:,} tokens in a row that belong to nothing"
        deeper = depth + 1
        stack += [(child, deeper) for child in children if child.descendant_count >= enough - 1]
    return ""


def _longest_nameless_run(children: list[Node]) -> int:
    longest = run = 0
    for child in children:
        run = 0 if child.is_named else run + 1
        longest = max(longest, run)
    return longest
