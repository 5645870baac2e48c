"""Signs of prose: sentences, links and tags, the name of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath
from typing import Any

from rulekit import Document, Signal, Span, Unmeasured

_SENTENCE_ENDS = ".?!\n"

# A tag, or what is none for want of its end: all that is looked at is matched, so this is linear.
_TAG = re.compile(rb"<[^>\n]*>?")
_LINK_BEGINS = b"(http"  # without one no link is looked for

# Names of files that are about code rather than prose, up to their first dot.
CODE_NAMES = ("readme", "notes", "todo", "description", "cmakelists")
CODE_NAME_PART = "requirement"


@cache
def _link() -> Any:
    import re2  # few texts have links

    # Blanks as Python knows them; RE2's \s has only ASCII's.
    return re2.compile(rb"\(https?://[^\t-\r\x1c-\x1f\pZ\x{85}]+\)")


def mean_sentence_chars(document: Document) -> float:
    """Mean length of the pieces between `.`, `?`, `!` and line ends, empty ones counted."""
    ends = sum(map(document.text.count, _SENTENCE_ENDS))
    return (len(document.text) - ends) / (ends + 1)


def _links_and_tags(document: Document) -> Iterator[Span]:
    """Links in parentheses and tags on one line; a tag with a link in it gives two spans."""
    data = document.data
    if _LINK_BEGINS in data:
        yield from (Span(*match.span()) for match in _link().finditer(data))
    if b">" in data:
        spans = (Span(*match.span()) for match in _TAG.finditer(data))
        yield from (span for span in spans if data[span.end - 1] == ord(">"))


def link_fraction(document: Document) -> float:
    """Characters of links in parentheses, plus those of tags, over all characters.

    What is in both counts twice, as in OpenCoder, so a little more than 1 is possible.
    """
    data, size = document.data, len(document.text)
    if not size:
        raise Unmeasured("the text is empty")
    links = _link().findall(data) if _LINK_BEGINS in data else []
    tags = [tag for tag in _TAG.findall(data) if tag.endswith(b">")] if b">" in data else []
    return len(b"".join([*links, *tags]).decode()) / size


def code_related_name(document: Document) -> float:
    """1 if the file name, up to its first dot, is one of CODE_NAMES or says `requirement`."""
    name = PurePath(document.id).name.split(".")[0].lower()
    return float(CODE_NAME_PART in name or name in CODE_NAMES)


PROSE_SIGNALS = (
    Signal(
        "text.mean_sentence_chars",
        "characters",
        "mean length between `.`, `?`, `!` and line ends"
        " (OpenCoder, qsc_doc_num_chars_sentence_length_mean: no limit)",
        mean_sentence_chars,
    ),
    Signal(
        "text.link_fraction",
        "share of characters",
        "links in parentheses, plus tags, over all characters",
        link_fraction,
        _links_and_tags,
    ),
    Signal(
        "text.code_related_name",
        "yes or no",
        "whether the file is named readme, notes, todo, description, cmakelists or *requirement*"
        " (OpenCoder, qsc_doc_cate_code_related_file_name: no limit)",
        code_related_name,
    ),
)
