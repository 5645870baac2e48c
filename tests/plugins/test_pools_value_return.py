"""plugins/pools/value_return.py: whether a function returns a value."""

import pytest
from rulekit_plugins.pools.function_unit import functions_in

from rulekit.testing import curated_row


def returns(text, path):
    return [unit.returns for unit in functions_in(curated_row(text, path).document)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "def f():\n    return 'a'"),
        ("a.py", "def f():\n    return (\n        1)"),
        ("a.py", "def f():\n    return None if a else 1"),
        ("a.c", "void *f(void) { return malloc(1); }"),
        ("a.c", "int f(void (*g)(void)) { return 1; }"),
        ("a.cpp", "auto f() -> int { return 1; }"),
        ("a.cs", "class A { int f() => 1; }"),
        ("a.cs", "class A { async Task<int> f() { return 1; } }"),
        ("a.java", "class A { Void f() { return null; } }"),
        ("a.go", "func f(g func() int) interface{} { return g }"),
        ("a.js", "function f({a} = {}) { return a; }"),
        ("a.js", "const f = (a) => { return () => { }; };"),
        ("a.js", "function f() { a(() => { return; }); return 1; }"),
    ],
)
def test_a_value_is_returned(path, text):
    assert [True] == returns(text, path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "def f():\n    return\n    x"),
        ("a.py", "def f():\n    return None  # 1"),
        ("a.py", "def f():\n    'return 1'  # return 1"),
        ("a.py", "def f():\n    def g(): return 1\n    g()"),
        ("a.c", "static void f(void) { return; }"),
        ("a.c", "void f(int *a) { g(({ return 1; })); }"),
        ("a.cpp", "void A::f() { g([] { return 1; }); }"),
        ("a.cs", "class A { void f() => g(); }"),
        ("a.cs", "class A { async Task f() { g(() => { return 1; }); } }"),
        ("a.java", "class A { <T> void f() { g(() -> { return 1; }); } }"),
        ("a.go", "func f() { g(func() int { return 1 }) }"),
        ("a.js", "function f() { g(function () { return 1; }); }"),
        ("a.js", "function f() { g(({a}) => { if (a) { return 1; } }); }"),
        ("a.js", "function f() { a = { m() { return 1; } }; }"),
    ],
)
def test_no_value_is_returned(path, text):
    assert [False] == returns(text, path)
