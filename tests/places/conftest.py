"""A folder in a store, which is the memory of this process."""

import pytest

from rulekit.places.place import place_of


@pytest.fixture
def far(folder):
    """An empty folder of a store."""
    place = place_of(f"memory://{folder.parent.name}/far")
    place.remove()
    return place
