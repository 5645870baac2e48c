"""Mistakes that authors of packs make, each in a small pack on disk, and the whole message."""

from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.plugin_source import PluginSource
from rulekit.errors import SpecError
from rulekit.testing.diagnosis import diagnose

PLUGIN = """\
from pathlib import Path

import rulekit

HERE = Path(__file__).parent
SIZE = rulekit.Signal("snake.size", "bytes", "size", len, needs=frozenset({"comment"}))
LOUD = rulekit.Finder("snake.loud", "marks", lambda document: [], frozenset({"string"}))
PYTHON = rulekit.Language(
    "python",
    grammar=rulekit.Grammar("tree_sitter_python"),
    queries=HERE / "queries.scm",
    extensions=(".py",),
)


@rulekit.hookimpl
def rulekit_packs():
    return [
        rulekit.Pack("snake", languages=(PYTHON,), signals=(SIZE,), finders=(LOUD,)),
    ]
"""
QUERIES = """\
(comment) @comment
(string) @string
(pass_statement) @snake.pass
((call function: (identifier) @_name) @print (#eq? @_name "print"))
"""
RULE = """\
title: Lazy
why: It does nothing.
source: ours
signal: {capture: snake.pass, measure: count}
keep: {max: 1}
examples:
  keep: [{text: "pass"}]
  drop: [{text: "pass; pass"}]
"""
FILES = {"snake_plugin.py": PLUGIN, "queries.scm": QUERIES, "rules/snake/lazy.yaml": RULE}

# By name: the file, what stands in it, what stands there instead, and the complaint.
MISTAKES = {
    "a node that the grammar does not have": (
        "queries.scm",
        "(pass_statement)",
        "(pass_stmt)",
        """\
error: the grammar has no node `pass_stmt`, did you mean `pass_statement`?
  --> queries.scm:3:2
   3 | (pass_stmt) @snake.pass
     |  ^^^^^^^^^
  = `rulekit ast FILE` shows the nodes and fields of a text, `rulekit query` tries a pattern""",
    ),
    "a field that the grammar does not have": (
        "queries.scm",
        "function: (ident",
        "fnction: (ident",
        """\
error: the grammar has no field `fnction`, did you mean `function`?
  --> queries.scm:4:8
   4 | ((call fnction: (identifier) @_name) @print (#eq? @_name "print"))
     |        ^^^^^^^
  = `rulekit ast FILE` shows the nodes and fields of a text, `rulekit query` tries a pattern""",
    ),
    "a node where the grammar never has one": (
        "queries.scm",
        "(string) @string",
        "(identifier (string)) @string",
        """\
error: impossible pattern: no tree of this grammar has a node here
  --> queries.scm:2:13
   2 | (identifier (string)) @string
     |             ^
  = `rulekit ast FILE` shows the nodes and fields of a text, `rulekit query` tries a pattern""",
    ),
    "several mistakes of a query": (
        "queries.scm",
        "(string) @string\n(pass_statement)",
        "(strng) @string\n(pass_stmt)",
        """\
error: the grammar has no node `strng`, did you mean `string`?
  --> queries.scm:2:2
   2 | (strng) @string
     |  ^^^^^
  = `rulekit ast FILE` shows the nodes and fields of a text, `rulekit query` tries a pattern
error: the grammar has no node `pass_stmt`, did you mean `pass_statement`?
  --> queries.scm:3:2
   3 | (pass_stmt) @snake.pass
     |  ^^^^^^^^^
  = `rulekit ast FILE` shows the nodes and fields of a text, `rulekit query` tries a pattern""",
    ),
    "a bracket that is never closed": (
        "queries.scm",
        "(string) @string",
        "(string @string",
        """\
error: `(` is never closed
  --> queries.scm:2:1
   2 | (string @string
     | ^""",
    ),
    "a capture misspelt": (
        "queries.scm",
        "@string",
        "@strnig",
        """\
error: unknown capture `@strnig`, did you mean `string`?
  --> queries.scm:2:10
   2 | (string) @strnig
     |          ^^^^^^^""",
    ),
    "a capture of another pack's": (
        "queries.scm",
        "@snake.pass",
        "@snaek.pass",
        """\
error: unknown capture `@snaek.pass`; a capture of this pack begins with `snake.`
  --> queries.scm:3:18
   3 | (pass_statement) @snaek.pass
     |                  ^^^^^^^^^^^""",
    ),
    "a capture under a repeat": (
        "queries.scm",
        "(comment) @comment",
        "(comment)+ @comment",
        """\
error: `@comment` under a repeat hangs on long files: leave the repeat out, each of the nodes is \
found anyway
  --> queries.scm:1:12
   1 | (comment)+ @comment
     |            ^^^^^^^^""",
    ),
    "a predicate that is unknown": (
        "queries.scm",
        "#eq?",
        "#lua-match?",
        """\
error: unknown predicate `#lua-match?`, did you mean `match?`?
  --> queries.scm:4:47
   4 | ((call function: (identifier) @_name) @print (#lua-match? @_name "print"))
     |                                               ^^^^^^^^^^^""",
    ),
    "a predicate outside of its pattern": (
        "queries.scm",
        '((call function: (identifier) @_name) @print (#eq? @_name "print"))',
        '(call function: (identifier) @_name) @print (#eq? @_name "print")',
        """\
error: `#eq?` belongs to no pattern: put pattern and predicate in one ( )
  --> queries.scm:4:46
   4 | (call function: (identifier) @_name) @print (#eq? @_name "print")
     |                                              ^^^^""",
    ),
    "a predicate about a capture that is not there": (
        "queries.scm",
        "#eq? @_name",
        "#eq? @_nam",
        """\
error: `#eq?` asks for `@_nam`, which its pattern does not capture, did you mean `@_name`?
  --> queries.scm:4:52
   4 | ((call function: (identifier) @_name) @print (#eq? @_nam "print"))
     |                                                    ^^^^^""",
    ),
    "a predicate that never holds": (
        "queries.scm",
        '(#eq? @_name "print")',
        '(#eq? @_name "print") (#match? @_name "^log")',
        """\
error: no text of `@_name` holds for all that its pattern asks of it
  --> queries.scm:4:69
   4 | ((call function: (identifier) @_name) @print (#eq? @_name "print") (#match? @_name "^log"))
     |                                                                     ^^^^^^^""",
    ),
    "queries without a capture": (
        "queries.scm",
        QUERIES,
        "; nothing yet\n",
        """\
error: no pattern captures anything, so no rule could measure `python`
  --> queries.scm:1
  = begin with the comments: `(comment) @comment`, as the grammar calls them""",
    ),
    "a grammar that is not installed": (
        "snake_plugin.py",
        '"tree_sitter_python"',
        '"tree_sitter_boa"',
        """\
error: the grammar tree_sitter_boa of `python` is not installed
  --> snake_plugin.py:16
  = try: pip install tree-sitter-boa""",
    ),
    "a function that the grammar does not have": (
        "snake_plugin.py",
        '"tree_sitter_python"',
        '"tree_sitter_python", "language_python"',
        """\
error: the grammar tree_sitter_python.language_python cannot be loaded: the module has no \
function `language_python`, did you mean `language`?
  = write Grammar("tree_sitter_python", "language"), or try: pip install --upgrade \
tree-sitter-python""",
    ),
    "an extension without its dot": (
        "snake_plugin.py",
        '".py"',
        '"py"',
        """\
error: an extension of `python` begins with a dot, not `py`
  --> snake_plugin.py:16
  = write `".py"`""",
    ),
    "a kind that is unknown": (
        "snake_plugin.py",
        "    extensions",
        '    kind="programing",\n    extensions',
        """\
error: unknown kind `programing` of `python`, did you mean `programming`?
  --> snake_plugin.py:17""",
    ),
    "a comma forgotten among languages": (
        "snake_plugin.py",
        "(PYTHON,)",
        "(PYTHON)",
        """\
error: `snake`: languages is a Language alone, not a tuple of them
  --> snake_plugin.py:16
  = a tuple of one has a comma: languages=(ONE,)""",
    ),
    "a comma forgotten among finders": (
        "snake_plugin.py",
        "finders=(LOUD,)",
        "finders=LOUD",
        """\
error: `snake`: finders is a Finder alone, not a tuple of them
  --> snake_plugin.py:16
  = a tuple of one has a comma: finders=(ONE,)""",
    ),
    "a comma forgotten among extensions": (
        "snake_plugin.py",
        '(".py",)',
        '(".py")',
        """\
error: `snake`: extensions of `python` is the text `.py`, not a tuple of texts
  --> snake_plugin.py:16
  = a tuple of one has a comma: extensions=(".py",)""",
    ),
    "a need misspelt": (
        "snake_plugin.py",
        '{"comment"}',
        '{"coment"}',
        """\
error: `snake`: needs of `snake.size`: no pattern captures `@coment`, did you mean `comment`?
  --> snake_plugin.py
  = mend the name in `needs`, or map it in queries.scm""",
    ),
    "needs that are a text": (
        "snake_plugin.py",
        'frozenset({"comment"})',
        '"comment"',
        """\
error: `snake`: needs of `snake.size` is `comment`, not a frozenset
  --> snake_plugin.py:16
  = write needs=frozenset({"comment"})""",
    ),
    "needs that are a tuple": (
        "snake_plugin.py",
        'frozenset({"string"})',
        '("string",)',
        """\
error: `snake`: needs of `snake.loud` is of type tuple, not a frozenset
  --> snake_plugin.py:16
  = write needs=frozenset({"string"})""",
    ),
    "a signal without the name of its pack": (
        "snake_plugin.py",
        '"snake.size"',
        '"size"',
        """\
error: a signal of `snake` is called `snake.<what>`, not `size`
  --> snake_plugin.py:16
  = write `snake.size`""",
    ),
    "a hook misspelt": (
        "snake_plugin.py",
        "def rulekit_packs",
        "def rulekit_pack",
        """\
error: there is no hook `rulekit_pack`, did you mean `rulekit_packs`?
  --> snake_plugin.py:16""",
    ),
    "a hook that is not marked": (
        "snake_plugin.py",
        "@rulekit.hookimpl\n",
        "",
        """\
error: no hook is implemented; decorate `rulekit_packs` with `@rulekit.hookimpl`
  --> snake_plugin.py""",
    ),
    "a module that is not installed": (
        "snake_plugin.py",
        "import rulekit\n",
        "import rulekit\nimport snake_words\n",
        """\
error: ModuleNotFoundError: No module named 'snake_words'
  --> snake_plugin.py:4:1
   4 | import snake_words
     | ^
  = try: pip install snake-words""",
    ),
    "a rule of a capture that is unknown": (
        "rules/snake/lazy.yaml",
        "snake.pass",
        "snake.pas",
        """\
error: unknown capture `snake.pas`, did you mean `snake.pass`?
  --> rules/snake/lazy.yaml:4:19
   4 | signal: {capture: snake.pas, measure: count}
     |                   ^^^^^^^^^""",
    ),
    "a rule that is indented otherwise": (
        "rules/snake/lazy.yaml",
        "why: It",
        " why: It",
        """\
error: not YAML: mapping values are not allowed in this context
  --> rules/snake/lazy.yaml:2:5
   2 |  why: It does nothing.
     |     ^
  = put a text with a colon in quotes; indent a key as its neighbours, and end it in a colon""",
    ),
    "a pattern with a backspace": (
        "rules/snake/lazy.yaml",
        "{capture: snake.pass,",
        '{pattern: "\\bpass\\b",',
        """\
error: the pattern holds the control character 0x08: in double quotes, YAML makes it of `\\b`; \
write the pattern in single quotes
  --> rules/snake/lazy.yaml:4:19
   4 | signal: {pattern: "\\bpass\\b", measure: count}
     |                   ^^^^^^^^^^""",
    ),
}

# By name: the file that is not there, the one that has its text ("": none), and the complaint.
MISPLACED = {
    "a query file that was not packed": (
        "queries.scm",
        "",
        """\
error: the query file is not there
  --> queries.scm
  = make it; where it was not installed, list *.scm in package-data""",
    ),
    "a folder of rules misnamed": (
        "rules/snake/lazy.yaml",
        "rules/snaek/lazy.yaml",
        """\
error: no pack is called `snaek`, did you mean `snake`?
  --> rules/snaek
  = the rules of a pack stand in a folder of its name""",
    ),
    "rules that were not packed": (
        "rules/snake/lazy.yaml",
        "",
        """\
error: the rules folder of `snake` is not there
  --> rules
  = make it, with a file in it, and list its YAML files in package-data""",
    ),
    "a rule beside the folder of its pack": (
        "rules/snake/lazy.yaml",
        "rules/lazy.yaml",
        """\
error: a rule file stands in its pack's folder
  --> rules/lazy.yaml
  = move it to rules/snake""",
    ),
}


@pytest.fixture
def complaints(folder, write, plugin):
    """A function from the files of the pack to all that must be mended, as its author reads it."""

    def told(files, *before):
        write({path: text for path, text in files.items() if path != "snake_plugin.py"})
        catalog = load_catalog(sources=[*before, plugin(files["snake_plugin.py"], "snake")])
        found = diagnose(catalog, catalog.plugins[-1])
        return "\n".join(map(str, found.mend)).replace(f"{folder}/", "")

    return told


def test_nothing_must_be_mended_in_the_pack_without_a_mistake(complaints):
    assert "" == complaints(FILES)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_the_next_step(complaints, name):
    file, old, new, expected = MISTAKES[name]
    assert old in FILES[file]
    assert expected == complaints({**FILES, file: FILES[file].replace(old, new)})


@pytest.mark.parametrize("name", MISPLACED)
def test_a_file_that_is_elsewhere_is_told_with_its_place_and_the_next_step(complaints, name):
    file, other, expected = MISPLACED[name]
    files = {path: text for path, text in FILES.items() if path != file}
    assert expected == complaints({**files, other: FILES[file]} if other else files)


def test_a_language_of_another_plugin_is_told_with_both_places(complaints, plugin):
    expected = """\
error: the language `python` is there already: the plugin `boa` (rulekit-boa 1.0, boa_plugin.py) \
brings it
  --> snake_plugin.py:16
  = -p no:boa keeps this one, -p no:snake the other"""
    boa = plugin(PLUGIN.replace("snake", "boa").replace("queries.scm", "boa.scm"), "boa")
    assert expected == complaints({**FILES, "boa.scm": "(comment) @comment"}, boa)


def test_a_pack_of_another_plugin_is_told_with_both_places(complaints, plugin):
    boa = PLUGIN.replace('"python"', '"boa"')
    expected = """\
error: the pack `snake` is there already: the plugin `boa` (rulekit-boa 1.0, boa_plugin.py) \
brings it
  --> snake_plugin.py:16
  = -p no:boa keeps this one, -p no:snake the other"""
    assert expected == complaints(FILES, plugin(boa, "boa"))


def test_a_plugin_of_a_name_that_is_taken_is_told_with_whose_it_is(complaints, plugin):
    bundled = replace(plugin(PLUGIN, "snake"), origin="bundled")
    expected = """\
error: the name `snake` is taken by another plugin (bundled); this one is of rulekit-snake 1.0
  = -p no:bundled/snake keeps this one, -p no:rulekit-snake/snake the other; or give it another \
name"""
    assert expected == complaints(FILES, bundled)


def test_a_rule_of_a_taken_id_is_told_with_both_places(folder, write, plugin):
    write({**FILES, "more/snake/lazy.yaml": RULE})
    with pytest.raises(SpecError) as caught:
        load_catalog((), [Path("more")], [plugin(PLUGIN, "snake")])
    expected = """\
error: the rule snake/lazy exists already: rules/snake/lazy.yaml
  --> more/snake/lazy.yaml
  = give the file another name: that is the second half of its id"""
    assert expected == str(caught.value)


def test_an_entry_point_of_a_module_that_is_not_there_is_told():
    point = EntryPoint("snake", "rulekit_snake.plugin", "rulekit")
    source = PluginSource("snake", "rulekit-snake 1.0", "1.0", point.load, entry=point.value)
    [snake] = load_catalog(sources=[source]).plugins
    expected = """\
error: the entry point `snake = rulekit_snake.plugin` of rulekit-snake 1.0 names a module that is \
not there: `rulekit_snake`
  = mend [project.entry-points.rulekit] in its pyproject.toml, or list the package under \
[tool.setuptools] packages, and install it again"""
    assert expected == str(snake.problems[0])
