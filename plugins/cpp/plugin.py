"""The C++ pack, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

HEADERS = (".h", ".hh", ".hpp", ".hxx", ".h++", ".inc", ".inl", ".ipp", ".tcc", ".tpp", ".txx")

CPP = rulekit.Language(
    "cpp",
    grammar=rulekit.Grammar("tree_sitter_cpp"),
    queries=Path(__file__).with_name("queries.scm"),
    parse_guard=rulekit.too_many_angles,
    extensions=(".cc", ".cpp", ".cxx", ".hpp"),
)
LANGUAGES = (CPP,)
SIGNALS = (
    rulekit.Signal(
        "cpp.is_header",
        "yes or no",
        "1 if the file's name is that of a header, which others include; else 0",
        lambda document: document.id.lower().endswith(HEADERS),
    ),
)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with one language."""
    return [rulekit.Pack("cpp", languages=LANGUAGES, signals=SIGNALS)]
