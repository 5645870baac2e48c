"""rulekit/hooks/hookimpl.py: the mark of a hook, which pluggy reads."""

import pluggy
import pytest

from rulekit.hooks.hookimpl import GROUP, MARK, hookimpl

THEIRS = pluggy.HookimplMarker(GROUP)


def plain():
    """A hook."""


def other():
    """Another one."""


def test_the_mark_is_the_one_that_pluggy_makes():
    assert getattr(THEIRS(plain), MARK) == getattr(hookimpl(other), MARK)


def test_options_are_pluggys():
    options = {"tryfirst": True, "specname": "rulekit_packs"}
    assert getattr(THEIRS(**options)(plain), MARK) == getattr(hookimpl(**options)(other), MARK)


def test_an_option_that_pluggy_has_not_is_refused():
    with pytest.raises(TypeError, match="hookimpl has no option `first`"):
        hookimpl(first=True)
