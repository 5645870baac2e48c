"""Text that is not what a page has to say: navigation, links, filler, alphabets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rulekit import Document, Finder, Signal, Span, Unmeasured

from .names import links, navigation
from .parts import CONTENT, NEEDS, parts
from .text import squeezed

# Words of "Lorem ipsum" and of its generators that no language uses much; of the Latin ones, only
# those that a page in real Latin, Spanish or Italian is not full of.
_LOREM = """
lorem ipsum amet consectetur consectetuer adipiscing adipisicing elit eiusmod tempor incididunt
labore aliqua minim veniam nostrud exercitation ullamco laboris aliquip commodo consequat duis
aute irure reprehenderit voluptate velit cillum fugiat pariatur excepteur occaecat cupidatat
proident officia deserunt mollit laborum vestibulum pellentesque curabitur vivamus phasellus
quisque nullam praesent fusce maecenas suspendisse aenean donec cras etiam vulputate sollicitudin
euismod ullamcorper bibendum pharetra pulvinar dignissim faucibus malesuada tincidunt scelerisque
imperdiet sagittis interdum condimentum porttitor lobortis fermentum egestas hendrerit ligula
lacinia mattis rutrum accumsan fringilla vehicula blandit luctus mauris tellus sapien tortor
lectus turpis feugiat convallis laoreet varius venenatis facilisis eleifend placerat ornare
gravida dapibus
"""
LOREM = frozenset(_LOREM.split())
# One of them, as it stands, or behind an entity that nothing ends, or in numbers.
FILLER_GATE = rf"(?i)&#|(?:\b|&\w{{2,8}})(?:{'|'.join(sorted(LOREM))})\b"
LOREM_SHARE = 0.3  # of the words of a piece of text; "Lorem ipsum dolor sit amet" has 0.6
LOREM_WORDS = 2

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_UNSEEN = str.maketrans("", "", " \u200b\u200c\u00ad")  # blanks, and what breaks long words
_MARKS = ".,;:!?()\"'"


def _text_within(document: Document, elements: Sequence[Span]) -> list[Span]:
    """Find the pieces of visible text that lie in one of the elements."""
    i, until, found = 0, 0, []
    for piece in document.view(parts).spans("text"):  # cut at every tag, so inside or outside
        while i < len(elements) and elements[i].start <= piece.start:
            until = max(until, elements[i].end)
            i += 1
        if piece.start < until:
            found.append(piece)
    return found


def _navigation(document: Document) -> list[Span]:
    return _text_within(document, navigation(document))


def _links(document: Document) -> list[Span]:
    return _text_within(document, links(document))


def _filler(document: Document) -> list[Span]:
    pieces = document.view(parts).spans("text")
    if not document.holds(FILLER_GATE):
        return []
    return [piece for piece in pieces if _is_filler(squeezed(document.data, [piece]))]


def _is_filler(text: str) -> bool:
    words = text.lower().split()
    known = sum(word.strip(_MARKS) in LOREM for word in words)
    return known >= LOREM_WORDS and known >= LOREM_SHARE * len(words)


def _alphabets(document: Document) -> list[Span]:
    """Find the pieces of visible text that go through the alphabet."""
    data = document.data
    return [
        piece
        for piece in document.view(parts).spans("text")
        if piece[1] - piece[0] >= len(_ALPHABET) and _may_be_alphabet(data[slice(*piece)].lower())
        if _ALPHABET in squeezed(data, [piece]).lower().translate(_UNSEEN)
    ]


def _may_be_alphabet(text: bytes) -> bool:
    """Tell whether the rarest letters are there, as themselves or as entities."""
    return b"&" in text or (b"q" in text and b"z" in text and b"x" in text and b"j" in text)


def _share_of_content(document: Document, pieces: Iterable[Span]) -> float:
    content = document.view(parts).size(*CONTENT)
    if not content:
        raise Unmeasured("the page has no content")
    return len(squeezed(document.data, pieces)) / content


def _fraction(name: str, doc: str, find: Callable[[Document], list[Span]]) -> Signal:
    return Signal(
        f"html.{name}_fraction",
        "share of content",
        f"{doc}, over visible text, scripts, styles and template code",
        lambda document: _share_of_content(document, document.view(find)),
        lambda document: document.view(find),
        NEEDS,
    )


REGION_FINDERS = (
    Finder(
        "html.alphabets",
        "pieces of visible text that go through the alphabet, as specimens of fonts do",
        _alphabets,
        NEEDS,
    ),
)
REGION_SIGNALS = (
    _fraction("navigation", "visible text in nav, header, footer, aside and menu", _navigation),
    _fraction("link_text", "visible text of links", _links),
    _fraction("filler", 'visible text that is "Lorem ipsum"', _filler),
)
