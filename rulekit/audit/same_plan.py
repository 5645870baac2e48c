"""The engine that an audit was made by, if it can be had here: the same plan, and nothing less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rulekit.audit.open import Audit
from rulekit.engine import Engine
from rulekit.errors import RulekitError
from rulekit.loader import build_engine
from rulekit.plan.fingerprint import differences, fingerprint, fingerprint_hash
from rulekit.plan.options import PlanOptions

KEEP = "`rulekit filter --signals used` keeps what tells them"
UNSAID = "its manifest does not say what was asked"


def rebuild_engine(stored: Audit, here: PlanOptions) -> tuple[Engine | None, str]:
    """The engine that judges as the audit was judged, or None and why there is none.

    `here` says where a rulekit.toml, rules and plugins may be: what no audit tells. If it was not
    made with that rulekit.toml, it was made with none.
    """
    if not stored.has_readings:
        return None, KEEP
    reasons = []
    for config in dict.fromkeys((here.config, None)):
        try:
            engine: Engine = build_engine(_options(stored, replace(here, config=config)))
        except RulekitError as error:
            reasons.append(f"the audit's plan cannot be made here: {error.problems[0].message}")
            continue
        known = fingerprint(engine.plan)
        if fingerprint_hash(known) != stored.plan["hash"]:
            reasons.append(_why(differences(stored.plan, known)))
        elif engine.plan.project.spec.override:
            # Their paths count from where `filter` was run, which no audit tells.
            reasons.append("rulekit.toml has overrides, whose rows are not known again")
        else:
            return engine, ""
    return None, reasons[0]


def _options(stored: Audit, here: PlanOptions) -> PlanOptions:
    """The options of the audit's plan; raises RulekitError for what nobody can have asked."""
    try:
        options = here.as_asked(stored.plan["choice"])
    except (KeyError, RecursionError, TypeError, ValueError):
        raise RulekitError(UNSAID) from None
    if not (isinstance(options.profile, str) and isinstance(options.seed, int)):
        raise RulekitError(UNSAID)
    return options


def _why(changed: Sequence[str]) -> str:
    more = f" (+{len(changed) - 1} more)" if len(changed) > 1 else ""
    return f"another plan is installed here: {changed[0] if changed else 'its hash'}{more}"
