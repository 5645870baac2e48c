"""rulekit/catalog/plugin_traceback.py: where in a plugin's own code it went wrong."""

import sys

import pytest

from rulekit.catalog.plugin_source import PluginSource
from rulekit.catalog.plugin_traceback import blamed
from rulekit.catalog.plugins import load_plugins


@pytest.fixture
def blame(plugin, write):
    """A function from the text of a plugin to the problem that loading it is."""

    def problem(text, **more):
        write(more)
        (found,) = load_plugins((), [plugin(text)])
        return found.problems[0]

    yield problem
    sys.modules.pop("toy_helper", None)


def test_it_is_told_at_the_line_and_the_word_that_failed(blame, folder):
    expected = f"""\
error: ZeroDivisionError: division by zero
  --> {folder}/toy_plugin.py:2:9
   2 | total = 1 / 0
     |         ^"""
    assert expected == str(blame("import json\ntotal = 1 / 0\n"))


def test_a_module_that_is_not_there_comes_with_its_wheel(blame, folder):
    problem = blame("import tree_sitter_cobol.grammar\n")
    assert (f"{folder}/toy_plugin.py:1:1", "try: pip install tree-sitter-cobol") == (
        problem.place,
        problem.remedy,
    )


def test_what_is_no_python_is_told_at_its_place(blame, folder):
    expected = f"""\
error: SyntaxError: invalid syntax
  --> {folder}/toy_plugin.py:2:7
   2 | def f(:
     |       ^"""
    assert expected == str(blame("import json\ndef f(:\n    pass\n"))


@pytest.mark.parametrize(
    "line", ["import json; json.loads('{')", "import rulekit; rulekit.Nothing", "int('x')"]
)
def test_what_somebody_elses_code_raises_is_told_where_it_was_called(blame, folder, line):
    assert blame(f"\n\n{line}\n").place.startswith(f"{folder}/toy_plugin.py:3:")


def test_a_helper_of_the_plugin_is_its_own_code(blame, folder):
    problem = blame("import toy_helper\n", **{"toy_helper.py": "\n\n1 / 0\n"})
    assert f"{folder}/toy_helper.py:3:1" == problem.place


def test_leaving_is_told_as_well(blame, folder):
    problem = blame("import sys\nsys.exit('bye')\n")
    assert ("SystemExit: bye", f"{folder}/toy_plugin.py:2:1") == (problem.message, problem.place)


def test_what_has_no_trace_has_no_place():
    problem = blamed(ValueError("x"), PluginSource("toy", "rulekit-toy 1.0", "1.0", dict))
    assert ("ValueError: x", "") == (problem.message, problem.path)
