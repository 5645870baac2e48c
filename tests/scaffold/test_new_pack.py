"""rulekit/scaffold/new_pack.py: the first files of a pack."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

import rulekit
from rulekit.catalog.load_catalog import load_catalog
from rulekit.errors import UsageError
from rulekit.scaffold.new_pack import bounds, new_pack
from rulekit.scaffold.template import write_new
from rulekit.schema.kinds import schemas_of
from rulekit.spec.schema_line import schema_line
from rulekit.syntax.grammar import Grammar
from rulekit.syntax.grammar_wheel import grammar_named
from rulekit.testing.examples import ExampleRunner

TABLE = load_catalog().table
GRAMMAR = Grammar("tree_sitter_python")


def pack(*words, grammar=GRAMMAR):
    return new_pack("snake", grammar, TABLE, *words)


@pytest.fixture
def engine(tmp_path, monkeypatch):
    """An engine with a new pack for Python, installed in place of the bundled one."""
    write_new(pack("python").outside(tmp_path))
    about = tmp_path / "rulekit_snake-0.1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: rulekit-snake\nVersion: 0.1.0\n")
    points = tomllib.loads((tmp_path / "pyproject.toml").read_text())["project"]["entry-points"]
    assert {"rulekit": {"snake": "rulekit_snake.plugin"}} == points
    (about / "entry_points.txt").write_text("[rulekit]\nsnake = rulekit_snake.plugin\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield rulekit.load(off=["python"])
    for name in ("rulekit_snake", "rulekit_snake.plugin"):
        sys.modules.pop(name, None)


def test_a_new_pack_loads_with_its_rule(engine):
    [plugin] = [one for one in engine.plan.catalog.plugins if one.name == "snake"]
    assert ("ok", ()) == (plugin.status, plugin.problems)
    assert "snake/todo-heavy" in engine.plan.catalog.rules


def test_the_examples_of_its_rule_hold(engine):
    catalog = engine.plan.catalog
    assert [] == ExampleRunner(catalog).run(catalog.rules["snake/todo-heavy"]).misses


def test_it_reads_its_language_at_once(engine):
    verdict = engine.check_text("# TODO: one\n# TODO: two\ndef f():\n    pass\n", "a.py")
    assert "snake/todo-heavy" in verdict.decided_by


def test_the_grammar_is_held_to_its_minor_version(tmp_path):
    project = tomllib.loads(pack("python").outside(tmp_path)[tmp_path / "pyproject.toml"])
    [wheel] = [one for one in project["project"]["dependencies"] if "tree-sitter" in one]
    assert wheel == pack("python").requirement
    assert wheel.startswith("tree-sitter-python>=")


@pytest.mark.parametrize(
    ("version", "expected"),
    [("0.25.1", ">=0.25.1,<0.26"), ("1.1.0", ">=1.1.0,<1.2"), ("of unknown version", "")],
)
def test_bounds_leave_patches_free(version, expected):
    assert expected == bounds(version)


def test_the_function_of_a_grammar_is_named_where_it_is_not_the_usual_one(tmp_path):
    several = Grammar("tree_sitter_python", "language_two")
    text = pack("python", grammar=several)._words()["grammar"]
    assert '"tree_sitter_python", "language_two"' == text


def test_a_language_is_known_by_its_alias():
    assert "shell" == new_pack("bash", GRAMMAR, TABLE).facts.id


def test_a_language_that_the_table_lacks_brings_its_extension():
    new = pack("snakish", ".snk")
    assert ("snakish", '    extensions=(".snk",),\n') == (new.facts.id, new._more())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("Snake",), "a pack's name is lower-case words and hyphens, not `Snake`"),
        (("snake_case",), "a pack's name is lower-case words and hyphens, not `snake_case`"),
        (("snake",), "no known language is called `snake`"),
        (("snake", "pyton"), "no known language is called `pyton`, did you mean `python`?"),
        (("snake", "snakish", "snk"), "an extension begins with a dot, not `snk`"),
    ],
)
def test_what_cannot_be_a_pack_is_refused(words, message):
    with pytest.raises(UsageError) as caught:
        new_pack(words[0], GRAMMAR, TABLE, *words[1:])
    assert message in caught.value.problems[0].message


def test_a_bundled_pack_is_written_in_the_repository_alone(tmp_path):
    with pytest.raises(UsageError, match="this is not rulekit's repository"):
        pack("python").inside(tmp_path)


def test_a_bundled_pack_has_its_files_where_those_of_others_are():
    root = Path(__file__).parents[2]
    paths = {path.relative_to(root).as_posix() for path in pack("python").inside(root)}
    assert {
        "plugins/snake/__init__.py",
        "plugins/snake/plugin.py",
        "plugins/snake/queries.scm",
        "rules/snake/todo-heavy.yaml",
        "rules/snake/tune.yaml",
        "tests/plugins/test_python_queries.py",
    } == paths


def test_a_bundled_pack_is_a_package_of_python():
    with pytest.raises(UsageError, match="cannot be its name"):
        new_pack("a-b", GRAMMAR, TABLE, "python").inside(Path(__file__).parents[2])


def test_its_rule_and_tune_file_hold_to_their_schemas(engine, tmp_path):
    made = schemas_of(engine.plan.catalog, ["rule", "tune"])
    rules = tmp_path / "rulekit_snake/rules/snake"
    for kind, name in (("rule", "todo-heavy.yaml"), ("tune", "tune.yaml")):
        text = (rules / name).read_text()
        jsonschema.validate(yaml.safe_load(text), made[kind])
        assert schema_line(kind) == text.split("\n")[0]


@pytest.mark.slow
def test_the_tests_of_a_new_pack_pass_at_once(tmp_path):
    new = new_pack("lua", grammar_named("tree-sitter-lua"), TABLE)
    write_new(new.outside(tmp_path))
    about = tmp_path / "rulekit_lua-0.1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: rulekit-lua\nVersion: 0.1.0\n")
    (about / "entry_points.txt").write_text("[rulekit]\nlua = rulekit_lua.plugin\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:xdist", "-p", "no:cacheprovider"]
    where = {"cwd": tmp_path, "env": os.environ | {"PYTHONPATH": str(tmp_path)}}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, **where)
    assert 0 == ended.returncode, ended.stdout
    for told in ("todo-heavy.yaml", "test_pack.py"):
        assert told in ended.stdout
