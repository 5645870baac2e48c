"""XML in which very many tags stay open: the grammar's scanner copies those for every tag.

33,000 tags that nothing closes, 100 KB, take four seconds, and the parser's own account of its work
does not show it. The same goes for tags that do not even end, as in `a<a<a<`.
"""

from __future__ import annotations

import re

# Open tags, summed over all tags: 1,032 files of 150 repositories have 226,000 at the most.
COPIED = 2_000_000
# Tags that do not end, summed over all tags that follow: real files have 542, for a `<` in a
# script, and at the limit parsing takes 1.3 seconds.
UNENDED = 20_000_000

_TAG = re.compile(rb"<(/?)[A-Za-z_:][^<>]*(>?)")


def too_many(data: bytes) -> str:
    """Why a text must not be parsed, "" when it may be."""
    depth = copied = unended = copied_unended = 0
    tags = data.count(b"<")
    if tags * (tags + 1) <= 2 * COPIED:  # were they all left open
        return ""
    for tag in _TAG.finditer(data):
        if not tag[2]:
            unended += 1
        elif data[tag.end() - 2] != _SLASH:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            copied += depth
        copied_unended += unended
    if copied > COPIED or copied_unended > UNENDED:
        return "too many tags stay open"
    return ""


_SLASH = ord("/")
