"""What is to be said of a seed: labels without a page, or held out, or against each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulekit.core.escape import in_short
from rulekit.report.number import plural


def seed_notes(told: Mapping[str, Any]) -> list[str]:
    """Sentences about the labels of a seed, by what a round tells of them."""
    found = []
    if absent := told.get("without_a_page"):
        fit = "fits" if absent == 1 else "fit"
        found.append(f"{plural(absent, 'label')} {fit} no page, as `{in_short(told['example'])}`")
    if some := told.get("held_out"):
        listed = ", ".join(f"{in_short(name)} ({count:,})" for name, count in some.items())
        more = f" and {plural(left, 'more domain')}" if (left := told["held_out_more"]) else ""
        found.append(f"labels that are held out: {listed}{more}")
    if both := told.get("contradicting"):
        are = "is" if both == 1 else "are"
        found.append(f"{plural(both, 'page')} {are} labelled both ways: the last label counts")
    return found
