"""Records in XML: flat elements beside others of the same shape, as rows of a table stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rulekit import Document, Signal, Span, Unmeasured

LEAST = 5  # siblings of one shape that make a table

_NAME = re.compile(rb"[^\s/>]+")
# Begun where a name begins, not at each of its letters: 100 KB of `<aaa…/>` took 109 seconds so.
_ATTRIBUTE = re.compile(rb"(?<![^\s=\"'/<>])([^\s=\"'/<>]++)\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+')")


@dataclass(slots=True)
class _Element:
    tag: Span
    name: bytes = b""
    attributes: frozenset[bytes] = frozenset()
    children: list[_Element] = field(default_factory=list)

    @property
    def flat(self) -> bool:
        return not any(child.children for child in self.children)

    @property
    def shape(self) -> tuple[bytes, frozenset[bytes], frozenset[bytes]]:
        return self.name, self.attributes, frozenset(child.name for child in self.children)


def _elements(document: Document) -> tuple[_Element, int]:
    """What holds the outermost elements, and the number of all; an end tag closes the last."""
    outermost, count = _Element(Span(0, 0)), 0
    open_elements = [outermost]
    for tag in document.capture("xml.tag"):
        text = document.data[tag.start : tag.end]
        if text.startswith(b"</"):
            del open_elements[max(1, len(open_elements) - 1) :]
            continue
        name = _NAME.match(text, 1)
        element = _Element(tag, name[0] if name else b"", frozenset(_ATTRIBUTE.findall(text)))
        open_elements[-1].children.append(element)
        count += 1
        if not text.endswith(b"/>"):
            open_elements.append(element)
    return outermost, count


def _records(document: Document) -> list[_Element]:
    return sorted(_in_tables(document.view(_elements)[0]), key=lambda element: element.tag)


def _in_tables(outermost: _Element) -> Iterator[_Element]:
    """The elements that stand in tables, rows and cells; a row is not looked into."""
    waiting = [outermost]
    while waiting:
        children = waiting.pop().children
        shapes = [child.shape if child.flat else None for child in children]
        times = Counter(shapes)
        for child, shape in zip(children, shapes, strict=True):
            if shape and times[shape] >= LEAST:
                yield from (child, *child.children)
            else:
                waiting.append(child)


def _record_fraction(document: Document) -> float:
    count = document.view(_elements)[1]
    if not count:
        raise Unmeasured("there are no elements")
    return len(document.view(_records)) / count


RECORD_SIGNALS = (
    Signal(
        "xml.elements",
        "elements",
        "elements",
        lambda document: document.view(_elements)[1],
        needs=frozenset({"xml.tag"}),
    ),
    Signal(
        "xml.record_fraction",
        "share of elements",
        "elements that stand in records: five siblings or more of the same name, attributes and"
        " children, which hold no others",
        _record_fraction,
        lambda document: [element.tag for element in document.view(_records)],
        frozenset({"xml.tag"}),
    ),
)
