"""rulekit/plan/plan.py: which rules, with which limits, judge which documents."""

import pytest

from rulekit.catalog.load_catalog import load_catalog
from rulekit.core.rule import Bound, Range
from rulekit.errors import PluginError, UsageError
from rulekit.plan.options import PlanOptions, Project
from rulekit.plan.plan import Plan


@pytest.fixture
def plan(catalog):
    """A function from files, a project and options to a plan over the two packs."""

    def made(files=None, off=(), project=None, **options):
        return Plan(catalog(files, off), PlanOptions(**options), project or Project())

    return made


def ids(plan, language="python", kind="programming", path=""):
    return " ".join(rule.id for rule in plan.rule_set(language, kind, path).rules)


def profile(text=""):
    return f"title: Ours\nsource: ours\n{text}"


# Limits: each layer above the one before it, all of them saying a maximum of `toy/loud`.

CLIMB = [
    (1, "rule"),
    (2, "tune python"),
    (3, "profile base"),
    (4, "profile base"),  # for its kind
    (5, "profile base"),  # for its language
    (6, "profile child"),
    (7, "rulekit.toml"),
    (8, "rulekit.toml override"),
    (9, "--set"),
]


def said(number, top, text):
    """A text with a limit, if the layers are climbed so far."""
    return text.replace("LIMIT", f"toy/loud: {{max: {number}}}") if number <= top else ""


@pytest.mark.parametrize(("top", "name"), CLIMB)
def test_a_limit_is_set_by_the_topmost_layer_that_says_it(plan, project, top, name):
    blocks = said(4, top, "  programming: {limits: {LIMIT}}\n")
    blocks += said(5, top, "  python: {limits: {LIMIT}}\n")
    files = {
        "rules/snake/tune.yaml": said(2, top, "limits: {LIMIT}") or "skip: []",
        "rules/profiles/base.yaml": profile(
            said(3, top, "limits: {LIMIT}\n") + ("for:\n" + blocks if blocks else "")
        ),
        "rules/profiles/child.yaml": profile("extends: base\n" + said(6, top, "limits: {LIMIT}")),
    }
    toml = '[limits]\n"toy/loud" = {max = 7}\n' if top >= 7 else ""
    if top >= 8:
        toml += '[[override]]\npaths = ["src/*.py"]\nreason = "ours"\n'
        toml += 'limits = {"toy/loud" = {max = 8}}\n'
    settings = ("toy/loud.max=9",) if top >= 9 else ()
    made = plan(files, profile="child", settings=settings, project=project(toml))
    loud = next(
        rule
        for rule in made.rule_set("python", "programming", "src/a.py").rules
        if rule.id == "toy/loud"
    )
    assert Range(None, Bound(float(top), name)) == loud.keep


def test_what_a_layer_does_not_say_stays_as_the_layer_below_has_it(plan, project):
    files = {"rules/profiles/default.yaml": profile("limits: {toy/loud: {min: 0}}")}
    made = plan(files, settings=("toy/loud.spare=0.5",), project=project(""))
    (loud, _) = made.rule_set("go", "programming").rules
    expected = (Range(Bound(0.0, "profile default"), Bound(1.0, "rule")), Bound(0.5, "--set"))
    assert expected == (loud.keep, loud.spare)


# Which rules.


def test_every_rule_that_fits_the_document_is_chosen(plan):
    assert "snake/lazy toy/loud toy/quiet" == ids(plan())


def test_rules_of_a_language_are_for_that_language(plan):
    assert "toy/loud toy/quiet" == ids(plan(), "go")


def test_rules_of_a_kind_are_for_that_kind(plan, rule):
    text = rule("source: ours", "source: ours\nkinds: [prose]")
    made = plan({"rules/toy/prosy.yaml": text})
    assert ("toy/loud toy/quiet", "toy/loud toy/prosy toy/quiet") == (
        ids(made, "go", "programming"),
        ids(made, "markdown", "prose"),
    )


def test_a_tune_file_is_for_the_languages_of_its_pack(plan):
    made = plan({"rules/snake/tune.yaml": "skip: [toy/loud]"})
    assert ("snake/lazy toy/quiet", "toy/loud toy/quiet") == (ids(made), ids(made, "go"))


def test_a_child_without_select_has_that_of_its_parent(plan):
    files = {
        "rules/profiles/base.yaml": profile("select: [toy/]\nskip: [toy/quiet]"),
        "rules/profiles/child.yaml": profile("extends: base"),
    }
    assert "toy/loud" == ids(plan(files, profile="child"))


def test_a_child_with_select_replaces_that_of_its_parent(plan):
    files = {
        "rules/profiles/base.yaml": profile("select: [toy/]"),
        "rules/profiles/child.yaml": profile("extends: base\nselect: [snake/]"),
    }
    assert "snake/lazy" == ids(plan(files, profile="child"))


def test_a_block_adds_rules_for_its_kind(plan):
    made = plan(
        {
            "rules/profiles/default.yaml": profile(
                "select: [snake/]\nfor: {prose: {select: [toy/loud]}}"
            )
        }
    )
    assert ("toy/loud", "") == (ids(made, "markdown", "prose"), ids(made, "go"))


def test_what_a_block_adds_is_selected(plan):
    files = {
        "rules/profiles/default.yaml": profile("skip: [toy/]\nfor: {prose: {select: [toy/loud]}}")
    }
    assert ["snake/lazy", "toy/loud"] == [rule.id for rule in plan(files).selected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"select": ("toy/",)}, "toy/loud toy/quiet"),
        ({"select": ("*/l*",)}, "snake/lazy toy/loud"),
        ({"select": ("toy/loud",), "extend_select": ("snake/",)}, "snake/lazy toy/loud"),
        ({"ignore": ("toy/",)}, "snake/lazy"),
        ({"select": ("toy/",), "ignore": ("toy/quiet",)}, "toy/loud"),
    ],
)
def test_the_command_line_chooses(plan, words, expected):
    assert expected == ids(plan(**words))


def test_an_exact_id_undoes_the_skip_of_a_profile(plan):
    files = {"rules/profiles/default.yaml": profile("skip: [toy/loud]")}
    assert "toy/loud" == ids(plan(files, select=("toy/loud",)))


def test_a_pack_does_not_undo_the_skip_of_a_profile(plan):
    files = {"rules/profiles/default.yaml": profile("skip: [toy/loud]")}
    assert "toy/quiet" == ids(plan(files, select=("toy/",)))


def test_a_project_chooses_as_the_command_line_does(plan, project):
    toml = "select = ['snake/']\nextend-select = ['toy/']\nignore = ['toy/quiet']"
    assert "snake/lazy toy/loud" == ids(plan(project=project(toml)))


def test_the_command_line_is_above_the_project(plan, project):
    assert "toy/quiet" == ids(plan(select=("toy/quiet",), project=project("ignore = ['toy/']")))


def test_a_project_names_its_profile(plan, project):
    files = {"rules/profiles/ours.yaml": profile("select: [toy/loud]")}
    assert "toy/loud" == ids(plan(files, project=project("profile = 'ours'")))


# Overrides.

OVERRIDE = "[[override]]\npaths = ['src/*.py', '!src/b.py']\nreason = 'ours'\nskip = ['toy/']\n"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/a.py", "snake/lazy"),
        ("src/b.py", "snake/lazy toy/loud toy/quiet"),
        ("a.py", "snake/lazy toy/loud toy/quiet"),
        ("", "snake/lazy toy/loud toy/quiet"),
    ],
)
def test_an_override_is_for_the_paths_that_it_names(plan, project, path, expected):
    assert expected == ids(plan(project=project(OVERRIDE)), path=path)


def test_paths_of_an_override_count_from_the_folder_of_the_project(plan, project):
    made = plan(project=project(OVERRIDE, root="app"))
    assert ("snake/lazy", "snake/lazy toy/loud toy/quiet") == (
        ids(made, path="app/src/a.py"),
        ids(made, path="src/a.py"),
    )


def test_of_two_overrides_the_later_has_the_last_word(plan, project):
    toml = "".join(
        f"[[override]]\npaths = ['{path}']\nreason = 'ours'\nlimits.'toy/loud'.max = {i}\n"
        for i, path in enumerate(["src/", "*.py", "tests/"], 5)
    )
    (_, loud, _) = plan(project=project(toml)).rule_set("python", "programming", "src/a.py").rules
    assert Range(None, Bound(6.0, "rulekit.toml override")) == loud.keep


# Scores, seeds, sheets.


@pytest.mark.parametrize(
    ("base", "child", "toml", "expected"),
    [
        ("", "", "", 0.0),
        ("min_score: 0.4", "", "", 0.4),
        ("min_score: 0.4", "min_score: 0.5", "", 0.5),
        ("for: {python: {min_score: 0.6}}", "", "", 0.6),
        ("min_score: 0.4\nfor: {prose: {min_score: 0.6}}", "", "", 0.4),
        ("for: {python: {min_score: 0.6}}", "min_score: 0.5", "", 0.5),
        ("min_score: 0.4", "min_score: 0.5", "min-score = 0.7", 0.7),
        ("min_score: 0.4", "", "min-score = 0.0", 0.0),
    ],
)
def test_the_topmost_score_that_is_said_counts(plan, project, base, child, toml, expected):
    files = {
        "rules/profiles/base.yaml": profile(base),
        "rules/profiles/child.yaml": profile(f"extends: base\n{child}"),
    }
    made = plan(files, profile="child", project=project(toml))
    assert expected == made.rule_set("python", "programming").min_score


@pytest.mark.parametrize(
    ("seed", "toml", "expected"),
    [(None, "", 0), (None, "seed = 7", 7), (3, "seed = 7", 3), (0, "seed = 7", 0)],
)
def test_the_seed_of_the_command_line_is_above_that_of_the_project(
    plan, project, seed, toml, expected
):
    assert expected == plan(seed=seed, project=project(toml)).seed


def test_documents_that_are_judged_alike_share_a_sheet(plan):
    made = plan()
    assert made.rule_set("go", "programming", "a.go") is made.rule_set("go", "programming", "b.go")


def test_a_signal_that_two_rules_use_is_on_the_sheet_once(plan):
    names = [signal.name for signal in plan(select=("toy/",)).rule_set("go", "programming").signals]
    assert ["count(/!/)"] == names


def test_all_signals_are_those_of_rules_that_are_not_selected_too(plan):
    made = plan(select=("toy/",))
    names = ["count(/!/)", "count(@snake.pass)", "toy.marks"]
    assert names == [signal.name for signal in made.all_signals("python", "programming")]


def test_a_language_without_a_grammar_has_no_syntax(plan):
    assert plan().languages.capturer("go") is None


def test_only_captures_that_a_rule_needs_are_looked_for(plan):
    assert {"snake.pass"} == plan().languages.capturer("python").wanted


# Refusals.


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"profile": "defalt"}, "there is no profile `defalt`, did you mean `default`?"),
        ({"select": ("toi/",)}, "no rule is called `toi/`, did you mean `toy/`?"),
        ({"extend_select": ("loud",)}, "no rule is called `loud`, did you mean `toy/loud`?"),
        ({"ignore": ("zzz",)}, "no rule is called `zzz`; `rulekit rules` lists them"),
        (
            {"settings": ("toy/lout.max=1",)},
            "--set: no rule is called `toy/lout`, did you mean `toy/loud`?",
        ),
        ({"settings": ("toy/.max=1",)}, "--set: `toy/` is not one rule's id"),
        (
            {"ignore": ("all",)},
            "the selection has no rule; `rulekit rules` lists those there are",
        ),
        (
            {"select": ()},
            "the selection has no rule; `rulekit rules` lists those there are",
        ),
    ],
)
def test_a_choice_that_means_nothing_is_refused(plan, told, words, expected):
    assert [expected] == told(plan, **words)


def test_every_unknown_word_of_the_command_line_is_told(plan, told):
    words = {"select": ("toi/",), "ignore": ("zzz",), "settings": ("toy/lout.max=1",)}
    expected = [
        "no rule is called `toi/`, did you mean `toy/`?",
        "no rule is called `zzz`; `rulekit rules` lists them",
        "--set: no rule is called `toy/lout`, did you mean `toy/loud`?",
    ]
    assert expected == told(plan, **words)


def test_an_unknown_word_of_a_project_is_told_at_its_place(plan, project, told):
    expected = ["rulekit.toml:1:19 no rule is called `zzz`; `rulekit rules` lists them"]
    assert expected == told(plan, project=project('ignore = ["toy/", "zzz"]'))


def test_an_unknown_profile_of_a_project_is_told_at_its_place(plan, project, told):
    expected = ["rulekit.toml:1:11 there is no profile `defalt`, did you mean `default`?"]
    assert expected == told(plan, project=project("profile = 'defalt'"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("limits: {toy/loud: {min: 5}}", "min 5 (profile default) is above max 1 (rule)"),
        ("for: {prose: {limits: {toy/loud: {min: 5}}}}", "min 5 (profile default) is above"),
        ("for: {python: {limits: {toy/loud: {min: 5}}}}", "min 5 (profile default) is above"),
    ],
)
def test_limits_that_nothing_can_be_within_are_refused_before_any_document(
    plan, told, text, expected
):
    (complaint,) = told(plan, {"rules/profiles/default.yaml": profile(text)})
    assert complaint.startswith(f"nothing can pass toy/loud: {expected}")


def test_limits_of_two_layers_that_nothing_can_be_within_are_refused(plan, told, project):
    toml = "[[override]]\npaths = ['a']\nreason = 'ours'\nlimits = {'toy/loud' = {min = 3}}\n"
    expected = "nothing can pass toy/loud: min 3 (rulekit.toml override) is above max 1 (rule)"
    assert [expected] == told(plan, project=project(toml))


def test_a_child_may_widen_what_its_parent_narrowed_beyond_the_rule(plan):
    files = {
        "rules/profiles/base.yaml": profile("limits: {toy/loud: {min: 5}}"),
        "rules/profiles/child.yaml": profile("extends: base\nlimits: {toy/loud: {max: 9}}"),
    }
    assert plan(files, profile="child").rule_set("python", "programming").rules


BROKEN = {"rules/toy/loud.yaml": "titel: x"}


def test_a_broken_plugin_that_is_needed_stops_the_run(plan):
    with pytest.raises(PluginError) as caught:
        plan(BROKEN)
    expected = (
        "the plugin `toy` (rulekit-toy 1.0) is needed by the selection; leave it out with -p no:toy"
    )
    assert {expected} == {problem.remedy for problem in caught.value.problems}


@pytest.mark.parametrize("word", ["all", "toy/", "toy/loud", "*/loud", "*"])
def test_a_broken_plugin_is_needed_when_a_word_may_mean_its_rules(plan, word):
    with pytest.raises(PluginError):
        plan(BROKEN, select=(word,))


def test_a_broken_plugin_that_nobody_asks_for_stops_nothing(plan):
    assert "snake/lazy" == ids(plan(BROKEN, select=("snake/",)))


def test_a_broken_plugin_that_is_added_stops_the_run(plan):
    with pytest.raises(PluginError):
        plan(BROKEN, select=("snake/",), extend_select=("toy/loud",))


def test_a_broken_plugin_that_is_left_out_stops_nothing(plan):
    assert "snake/lazy" == ids(plan(BROKEN, off=["toy"]))


def test_an_unknown_word_comes_with_the_broken_plugins_that_may_bring_it(packs, plugin):
    sources = [*packs(), plugin("1 / 0", "other")]
    with pytest.raises(UsageError) as caught:
        Plan(load_catalog(sources=sources), PlanOptions(select=("boa/",)), Project())
    assert ["a broken plugin may bring it: other"] == [one.remedy for one in caught.value.problems]


# Bugs that are known.
