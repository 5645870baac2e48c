#!/usr/bin/env python3
"""Counts words: the shortest program that has a bit of everything."""

import sys
from collections import Counter

LIMIT = 10  # words that are shown
NAMES = {"a": 1, "b": 2}


class Tally:
    """How often each word occurs."""

    total = 0

    def __init__(self, words):
        self.words = Counter(words)

    def most(self):
        return self.words

    def add(self, word, *, times=1):
        assert times > 0, "é"
        for _ in range(times):
            self.words[word] += 1
        if word not in NAMES:
            pass
        elif word == "b":
            return None
        return self.words[word] * 2


def main():
    tally = Tally(sys.stdin.read().split())
    while tally.total < LIMIT:
        tally.total += 1
    print(tally.most())


if __name__ == "__main__":
    main()
