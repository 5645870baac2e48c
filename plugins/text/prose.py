"""Signs of prose: sentences, links and tags, the name of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

import re2
from rulekit import Document, Signal, Span, Unmeasured

_SENTENCE_ENDS = re.compile(r"[.?!\n]")

# Blanks as Python knows them; RE2's \s has only ASCII's.
_SEEN = rb"[^\t-\r\x1c-\x1f\pZ\x{85}]"
_LINK = re2.compile(rb"\(https?://" + _SEEN + rb"+\)")
_TAG = re2.compile(rb"<[^>\n]*>")

# Names of files that are about code rather than prose, up to their first dot.
CODE_NAMES = ("readme", "notes", "todo", "description", "cmakelists")
CODE_NAME_PART = "requirement"


def mean_sentence_chars(document: Document) -> float:
    """Mean length of the pieces between `.`, `?`, `!` and line ends, empty ones counted."""
    pieces = _SENTENCE_ENDS.split(document.text)
    return sum(map(len, pieces)) / len(pieces)


def _links_and_tags(document: Document) -> Iterator[Span]:
    """Links in parentheses and tags on one line; a tag with a link in it gives two spans."""
    return (
        Span(*match.span())
        for pattern in (_LINK, _TAG)
        for match in pattern.finditer(document.data)
    )


def link_fraction(document: Document) -> float:
    """Characters of links in parentheses, plus those of tags, over all characters.

    What is in both counts twice, as in OpenCoder, so a little more than 1 is possible.
    """
    if not document.text:
        raise Unmeasured("the text is empty")
    found = b"".join(document.data[start:end] for start, end in _links_and_tags(document))
    return len(found.decode()) / len(document.text)


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
