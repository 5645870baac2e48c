"""Texts that make a pattern work: of what it looks for, again and again, and never to its end."""

from itertools import permutations, product
from re import _constants as op
from re import _parser

from backtracking import is_repeat, is_single, takes

# What a class may hold, tried in this order; the NUL ends texts, as hardly a class takes it.
USUAL = "aZ7 \t\n\r_-.,;:=<>/\\\"'`(){}[]#@+é中\0"
_OF_CLASS = 2  # characters of a class that are tried
_PAIRED = 20  # pieces that are combined with each other
SHORT = 64  # characters of the shortest text


def hostile_texts(tree, flags):
    """Texts of a length, as functions of it: a beginning, pieces that come back, an end."""
    finder = _Pieces(tree, flags)
    begins = list(dict.fromkeys(["", *finder.before]))
    least = max(SHORT, 4 * max(finder.bounds, default=0))
    for pump in finder.pieces:
        for begin, end in product(begins, ("", "\0", "\n")):
            yield HostileText(begin, pump, end, max(least, 4 * len(pump)))
    for one, other in permutations(list(finder.pieces)[:_PAIRED], 2):
        for end in ("", f"\n{one[0]}"):
            yield HostileText("", one + other, end, max(least, 4 * len(one + other)))


class HostileText:
    """A text of any length: at `least` so long, the pattern's own bounds do not show."""

    def __init__(self, begin, pump, end, least):
        self.parts, self.least = (begin, pump, end), least

    def of(self, length):
        begin, pump, end = self.parts
        return begin + pump * (length // len(pump)) + end

    def __repr__(self):
        return "{!r} + n * {!r} + {!r}".format(*self.parts)


class _Pieces:
    """What a pattern is made of: examples of its parts, and of what leads to each repetition."""

    def __init__(self, tree, flags):
        self.pieces, self.before, self.bounds = {}, {}, []
        self.chars = dict.fromkeys([*literals(tree), *USUAL])
        whole = self._of(tree, flags, "")
        for one in whole:
            self._keep(one, one[:-1], one[1:])

    def _keep(self, *texts):
        self.pieces.update(dict.fromkeys(text for text in texts if text))

    def _of(self, tree, flags, before):
        """Two examples of a sequence at the most; `before` is one of what leads to it."""
        first = second = ""
        for node in tree:
            found = self._of_node(node, flags, before + first) or [""]
            first, second = first + found[0], second + found[-1]
        return list(dict.fromkeys((first, second)))

    def _of_node(self, node, flags, before):
        kind, value = node
        if is_single(node):
            held = [char for char in self.chars if takes(node, char, flags)][:_OF_CLASS]
            self._keep(*held, *_members(node, self.chars, flags))
            return held
        if is_repeat(node):
            least, most, inner = value
            self.before[before] = True
            self.bounds += [one for one in (least, most) if one is not op.MAXREPEAT]
            found = self._of(inner, flags, before)
            self._keep(*found)
            return [one * max(1, least) for one in found]
        if kind is op.BRANCH:
            found = [one for branch in value[1] for one in self._of(branch, flags, before)]
            self._keep(*found)
            return found
        if kind is op.SUBPATTERN:
            return self._of(value[3], (flags | value[1]) & ~value[2], before)
        if kind is op.ATOMIC_GROUP:
            return self._of(value, flags, before)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            self._of(value[1], flags, before)
        return []


def _members(node, chars, flags):
    """A character for each member of a class: one that no other pattern around it takes, maybe."""
    kind, value = node
    for one in value if kind is op.IN and value[0][0] is not op.NEGATE else ():
        yield from [char for char in chars if takes(one, char, flags)][:1]


def literals(tree):
    """The characters that a tree names, first and last of each range."""
    found, waiting = [], [tree]
    while waiting:
        one = waiting.pop(0)
        kind = one[0] if isinstance(one, tuple) and one else None  # a bound may be the same number
        if kind is op.LITERAL or kind is op.NOT_LITERAL:
            found.append(chr(one[1]))
        elif kind is op.RANGE:
            found += map(chr, one[1])
        elif isinstance(one, tuple | list | _parser.SubPattern):
            waiting += one
    return found
