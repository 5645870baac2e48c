"""The plan that an audit is judged again by: what is asked now, on what was asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rulekit.errors import UsageError
from rulekit.plan.options import PlanOptions


def asked_again(options: PlanOptions, before: Mapping[str, Any], folder: object) -> PlanOptions:
    """Options as they are given, on the choice of an audit; with a profile, on its seed alone.

    Lists are added to those of the audit, but for a `select`, which takes the place of its own.
    Raises UsageError for a choice that nobody can have asked.
    """
    try:
        was = PlanOptions().as_asked(before)
    except (KeyError, RecursionError, TypeError, ValueError):
        raise UsageError(f"the manifest of `{folder}` does not say what was asked") from None
    seed = was.seed if options.seed is None else options.seed
    if options.profile is not None:
        return replace(options, seed=seed)
    return replace(
        options,
        profile=was.profile,
        select=was.select if options.select is None else options.select,
        extend_select=(*was.extend_select, *options.extend_select),
        ignore=(*was.ignore, *options.ignore),
        settings=(*was.settings, *options.settings),
        seed=seed,
    )
