"""plugins/pools/own_return.py: returns of a value outside of inner functions."""

import pytest
from rulekit_plugins.pools.own_return import returns_outside_blocks, returns_outside_braces


@pytest.mark.parametrize(
    ("code", "value"),
    [
        (b"function f(a) if a then return 1 end end", True),
        (b"function f() repeat local a = 1 until a return a end", True),
        (b"function f() return function() return end end", True),
        (b"function f() g(function() for _ in a do return 1 end end) return nil, 1 end", True),
        (b"function f() g(function() if a then b() end return 1 end) end", False),
        (b"function f() if a then return end return nil end", False),
        (b"function f() if a then return else b() end end", False),
    ],
)
def test_end_closes_what_function_opens(code, value):
    assert value == returns_outside_blocks(code)


def test_a_name_that_begins_like_the_word_opens_no_function():
    code = b"function f(func) { func(a => b); func(c); if (c) { return 1; } }"
    assert returns_outside_braces(code)
