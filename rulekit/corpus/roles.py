"""Columns of a corpus by their roles."""

from __future__ import annotations

from dataclasses import asdict

from rulekit.core.dataclass import dataclass


@dataclass(frozen=True)
class Columns:
    """Names of the columns of the text, its path, language, id and repository; None for none."""

    content: str
    path: str | None = None
    lang: str | None = None
    id: str | None = None
    repo: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The column names that are set, without duplicates."""
        return tuple(dict.fromkeys(name for name in asdict(self).values() if name))

    def __str__(self) -> str:
        return " ".join(f"{role}={name}" for role, name in asdict(self).items() if name)


FILE = Columns("content", "path")  # those of a file to judge
