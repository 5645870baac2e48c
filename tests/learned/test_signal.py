"""rulekit/learned/signal.py: a model in a rule, from the file to the verdict."""

from dataclasses import replace

import pytest
from modelling import FILES, RULE, model_of

from rulekit.errors import SpecError
from rulekit.learned.model_file import written_model
from rulekit.loader import load

GOOD, BAD = "return value\n", "lorem = 1\nipsum = 2\n"


@pytest.fixture
def loaded(write):
    """A function: an engine with the rule alone."""
    write(FILES)

    def engine(**more):
        return load(rules=["own"], select=["mine/"], **more)

    return engine


def test_a_rule_drops_what_its_model_scores_low_and_shows_the_words(loaded):
    engine = loaded()
    assert engine.check_text(GOOD, "a.py").kept
    verdict = engine.check_text(BAD, "a.py")
    (finding,) = verdict.findings
    assert ("drop", "mine/unworthy") == (verdict.decision, finding.rule)
    assert {"lorem", "ipsum"} <= {one.text for one in finding.evidence}
    assert finding.message.startswith(f"{finding.value:.4g}: `")
    assert "speak against it" in finding.message


def test_only_words_that_decided_are_shown_as_places(loaded):
    (finding,) = loaded().check_text(BAD + "value\n", "a.py").findings
    assert "`value` speak for it" in finding.message
    assert "value" not in {one.text for one in finding.evidence}


def test_a_drop_of_which_nothing_speaks_against_says_so(loaded, write):
    weak = replace(model_of(), offset=-6.0)
    write({"own/models/worth.model": written_model(weak)})
    (finding,) = loaded().check_text("other value\n", "a.py").findings
    assert finding.message.endswith(" speak for it, but too little")


def test_a_limit_may_be_set_as_any_other(loaded):
    assert loaded(settings=["mine/unworthy.min=0"]).check_text(BAD, "a.py").kept


def test_a_text_too_short_to_be_scored_is_unmeasured(loaded):
    (finding,) = loaded().check_text("a", "a.py").findings
    assert ("unmeasured", "the text is too short to be scored") == (finding.outcome, finding.note)


def test_a_model_may_be_part_of_a_ratio(loaded, write):
    ratio = RULE.replace("learned(worth)", "{ratio: [learned(worth), text.characters]}")
    write({"own/mine/unworthy.yaml": ratio})
    engine = loaded(used_signals=True)
    value = dict(engine.check_text(GOOD, "a.py").readings)["learned(worth) / text.characters"].value
    assert model_of().score(GOOD.encode()) / len(GOOD) == value
    assert {"worth"} == engine.plan.models.keys()


def test_an_unknown_model_is_named_with_the_nearest(loaded, write):
    write({"own/mine/unworthy.yaml": RULE.replace("worth", "wroth")})
    with pytest.raises(
        SpecError, match=r"unknown signal `learned\(wroth\)`, did you mean `learned"
    ):
        loaded()


def test_a_model_that_is_gone_is_named_with_its_file(loaded, folder):
    (folder / "own/models/worth.model").unlink()
    with pytest.raises(SpecError, match=r"no folder of rules has a file `models/worth\.model`"):
        loaded()


def test_a_damaged_model_that_is_needed_is_told_before_a_text_is_judged(loaded, write):
    write({"own/models/worth.model": b"{}"})
    with pytest.raises(SpecError, match="this is no model of rulekit"):
        loaded()


def test_a_damaged_model_that_nobody_needs_costs_nothing(write, loaded):
    write({"own/models/other.model": b"{}"})
    assert loaded().check_text(GOOD, "a.py").kept


def test_the_plan_is_another_with_another_model(loaded, write):
    from rulekit.plan.fingerprint import differences, fingerprint

    before = fingerprint(loaded().plan)
    write({"own/models/worth.model": written_model(model_of(weight=50))})
    now = fingerprint(loaded().plan)
    assert ["the model worth: has changed"] == differences(before, now)
