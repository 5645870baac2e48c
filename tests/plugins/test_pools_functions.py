"""plugins/pools/functions.py: snippets of code."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from rulekit_plugins.pools.function_unit import FUNCTIONS
from rulekit_plugins.pools.functions import FunctionsSpec, functions_step

import rulekit
from rulekit.testing import curated_row

CATALOG = rulekit.load().plan.catalog
CONTEXT = rulekit.StepContext(
    folder=Path(),
    engine=rulekit.load,
    cutters={"functions": FUNCTIONS},
    languages=frozenset(CATALOG.table.ids),
    captures={language: one.provided for language, one in CATALOG.syntaxes.items()},
)


def outcome(text, path="a.py", **settings):
    return functions_step(FunctionsSpec(**settings), CONTEXT).apply(curated_row(text, path))


def cut(text, path="a.py", **settings):
    return [cutting.text for cutting in outcome(text, path, **settings).cuttings]


GOOD = 'def f(a):\n    """Twice as much."""\n    return 2 * a\n'


def test_a_documented_function_that_returns_a_value_is_cut_out():
    whole = rulekit.Cutting(GOOD, 7, 6 + len(GOOD), {"name": "f", "imports": ""})
    assert [whole] == outcome(f"x = 1\n\n{GOOD}y = 2\n").cuttings


def test_the_row_goes_on_and_is_told_what_was_left_out():
    told = outcome(f"{GOOD}\ndef g():\n    return 1\n\ndef h():\n    '''Doc.'''\n")
    assert ("", "1 function cut out; left out: 1 no value returned, 1 not documented") == (
        told.drop,
        told.fact,
    )


def test_the_imports_that_it_uses_come_before_it():
    function = 'def f(a):\n    """Doc."""\n    return re.sub("a", str(pi), a) + t\n'
    text = f"import re, json\nfrom math import pi, tau as t, e\n\n{function}"
    assert [f"import re\nfrom math import pi, tau as t\n\n\n{function}"] == cut(text)
    assert [function] == cut(text, imports="off")


def test_a_method_stands_at_the_left_in_its_snippet():
    body = GOOD.replace("\n", "\n    ").rstrip()
    assert [GOOD] == cut(f"class A:\n    {body}\n")


def test_a_member_is_left_out_where_functions_have_to_be_alone():
    text = f"class A:\n    def f(self):\n        '''Doc.'''\n        return 1\n\n{GOOD}"
    assert [GOOD] == cut(text, need=["docstring", "alone"])


@pytest.mark.parametrize(
    "line",
    ["import os", "import os.path as p", "from sys import argv", "import a.b, subprocess"],
)
def test_a_function_that_imports_what_is_forbidden_is_left_out(line):
    names = {"import os.path as p": "p", "from sys import argv": "argv"}
    name = names.get(line, line.split()[-1])
    text = f'{line}\ndef f():\n    """Doc."""\n    return {name}\n'
    inside = f'def f():\n    """Doc."""\n    {line}\n    return {name}\n'
    assert [[], []] == [cut(text), cut(inside)]
    assert [1, 1] == [len(cut(one, forbidden=[])) for one in (text, inside)]


def test_a_name_that_only_looks_like_a_module_is_no_import():
    # Substrings would drop these: "import sys" and "from os" are in the text.
    text = 'import system\ndef f(osmosis):\n    """Moves from osmosis to import syslog."""\n'
    assert 1 == len(cut(f"{text}    return system.debug(osmosis)\n"))


def test_what_another_function_imports_does_not_matter():
    assert [GOOD] == cut(f"import os\n\ndef g():\n    return os.getcwd()\n\n{GOOD}")


def test_only_allowed_modules_may_be_imported():
    text = 'import a.b\nimport ab\ndef f():\n    """Doc."""\n    return {}\n'
    assert [1, 0] == [len(cut(text.format(name), allowed=["a"])) for name in ("a.b", "ab")]


def test_a_function_is_complete_if_all_its_names_are_known():
    used = 'from {} import b\ndef f():\n    """Doc."""\n    return len(b)\n'
    needs = ["return", "complete"]
    assert [1, 0] == [len(cut(used.format(module), need=needs)) for module in ("a", ".a")]
    assert [] == cut("def g(): pass\n\ndef f():\n    return g()\n", need=needs)


def test_a_syntax_error_leaves_a_function_out():
    text = 'def f():\n    """Doc."""\n    x = = 2\n    return 1\n'
    assert [0, 1] == [len(cut(text, need=need)) for need in (["parses"], [])]


def test_lines_are_counted_with_the_documentation():
    lines = {"min_lines": 3, "max_lines": 3}
    assert [1, 0, 0] == [
        len(cut(GOOD, **change)) for change in (lines, {"min_lines": 4}, {"max_lines": 2})
    ]


def test_a_comment_documents_a_function_where_there_are_no_docstrings():
    text = "import a.B;\nclass C {\n  /** Doc. */\n  int f() {\n    return B.c;\n  }\n}\n"
    assert ["import a.B;\n\n/** Doc. */\nint f() {\n  return B.c;\n}\n"] == cut(
        text, "C.java", languages=["java"]
    )


def test_functions_of_typescript_come_with_their_types():
    function = "/** Doc. */\nexport function f(a: A): B {\n  return c(a);\n}\n"
    text = f"import type {{ A }} from './a';\nimport {{ d }} from './d';\n{function}"
    assert [f"import type {{ A }} from './a';\n\n{function}"] == cut(
        text, "a.ts", languages=["typescript"]
    )


def test_functions_of_php_are_code_by_themselves():
    function = "/** Doc. */\nfunction f(A $a) {\n    return g($a);\n}\n"
    text = f"<html>\n<?php\nuse B\\{{A, C}};\nuse function D\\g;\n\n{function}"
    assert [f"<?php\n\nuse B\\A;\nuse function D\\g;\n\n{function}"] == cut(
        text, "a.php", languages=["php"]
    )


def test_what_implements_a_type_is_no_function_alone():
    text = (
        "impl A {\n    /// Doc.\n    fn f(&self) -> u8 { 1 }\n}\n\n/// Doc.\nfn g() -> u8 { 1 }\n"
    )
    assert ["/// Doc.\nfn g() -> u8 { 1 }\n"] == cut(
        text, "a.rs", languages=["rust"], need=["docstring", "alone"]
    )


def test_other_languages_are_passed_over():
    assert rulekit.GOES_ON == outcome("/* Doc. */\nint f(void) { return 1; }\n", "a.c")
    assert rulekit.GOES_ON == outcome("?", "a.unheard-of")


def test_a_text_that_cannot_be_parsed_has_no_functions_and_says_why():
    told = outcome("x = " + "[" * 1001 + "]" * 1001, "a.py")
    assert told.fact.startswith("no functions can be told: not ")
    assert [] == list(told.cuttings)


def test_a_language_without_a_cutter_is_an_error_with_those_that_have_one():
    with pytest.raises(
        rulekit.UsageError,
        match=r"`cobol`: no pack has a grammar for it; there are cutters for: c, cpp",
    ):
        functions_step(FunctionsSpec(languages=["cobol"]), CONTEXT)


@pytest.mark.parametrize(
    "settings",
    [
        {"need": ["docs"]},
        {"languages": []},
        {"min_lines": 3, "max_lines": 2},
        {"languages": ["java"], "need": ["complete"]},
        {"imports": "all"},
    ],
)
def test_settings_that_are_wrong_are_refused(settings):
    with pytest.raises(ValidationError):
        FunctionsSpec(**settings)


LINES = st.lists(
    st.sampled_from(
        ["import re", "class A:", "    def m(self):", "        return re", "def f(a):", "    '''é.",
         "    '''", "    return a", "@d(", ")", "x = 1", "", "  # é.", "    def g(): return 1"]
    ),
    max_size=12,
)  # fmt: skip


@given(LINES)
def test_cuttings_lie_in_the_text_in_order_and_never_overlap(lines):
    row = curated_row("\n".join(lines), "a.py")
    cuttings = functions_step(FunctionsSpec(need=[]), CONTEXT).apply(row).cuttings
    ends = [0, *(place for one in cuttings for place in (one.start, one.end)), len(row.data)]
    assert sorted(ends) == ends
    for one in cuttings:
        first = row.data[one.start : one.end].decode().split("\n")[0]
        assert first in one.text
