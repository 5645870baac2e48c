"""A backtracking matcher that counts its steps: the work of `re`, without a clock.

It runs the parse tree of a pattern as `re` does, but for that module's short cuts (a search that
begins at a literal, a set that is looked up at once), which save time and change no growth. Bytes
are read as Latin-1.
"""

import re
from functools import cache
from re import _constants as op
from re import _parser

FEW = 200_000  # steps of a short text, beyond which growth is exponential
_KEPT = re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE | re.ASCII  # as `regex` has them
_SINGLE = (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}


class TooMuch(Exception):  # noqa: N818  an answer, not a failure
    """A match took more steps than it may."""


def parsed(pattern):
    """The parse tree of a compiled pattern of `re` or `regex`, and its flags.

    A property of Unicode, which only `regex` knows, stands for letters or their opposite: growth
    does not depend on which characters a class holds.
    """
    source, flags = pattern.pattern, pattern.flags & _KEPT
    if isinstance(source, bytes):
        source, flags = source.decode("latin-1"), flags | re.ASCII
    source = re.sub(r"\\p\{\w+\}", r"\\w", source)
    source = re.sub(r"\\P\{[\w=]+\}", r"\\W", source)
    tree = _parser.parse(source, flags)
    return tree, tree.state.flags


def is_single(node):
    """True for a node of the tree that takes one character."""
    return node[0] in _SINGLE


def is_repeat(node):
    """True for a node that repeats others."""
    return node[0] in _REPEATS


def takes(node, char, flags):
    """True if a node of one character takes this one."""
    kind, value = node
    same = (char, char.lower(), char.upper()) if flags & re.IGNORECASE else (char,)
    if kind is op.ANY:
        return bool(flags & re.DOTALL) or char != "\n"
    if kind is op.IN:
        members = [one for one in value if one[0] is not op.NEGATE]
        return (len(members) < len(value)) != any(takes(one, char, flags) for one in members)
    if kind is op.RANGE:
        return any(value[0] <= ord(one) <= value[1] for one in same)
    if kind is op.CATEGORY:
        return _category(_CATEGORIES[value], flags & re.ASCII).match(char) is not None
    return (chr(value) in same) == (kind is op.LITERAL)


@cache
def _category(expression, flags):
    return re.compile(expression, flags)


class Backtracker:
    """A pattern, made into a program whose steps are counted.

    With `whole`, a match ends where the text does. `first` is the span of the first match of the
    last search, None without one.
    """

    def __init__(self, tree, flags, whole=False):
        self.program = [("match", None)]
        self.limit, self.steps, self.first = 0, 0, None
        end = self._add("at", op.AT_END_STRING, flags, 0) if whole else 0
        self.start = self._sequence(tree, flags, end)

    def search(self, text, limit):
        """Steps that it takes to find all matches; raises TooMuch."""
        self.limit, self.steps, self.first, at = limit, 0, None, 0
        while at <= len(text):
            if found := self._run(self.start, text, at, {}):
                self.first = self.first or (at, found[0])
            at = max(at + 1, found[0] if found else 0)
        return self.steps

    def match(self, text, limit):
        """Steps that it takes to try one match at the beginning; raises TooMuch."""
        self.limit, self.steps = limit, 0
        self._run(self.start, text, 0, {})
        return self.steps

    def _add(self, *instruction):
        self.program.append(instruction)
        return len(self.program) - 1

    def _sequence(self, tree, flags, following):
        for node in reversed(list(tree)):
            following = self._node(node, flags, following)
        return following

    def _node(self, node, flags, following):
        kind, value = node
        if is_single(node):
            test = cache(lambda char: takes(node, char, flags))
            return self._add("single", test, following)
        if is_repeat(node):
            return self._repeat(kind, *value, flags, following)
        if kind is op.BRANCH:
            *others, last = [self._sequence(one, flags, following) for one in value[1]]
            for one in reversed(others):
                last = self._add("split", one, last)
            return last
        if kind is op.SUBPATTERN:
            group, more, less, inner = value
            end = following if group is None else self._add("mark", ("end", group), following)
            begin = self._sequence(inner, (flags | more) & ~less, end)
            return begin if group is None else self._add("mark", group, begin)
        if kind is op.ATOMIC_GROUP:
            return self._add("atomic", self._sequence(value, flags, 0), following)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            back = value[1].getwidth()[0] if value[0] < 0 else 0
            inner = self._sequence(value[1], flags, 0)
            return self._add("look", inner, back, kind is op.ASSERT, following)
        if kind is op.GROUPREF:
            return self._add("again", value, following)
        return self._add("at", value, flags, following)  # a kind that is new fails there

    def _repeat(self, kind, least, most, inner, flags, following):
        if kind is op.POSSESSIVE_REPEAT:
            once = self._repeat(op.MAX_REPEAT, least, most, inner, flags, 0)
            return self._add("atomic", once, following)
        if most is op.MAXREPEAT:
            loop, slot = self._add(), ("loop", len(self.program))
            moves = inner.getwidth()[0] > 0
            body = self._sequence(inner, flags, loop if moves else self._add("moved", slot, loop))
            body = body if moves else self._add("mark", slot, body)
            self.program[loop] = ("split", *self._ordered(kind, body, following))
            following = loop
        else:
            end = following
            for _ in range(most - least):
                body = self._sequence(inner, flags, following)
                following = self._add("split", *self._ordered(kind, body, end))
        for _ in range(least):
            following = self._sequence(inner, flags, following)
        return following

    def _ordered(self, kind, body, following):
        return (following, body) if kind is op.MIN_REPEAT else (body, following)

    def _run(self, pc, text, at, marks):
        """End of a match and its marks, None without one."""
        waiting = [(pc, at, marks)]
        while waiting:
            pc, at, marks = waiting.pop()
            while pc is not None:
                self.steps += 1
                if self.steps > self.limit:
                    raise TooMuch
                name, *values, following = self.program[pc]
                if name == "match":
                    return at, marks
                pc = following
                if name == "single":
                    holds = at < len(text) and values[0](text[at])
                    pc, at = (following, at + 1) if holds else (None, at)
                elif name == "split":
                    waiting.append((following, at, marks))
                    pc = values[0]
                elif found := self._rare(name, values, text, at, marks):
                    at, marks = found
                else:
                    pc = None
        return None

    def _rare(self, name, values, text, at, marks):
        """Place and marks after an instruction that takes no single character, None if it fails."""
        if name == "mark":
            return at, {**marks, values[0]: at}
        if name == "moved":
            return (at, marks) if marks[values[0]] != at else None
        if name == "atomic":
            return self._run(values[0], text, at, marks)
        if name == "look":
            inner, back, wanted = values
            holds = at >= back and self._run(inner, text, at - back, marks) is not None
            return (at, marks) if holds == wanted else None
        if name == "again":
            said = text[marks[values[0]] : marks["end", values[0]]]
            self.steps += len(said)
            same = text[at : at + len(said)].lower() == said.lower()
            return (at + len(said), marks) if same else None
        return (at, marks) if stands(values[0], text, at, values[1]) else None


_PLACES = {
    op.AT_BEGINNING: "^",
    op.AT_BEGINNING_STRING: r"\A",
    op.AT_END: "$",
    op.AT_END_STRING: r"\Z",
    op.AT_BOUNDARY: r"\b",
    op.AT_NON_BOUNDARY: r"\B",
}


def stands(place, text, at, flags):
    return _category(_PLACES[place], flags & (re.MULTILINE | re.ASCII)).match(text, at) is not None
