"""plugins/pools/python_names.py: names that a function takes from outside."""

import pytest
from rulekit_plugins.pools.function_unit import functions_in
from rulekit_plugins.pools.python_names import python_imports

from rulekit.testing import curated_row


def free(text):
    (unit,) = functions_in(curated_row(text, "a.py").document)
    return list(unit.names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("def f(a):\n    return b + a + c", ["b", "c"]),
        ("@d\ndef f(a: A = B) -> Dict[str, C]:\n    pass", ["d", "A", "B", "Dict", "C"]),
        ("def f():\n    a.b.c(d=e)", ["a", "e"]),
        ("def f():\n    return f'{a} b {c!r}'", ["a", "c"]),
        ("def f():\n    # Ends with a stop.\n    a = 1\n    return a", []),
        ("def f():\n    a.len = 1\n    return len(a)", ["a"]),
        ("def f():\n    import x.y as z, u.v\n    return z, u", []),
        ("def f():\n    from w import (r, s as t)\n    return r, t", []),
        ("def f():\n    def g(): return f\n    class A: pass\n    return g, A", []),
        ("def f():\n    for i, (j, k) in x: print(i, j, k)", ["x"]),
        ("def f():\n    with a as b, c as d: return b, d", ["a", "c"]),
        ("def f():\n    return [a for a in b if a], lambda c, *d: c + d", ["b"]),
        ("def f(*args, **kwargs):\n    return [*args, *a, {**kwargs, **b}]", ["a", "b"]),
        ("def f():\n    try: pass\n    except E as e: raise F(e)", ["E", "F"]),
        ("def f():\n    return xrange(1)", ["xrange"]),
    ],
)  # fmt: skip
def test_names_that_are_not_bound_inside_are_free(text, names):
    assert names == free(text)


def test_each_name_comes_with_a_statement_that_brings_it_alone():
    text = (
        "import a.b, c as d\n"
        "from e import (f,  # g\n    h as i,\n)\n"
        "from . import j\n"
        "try:\n    from k import *\nexcept A:\n    import l\n"
        "from __future__ import annotations\n"
    )
    assert [
        ("a", "import a.b"),
        ("d", "import c as d"),
        ("f", "from e import f"),
        ("i", "from e import h as i"),
        ("j", "from . import j"),
        ("l", "import l"),
    ] == list(python_imports(curated_row(text, "a.py").document))


def test_imports_of_the_module_come_before_those_of_functions():
    text = "def f():\n    import a.b as a\n\nimport a\n"
    assert ["import a", "import a.b as a"] == [
        statement for _, statement in python_imports(curated_row(text, "a.py").document)
    ]
