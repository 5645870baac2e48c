"""Audits that are opened, and the verdicts that they should tell."""

from contextlib import chdir
from dataclasses import replace

import pytest

import rulekit


@pytest.fixture(scope="session")
def full(project):
    """The audit with readings, opened where its rulekit.toml is."""
    from rulekit import open_audit

    return open_audit(project / "full", config=project / "rulekit.toml")


@pytest.fixture(scope="session")
def bare(project):
    """The audit without readings, opened where its rulekit.toml is."""
    from rulekit import open_audit

    return open_audit(project / "bare", config=project / "rulekit.toml")


@pytest.fixture(scope="session")
def engine(full):
    """The engine of these audits."""
    assert full.why_no_engine == ""
    return full.engine


@pytest.fixture(scope="session")
def judged(project, full):
    """The verdicts on the files themselves, by shard and row, judged without any audit."""
    judge = rulekit.load(config=project / "rulekit.toml", used_signals=True)
    keys = [(shard, row) for shard in full.shards for row in range(full.row_count(shard))]
    with chdir(project):
        return {
            (shard, row): replace(judge.check_path(one.path), shard=shard, row=row)
            for (shard, row), one in zip(keys, full.reader.summaries(keys), strict=True)
        }
