"""Forms that a text can take: what editors, systems, generators and accidents make of sources."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import cycle
from typing import TypeVar

from rulekit.core.document import MAX_BYTES
from rulekit.core.reading import Unmeasured
from rulekit.core.utf8 import without_surrogates
from rulekit.syntax.grammar import Syntax
from rulekit.syntax.parse import MEGABYTE
from rulekit.testing.sample import Sample

Item = TypeVar("Item")

HEAD = 4_000  # characters of a source that its forms are made of
LONG = 12_000  # characters of what is repeated to be long or deep
CUTS = 8  # places at which a source is cut off

# What Python's str.splitlines takes for a line end and rulekit does not.
ODD_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def _crossed(text: str) -> str:
    """Replace each line end by another odd one."""
    ends = cycle(ODD_ENDS)
    return "".join(next(ends) if c == "\n" else c for c in text)


def _nested(text: str) -> str:
    """Put the text inside itself, behind its upper half."""
    lines = text.splitlines(keepends=True)
    upper, lower = "".join(lines[: len(lines) // 2]), "".join(lines[len(lines) // 2 :])
    times = LONG // max(1, len(text))
    return upper * times + lower * times


def _stairs(text: str) -> str:
    """Indent each line one step deeper than the one before."""
    lines = [line.strip() for line in text.split("\n")] * 400
    return "".join(f"{' ' * i}{line}\n" for i, line in enumerate(lines[:400]))


FORMS: Mapping[str, Callable[[str], str | bytes]] = {
    "in one line": lambda text: " ".join(text.split("\n")),
    "no final newline": lambda text: text.rstrip("\n"),
    "many final newlines": lambda text: text + "\n" * 50,
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR alone": lambda text: text.replace("\n", "\r").encode(),
    "odd line ends": _crossed,
    "byte-order mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "UTF-16": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "Latin-1": lambda text: text.replace("e", "é").encode("latin-1", "replace"),
    "broken UTF-8": lambda text: text.replace("e", "é").encode().replace(b"\xa9", b"", 1),
    "beyond ASCII": lambda text: text.replace("e", "é").replace("a", "漢").replace("o", "𝛼"),
    "lone surrogates": lambda text: text.replace("e", "\ud800"),
    "replaced characters": lambda text: text.replace("e", "\ufffd"),
    "NUL bytes": lambda text: text.replace(" ", "\0").encode(),
    "a NUL far down": lambda text: b" " * 8_000 + text.replace(" ", "\0").encode(),
    "tabs": lambda text: text.replace(" ", "\t"),
    "no blanks": lambda text: "".join(text.split()),
    "upside down": lambda text: "\n".join(reversed(text.split("\n"))),
    "one long line": lambda text: text.replace("\n", " ") * (LONG // max(1, len(text))),
    "nested in itself": _nested,
    "ever deeper": _stairs,
}


def formed(sources: Sequence[Sample], examples: int) -> Iterator[Sample]:
    """Forms of sources that are spread evenly over all; `examples` of each at most."""
    for name, form in FORMS.items():
        for source in spread(sources, examples):
            content = form(str(source.content)[:HEAD])
            yield replace(source, name=f"{source.name}, {name}", content=content)
    cuts = [(source, i) for source in sources for i in range(1, CUTS)]
    for source, i in spread(cuts, examples):
        data = source.data[: 4 * HEAD]
        cut = data[: len(data) * i // CUTS]
        yield replace(source, name=f"{source.name}, cut off at {len(cut)} bytes", content=cut)


def spread(items: Sequence[Item], count: int) -> Sequence[Item]:
    """Take `count` items at even distances; all if there are no more."""
    if count >= len(items):
        return items
    return [items[i * len(items) // count] for i in range(count)]


def made(path: str, sources: Sequence[Sample], syntax: Syntax | None) -> Iterator[Sample]:
    """Texts that are no source's: empty, deep, binary, or of one capture alone."""
    texts = [str(source.content) for source in sources]
    for name, content in _plain():
        yield Sample(name, path, content)
    for name, content in _only(syntax, texts) if syntax else ():
        yield Sample(f"only @{name}", path, content)


def _plain() -> Iterator[tuple[str, str | bytes]]:
    yield "empty", ""
    yield "one newline", "\n"
    yield "blanks", " \t\n" * 40
    yield "one letter", "x"
    yield "every byte", bytes(range(256)) * 4
    yield "bytes beyond ASCII", bytes(range(128, 256)) * 4
    yield "a mark and nothing", codecs.BOM_UTF8
    yield "half a UTF-16 character", codecs.BOM_UTF16_LE + b"x"
    for pair in ("()", "[]", "{}", "<>"):
        yield f"deep {pair}", pair[0] * LONG + pair[1] * LONG
        yield f"open {pair[0]}", pair[0] * LONG


def large(path: str, sources: Sequence[Sample]) -> Iterator[Sample]:
    """The sources over and over again, up to each limit and beyond it."""
    text = "\n".join(str(source.content) for source in sources).encode() or b"\n"
    long = text * (MAX_BYTES // len(text) + 1)
    yield Sample("a megabyte", path, long[:MEGABYTE])
    yield Sample("over a megabyte", path, long[: MEGABYTE + 1])
    yield Sample("over the size that is read", path, long[: MAX_BYTES + 1])


def _only(syntax: Syntax, texts: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """By capture, what it finds in all sources: all comments, all strings, all imports."""
    pieces: dict[str, list[bytes]] = {}
    for text in texts:
        data = without_surrogates(text[:HEAD]).encode()
        try:
            found = syntax.capture(data).found
        except Unmeasured:
            continue
        for name, spans in found.items():
            pieces.setdefault(name, []).extend(data[start:end] for start, end in spans)
    for name, parts in sorted(pieces.items()):
        yield name, b"\n".join(parts)[:LONG]
