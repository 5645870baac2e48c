"""Components whose tags, braces and comments stay open, or close what nothing opened.

The scanners of the grammars copy open tags for every tag that follows, and look to the end of the
text for the end of a brace or comment: 4,000 of them in 24 KB take three seconds, and the parser's
own account of its work does not show it. So the work is counted beforehand.
"""

from __future__ import annotations

import re

# Open and stray marks, summed over all marks. Of 3,513 components none is over 8,000, and at the
# limit parsing takes half a second.
COPIED = 2_000_000

# To the end of the text, where nothing ends it: it takes each byte once.
_RAW = re.compile(rb"(?is)<(script|style)\b.*?(?:</\1|\Z)")
_EMPTY = rb"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
_MARK = re.compile(rb"<!--|-->|</|/>|\{[#/:]?|\}|<(?!(?:%s)[\s/>])" % _EMPTY)
# How many more are open after a mark: `{#if}` opens a block and a brace, `{/if}` closes the one and
# opens the other.
_MORE = {b"{#": 2, b"{/": 0, b"}": -1, b"</": -1, b"/>": -1, b"-->": -1}


def too_many(data: bytes) -> str:
    """Why a component must not be parsed, "" when it may be."""
    depth = stray = copied = 0
    marks = sum(map(data.count, (b"<", b">", b"{", b"}")))
    if marks * (marks + 1) <= COPIED:  # did each open a block and its brace
        return ""
    for mark in _MARK.finditer(_RAW.sub(b"", data)):
        stray += not depth and mark[0] in (b"{:", b"{/")  # in no block
        depth += _MORE.get(mark[0], 1)
        if depth < 0:
            depth, stray = 0, stray + 1
        copied += depth + stray
        if copied > COPIED:
            return "too many tags and braces stay open"
    return ""
