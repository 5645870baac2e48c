"""Languages whose functions are read as those of another."""

from __future__ import annotations

from collections.abc import Mapping

import rulekit

_READ_AS: Mapping[str, str] = {
    "html-php": "php",
    "tsx": "javascript",
    "typescript": "javascript",
}


def language_of(document: rulekit.Document) -> str:
    """The language that a document is read as: `javascript` for TypeScript."""
    return _READ_AS.get(document.language, document.language)
