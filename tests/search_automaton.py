"""RE2's search as an automaton: the threads behind a character, and what all matches read.

RE2 reads on as long as a thread is alive that would win over the match it has, and begins anew
behind the match. Of the characters that a pattern does not tell apart, one stands for all.
"""

import re
import unicodedata
from re import _constants as op
from re import _parser

from backtracking import Backtracker, is_single, stands, takes
from hostile_text import USUAL, literals

_TOKEN = re.compile(
    r"\\p\{?(?P<has>[A-Z][a-z]?)\}?|\\x\{(?P<hex>\w+)\}|\\z(?P<end>)|\(\?(?P<on>[a-z]+)\)"
    r"|(?P<open>\((?:\?[\w-]*:)?)|(?P<close>\))|(?P<or>\|)|(?P<set>\[\^?\]?)|\\.|[^\\]",
    re.DOTALL,
)
_ASCII = tuple(map(chr, range(128)))
_BEYOND = "Éé中ǅ\xa0"  # which have the properties of Unicode that patterns ask for
END = ""  # what is read behind the last character
KINDS = (END, "\n", "a", " ")  # of characters


def re2_tree(expression, flags=re.NOFLAG):
    """The parse tree of `re` for an expression of RE2, and its flags; raises re.error."""
    tree = _parser.parse(_as_python(expression), flags | re.ASCII)
    return tree, tree.state.flags


def _as_python(expression):
    """The same for `re`: flags that hold to the end of a group get a group of their own."""
    said, begun, in_set = [], [""], False
    for found in _TOKEN.finditer(expression):
        kind, text = found.lastgroup, found.group()
        if kind == "has":
            chars = "".join(map(re.escape, _having(found["has"], expression)))
            text = chars if in_set else f"[{chars}]"
        elif kind == "hex":
            text = re.escape(chr(int(found["hex"], 16)))
        elif kind == "end":
            text = r"\Z"
        elif in_set:
            in_set = text != "]"
        elif kind == "on":
            text = f"(?{found['on']}:"
            begun[-1] += text
        elif kind == "open":
            begun.append("")
        elif kind == "close":
            text = ")" * begun.pop().count("(") + text
        elif kind == "or":
            text = ")" * begun[-1].count("(") + text + begun[-1]
        in_set = in_set or kind == "set"
        said.append(text)
    return "".join(said) + ")" * begun.pop().count("(")


def _having(category, expression):
    """The characters of a category of Unicode: all of ASCII, and some beyond."""
    chars = dict.fromkeys((*_ASCII, *_BEYOND, *expression))
    return [char for char in chars if unicodedata.category(char).startswith(category)]


class SearchAutomaton:
    """The threads of a search: places in a program, each with what stands before it.

    A set of characters is a number whose bits are in the order of `chars`.
    """

    def __init__(self, expression, flags=re.NOFLAG):
        tree, flags = re2_tree(expression, flags)
        alphabet = list(dict.fromkeys([*_ASCII, *USUAL, *literals(tree)]))
        machine = _Machine(alphabet, tree, flags)
        self._program, self._start = machine.program, machine.start
        sets = list(machine.sets.values())
        signs = {char: (kind_of(char), *(char in one for one in sets)) for char in alphabet}
        first = {sign: char for char, sign in reversed(signs.items())}
        self.chars = list(dict.fromkeys(first[sign] for sign in signs.values()))
        self._same = {char: first[sign] for char, sign in signs.items()} | {END: END}
        self._bits = {one: self._bits_of(one) for one in sets}
        self.of_kind = {
            kind: self._bits_of([char for char in self.chars if kind_of(char) == kind])
            for kind in KINDS
        }
        self.bit = {char: self._bits_of([one]) for char, one in self._same.items()}
        self._ways, self._steps = {}, {}

    def _bits_of(self, chars):
        return sum(1 << at for at, char in enumerate(self.chars) if char in chars)

    def begin(self, kind):
        """The thread of a search that begins behind a character of a kind."""
        return self._start, kind

    def ways(self, thread, kind):
        """Where a thread goes before a character of a kind, what wins first.

        Each way is a set of characters and the thread behind them; None is the end of a match.
        """
        if (thread, kind) not in self._ways:
            self._ways[thread, kind] = tuple(self._ways_of(*thread, kind))
        return self._ways[thread, kind]

    def _ways_of(self, at, before, kind):
        waiting, seen = [at], set()
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            name, *values = self._program[at]
            if name == "match":
                yield None
            elif name == "split":
                waiting += reversed(values)
            elif name == "single":
                if chars := self._bits[values[0]] & self.of_kind[kind]:
                    yield chars, (values[1], kind)
            elif name != "at" or stands(values[0], before + kind, len(before), values[1]):
                waiting.append(values[-1])

    def read(self, text):
        """How many characters the search for all matches reads, and where matches end."""
        at, read, ends = 0, 0, []
        while at <= len(text):
            threads, here, end = (), at, None
            while threads or (end is None and here <= len(text)):
                if end is None:
                    threads += (self.begin(kind_of(text[here - 1 : here])),)
                threads, found = self._step(threads, self._same[text[here : here + 1]])
                end = here if found else end
                here += 1
            read += here - at
            if end is None:
                break
            ends.append(end)
            at = max(end, at + 1)
        return read, ends

    def _step(self, threads, char):
        """The threads behind a character, and whether a match ends before it."""
        if (threads, char) not in self._steps:
            self._steps[threads, char] = self._step_of(threads, char)
        return self._steps[threads, char]

    def _step_of(self, threads, char):
        behind, bit = {}, self.bit[char]
        for thread in threads:
            for way in self.ways(thread, kind_of(char)):
                if way is None:  # threads that would lose are given up
                    return tuple(behind), True
                if way[0] & bit:
                    behind[way[1]] = True
        return tuple(behind), False


class _Machine(Backtracker):
    """A program of which each step for a character says which of an alphabet it takes."""

    def __init__(self, alphabet, tree, flags):
        self._alphabet, self.sets = alphabet, {}
        super().__init__(tree, flags)

    def _node(self, node, flags, following):
        if node == (op.AT, op.AT_END) and not flags & re.MULTILINE:  # no line end is before it
            return self._add("at", op.AT_END_STRING, flags, following)
        if not is_single(node):
            return super()._node(node, flags, following)
        key = repr(node), flags
        if key not in self.sets:
            taken = (char for char in self._alphabet if takes(node, char, flags))
            self.sets[key] = frozenset(taken)
        return self._add("single", self.sets[key], following)


def kind_of(char):
    """All that a place tells of a character beside it, as a character."""
    if char in (END, "\n"):
        return char
    return "a" if char == "_" or (char.isascii() and char.isalnum()) else " "
