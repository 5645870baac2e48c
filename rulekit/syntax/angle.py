"""Angle brackets that stay open: a `<` may be a comparison, or begin a list of types.

Where a grammar keeps both readings until something tells them apart, an error takes back each open
`<`, one after the other and with a copy of all before it: 3,300 of them took C#'s parser 800 MB and
2 seconds, in one step of which it reports nothing. So they are counted before, from marks alone.
"""

from __future__ import annotations

import re

# For each `<`, those that are open, summed: 1,000 in one statement reach it, and take 0.2 s and
# 80 MB. Of 4,680 real files in C++, C# and Java (benchmarks/corpus.py) none reaches 8,000.
STEPS = 500_000

_MARK = re.compile(rb"(?<!<)<(?![<=])|(?<![-=])>|[;(){}\[\]]")


def too_many_angles(data: bytes) -> str:
    """Why a text must not be parsed, "" when it may be; for `Language.parse_guard`.

    The end of a statement and of a pair of brackets ends what was opened inside of it.
    """
    steps = data.count(b"<")
    if steps * steps < 2 * STEPS:
        return ""
    steps, still_open, outside = 0, 0, [0]
    for match in _MARK.finditer(data):
        mark = match.group()
        if mark == b"<":
            still_open += 1
            steps += still_open
            if steps > STEPS:
                return "too many `<` stay open"
        elif mark == b">":
            still_open = max(still_open - 1, outside[-1])
        elif mark in b"([{":
            outside.append(still_open)
        else:
            still_open = outside[-1]
            if mark != b";" and len(outside) > 1:
                outside.pop()
    return ""
