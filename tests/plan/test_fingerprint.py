"""rulekit/plan/fingerprint.py: what a plan is known by."""

import pytest
from installing import SNAKE
from modelling import FILES, model_of
from replying import RULE as POOR
from replying import answered, write_replies
from weighing import SIZE

from rulekit.catalog.load_catalog import load_catalog
from rulekit.learned.model_file import written_model
from rulekit.loader import load
from rulekit.plan.fingerprint import differences, fingerprint, fingerprint_hash
from rulekit.plan.options import PlanOptions, Project
from rulekit.plan.plan import Plan

RULE = """\
title: {title}
why: {why}
source: ours
signal: {{pattern: '!', measure: count}}
keep: {{max: {limit}}}
message: "{{count}} shouts"
examples:
  keep: [{{text: 'Hi!'}}]
  drop: [{{text: 'Hi!!!'}}]
"""
RULEKIT = """\
profile = "default"
[limits]
"mine/loud" = {max = 1}
"""


@pytest.fixture
def known(write):
    """A function: the identity of a plan with a rule of our own, written so."""

    def of(title="Loud", why="Noise.", limit=2, **choice):
        write({"rules/mine/loud.yaml": RULE.format(title=title, why=why, limit=limit)})
        choice = {"select": ["mine/"], "rules": ["rules"], **choice}
        return fingerprint(load(**choice).plan)

    return of


def test_the_same_plan_has_the_same_identity(known):
    assert [] == differences(known(), known())
    assert fingerprint_hash(known()) == fingerprint_hash(known())


def test_what_only_people_read_makes_no_other_plan(known):
    assert fingerprint_hash(known()) == fingerprint_hash(known(title="Louder", why="So it is."))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"limit": 3}, "the rule mine/loud: has changed"),
        ({"select": ["mine/", "text/few-lines"]}, "the rule text/few-lines: is new"),
        ({"settings": ["mine/loud.max=1"]}, "--set: nothing before, mine/loud.max=1 now"),
        ({"seed": 7}, "--seed: 0 before, 7 now"),
        ({"profile": "opencoder"}, "--profile: default before, opencoder now"),
        ({"profile": "opencoder"}, "the limits of profile default: is gone"),
        ({"off": ["css"]}, "the plugin css: is gone"),
        ({"off": ["css"]}, "the code of css: is gone"),
        ({"off": ["css"]}, "the version of tree-sitter-css: is gone"),
    ],
)
def test_what_is_other_is_named(known, change, said):
    before, now = known(), known(**change)
    assert said in differences(before, now)
    assert fingerprint_hash(before) != fingerprint_hash(now)


@pytest.mark.parametrize("change", [("max = 1", "max = 2"), ("max = 1", "max = 1, weight = 2")])
def test_a_projects_limits_are_part_of_it(known, write, change):
    write({"rulekit.toml": RULEKIT})
    before = known(config="rulekit.toml")
    write({"rulekit.toml": RULEKIT.replace(*change)})
    assert ["the limits of rulekit.toml: has changed"] == differences(
        before, known(config="rulekit.toml")
    )


def test_overrides_are_part_of_it(known, write):
    write({"rulekit.toml": RULEKIT})
    before = known(config="rulekit.toml")
    override = '[[override]]\npaths = ["a/*"]\nskip = ["mine/loud"]\nreason = "r"\n'
    write({"rulekit.toml": RULEKIT + override})
    assert "the overrides of rulekit.toml: has changed" in differences(
        before, known(config="rulekit.toml")
    )


CARD = """\
title: A chance
source: {source}
base: 0
terms:
  - signal: {{pattern: '!', measure: count}}
    steps: [{{above: 0, points: {points}}}]
"""


def test_a_scorecard_is_part_of_it(known, write):
    mine = {"profile": "mine", "rules": ["rules"], "select": None}
    write({"rules/profiles/mine.yaml": "title: Mine\nsource: ours\nselect: [mine/]\n"})
    without = known(**mine)
    write({"rules/profiles/mine.score.yaml": CARD.format(source="a", points=1)})
    first = known(**mine)
    write({"rules/profiles/mine.score.yaml": CARD.format(source="a", points=2)})
    second = known(**mine)
    assert ["the scorecard mine.score.yaml: is new"] == differences(without, first)
    assert ["the scorecard mine.score.yaml: has changed"] == differences(first, second)
    assert 3 == len({fingerprint_hash(one) for one in (without, first, second)})


def test_what_only_people_read_of_a_scorecard_is_no_part_of_it(known, write):
    write({"rules/profiles/mine.yaml": "title: Mine\nsource: ours\nselect: [mine/]\n"})
    hashes = set()
    for source in "ab":
        write({"rules/profiles/mine.score.yaml": CARD.format(source=source, points=1)})
        hashes.add(fingerprint_hash(known(profile="mine", rules=["rules"])))
    assert 1 == len(hashes)


def test_replies_that_a_rule_reads_are_part_of_it(write):
    def told(mark):
        write_replies("asked", {"x": [answered(mark)]})
        return fingerprint(load(rules=["rules"], select=["mine/"], replies=["asked"]).plan)

    write({"rules/mine/poor.yaml": POOR})
    assert ["the set of replies to marks: has changed"] == differences(told(1), told(2))
    write({"rules/mine/poor.yaml": POOR.replace("reply(score.quality)", "text.lines")})
    assert {} == told(1)["replies"]


def test_what_was_written_by_another_rulekit_is_told(known):
    before = {**known(), "versions": {**known()["versions"], "tree-sitter": "0.1"}}
    [said] = differences(before, known())
    assert said.startswith("the version of tree-sitter: 0.1 before, ")


def test_what_a_pack_asks_of_its_grammar_is_part_of_it(catalog):
    def known(queries):
        return fingerprint(Plan(catalog({"queries.scm": queries}), PlanOptions(), Project()))

    before = known("(comment) @comment\n(pass_statement) @snake.pass\n")
    after = known("(comment) @comment\n((pass_statement) @snake.pass)\n")
    assert ["the code of snake: has changed"] == differences(before, after)


def test_what_a_pack_inherits_is_part_of_it(packs, plugin, write):
    heir = SNAKE.replace('"snake"', '"boa"').replace('"python"', '"boa"').replace('".py"', '".boa"')
    boa = plugin(heir.replace("queries.scm", "boa.scm"), "boa")

    def known(queries):
        write({"boa.scm": "; inherits: python\n(list) @table\n", "rules/boa/README.md": ""})
        sources = [boa, *packs({"queries.scm": queries})]
        return fingerprint(Plan(load_catalog(sources=sources), PlanOptions(), Project()))

    before = known("(comment) @comment\n(pass_statement) @snake.pass\n")
    after = known("(comment) @comment\n((pass_statement) @snake.pass)\n")
    assert ["the code of boa: has changed", "the code of snake: has changed"] == differences(
        before, after
    )


def test_the_name_of_the_project_file_is_told_and_decides_nothing(known, write):
    write({"rulekit.toml": RULEKIT, "other.toml": RULEKIT})
    before, now = known(config="rulekit.toml"), known(config="./other.toml")
    names = [one["choice"]["config"] for one in (before, now)]
    assert ['"rulekit.toml"', '"./other.toml"'] == names
    assert ([], True) == (
        differences(before, now),
        fingerprint_hash(before) == fingerprint_hash(now),
    )


def test_readings_of_all_signals_hang_on_every_model(write):
    """One that no selected rule reads is read all the same, where all signals are."""

    def known(**more):
        return fingerprint(load(rules=["own"], select=["text/few-lines"], **more).plan)

    write(FILES)
    before = [known(), known(all_signals=True)]
    write({"own/models/worth.model": written_model(model_of(weight=50))})
    now = [known(), known(all_signals=True)]
    assert ([], ["the model worth: has changed"]) == tuple(map(differences, before, now))


def test_readings_of_all_signals_hang_on_all_replies(folder):
    def known(mark, **more):
        path = write_replies("out", {"a = 1\n": [answered(mark)]})
        return fingerprint(load(replies=path, select=["text/few-lines"], **more).plan)

    assert [] == differences(known(7), known(2))
    both = known(7, all_signals=True), known(2, all_signals=True)
    assert ["the set of replies to marks: has changed"] == differences(*both)


def test_readings_of_all_signals_hang_on_all_weights(write):
    def known(weight, **more):
        write({"own/weights/size.yaml": SIZE.replace("-0.5", weight)})
        return fingerprint(load(rules=["own"], select=["text/few-lines"], **more).plan)

    assert [] == differences(known("1"), known("2"))
    both = known("1", all_signals=True), known("2", all_signals=True)
    assert ["the weights size: has changed"] == differences(*both)


def test_a_stored_plan_is_known_by_its_own_models_whoever_stored_it(write, tmp_path, monkeypatch):
    monkeypatch.setenv("RULEKIT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("rulekit.stored.witness.SETTLED", 0)
    write(FILES)
    words = {"rules": ["own"], "select": ["text/few-lines"]}
    for _ in range(2):
        models = [fingerprint(load(**words, all_signals=one).plan)["models"] for one in (1, 0)]
        assert [{"worth"}, set()] == [{*one} for one in models]
