"""From options to an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from rulekit.engine import Engine
from rulekit.plan.options import PlanKeywords, PlanOptions, shows_options
from rulekit.stored.plan_cache import PlanCache

if TYPE_CHECKING:
    from rulekit.plan.plan import Plan


@shows_options
def load(profile: str | None = None, **options: Unpack[PlanKeywords]) -> Engine:
    """An engine for a profile, with the options that the command line has.

    `settings` are words like `"python/pass-heavy.max=0.1"`; `config` is a rulekit.toml (none is
    looked for); `rules` are folders with more rules, `replies` those of `rulekit ask`; `off` are
    plugins to leave out. `used_signals` keeps the readings that rules used in the verdict,
    `all_signals` every one; `all_evidence` locates what passed, too, and `failed_only` leaves out
    the findings of what passed or did not apply, which takes less time. The plan is kept in the
    user's cache folder for the next time, unless `cached` is False. Raises RulekitError, which
    lists every problem, when the plan cannot be made.
    """
    return build_engine(PlanOptions.of(profile, **options))


def build_engine(options: PlanOptions) -> Engine:
    """The engine that judges as the options say; raises RulekitError.

    Its plan is the one that was stored for them, if nothing that it was made of has changed.
    """
    cache = PlanCache(options)
    if stored := cache.find(_plan):
        return Engine(stored)
    plan = _plan(options)
    cache.keep(plan)
    return Engine(plan)


def _plan(options: PlanOptions) -> Plan:
    from rulekit.plan.build import build_plan  # with what it imports, half of a second

    return build_plan(options)
