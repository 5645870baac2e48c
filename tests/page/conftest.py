"""Audits that pages are made of."""

import pytest
from auditing import make_repositories

from rulekit import open_audit


@pytest.fixture(scope="session")
def full(project):
    """The audit with readings, opened where its rulekit.toml is."""
    return open_audit(project / "full", config=project / "rulekit.toml")


@pytest.fixture(scope="session")
def bare(project):
    """The audit without readings."""
    return open_audit(project / "bare", config=project / "rulekit.toml")


@pytest.fixture(scope="session")
def repositories(tmp_path_factory):
    """The audit of a corpus with a column of repositories."""
    return open_audit(make_repositories(tmp_path_factory.mktemp("repositories")))
