"""Where a document stands in its repository, and what the repository says of it there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from rulekit.core.dataclass import dataclass

Mark = Literal["generated", "vendored", "documentation"]  # of git, as Linguist hears them


@dataclass(frozen=True)
class Location:
    """A place in a repository.

    `repository` is its name as owner/name, "" if that is not known, and `path` counts from its
    root. `marks` are words of its `.gitattributes`, without `linguist-`: `generated`, `vendored`,
    `documentation`; `language` is what they say a file is written in. `package` is the folder of
    the copied package that it stands in, "" for none. Marks and package are None where nobody
    looked: of a row of a corpus a column may say the repository, and that is all.
    """

    path: str = ""
    marks: tuple[Mark, ...] | None = None
    language: str = ""
    package: str | None = None
    repository: str = ""

    @staticmethod
    def from_fields(fields: Mapping[str, Any]) -> Location:
        """The place whose fields have been JSON."""
        marks = fields["marks"]
        return Location(**{**fields, "marks": None if marks is None else tuple(marks)})


NOWHERE = Location()
