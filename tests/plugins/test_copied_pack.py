"""A pack outside is what a pack inside is: plugins/python/ copied as the documentation says."""

import shutil
import sys
from pathlib import Path

import pytest

import rulekit
from rulekit.testing.examples import ExampleRunner

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests/golden/files").glob("*.py"))


@pytest.fixture
def engine(tmp_path, monkeypatch):
    """An engine with the copy, called `snake`, in place of the bundled pack."""
    package, about = tmp_path / "rulekit_snake", tmp_path / "rulekit_snake-1.0.dist-info"
    shutil.copytree(ROOT / "plugins/python", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "rules/python", package / "rules/snake")
    renamed(package / "plugin.py", 'Pack("python"', 'Pack("snake"')
    renamed(package / "queries.scm", "@python.", "@snake.")
    renamed(package / "rules/snake/pass-heavy.yaml", "python.pass", "snake.pass")
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: rulekit-snake\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[rulekit]\nsnake = rulekit_snake.plugin\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield rulekit.load(off=["python"])
    for name in ("rulekit_snake", "rulekit_snake.plugin"):
        sys.modules.pop(name, None)


def renamed(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_copy_is_a_plugin_with_the_rules_beside_it(engine):
    catalog = engine.plan.catalog
    [snake] = [plugin for plugin in catalog.plugins if plugin.name == "snake"]
    bundled = rulekit.load(off=["snake"]).plan.catalog.rules
    expected = {rule.replace("python/", "snake/") for rule in bundled if rule.startswith("python/")}
    assert ("ok", "rulekit-snake 1.0", expected) == (
        snake.status,
        snake.origin,
        {rule for rule in catalog.rules if rule.startswith("snake/")},
    )


def test_every_example_of_its_rules_holds(engine):
    runner = ExampleRunner(engine.plan.catalog)
    files = [file for file in engine.plan.catalog.rules.values() if file.pack == "snake"]
    assert [] == [miss for file in files for miss in runner.run(file).misses]
    assert files


@pytest.mark.slow
@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.name)
def test_it_measures_what_the_bundled_pack_measures(engine, file):
    mine, bundled = (
        {
            one.rule.removeprefix(f"{pack}/"): one.value
            for one in judge.check_path(file).findings
            if one.rule.startswith(f"{pack}/")
        }
        for pack, judge in (("snake", engine), ("python", rulekit.load(off=["snake"])))
    )
    assert bundled == mine
