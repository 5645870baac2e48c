"""Audits that are opened, and the verdicts that they should tell."""

from contextlib import chdir
from dataclasses import replace

import pytest


@pytest.fixture(scope="session")
def full(project):
    """The audit with readings, opened."""
    from rulekit.audit.open import open_audit

    return open_audit(str(project / "full"))


@pytest.fixture(scope="session")
def bare(project):
    """The audit without readings, opened."""
    from rulekit.audit.open import open_audit

    return open_audit(str(project / "bare"))


@pytest.fixture(scope="session")
def engine(project, full):
    """The engine of these audits."""
    from rulekit.audit.same_plan import rebuild_engine
    from rulekit.plan.options import PlanOptions

    found, why_not = rebuild_engine(full, PlanOptions(config=str(project / "rulekit.toml")))
    assert why_not == ""
    return found


@pytest.fixture(scope="session")
def judged(project, full):
    """The verdicts on the files themselves, by shard and row, judged without any audit."""
    from rulekit.audit.verdicts import AuditReader
    from rulekit.loader import build_engine
    from rulekit.plan.options import PlanOptions

    judge = build_engine(PlanOptions(config=str(project / "rulekit.toml"), used_signals=True))
    rows = {shard: full.file("verdicts", shard).metadata.num_rows for shard in full.shards}
    keys = [(shard, row) for shard, count in rows.items() for row in range(count)]
    with chdir(project):
        return {
            (shard, row): replace(judge.check_path(one.path), shard=shard, row=row)
            for (shard, row), one in zip(keys, AuditReader(full).summaries(keys), strict=True)
        }
