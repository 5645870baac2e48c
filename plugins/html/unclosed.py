"""Pages whose tags stay open: the grammar's scanner copies those for every tag that follows.

20,000 tags that nothing closes take ten seconds, and the parser's own account of its work does not
show it. So the work is counted beforehand, from the names of the tags alone.
"""

from __future__ import annotations

import re

# Open tags, summed over all tags: 730 pages of 19 repositories have 50,000 at the most, and at the
# limit parsing takes half a second.
COPIED = 10_000_000

# Elements that have no end tag, or need none: the scanner closes them itself.
_CLOSED = frozenset(
    b"""
    area base basefont bgsound br col command embed frame hr image img input isindex keygen link
    menuitem meta nextid param source track wbr !doctype
    caption colgroup dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr
    """.split()
)
_TAG = re.compile(rb"<(/?)([A-Za-z!][^\s/>]{0,30})")


def too_many(data: bytes) -> str:
    """Why a page must not be parsed, "" when it may be."""
    depth = copied = 0
    tags = data.count(b"<")
    if tags * (tags + 1) <= 2 * COPIED:  # were they all left open
        return ""
    for tag in _TAG.finditer(data):
        if tag[1]:
            depth = max(0, depth - 1)
        elif tag[2].lower() not in _CLOSED:
            depth += 1
        copied += depth
        if copied > COPIED:
            return "too many tags stay open"
    return ""
