"""Parsing within a budget of work, so that a hostile file costs what an ordinary one does."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from rulekit.core.reading import Unmeasured

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Tree

# Every number here is a count of work, the same on every machine. Real files are the 16,353 of
# benchmarks/corpus.py that have a grammar; docs/limits.md says more of them and of hostile ones.
PARSE_BYTES = 6_000_000  # 8 MB of `f(// a` in JavaScript, all within the counts below, take 1.1 GB


class WorkLimits(NamedTuple):
    """Limits that differ by the size of a text.

    The parser reports about every hundred operations. Real files cost up to 0.021 reports for a
    byte and 9,423 in all, but for two minified ones; `()()` in C# costs 0.025, and 0.7 ms for each.
    A query, and what is done with it, takes up to 13 microseconds for a node; real files have
    340,000 at the most, but for two minified ones. And about 60 ns for each node above a node: real
    files have 6 million of these pairs (one has 15).

    A match takes 390 bytes while the query runs, and its node up to 210. Nodes at the top count
    twice, as a pattern may look at each of them beside the one that it is for: real files have some
    thousand of these at the most.
    """

    reports: int
    nodes: int
    pairs: int


MEGABYTE = 1_000_000
SHORT = WorkLimits(reports=12_000, nodes=400_000, pairs=30_000_000)
# Over a megabyte reports count where the parser gets ahead, up to 0.0085 for a byte of real texts:
# what it does at the end takes a third as long, and no memory. Before, a report takes up to 25 KB.
LONG = WorkLimits(reports=20_000, nodes=1_600_000, pairs=80_000_000)
REPORTS = 1_500  # that any text may have
REPORTS_PER_BYTE = 0.02  # of the bytes that the parser has come to
# And says of a report that it looks for a way out of an error, which takes up to 2 ms. Real files
# have 142 of these at the most, and 55 + 0.001 for a byte.
ERRORS = 500
ERRORS_PER_BYTE = 0.001
ERRORS_MOST = 1_500
# It asks for text again whenever a scanner looks far ahead, which Python's does over all comments
# that follow, for each of them: 60 KB of comments in a function take 530,000 pieces, and 5 seconds.
PIECE = 1_024
READS = 560_000
# Queries are quadratic in depth and lose nodes from 65,535 on; hand-written code stays under 100.
DEPTH = 1_000
# For each token without a name the tree is searched for the next sibling that has one: 5,000 such
# tokens in a row cost 20 ms, 100,000 cost 7 s. Ordinary code has a handful between two nodes.
RUN = 5_000


def parse(language: Language, data: bytes, slow: float = 1) -> Tree:
    """The syntax tree of a UTF-8 text; raises Unmeasured when it is over a limit of this module.

    `slow` says how many times as long as others' a report of this parser may take.

    A new parser per call: a cancelled one would go on with the old text. Only a read callable is
    ever cancelled, and it keeps what it returns, so it is handed views that are released; the
    tree's own `Node.text` is therefore unusable, and every reader slices `data` itself.
    """
    from tree_sitter import Parser

    if len(data) > PARSE_BYTES:
        raise Unmeasured(f"not parsed: over {PARSE_BYTES:,} bytes")
    limits = SHORT if len(data) <= MEGABYTE else LONG
    work = _Work(data, int(limits.reports / slow))
    try:
        tree = Parser(language).parse(work.read, progress_callback=work.report)
    except ValueError:
        tree = None
    finally:
        work.release()
    if tree is None or work.over:
        raise Unmeasured("not parsed: it takes more work than any ordinary text")
    if reason := query_obstacle(tree.root_node, limits):
        raise Unmeasured(f"not queried: {reason}")
    return tree


class _Work:
    """Reads and reports of the parser in one parse, counted against its budget.

    The budget grows with the place that the parser has come to, so that a text that is costly from
    its first line on ends early, however long it is.
    """

    def __init__(self, data: bytes, reports_most: int) -> None:
        self.view = memoryview(data)
        self.reports_most = reports_most
        self.free = min(REPORTS, reports_most)  # reports that any text may have
        self.handed: dict[int, memoryview] = {}
        self.reads = self.reports = self.errors = self.ahead = self.furthest = 0

    def read(self, offset: int, _point: object) -> bytes | memoryview:
        """The text up to the end of the piece that a place is in; nothing, once all is spent."""
        self.reads += 1
        if self.reads > READS:
            return b""
        if offset not in self.handed:
            # A piece that ends inside a character would be decoded together with the next one, and
            # the parser crashes when that is the empty one of a spent budget.
            end = (offset // PIECE + 1) * PIECE
            while end < len(self.view) and self.view[end] & 0xC0 == 0x80:  # one that continues it
                end += 1
            self.handed[offset] = self.view[offset:end]
        return self.handed[offset]

    def report(self, offset: int, in_error: bool) -> bool:
        """The parser's progress callback: whether to stop it.

        Called every 15 microseconds of a parse, so an ordinary text's few reports are only counted.
        """
        if offset > self.furthest:
            self.furthest = offset
            self.ahead += 1
        self.reports += 1
        if in_error:
            self.errors += 1
        elif self.reports <= self.free:
            return self.reads > READS
        return self.over

    @property
    def over(self) -> bool:
        """True when more was done than this much text is worth."""
        counted = self.ahead if len(self.view) > MEGABYTE else self.reports
        reports = REPORTS + REPORTS_PER_BYTE * self.furthest
        errors = min(ERRORS_MOST, ERRORS + ERRORS_PER_BYTE * self.furthest)
        spent = self.reports > reports or counted > self.reports_most or self.errors > errors
        return spent or self.reads > READS

    def release(self) -> None:
        """Let go of the views that the parser keeps."""
        for piece in self.handed.values():
            piece.release()


def query_obstacle(
    root: Node, limits: WorkLimits, depth_limit: int = DEPTH, run_limit: int = RUN
) -> str:
    """Why a tree would take a query too long, or "" when it would not.

    Only nodes with enough descendants to be too deep are visited, so this is near free.
    """
    if root.descendant_count + root.child_count > limits.nodes:
        return f"over {limits.nodes:,} nodes"
    stack, pairs = [(root, 0)], 0
    while stack:
        node, depth = stack.pop()
        if depth > depth_limit:
            return f"nested deeper than {depth_limit:,}"
        # A chain down to one more than the limit needs this many nodes, this one included.
        enough = depth_limit + 2 - depth
        if node.descendant_count < enough:
            continue
        pairs += node.descendant_count
        if pairs > limits.pairs:
            return f"over {limits.pairs:,} pairs of a node and one above it"
        nameless = node.child_count - node.named_child_count
        if nameless > run_limit and _nameless_run(node, run_limit):
            return f"over {run_limit:,} tokens in a row that belong to nothing"
        # What its other children leave of its descendants is all that one of them can have.
        if node.descendant_count - node.child_count >= enough - 1:
            sizes = zip(node.children, map(_SIZE, node.children), strict=True)
            stack += [(child, depth + 1) for child, size in sizes if size >= enough - 1]
    return ""


def _nameless_run(node: Node, limit: int) -> bool:
    """True if more than so many tokens in a row have no name."""
    return bytes(limit + 1) in bytes(map(_NAMED, node.children))


_NAMED = attrgetter("is_named")
_SIZE = attrgetter("descendant_count")
