"""The plan that an audit is looked at with: its own choice, with what is asked now."""

from __future__ import annotations

from rulekit.audit.open import Audit
from rulekit.cli.project import with_project
from rulekit.cli.warning import warn_of_broken
from rulekit.engine import Engine
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions
from rulekit.rejudge.choice import asked_again


def engine_asked_again(audit: Audit, options: PlanOptions, *, isolated: bool) -> Engine:
    """The engine of an audit's choice and of options that are added to it."""
    asked = asked_again(options, audit.plan["choice"], audit.paths.folder)
    engine = build_engine(with_project(asked, isolated=isolated))
    warn_of_broken(engine, strict=False)
    return engine
