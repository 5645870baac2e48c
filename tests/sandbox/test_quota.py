"""rulekit/sandbox/quota.py: bounds, each of which is at least one."""

import pytest

from rulekit.errors import UsageError
from rulekit.sandbox.quota import Quota


def test_a_bound_of_nothing_is_refused():
    with pytest.raises(UsageError, match="`memory` of a sandbox must be 1 or more, not 0"):
        Quota(memory=0)


def test_bounds_are_told_in_a_line():
    assert str(Quota()).startswith("cpu=5 seconds=30 memory=536870912 file=4194304 ")
