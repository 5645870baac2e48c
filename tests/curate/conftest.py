"""A corpus that is curated once."""

import pytest

from curate.running import curate_here


@pytest.fixture(scope="session")
def curated(tmp_path_factory):
    """A run that has ended, with a copy of what its stages have left."""
    return curate_here(tmp_path_factory.mktemp("curated"))
