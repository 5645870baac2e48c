"""Whether the searches for all matches of a text read it again and again.

A search reads on behind its match as long as a thread is alive that would win over it, and the next
search begins at the end of the match. All of them take quadratic time only if any number of them
read on over one place. Of so many, two are in one thread, there and further on: then the thread is
in a loop, and reads a word without a match in which there are a whole match, and the way from the
beginning into that thread. Without such a word, all matches of any text take linear time.
"""

from search_automaton import KINDS, kind_of

MOST = 100_000  # of what a loop can be in, with a search beside it: beyond, it counts as found


def reads_again(automaton):
    """True if all matches of some text may take more than linear time."""
    graph = _Graph(automaton)
    return any(graph.is_entered_in(*loop) for loop in graph.loops())


class _Graph:
    """Which characters lead from a thread to the next."""

    def __init__(self, automaton):
        self.automaton, self._next, self._may, self._on = automaton, {}, {}, {}

    def next(self, thread):
        """The threads behind one, and the characters that lead to each."""
        if thread not in self._next:
            found = self._next[thread] = {}
            for kind in KINDS[1:]:
                for chars, behind in filter(None, self.automaton.ways(thread, kind)):
                    found[behind] = found.get(behind, 0) | chars
        return self._next[thread]

    def loops(self):
        """Sets of threads that lead to each other, and the characters that do (Kosaraju)."""
        order, before, done = self._last_first(), {}, set()

        def leading(thread):
            return [one for one in before.get(thread, ()) if one not in done]

        for thread in order:
            for behind in self.next(thread):
                before.setdefault(behind, []).append(thread)
        for thread in order:
            if thread not in done:
                loop = _explored({thread}, leading)
                done |= loop
                if chars := self._chars_in(loop):
                    yield loop, chars

    def _last_first(self):
        """All threads, each before those that lead to no other any more."""
        order, seen = [], set()
        begins = [self.automaton.begin(kind) for kind in KINDS]
        waiting = [(thread, False) for thread in begins]
        while waiting:
            thread, is_done = waiting.pop()
            if is_done:
                order.append(thread)
            elif thread not in seen:
                seen.add(thread)
                waiting += [(thread, True), *((one, False) for one in self.next(thread))]
        return order[::-1]

    def _chars_in(self, loop):
        chars = 0
        for thread in loop:
            for behind, taken in self.next(thread).items():
                chars |= taken if behind in loop else 0
        return chars

    def is_entered_in(self, loop, chars):
        """True if a word that a loop reads has a match, and a way into the loop, in it."""
        if chars not in self._may:
            self._may[chars] = self._reached_by(chars)
        reached, matches = self._may[chars]
        if not matches or not reached & loop:  # which most patterns are told by
            return False
        return any(self._reads_both(thread, loop, chars) for thread in loop)

    def _reached_by(self, chars):
        """All threads that some characters lead to, and whether a match ends among them."""
        kinds = [kind for kind in KINDS if self.automaton.of_kind[kind] & chars]
        begins = {self.automaton.begin(kind) for kind in kinds}

        def behind(thread):
            return [one for one, taken in self.next(thread).items() if taken & chars]

        reached = _explored(begins, behind)
        ways = (self.automaton.ways(thread, kind) for thread in reached for kind in kinds)
        return reached, any(None in one for one in ways)

    def _reads_both(self, thread, loop, chars):
        """The same for one thread, and words that lead to no match from there."""
        some = [char for char in self.automaton.chars if self.automaton.bit[char] & chars]
        has_match = enters = False

        def on(threads):
            for char in some:
                behind, matched = self._behind(threads, char)
                if not matched and behind & loop:
                    yield char, behind

        def both_on(pair):
            nonlocal has_match, enters
            if has_match and enters:  # which is all that is asked
                return
            for char, threads in on(pair[0]):
                behind, matched = self._behind(frozenset({pair[1]}), char)
                has_match |= matched
                enters |= thread in behind and thread in threads
                yield from ((threads, one) for one in behind)

        sets = _explored({frozenset({thread})}, lambda one: [behind for _, behind in on(one)])
        begins = {(one, self.automaton.begin(next(iter(one))[1])) for one in sets}
        pairs = _explored(begins, both_on, MOST)
        return (has_match and enters) or len(pairs) >= MOST

    def _behind(self, threads, char):
        """All threads behind a character, and whether any match ends before it."""
        if (threads, char) not in self._on:
            bit = self.automaton.bit[char]
            ways = [w for one in threads for w in self.automaton.ways(one, kind_of(char))]
            behind = frozenset(way[1] for way in ways if way and way[0] & bit)
            self._on[threads, char] = behind, None in ways
        return self._on[threads, char]


def _explored(begin, on, most=MOST):
    """All that something leads to, or as much as `most`."""
    seen, waiting = set(begin), list(begin)
    while waiting and len(seen) < most:
        for one in on(waiting.pop()):
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return seen
