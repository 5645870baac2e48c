"""Readings of models, weights and replies that are others by now: nothing is judged by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulekit.plan.fingerprint import Fingerprint, differences

READ_OF = ("models", "weights", "replies")  # of a plan: files that a reading is of, beside the text


def stale(before: Mapping[str, Any], now: Fingerprint) -> list[str]:
    """Models, weights and replies that two plans share by name and that differ, a line each."""
    shared = {sort: before.get(sort, {}).keys() & now[sort].keys() for sort in READ_OF}
    was, is_ = (
        {
            sort: {name: plan[sort][name] for name in names}
            for sort, names in shared.items()
            if names
        }
        for plan in (before, now)
    )
    return differences(was, is_)
