"""plugins/pytests/rewriting.py: assertions that count, functions that do nothing."""

import ast

import pytest
from rulekit_plugins.pytests.rewriting import (
    CALLED,
    EQUAL,
    RAN,
    count_assertions,
    empty,
    names_chance,
    parsed,
)


def counted(source):
    tree = parsed(source, "tests.py")
    count_assertions(tree)
    return ast.unparse(tree)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("assert a == b", f"assert {EQUAL}(a, b)"),
        ("assert a == b, 'why'", f"assert {EQUAL}(a, b), 'why'"),
        ("assert a == b == c", f"assert {RAN}(a == b == c)"),
        ("assert a", f"assert {RAN}(a)"),
        ("assert (n := f()) > 1", f"assert {RAN}((n := f()) > 1)"),
        ("self.assertEqual(a, b)", f"{CALLED}(self.assertEqual, a, b)"),
        ("mock.assert_called_with(x=1)", f"{CALLED}(mock.assert_called_with, x=1)"),
        ("pytest.raises(ValueError, f)", f"{CALLED}(pytest.raises, ValueError, f)"),
        ("check(a)", "check(a)"),
        ("assert_it(a)", "assert_it(a)"),
    ],
)
def test_an_assertion_counts_itself(source, expected):
    assert expected == counted(source)


def test_an_imported_assertion_counts_itself():
    source = "from numpy.testing import assert_equal\nassert_equal(a, b)"
    assert f"{CALLED}(assert_equal, a, b)" == counted(source).splitlines()[1]


def emptied(source, *names, late=False):
    tree = parsed(source, "solution.py")
    lacking = empty(tree, [*names], late=late)
    return ast.unparse(tree), lacking


def test_a_body_is_emptied_but_for_its_docstring():
    source = "def f(x):\n    '''Text.'''\n    y = x\n    return y"
    assert ('def f(x):\n    """Text."""\n    return None', []) == emptied(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("async def f():\n    await g()", "async def f():\n    return None"),
        ("f = lambda x: x + 1", "f = lambda x: None"),
        (
            "class A:\n\n    def f(self):\n        pass",
            "class A:\n\n    def f(self):\n        return None",
        ),
        ("if a:\n\n    def f():\n        yield 1", "if a:\n\n    def f():\n        return None"),
        (
            "@cache\ndef f():\n    def g():\n        pass\n    return g",
            "@cache\ndef f():\n    return None",
        ),
    ],
)
def test_every_kind_of_function_is_emptied(source, expected):
    assert expected == emptied(source)[0]


def test_a_class_is_named_with_all_its_methods_and_a_method_alone():
    source = "class A:\n\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2"
    assert 2 == emptied(source, "A")[0].count("return None")
    assert ("return 2" in emptied(source, "A.f")[0]) == (
        "return 1" not in emptied(source, "A.f")[0]
    )


def test_all_functions_of_one_name_are_emptied():
    source = "if a:\n\n    def f():\n        return 1\nelse:\n\n    def f():\n        return 2"
    assert 2 == emptied(source, "f")[0].count("return None")


def test_a_class_without_functions_is_there_and_all_others_are_emptied():
    source = "class A:\n    x = 1\n\ndef f():\n    return 1"
    assert (True, []) == ("return None" in (found := emptied(source, "A"))[0], found[1])
    assert "return None" in emptied(source, "A", "f")[0]


def test_names_that_are_lacking_are_told():
    assert ["g"] == emptied("def f():\n    pass", "f", "g")[1]
    assert ["any function"] == emptied("x = 1")[1]
    assert ["any function"] == emptied("class A:\n    x = 1", "A")[1]


def test_late_emptying_leaves_what_was_there():
    assert (
        "def f():\n    if <late>:\n        return None\n    return 1"
        == emptied("def f():\n    return 1", late=True)[0]
    )


@pytest.mark.parametrize(
    "source",
    [
        "import random",
        "from os import urandom",
        "x = {1, 2}",
        "time.sleep(1)",
        "id(x)",
        "{a for a in b}",
    ],
)
def test_chance_is_named(source):
    assert names_chance(parsed(source, ""))


@pytest.mark.parametrize("source", ["import math", "x = {1: 2}", "identity = 1"])
def test_nothing_else_is(source):
    assert not names_chance(parsed(source, ""))
