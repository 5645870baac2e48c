"""Choices about a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rulekit.plan.facts import PlanFacts


class Style(NamedTuple):
    """Choices of the user about a report, and what the plan says of it.

    `by` names what the last table counts by; "" is the table by language with its largest rows.
    `titles` are those of rules, by id. `links` stands before the path of a file in links.
    """

    by: str = ""
    statistics: bool = False
    show_files: bool = False
    quiet: bool = False
    verbose: bool = False
    every_finding: bool = False
    profile: str = ""
    config: str = ""  # the rulekit.toml in force
    what: str = "file"  # or "row"
    words: str = ""  # options that `rulekit explain` needs to judge alike, quoted for a shell
    titles: Mapping[str, str] = {}
    plan: PlanFacts | None = None  # which knows the files of rules
    links: str = ""
