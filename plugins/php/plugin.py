"""The PHP pack: PHP and the pages around it, by syntax tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rulekit

from .page import PAGE_FINDERS, pieces

GRAMMAR = rulekit.Grammar("tree_sitter_php", "language_php")
QUERIES = Path(__file__).with_name("queries.scm")
PHP = rulekit.Language(
    "php",
    grammar=GRAMMAR,
    queries=QUERIES,
    extensions=(".php",),
    interpreters=("php",),
    embeds=pieces,
)
# The same by another ending: mostly a page
PAGE = rulekit.Language(
    "html-php", grammar=GRAMMAR, queries=QUERIES, extensions=(".phtml",), embeds=pieces
)
LANGUAGES = (PHP, PAGE)


@rulekit.hookimpl
def rulekit_packs() -> Iterable[rulekit.Pack]:
    """One pack with two languages: a page with PHP in it is read by the same grammar."""
    return [rulekit.Pack("php", languages=LANGUAGES, finders=PAGE_FINDERS)]
