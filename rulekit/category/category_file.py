"""A file of categories, found and read."""

from __future__ import annotations

from pathlib import Path

from rulekit.catalog.rule_files import display_path, read_text
from rulekit.errors import UsageError
from rulekit.places.address import refuse_address
from rulekit.spec.categories import CategoriesSpec, checked_categories


def read_categories(word: str | Path) -> CategoriesSpec:
    """Read a file of categories; raises SpecError with the place of every mistake in it."""
    refuse_address(str(word), "a file of categories")
    path = Path(word)
    if not path.is_file():
        raise UsageError(f"there is no file `{display_path(path)}`")
    return checked_categories(read_text(path, linked=True), display_path(path))
