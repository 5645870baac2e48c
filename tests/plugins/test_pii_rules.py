"""plugins/pii/rules and lists: every rule finds and leaves what its examples say."""

import pytest
from rulekit_plugins.pii.detector import LISTS, RULES, read_all
from rulekit_plugins.pii.finder import build_finder
from rulekit_plugins.pii.kind import KINDS
from rulekit_plugins.pii.rule import PiiRuleSpec, WordList

SPECS = read_all(RULES, PiiRuleSpec)
WORDS = read_all(LISTS, WordList)
EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{number}")
    for name, spec in SPECS.items()
    for number, example in enumerate([*spec.examples.find, *spec.examples.leave])
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_a_rule_finds_what_its_examples_say(name, example):
    data = example.joined.encode()
    found = build_finder(name, SPECS[name], WORDS).find(data, example.path)
    assert example.found == [data[one.start : one.end].decode() for one in found]


@pytest.mark.parametrize("name", SPECS)
def test_a_text_to_be_found_has_one_of_the_rules_words(name):
    words = [word.lower() for word in SPECS[name].words]
    for example in SPECS[name].examples.find:
        assert not words or any(word in example.joined.lower() for word in words)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_rule(kind):
    assert kind in {spec.kind for spec in SPECS.values()}


def test_each_list_is_used():
    conditions = [one for spec in SPECS.values() for one in [*spec.needs, *spec.unless]]
    used = {one.list for one in conditions} | {one.also.list for one in conditions if one.also}
    assert set(WORDS) == used - {None}
