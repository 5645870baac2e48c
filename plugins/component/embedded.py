"""Scripts and styles of a component as texts of their languages."""

from __future__ import annotations

from collections.abc import Iterator

from rulekit import Document, LatePattern

NEEDS = frozenset({"component.script", "component.style", "component.tag"})
SCRIPTS = ("javascript", "typescript", "tsx")  # what a script may be in, and a grammar reads

# What `lang` or `type` says; a script or a style in another language is nothing.
_OF_SCRIPTS = {
    **dict.fromkeys((b"", b"js", b"jsx", b"javascript", b"module"), "javascript"),
    **dict.fromkeys((b"ts", b"typescript"), "typescript"),
    b"tsx": "tsx",
    **dict.fromkeys((b"coffee", b"coffeescript"), "coffeescript"),
}
_OF_STYLES = dict.fromkeys((b"", b"css", b"postcss"), "css")
# A value in quotes may hold a `>`; `generic="T extends A"` does.
_LANGUAGE = LatePattern(
    rb"(?i)<\w+\s(?:(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\s)?"
    rb"(?:lang|type)\s*=\s*[\"']?(?:text/|application/)?(?:x-)?([\w-]*)"
)


def pieces(document: Document) -> Iterator[tuple[str, int, bytes]]:
    """Scripts and styles, by the language that their tag names."""
    data, told = document.data, document.view(_languages)
    for start, end in document.capture("component.script"):
        if language := _OF_SCRIPTS.get(told.get(start, b"")):
            text = data[start:end]
            # Ends a last statement that has no `;`, in place of the `<` of the end tag.
            yield language, start, text + b";" * (end < len(data) and bool(text.strip()))
    for start, end in document.capture("component.style"):
        if language := _OF_STYLES.get(told.get(start, b"")):
            yield language, start, data[start:end]


def _languages(document: Document) -> dict[int, bytes]:
    """Find what tags say of the language of their text, by the byte where it begins."""
    tags = document.capture("component.tag")
    found = ((end, _LANGUAGE.match(document.data, start, end)) for start, end in tags)
    return {end: match[1].lower() for end, match in found if match}
