"""plugins/pools/snippet.py: a function as a text of its own."""

import pytest
from rulekit_plugins.pools.function_unit import functions_in
from rulekit_plugins.pools.snippet import snippet_of

from rulekit.testing import curated_row


def snippet(text, path="a.py", imports=()):
    document = curated_row(text, path).document
    return snippet_of(document, next(iter(functions_in(document))), imports).text


def test_the_inside_of_a_string_stays_and_documentation_moves():
    text = """class A:
    def f(self):
        '''Doc

        é.
        '''
        return '''
    b
'''
"""
    assert """def f(self):
    '''Doc

    é.
    '''
    return '''
    b
'''
""" == snippet(text)


@pytest.mark.parametrize("blank", ["    ", "\t", "\t  "])
def test_lines_move_as_far_as_the_first(blank):
    text = f"class A:\n{blank}@b\n{blank}def f(self):\n{blank}{blank}return [\n1]\n"
    assert f"@b\ndef f(self):\n{blank}return [\n1]\n" == snippet(text)


def test_a_function_behind_something_stays_as_it_is():
    assert "int f() {\n  return 1; }\n" == snippet(
        "class A { int f() {\n  return 1; } }\n", "A.java"
    )


def test_imports_come_first():
    assert "import a\nimport b\n\n\ndef f(): pass\n" == snippet(
        "def f(): pass\n", imports=["import a", "import b"]
    )


def test_php_begins_with_what_makes_it_code():
    function = "function f() { return 1; }"
    assert f"<?php\n\nuse A;\n\n{function}\n" == snippet(
        f"<p><?php\n{function}\n", "a.php", imports=["use A;"]
    )


def test_line_ends_stay():
    text = "class A:\r\n  def f(self):\r\n    return 1\r\n"
    assert "def f(self):\r\n  return 1\n" == snippet(text)
