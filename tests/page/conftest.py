"""Audits that pages are made of."""

import pytest

from rulekit import open_audit


@pytest.fixture(scope="session")
def full(project):
    """The audit with readings, opened where its rulekit.toml is."""
    return open_audit(project / "full", config=project / "rulekit.toml")


@pytest.fixture(scope="session")
def bare(project):
    """The audit without readings."""
    return open_audit(project / "bare", config=project / "rulekit.toml")
