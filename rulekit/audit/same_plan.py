"""The engine that made an audit, if it can be had here: the same plan, and nothing less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rulekit.audit.read_tables import AuditTables
from rulekit.engine import Engine
from rulekit.errors import RulekitError
from rulekit.loader import build_engine
from rulekit.plan.fingerprint import differences, fingerprint, fingerprint_hash
from rulekit.plan.options import PlanOptions

KEEP = "`rulekit filter --signals used` keeps what tells them"
UNSAID = "its manifest does not say what was asked"


def rebuild_engine(audit: AuditTables, here: PlanOptions) -> tuple[Engine | None, str]:
    """The engine that judges as the audit was judged, or None and the reason why there is none.

    `here` says where a rulekit.toml, rules and plugins may be, which no audit tells. An audit that
    was not made with that rulekit.toml was made with none.
    """
    if not audit.has_readings:
        return None, KEEP
    reasons = []
    for config in dict.fromkeys((here.config, None)):
        try:
            engine: Engine = build_engine(_options(audit, replace(here, config=config)))
        except RulekitError as error:
            reasons.append(f"the audit's plan cannot be made here: {error.problems[0].message}")
            continue
        known = fingerprint(engine.plan)
        if fingerprint_hash(known) != audit.plan["hash"]:
            reasons.append(_why(differences(audit.plan, known)))
        elif engine.plan.project.spec.override:
            # Their paths count from where `filter` was run, which no audit tells.
            reasons.append("rulekit.toml has overrides, whose rows are not known again")
        else:
            return engine, ""
    return None, reasons[0]


def _options(audit: AuditTables, here: PlanOptions) -> PlanOptions:
    """Options of the audit's plan; raises RulekitError for what nobody can have asked."""
    try:
        all_signals = audit.manifest["signals"] == "all"
        options = replace(here, all_signals=all_signals).as_asked(audit.plan["choice"])
    except (KeyError, RecursionError, TypeError, ValueError):
        raise RulekitError(UNSAID) from None
    if not (isinstance(options.profile, str) and isinstance(options.seed, int)):
        raise RulekitError(UNSAID)
    return options


def _why(changed: Sequence[str]) -> str:
    more = f" (+{len(changed) - 1} more)" if len(changed) > 1 else ""
    return f"another plan is installed here: {changed[0] if changed else 'its hash'}{more}"
