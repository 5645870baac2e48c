"""plugins/pools/value_return.py: whether a function returns a value."""

import pytest
from marking import marked
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
        ("a.ts", "function f<T extends { a: B }>(g: () => { a: B }): T { return g(); }"),
        ("a.tsx", "const f: React.FC<{a: B}> = ({a}) => { return <p>{a}</p>; };"),
        ("a.php", "<?php function f() { g(function () { return; }); return 1; }"),
        ("a.php", "<?php function f($a) { foreach ($a as $b) { yield $b; } }"),
        ("a.rs", "impl A { fn f(&self) -> u8 { self.a } }"),
        ("a.kt", "class A { fun f(a: Int) = a }"),
        ("a.rb", "def f(a)\n  a\nend"),
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
        ("a.ts", "function f(a: () => void): void { g((b: C): D => { return b; }); }"),
        (
            "a.php",
            "<?php function f() { $return = 1; g(function () use ($return) { return 1; }); }",
        ),
        ("a.php", "<?php function f() { new class { function g() { return 1; } }; return; }"),
        ("a.php", "<?php function f() { g(fn ($a) => $a); $h = function () { yield 1; }; }"),
        ("a.rs", "fn f() { g(|a| -> u8 { return a; }); }"),
        ("a.kt", "fun f(a: Int) { g { return@g 1 } }"),
        ("a.sh", "f() {\n  return 1\n}"),
    ],
)
def test_no_value_is_returned(path, text):
    assert [False] == returns(text, path)


FUNCTION = {"function": r"^to \w+.*?^stop$", "function_name": r"^to (\w+)"}


@pytest.mark.parametrize(
    ("body", "captures", "value"),
    [
        ("return 1", {}, True),
        ("return", {}, False),
        ("return end", {}, False),
        ("x = 1", {}, False),
        ("1", {"simple_function": FUNCTION["function"]}, True),
        ("return", {"simple_function": FUNCTION["function"]}, False),
        ("1", {"simple_return": "^1$"}, True),
        ("return", {"simple_return": "^return$"}, False),
    ],
)
def test_of_other_languages_the_word_and_the_queries_tell(body, captures, value):
    document = marked(f"to f\n{body}\nstop\n", "logo", **FUNCTION, **captures)
    assert [value] == [unit.returns for unit in functions_in(document)]


def test_a_value_of_lua_is_told_outside_of_inner_functions():
    captures = {"function": "^function.*?^end", "function_name": r"function (\w+)"}
    text = "function f()\n  g(function() return 1 end)\nend\n"
    document = marked(f"{text}{text.replace('g(', 'return g(')}", "lua", **captures)
    assert [False, True] == [unit.returns for unit in functions_in(document)]
