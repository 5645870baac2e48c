"""What tests of stored plans share: a cache of their own, and plans that are in it."""

import pytest

from rulekit.plan.build import build_plan
from rulekit.plan.options import PlanOptions
from rulekit.stored.cache_folder import FOLDER
from rulekit.stored.plan_cache import PlanCache

LATER = -(10**15)  # a file may have been changed a moment ago


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """The folder of plans, which is empty."""
    place = tmp_path / "cache"
    monkeypatch.setenv(FOLDER, str(place))
    return place


@pytest.fixture
def kept(cache):
    """A function: build the plan of these options, and keep it; the options."""

    def kept(**options):
        asked = PlanOptions.of(**options)
        assert PlanCache(asked).keep(build_plan(asked), LATER)
        return asked

    return kept
