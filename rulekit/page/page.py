"""A page: its data, and the HTML with all that draws it inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulekit.page.embed import as_data, policy
from rulekit.page.shown_file import without_text
from rulekit.report.number import percent, size

if TYPE_CHECKING:
    from jinja2 import Environment

ASSETS = Path(__file__).parent / "assets"
STYLES = ("vendor/uplot.css", "vendor/tabulator.css", "page.css")
SCRIPTS = (
    *("vendor/uplot.js", "vendor/tabulator.js"),  # libraries, as assets/vendor/README.md says
    *("source.js", "files.js", "limits.js", "page.js"),
)
MOST = 9_000_000  # bytes of a page, which must open in a mail or on a phone
ROOM = 600_000  # bytes of them for the libraries and the tables


@dataclass(frozen=True)
class Page:
    """What a page shows, as plain data that `assets/` draw.

    `about` says what was judged by what. `reasons`, `languages` and `repositories` are rows of
    tables, `repositories_by` the column that says these, or "" for parts of paths, `limits` the
    histograms of rules, `together` the rows that two rules drop. `files` are samples, `steps`,
    `copies` and `edits` what a curation did.
    """

    title: str
    about: Sequence[tuple[str, str]]
    counts: Mapping[str, Any]
    reasons: Sequence[Mapping[str, Any]] = ()
    languages: Sequence[Mapping[str, Any]] = ()
    repositories: Sequence[Mapping[str, Any]] = ()
    repositories_by: str = ""
    limits: Sequence[Mapping[str, Any]] = ()
    together: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[Mapping[str, Any]] = ()
    steps: Sequence[Mapping[str, Any]] = ()
    copies: Sequence[Mapping[str, Any]] = ()
    edits: Sequence[Mapping[str, Any]] = ()
    notes: Sequence[str] = ()

    def html(self) -> str:
        """The page. It asks for nothing, and runs no script but its own."""
        scripts = [asset(name) for name in SCRIPTS]
        return (
            environment()
            .get_template("page.html.jinja")
            .render(
                page=self,
                data=as_data({"files": self._fitting_files(), "limits": self.limits}),
                policy=policy(scripts),
                scripts=scripts,
                styles=[asset(name) for name in STYLES],
            )
        )

    def _fitting_files(self) -> list[Mapping[str, Any]]:
        """The files, the last of them without their texts where all would be too large."""
        tables = {**vars(self), "files": ()}
        left = MOST - ROOM - len(as_data(tables).encode())
        found: list[Mapping[str, Any]] = []
        for file in self.files:
            for one in (file, without_text(file)):
                needed = len(as_data(one).encode())
                if needed <= left:
                    found.append(one)
                    left -= needed
                    break
        return found


@cache
def asset(name: str) -> str:
    """The text of a file of `assets/`."""
    return (ASSETS / name).read_text("utf-8")


@cache
def environment() -> Environment:
    """The templates of `assets/`, which escape whatever they show."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"number": lambda value: f"{value:,}", "bytes": size, "percent": percent}
    return made
