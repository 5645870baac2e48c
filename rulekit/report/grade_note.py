"""Figures on pages that are held out, each with its bound, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulekit.report.number import percent, plural

KINDS = {"by_labels": "labelled", "by_prefixes": "annotated"}


def grade_notes(held_out: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Of labelled pages and of annotated ones that are held out: how many, and the figures."""
    return [
        (plural(one["known"], f"{kind} page"), _figures(one))
        for key, kind in KINDS.items()
        if (one := held_out[key])["known"]
    ]


def _figures(one: Mapping[str, Any]) -> str:
    found = [f"{name} {_share(one, name)}" for name in ("precision", "recall")]
    if one["keep"] == one["known"]:
        found.append("no page to drop is held out")
    if not one["keep"]:
        found.append("no page to keep is held out")
    return ", ".join(found)


def _share(one: Mapping[str, Any], name: str) -> str:
    if one[name] is None:
        return "—"
    return f"{percent(one[name], 1)} (at least {percent(one[f'{name}_at_least'], 1)})"
