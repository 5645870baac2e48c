"""rulekit/stored/plan_cache.py: plans kept for the next process."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from modelling import FILES
from modelling import RULE as UNWORTHY
from replying import RULE as POOR
from replying import answered, write_replies
from weighing import FILES as WEIGHTS
from weighing import SIZE, SMALL

from rulekit.engine import Engine
from rulekit.loader import build_engine
from rulekit.plan.build import build_plan
from rulekit.plan.options import PlanOptions
from rulekit.stored.cache_folder import ENDING, FOLDER
from rulekit.stored.plan_cache import PlanCache
from rulekit.stored.stored_plan import StoredPlan

pytestmark = pytest.mark.slow

RULE = """\
title: Too loud
why: Because the test says so.
source: ours
signal: {pattern: '!', measure: count}
keep: {max: 2}
examples:
  keep: [{text: 'Hi!'}]
  drop: [{text: 'Hi!!!'}]
"""
LIMIT = RULE.replace("max: 2", "max: 3")
MODEL = FILES["own/models/worth.model"]
HEAVY = ("pydantic", "yaml", "numpy", "rich", "pluggy", "pathspec", "importlib.metadata")


def found(options):
    return PlanCache(options).find(build_plan)


def test_a_plan_that_was_kept_is_found(kept):
    options = kept()
    plan = found(options)
    assert isinstance(plan, StoredPlan)
    assert isinstance(build_engine(options).plan, StoredPlan)
    assert "markdown" == build_engine(options).check_text("# A\n", "a.md").language


def test_options_that_decide_are_another_plan_and_what_is_shown_is_not(kept):
    options = kept()
    assert found(replace(options, profile="opencoder")) is None
    assert found(replace(options, settings=("text/many-lines.max=9",))) is None
    assert found(replace(options, all_evidence=True)).options.all_evidence
    assert found(replace(options, cached=False)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"rules/mine/loud.yaml": LIMIT},
        {"rules/mine/more.yaml": RULE},
        {"rules/new/more.yaml": RULE},
        {"rulekit.toml": 'rules = ["rules"]\nseed = 7\n'},
        {"rules/models/worth.model": MODEL},
        {"rules/weights/size.yaml": SIZE.replace("weight: 3", "weight: 4")},
    ],
)
def test_a_file_that_changed_or_is_new_makes_it_useless(kept, write, change):
    write({"rules/mine/loud.yaml": RULE, "rulekit.toml": 'rules = ["rules"]\n'})
    write({"rules/models/worth.model": b"", "rules/weights/size.yaml": SIZE})
    options = kept(config="rulekit.toml")
    assert found(options)
    write(change)
    assert found(options) is None


def test_a_rule_that_reads_a_model_is_stored_with_the_place_of_it(kept, write):
    write(FILES)
    options = kept(rules=["own"], select=["mine/"])
    engine = build_engine(options)
    assert isinstance(engine.plan, StoredPlan)
    assert "speak against it" in engine.check_text("lorem = 1\n", "a.py").reason
    ratio = UNWORTHY.replace("learned(worth)", "{ratio: [learned(worth), text.characters]}")
    write({"own/mine/unworthy.yaml": ratio})
    stored = build_engine(kept(rules=["own"], select=["mine/"]))
    assert "drop" == stored.check_text("lorem = 1\n", "a.py").decision


def test_a_rule_that_reads_replies_is_stored_and_found_until_they_change(kept, write):
    write({"rules/mine/poor.yaml": POOR})
    write_replies("asked", {"x = 1\n": [answered(1, "dull"), answered(3, "so so")]})
    options = kept(rules=["rules"], replies=["asked"], select=["mine/"])
    engine = build_engine(options)
    assert isinstance(engine.plan, StoredPlan)
    assert '1: "dull" (replies: 1, 3)' in engine.check_text("x = 1\n", "a.py").reason
    write_replies("asked", {"x = 1\n": [answered(5)]})
    assert found(options) is None
    assert "keep" == build_engine(options).check_text("x = 1\n", "a.py").decision


def test_a_rule_that_reads_weights_is_stored_with_them(kept, write):
    write({**WEIGHTS, "own/models/worth.model": MODEL})
    learned = SIZE.replace("text.lines", "learned(worth)")
    write({"own/weights/other.yaml": learned.replace("{capture", "{within: comment, capture")})
    other = SMALL.replace("weighted(size)", "{ratio: [weighted(other), text.lines]}")
    write({"own/mine/other.yaml": other})
    options = kept(rules=["own"], select=["mine/"], used_signals=True)
    engine = build_engine(options)
    assert isinstance(engine.plan, StoredPlan)
    assert "`text.lines` -1.50, `line_" in engine.check_text("a\n" * 7, "a.py").reason
    for made in (engine, Engine(engine.plan.whole)):
        found = dict(made.check_text("# a\nb = 1\n", "a.py").readings)
        assert 2.5 == found["weighted(size)"].value
        assert 0.5 < found["weighted(other) / text.lines"].value < 2
    assert {"size", "other"} == engine.plan.weights.keys()


def test_weights_of_replies_are_stored_with_them(kept, write):
    write({**WEIGHTS, "own/weights/size.yaml": SIZE.replace("text.lines", "reply(score.quality)")})
    write_replies("asked", {"a\n" * 7: [answered(9)], "b\n" * 7: [answered(4)]})
    options = kept(rules=["own"], replies=["asked"], select=["mine/"])
    engine = build_engine(options)
    assert isinstance(engine.plan, StoredPlan)
    for made in (engine, Engine(engine.plan.whole)):
        said = made.check_text("a\n" * 7, "a.py")
        assert "`reply(marks:score.quality)` -2.50" in said.reason
        assert "keep" == made.check_text("b\n" * 7, "a.py").decision
    assert {"marks"} == engine.plan.replies.keys()


def test_a_relative_path_means_another_file_elsewhere(kept, write, monkeypatch, tmp_path):
    write({"rulekit.toml": "seed = 7\n", "sub/rulekit.toml": "seed = 8\n"})
    options = kept(config="rulekit.toml")
    monkeypatch.chdir("sub")
    assert found(options) is None


def test_a_distribution_that_is_installed_makes_it_useless(kept, tmp_path, monkeypatch):
    options = kept()
    (tmp_path / "site/toy-1.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])
    assert found(options) is None


def test_a_damaged_entry_is_made_anew(kept, cache):
    options = kept()
    (entry,) = cache.glob(f"*{ENDING}")
    whole = entry.read_bytes()
    for broken in (b"", whole[:100], whole[:-1], b"\0" * len(whole)):
        entry.write_bytes(broken)
        assert found(options) is None
        assert "python" in build_engine(options).plan.table


def test_what_was_changed_a_moment_ago_is_not_kept(cache, write):
    write({"rulekit.toml": "seed = 7\n"})
    options = PlanOptions(config="rulekit.toml")
    assert not PlanCache(options).keep(build_plan(options))


def test_without_a_folder_nothing_is_kept(monkeypatch):
    monkeypatch.setenv(FOLDER, "")
    options = PlanOptions()
    assert not PlanCache(options).keep(build_plan(options))
    assert found(options) is None


def test_a_plan_with_a_broken_plugin_is_not_kept(cache, tmp_path, monkeypatch):
    about = tmp_path / "site/toy-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[rulekit]\ntoy = toy_is_gone\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    options = PlanOptions(select=("code/",))
    assert not PlanCache(options).keep(build_plan(options))


PLUGIN = """\
import rulekit

def half(document):
    return 0.5

@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("toy", signals=(rulekit.Signal("toy.half", "share", "a half", half),))]
"""
HALF = RULE.replace("{pattern: '!', measure: count}", "toy.half").replace("max: 2", "max: 0.1")


def test_a_plugin_of_somebody_else_is_imported_when_it_is_needed(kept, tmp_path, monkeypatch):
    site = tmp_path / "site"
    about = site / "toy-1.0.dist-info"
    (site / "toy/rules/toy").mkdir(parents=True)
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[rulekit]\ntoy = toy\n")
    (site / "toy/__init__.py").write_text(PLUGIN)
    (site / "toy/rules/toy/half.yaml").write_text(HALF)
    monkeypatch.syspath_prepend(str(site))
    options = kept()
    engine = build_engine(options)
    assert isinstance(engine.plan, StoredPlan)
    assert not engine.plan.bundled
    assert "toy/half" in engine.check_text("x = 1\n" * 20, "a.py").decided_by
    (site / "toy/__init__.py").write_text(PLUGIN + "\n")
    assert found(options) is None
    sys.modules.pop("toy", None)


def imported_by_check(folder):
    """Names of the modules that a check of `a.py` imports."""
    words = [sys.executable, "-X", "importtime", "-m", "rulekit", "check", "--isolated", "a.py"]
    ended = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert "1 file judged" in ended.stdout
    return {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}


def test_a_check_that_finds_its_plan_imports_nothing_that_makes_plans(kept, write):
    kept()
    folder = write({"a.py": "import os\n\n\ndef f(a):\n    return os.path.join(a, 'b')\n"})
    imported = imported_by_check(folder)
    if "rulekit.plan.plan" in imported:  # another test has installed something meanwhile
        imported = imported_by_check(folder)
    assert "rulekit.stored.stored_plan" in imported
    assert set() == imported & {*HEAVY, "rulekit.catalog.catalog", "rulekit.plan.plan"}
    assert not any(Path(name).parts[0].startswith("rulekit_plugins.html") for name in imported)
