"""rulekit/stored/: a plan that was stored judges as the one that it was made of."""

import marshal
from dataclasses import replace

import pytest

from rulekit.cli.explain import about
from rulekit.core import gate, literal
from rulekit.core.gate import KnownPatterns
from rulekit.core.record import to_record
from rulekit.curate.pipeline import build_pipeline
from rulekit.curate.pipeline_source import find_pipeline
from rulekit.engine import Engine
from rulekit.plan.build import build_plan
from rulekit.plan.fingerprint import fingerprint
from rulekit.plan.options import PlanOptions
from rulekit.run.afresh import engines
from rulekit.stored.codec import encode
from rulekit.stored.plain_plan import places, plain_plan
from rulekit.stored.stored_plan import StoredPlan
from rulekit.syntax.query_part import QueryInParts
from rulekit.syntax.query_run import CompiledQuery

pytestmark = pytest.mark.slow

CHOICES = [
    {},
    {"profile": "opencoder"},
    {"settings": ("text/many-lines.max=9",), "ignore": ("python/",), "seed": 7},
    {"select": ("code/", "python/"), "off": ("html",)},
]
TEXTS = {
    "a.py": "class A:\n    def f(self):\n        pass\n\n    def g(self):\n        pass\n",
    "a.cpp": "#include <vector>\nint main() { std::vector<int> v; return v.size(); }\n",
    "a.html": "<html><body><script>var a = 1;</script><p>Hello there.</p></body></html>\n",
    "a.vue": "<template><p>{{ a }}</p></template>\n<script>export default {}</script>\n",
    "a.md": "# A title\n\nSome words of prose, in a row, which somebody has written.\n",
    "a.lua": "-- TODO\nlocal a = 1\nprint(a)\n",
    "a.json": '{"a": [1, 2, 3]}\n',
    "Makefile": "all:\n\techo hello\n",
    "a.bin": "\x00\x01",
}  # fmt: skip


def not_asked(_options):
    raise AssertionError("the whole plan was built")


def stored(plan, build=not_asked):
    data = marshal.loads(marshal.dumps(plain_plan(plan)))
    return StoredPlan(data, plan.options, build)


def plan_of(**options):
    return build_plan(PlanOptions.of(**options))


def told(rule):
    """A rule with its signals by what they say of themselves: their functions are made anew."""
    signals = [
        (one.name, one.unit, one.doc, one.needs, one.gates, one.on_path) for one in rule.signals
    ]
    guards = [(guard.signal.name, guard.keep) for guard in rule.when]
    fields = {**vars(rule), "signal": rule.signal.name, "when": guards}
    return fields, signals, [one.bounds is None for one in rule.signals]


@pytest.mark.parametrize("choice", CHOICES)
def test_every_rule_set_is_that_of_the_plan(choice):
    plan = plan_of(**choice)
    known = stored(plan)
    others = plan.table.ids[::20]  # of which no rule speaks, but for a few
    sorts = {*places(plan)} | {(one, plan.table.facts(one).kind, "") for one in others}
    for language, kind, natural_language in sorted(sorts):
        mine = known.rule_set(language, kind, "", natural_language)
        fresh = plan.rule_set(language, kind, "", natural_language)
        assert [*map(told, fresh.rules)] == [*map(told, mine.rules)], (language, kind)
        assert [one.name for one in fresh.signals] == [one.name for one in mine.signals]
        assert fresh.min_score == mine.min_score


@pytest.mark.parametrize("choice", CHOICES)
def test_verdicts_and_what_explains_them_are_the_same(choice):
    plan = plan_of(**choice, all_evidence=True, used_signals=True)
    engines = Engine(plan), Engine(stored(plan))
    for path, text in TEXTS.items():
        first, second = (to_record(engine.check_text(text, path)) for engine in engines)
        assert first == second, path


def test_the_rest_that_judging_asks_is_the_same():
    plan = plan_of()
    known = stored(plan)
    assert fingerprint(plan) == fingerprint(known)
    assert repr(plan) == repr(known)
    assert (plan.titles, plan.excludes, plan.root) == (known.titles, known.excludes, known.root)
    assert {*plan.readers} == {*known.readers}
    assert plan.suffixes == known.suffixes
    assert plan.languages.wanted == known.languages.wanted
    assert plan.table.indexes == known.table.indexes
    assert {*plan.languages.natural_languages} == {*known.languages.natural_languages}
    for language in plan.table.ids:
        assert plan.table.facts(language) == known.table.facts(language)
        assert plan.languages.gates(language) == known.languages.gates(language)
    for language, syntax in plan.languages.syntaxes.items():
        mine = known.languages.syntaxes[language]
        assert (syntax.grammar, syntax.source.files) == (mine.grammar, mine.source.files)
        assert syntax.parse_guard is mine.parse_guard


@pytest.mark.parametrize("language", ["css", "go", "html", "javascript", "vue"])
def test_queries_are_merged_for_the_captures_that_are_asked_also_inside_of_others(language):
    plan = plan_of()
    known = stored(plan).languages.syntaxes[language]
    held = plan.languages.held(language)
    assert held
    for one in held:
        mine = replace(known, wanted=one.wanted)
        assert encode(one.query.structures) == encode(mine.query.structures)
        assert (one.provided, one.query.wanted) == (mine.provided, mine.query.wanted)


def test_captures_that_nobody_asked_before_are_read_from_the_file():
    plan = plan_of()
    known = stored(plan).languages.syntaxes["go"]
    assert encode(plan.languages.syntaxes["go"].query.structures) == encode(known.query.structures)


def test_pipelines_are_built_of_what_is_stored():
    plan = plan_of()
    whole, late = plan.pipeline_parts, stored(plan).pipeline_parts
    assert (whole.folders, whole.languages, whole.captures) == (
        late.folders,
        late.languages,
        late.captures,
    )
    assert [*whole.steps] == [*late.steps]
    assert whole.steps["near"].doc == late.steps["near"].doc
    for sort in ("detectors", "benchmarks", "cutters"):
        assert getattr(whole, sort).keys() == getattr(late, sort).keys() != set()
    source = find_pipeline(late, "pretrain", (), "")
    by_profile = engines(Engine(plan), plan.options)
    built = build_pipeline(late, by_profile, source)
    assert "near" in [step.id for step in built.steps]


def test_what_is_not_stored_the_whole_plan_tells():
    plan, built = plan_of(), []
    known = stored(plan, lambda options: built.append(options) or plan)
    assert plan.catalog is known.catalog
    assert plan.selected is known.selected
    assert plan.layers is known.layers
    assert [plan.options] == built
    with pytest.raises(AttributeError, match="nonsense"):
        known.nonsense  # noqa: B018


def test_a_path_with_an_override_is_judged_by_the_whole_plan(write):
    write({"rulekit.toml": '[[override]]\npaths = ["old/"]\nreason = "x"\nskip = ["code/"]\n'})
    plan = plan_of(config="rulekit.toml")
    known = stored(plan, lambda _options: plan)
    here, there = ("python", "programming", "new/a.py"), ("python", "programming", "old/a.py")
    assert plan.rule_set(*there) is known.rule_set(*there)
    assert plan.rule_set(*here) is not known.rule_set(*here)
    assert [one.id for one in plan.rule_set(*here).rules] == [
        one.id for one in known.rule_set(*here).rules
    ]


def test_of_few_texts_queries_are_compiled_in_parts_and_verdicts_are_the_same():
    plan = plan_of(all_evidence=True)
    known = stored(plan)
    known.few = True
    for _ in range(2):  # a part for the first text of a language, all for the second
        for path, text in TEXTS.items():
            first, second = (Engine(one).check_text(text, path) for one in (plan, known))
            assert to_record(first) == to_record(second), path
    assert isinstance(known.languages.capturer("cpp").query, QueryInParts)
    assert isinstance(plan.languages.capturer("cpp").query, CompiledQuery)


@pytest.mark.parametrize("path", TEXTS)
def test_a_file_is_explained_by_what_is_stored(path, tmp_path):
    plan = plan_of(all_evidence=True)
    known = Engine(stored(plan))
    file = tmp_path / path
    file.write_text(TEXTS[path])
    verdict = known.check_path(file)
    assert about(Engine(plan), verdict) == about(known, verdict)


def test_patterns_of_the_stored_plan_are_known(monkeypatch):
    plan = plan_of()
    data = marshal.loads(marshal.dumps(plain_plan(plan)))
    monkeypatch.setattr(gate, "KNOWN", KnownPatterns({}, {}))
    StoredPlan(data, plan.options, not_asked)
    expressions = [one for one in data["patterns"][0] if "copyright" in one]
    assert expressions
    assert [literal.gate_of(one) for one in expressions] == [
        gate.KNOWN.gates[one] for one in expressions
    ]
