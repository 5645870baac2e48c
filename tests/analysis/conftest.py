"""Audits that are counted, and their verdicts one by one."""

import pytest

from rulekit import open_audit


@pytest.fixture(scope="session")
def full(project):
    """The audit with readings, opened where its rulekit.toml is."""
    return open_audit(project / "full", config=project / "rulekit.toml")


@pytest.fixture(scope="session")
def told(full):
    """The candidates of the audit, each with all that is known of it."""
    return [one for one in full.verdicts() if one.candidate]
