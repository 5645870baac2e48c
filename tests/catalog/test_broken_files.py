"""What an author reads who made a mistake: ten broken rule files and five broken plugins.

Each example is the file and all that is said of it. Judge a change of these texts as the author
would: is it the right place, the right word, the next step?
"""

import re
from pathlib import Path

import pytest

import rulekit
from rulekit.catalog.load_catalog import load_catalog
from rulekit.engine import Engine
from rulekit.plan.options import PlanOptions, Project
from rulekit.plan.plan import Plan

TITLE = "title: Mostly `pass` statements\nwhy: It is a stub.\nsource: ours\n"
SIGNAL = "signal: {capture: snake.pass, measure: count}\n"
EXAMPLES = "examples:\n  keep: [{text: x}]\n  drop: [{text: pass}]\n"

RULES = {
    "an unknown key": (
        TITLE + SIGNAL + "keep: {max: 0}\nwieght: 2\n" + EXAMPLES,
        """\
error: unknown key `wieght`, did you mean `weight`?
  --> rules/snake/lazy.yaml:6:1
   6 | wieght: 2
     | ^^^^^^""",
    ),
    "a key twice": (
        TITLE + SIGNAL + "keep: {max: 0}\nwhy: It teaches nothing.\n" + EXAMPLES,
        """\
error: the key `why` is here twice
  --> rules/snake/lazy.yaml:6:1
   6 | why: It teaches nothing.
     | ^^^""",
    ),
    "an unknown measure": (
        TITLE + "signal: {capture: snake.pass, measure: line_fracton}\nkeep: {max: 0}\n" + EXAMPLES,
        """\
error: unknown measure `line_fracton`, did you mean `line_fraction`?
  --> rules/snake/lazy.yaml:4:40
   4 | signal: {capture: snake.pass, measure: line_fracton}
     |                                        ^^^^^^^^^^^^""",
    ),
    "an unknown capture": (
        TITLE + "signal: {capture: snake.pas, measure: count}\nkeep: {max: 0}\n" + EXAMPLES,
        """\
error: unknown capture `snake.pas`, did you mean `snake.pass`?
  --> rules/snake/lazy.yaml:4:19
   4 | signal: {capture: snake.pas, measure: count}
     |                   ^^^^^^^^^""",
    ),
    "a pattern with look-ahead": (
        TITLE + 'signal:\n  pattern: "pass(?=$)"\n  measure: count\nkeep: {max: 0}\n' + EXAMPLES,
        """\
error: not a pattern of RE2: invalid perl operator: (?=; \
RE2 has no look-around and no back-references
  --> rules/snake/lazy.yaml:5:12
   5 |   pattern: "pass(?=$)"
     |            ^^^^^^^^^^^""",
    ),
    "no is not false": (
        TITLE + SIGNAL + "keep: {max: 0}\naction: no\n" + EXAMPLES,
        """\
error: unknown action `no`; there are: drop, flag
  --> rules/snake/lazy.yaml:6:9
   6 | action: no
     |         ^^""",
    ),
    "a range upside down": (
        TITLE + SIGNAL + "keep: {min: 0.5, max: 0.05}\n" + EXAMPLES,
        """\
error: `min` 0.5 is above `max` 0.05
  --> rules/snake/lazy.yaml:5:7
   5 | keep: {min: 0.5, max: 0.05}
     |       ^""",
    ),
    "no example to drop": (
        TITLE + SIGNAL + "keep: {max: 0}\nexamples:\n  keep: [{text: x}]\n",
        """\
error: the key `drop` is missing
  --> rules/snake/lazy.yaml:6:1
   6 | examples:
     | ^^^^^^^^""",
    ),
    "an unknown value in the message": (
        TITLE + SIGNAL + 'keep: {max: 0}\nmessage: "{vale} of them"\n' + EXAMPLES,
        """\
error: unknown value `{vale}` in the message, did you mean `value`?
  --> rules/snake/lazy.yaml:6:10
   6 | message: "{vale} of them"
     |          ^^^^^^^^^^^^^^^^""",
    ),
    "no YAML": (
        TITLE + SIGNAL + "keep: max: 0\n" + EXAMPLES,
        """\
error: not YAML: mapping values are not allowed in this context
  --> rules/snake/lazy.yaml:5:10
   5 | keep: max: 0
     |          ^
  = put a text with a colon in quotes; indent a key as its neighbours, and end it in a colon""",
    ),
}

REMEDY = (
    "the plugin `{0}` (rulekit-{0} 1.0) is needed by the selection; leave it out with -p no:{0}"
)


def complaint_of(sources):
    with pytest.raises(rulekit.RulekitError) as caught:
        Plan(load_catalog(sources=sources), PlanOptions(), Project())
    return str(caught.value)


@pytest.mark.parametrize("name", RULES)
def test_a_broken_rule_is_told(packs, name):
    text, expected = RULES[name]
    complaint = complaint_of(packs({"rules/snake/lazy.yaml": text}))
    joined = "; " if "\n  = " in expected else "\n  = "
    assert f"{expected}{joined}{REMEDY.format('snake')}" == complaint


@pytest.mark.parametrize("name", RULES)
def test_a_broken_rule_of_a_project_is_told_without_a_plugin(packs, write, name):
    text, expected = RULES[name]
    sources = packs()
    write({"mine/mine/lazy.yaml": text})
    with pytest.raises(rulekit.RulekitError) as caught:
        load_catalog(sources=sources, extra=[Path("mine")])
    assert expected.replace("rules/snake/lazy", "mine/mine/lazy") == str(caught.value)


HEAD = "import rulekit\n\n\n"

PLUGINS = {
    "a module that is not there": (
        "import tree_sitter_cobol\n",
        """\
error: ModuleNotFoundError: No module named 'tree_sitter_cobol'
  --> {folder}/boa_plugin.py:1:1
   1 | import tree_sitter_cobol
     | ^
  = try: pip install tree-sitter-cobol; {remedy}""",
    ),
    "no Python": (
        HEAD + "def rulekit_packs(:\n    return []\n",
        """\
error: SyntaxError: invalid syntax
  --> {folder}/boa_plugin.py:4:19
   4 | def rulekit_packs(:
     |                   ^
  = {remedy}""",
    ),
    "a hook misspelt": (
        HEAD + "@rulekit.hookimpl\ndef rulekit_pack():\n    return []\n",
        """\
error: there is no hook `rulekit_pack`, did you mean `rulekit_packs`?
  --> {folder}/boa_plugin.py:4
  = {remedy}""",
    ),
    "no pack": (
        HEAD + "@rulekit.hookimpl\ndef rulekit_packs():\n    return ['boa']\n",
        """\
error: rulekit_packs returned str, not Pack
  --> {folder}/boa_plugin.py:4
  = {remedy}""",
    ),
}

QUERIES = {
    "an unknown capture": (
        "(comment) @comment\n(pass_statement) @snake.pass\n(class_definition) @clas\n",
        """\
error: unknown capture `@clas`, did you mean `class`?
  --> {folder}/queries.scm:3:20
   3 | (class_definition) @clas
     |                    ^^^^^
  = {remedy}""",
    ),
    "an unknown predicate": (
        '(pass_statement) @snake.pass\n((comment) @comment (#lua-match? @comment "x"))\n',
        """\
error: unknown predicate `#lua-match?`, did you mean `match?`?
  --> {folder}/queries.scm:2:22
   2 | ((comment) @comment (#lua-match? @comment "x"))
     |                      ^^^^^^^^^^^
  = {remedy}""",
    ),
}


@pytest.mark.parametrize("name", PLUGINS)
def test_a_broken_plugin_is_told(packs, plugin, folder, name):
    text, expected = PLUGINS[name]
    complaint = complaint_of([*packs(), plugin(text, "boa")])
    assert expected.format(folder=folder, remedy=REMEDY.format("boa")) == complaint


@pytest.mark.parametrize("name", QUERIES)
def test_a_broken_query_file_is_told(packs, folder, name):
    text, expected = QUERIES[name]
    complaint = complaint_of(packs({"queries.scm": text}))
    assert expected.format(folder=folder, remedy=REMEDY.format("snake")) == complaint


UNKNOWN_NODE = "(comment) @comment\n(pass_stmt) @snake.pass\n"


def test_an_unknown_node_is_told_when_the_queries_are_compiled(packs, folder):
    sources = packs({"queries.scm": UNKNOWN_NODE})
    with pytest.raises(rulekit.RulekitError) as caught:
        load_catalog(sources=sources).syntaxes["python"].query  # noqa: B018
    expected = f"""\
error: the grammar has no node `pass_stmt`, did you mean `pass_statement`?
  --> {folder}/queries.scm:2:2
   2 | (pass_stmt) @snake.pass
     |  ^^^^^^^^^
  = `rulekit ast FILE` shows the nodes and fields of a text, `rulekit query` tries a pattern"""
    assert expected == str(caught.value)


@pytest.mark.parametrize("text", [text for text, _ in RULES.values()])
def test_no_complaint_about_a_rule_is_a_traceback_and_each_has_a_place(packs, text):
    plugins = load_catalog(sources=packs({"rules/snake/lazy.yaml": text})).plugins
    problems = [problem for plugin in plugins for problem in plugin.problems]
    told = "\n".join(map(str, problems))
    places = [bool(re.fullmatch(r".+:\d+:\d+", problem.place)) for problem in problems]
    assert (False, [True]) == ("Traceback" in told, places)


BAD_QUERIES = [
    UNKNOWN_NODE,
    "(pass_statement (pass_statement)) @snake.pass",
    "(function_definition nme: (identifier) @snake.pass)",
]


@pytest.mark.parametrize("queries", BAD_QUERIES)
def test_no_document_is_judged_with_queries_that_do_not_compile(packs, queries):
    catalog = load_catalog(sources=packs({"queries.scm": queries}))
    engine = Engine(Plan(catalog, PlanOptions(), Project()))
    with pytest.raises(rulekit.RulekitError, match=r"queries\.scm:\d+:\d+"):
        engine.check_text("pass", "a.py")


def test_the_measure_of_the_sketch_in_cli_md_has_its_nearest_one(packs):
    text = RULES["an unknown measure"][0].replace("line_fracton", "line_share")
    complaint = complaint_of(packs({"rules/snake/lazy.yaml": text}))
    assert "unknown measure `line_share`, did you mean `line_fraction`?" in complaint
