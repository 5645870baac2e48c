"""plugins/pytests/discovery.py: the tests of a module, found and run in their order."""

import sys
from types import ModuleType

import pytest
from rulekit_plugins.pytests.discovery import run_tests

HEAD = "import unittest\nran = []\n"


@pytest.fixture
def ran(tmp_path, monkeypatch):
    """A function: what the tests of a module have told that they ran."""

    def run(source):
        monkeypatch.syspath_prepend(tmp_path)
        (tmp_path / "tried_here.py").write_text(HEAD + source)
        sys.modules.pop("tried_here", None)
        module: ModuleType = __import__("tried_here")
        run_tests(module)
        return module.ran

    return run


def test_functions_run_in_their_order(ran):
    source = (
        "def test_b(): ran.append('b')\ndef test_a(): ran.append('a')\ndef other(): ran.append(1)\n"
    )
    assert ["b", "a"] == ran(source)


def test_what_is_imported_is_not_run(ran):
    assert [] == ran("from os.path import join as test_join\n")


def test_coroutines_are_awaited(ran):
    assert ["a"] == ran("async def test_a(): ran.append('a')\n")


def test_classes_have_an_instance_for_each_test(ran):
    source = """
class TestIt:
    def setup_method(self): ran.append('set up')
    def test_a(self): ran.append('a')
    def test_b(self): ran.append('b')
"""
    assert ["set up", "a", "set up", "b"] == ran(source)


def test_cases_of_unittest_run(ran):
    source = """
class It(unittest.TestCase):
    @classmethod
    def setUpClass(cls): ran.append('once')
    def test_a(self): ran.append('a')
    @unittest.skip('not now')
    def test_b(self): ran.append('b')
"""
    assert ["once", "a"] == ran(source)


@pytest.mark.parametrize(
    ("body", "kind"), [("self.fail('no')", AssertionError), ("1 / 0", RuntimeError)]
)
def test_one_of_them_that_fails_raises(ran, body, kind):
    with pytest.raises(kind, match=r"test_a: (AssertionError: no|ZeroDivisionError: )"):
        ran(f"class It(unittest.TestCase):\n    def test_a(self): {body}\n")


def test_parameters_of_pytest_are_given(ran):
    source = """
import pytest
@pytest.mark.parametrize("a, b", [(1, 2), (3, 4)])
@pytest.mark.parametrize("c", [5])
def test_it(a, b, c): ran.append((a, b, c))
"""
    assert [(1, 2, 5), (3, 4, 5)] == ran(source)
