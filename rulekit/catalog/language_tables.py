"""The tables by which packs tell languages apart, read once each."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from rulekit.catalog.rule_files import display_path, read_text
from rulekit.errors import Problem, SpecError
from rulekit.language.content_rule import ContentRule
from rulekit.language.detect import LanguageFacts
from rulekit.language.table_json import content_rules_from_json, facts_from_json

Table = TypeVar("Table")


@cache
def facts_of(path: Path) -> tuple[LanguageFacts, ...]:
    """A pack's table of languages; raises SpecError with its path and what is wrong."""
    return _parsed(path, facts_from_json)


@cache
def content_rules_of(path: Path) -> dict[str, tuple[ContentRule, ...]]:
    """A pack's content rules by extension; raises SpecError likewise."""
    return _parsed(path, content_rules_from_json)


def _parsed(path: Path, parse: Callable[[str], Table]) -> Table:
    text = read_text(path, linked=True)  # installed with the pack
    try:
        return parse(text)
    except (ValueError, RecursionError) as error:
        raise SpecError([Problem(str(error), display_path(path))]) from None
