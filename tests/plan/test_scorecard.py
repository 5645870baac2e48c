"""rulekit/plan/scorecard.py: the scorecard of a profile."""

import pytest
from installing import RULE

from rulekit.plan.options import PlanOptions, Project
from rulekit.plan.plan import Plan

CARD = """\
title: A chance
source: made up
base: {base}
dropped: -1
terms:
  - signal: toy.marks
    steps:
      - {{above: 0, points: 0.5}}
      - {{above: 3, points: -2}}
  - signal: {{pattern: x, measure: count}}
    steps: [{{above: 1, points: -1}}]
"""
HERE = "rules/profiles/"


def profile(more=""):
    return f"title: Ours\nsource: ours\n{more}"


@pytest.fixture
def plan(catalog):
    """A function from files and a profile to a plan over the two packs."""

    def made(files=None, profile="default", extra=()):
        return Plan(catalog(files, extra=extra), PlanOptions(profile=profile), Project())

    return made


def test_a_profile_has_the_scorecard_beside_it(plan):
    card = plan({f"{HERE}default.score.yaml": CARD.format(base=0.25)}).scorecard
    assert (0.25, -1.0) == (card.base, card.dropped)
    assert [
        ("toy.marks", ((0.0, 0.5), (3.0, -2.0))),
        ("count(/x/)", ((1.0, -1.0),)),
    ] == [(term.signal.name, term.steps) for term in card.terms]


def test_a_profile_without_one_has_no_terms(plan):
    made = plan()
    assert (None, ()) == (made.scorecard_file, made.scorecard.terms)


CHAIN = {
    f"{HERE}default.yaml": profile(),
    f"{HERE}middle.yaml": profile("extends: default\n"),
    f"{HERE}child.yaml": profile("extends: middle\n"),
}


@pytest.mark.parametrize(
    ("cards", "base"),
    [
        ({"default": 1}, 1),
        ({"default": 1, "middle": 2}, 2),
        ({"default": 1, "middle": 2, "child": 3}, 3),
        ({"default": 1, "child": 3}, 3),
    ],
)
def test_a_profile_has_its_own_or_that_of_the_nearest_it_extends(plan, cards, base):
    files = {f"{HERE}{name}.score.yaml": CARD.format(base=one) for name, one in cards.items()}
    assert base == plan(CHAIN | files, "child").scorecard.base


def test_a_profile_has_not_that_of_one_that_extends_it(plan):
    files = CHAIN | {f"{HERE}child.score.yaml": CARD.format(base=1)}
    assert () == plan(files, "middle").scorecard.terms


def test_a_scorecard_is_no_profile(plan, told):
    files = {f"{HERE}default.score.yaml": CARD.format(base=1)}
    (complaint,) = told(plan, files, "default.score")
    assert complaint.startswith("there is no profile `default.score`")
    (complaint,) = told(plan, files, "defualt")
    assert "there is no profile `defualt`, did you mean `default`?" == complaint


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "toy.marks",
            "toy.makrs",
            "6:13 unknown signal `toy.makrs`, did you mean `toy.marks`?",
        ),
        (
            "measure: count",
            "measure: cuont",
            "10:35 unknown measure `cuont`, did you mean `count`?",
        ),
        (
            "above: 3",
            "abvoe: 3",
            "9:10 unknown key `abvoe`, did you mean `above`?",
        ),
        (
            "base: 1",
            "base: much",
            "3:7 `base` must be a number, not `much`",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(plan, told, old, new, expected):
    text = CARD.format(base=1)
    assert old in text
    complaints = told(plan, {f"{HERE}default.score.yaml": text.replace(old, new)})
    assert f"rules/profiles/default.score.yaml:{expected}" in complaints


def test_every_unknown_signal_is_told(plan, told):
    text = CARD.format(base=1).replace("toy.marks", "a").replace("{pattern: x, ", "{find: b, ")
    complaints = told(plan, {f"{HERE}default.score.yaml": text})
    assert ["signal `a`", "finder `b`"] == [
        " ".join(one.split(" unknown ")[1].split()[:2]).rstrip(";:,") for one in complaints
    ]


def test_a_scorecard_that_is_there_twice_is_told_with_both_places(plan, told):
    card = CARD.format(base=1)
    files = {f"{HERE}default.score.yaml": card, "more/profiles/default.score.yaml": card}
    files["more/toy/other.yaml"] = RULE
    (complaint,) = told(plan, files, extra=["more"])
    assert "already: " in complaint
    assert complaint.count("profiles/default.score.yaml") == 2


def test_a_folder_of_rules_may_bring_a_profile_and_its_scorecard(plan):
    files = {
        "more/profiles/mine.yaml": profile("extends: default\n"),
        "more/profiles/mine.score.yaml": CARD.format(base=2),
        "more/toy/other.yaml": RULE,
    }
    assert 2 == plan(files, "mine", extra=["more"]).scorecard.base


def test_the_signals_of_a_scorecard_are_read_once_for_every_language(plan):
    made = plan({f"{HERE}default.score.yaml": CARD.format(base=1)})
    for language in ("python", "go"):
        names = [one.name for one in made.rule_set(language, "programming").signals]
        assert sorted({*names}) == names
        assert {"toy.marks", "count(/x/)"} <= {*names}
