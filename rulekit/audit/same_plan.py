"""The engine that made an audit, if it can be had here: the same plan, and nothing less."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rulekit.audit.read_tables import AuditTables
from rulekit.engine import Engine
from rulekit.errors import RulekitError
from rulekit.loader import Settings
from rulekit.plan.fingerprint import differences, fingerprint, fingerprint_hash

KEEP = "`rulekit filter --signals used` keeps what tells them"


def rebuild_engine(audit: AuditTables, here: Settings) -> tuple[Engine | None, str]:
    """The engine that judges as the audit was judged, or None and the reason why there is none.

    `here` says where a rulekit.toml, rules and plugins may be, which no audit tells. An audit that
    was not made with that rulekit.toml was made with none.
    """
    if not audit.has_readings:
        return None, KEEP
    reasons = []
    for config in dict.fromkeys((here.config, None)):
        try:
            engine: Engine = _settings(audit, replace(here, config=config)).build()
        except RulekitError as error:
            reasons.append(f"the audit's plan cannot be made here: {error.problems[0].message}")
            continue
        known = fingerprint(engine.plan)
        if fingerprint_hash(known) != audit.plan["hash"]:
            reasons.append(_why(differences(audit.plan, known)))
        elif (project := engine.plan.choice.project) and project.override:
            # Their paths count from where `filter` was run, which no audit tells.
            reasons.append("rulekit.toml has overrides, whose rows are not known again")
        else:
            return engine, ""
    return None, reasons[0]


def _settings(audit: AuditTables, here: Settings) -> Settings:
    """What the audit's plan was asked for; raises RulekitError for what nobody can have asked."""
    choice = audit.plan["choice"]
    try:
        said: dict[str, Any] = {name: json.loads(value) for name, value in choice.items()}
        words = [said["profile"], *(said["select"] or ())]
        words += [*said["extend-select"], *said["ignore"], *said["set"]]
        if not (isinstance(said["seed"], int) and all(isinstance(word, str) for word in words)):
            raise TypeError("words are text")
        return replace(
            here,
            profile=said["profile"],
            select=None if said["select"] is None else tuple(said["select"]),
            extend_select=tuple(said["extend-select"]),
            ignore=tuple(said["ignore"]),
            settings=tuple(said["set"]),
            seed=said["seed"],
        )
    except (KeyError, RecursionError, TypeError, ValueError):
        raise RulekitError("its manifest does not say what was asked") from None


def _why(changed: Sequence[str]) -> str:
    more = f" (+{len(changed) - 1} more)" if len(changed) > 1 else ""
    return f"another plan is installed here: {changed[0] if changed else 'its hash'}{more}"
