"""A row for trying a step: `rulekit.testing.curated_row`."""

from __future__ import annotations

import hashlib
from functools import cache

from rulekit.catalog.languages import Languages
from rulekit.curate.row import TextRow
from rulekit.loader import load


def curated_row(text: str, path: str = "untitled", language: str = "", **facts: object) -> TextRow:
    """A row as a step sees it: its text, and what columns say of it.

    `language` is a hint, used when path and text do not decide.
    """
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    return TextRow(_languages(), text, path, sha256, len(data), hint=language, facts=facts)


@cache
def _languages() -> Languages:
    return load().plan.catalog.languages
