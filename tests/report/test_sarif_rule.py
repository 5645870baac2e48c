"""rulekit/report/sarif_rule.py: rules and packs, as SARIF describes them."""

from importlib import metadata

import pytest

import rulekit
from rulekit.report.sarif_rule import TAGS, tool


@pytest.fixture(scope="module")
def plan():
    return rulekit.load().plan


def described(plan, rule):
    (one,) = tool(plan, [rule])["driver"]["rules"]
    return one


def test_the_driver_is_rulekit_with_its_version(plan):
    driver = tool(plan, [])["driver"]
    assert ("rulekit", metadata.version("rulekit")) == (driver["name"], driver["version"])
    assert driver["informationUri"].startswith("https://")


def test_a_rule_says_what_it_is_why_and_what_it_does(plan):
    rule = described(plan, "python/pass-heavy")
    spec = plan.catalog.rules["python/pass-heavy"].spec
    assert ({"text": spec.title}, {"text": spec.why}, {"level": "error"}) == (
        rule["shortDescription"], rule["fullDescription"], rule["defaultConfiguration"]
    )  # fmt: skip


def test_its_help_says_why_who_says_so_and_how_a_file_is_left_out(plan):
    rule = described(plan, "python/pass-heavy")
    spec = plan.catalog.rules["python/pass-heavy"].spec
    for text in rule["help"].values():
        for said in (spec.why, spec.source, "[[override]]", 'skip = ["python/pass-heavy"]'):
            assert said in text
    assert "```toml\n[[override]]" in rule["help"]["markdown"]
    assert "```" not in rule["help"]["text"]


def test_a_flag_is_a_warning(plan):
    flags = [one.rule.id for one in plan.catalog.rules.values() if one.rule.action == "flag"]
    assert {"warning"} == {described(plan, one)["defaultConfiguration"]["level"] for one in flags}


def test_a_rule_has_its_pack_as_a_tag_and_never_more_than_github_shows(plan):
    rules = tool(plan, plan.catalog.rules)["driver"]["rules"]
    tags = {rule["id"]: rule["properties"]["tags"] for rule in rules}
    assert "python" == tags["python/pass-heavy"][0]
    assert all(0 < len(one) <= TAGS for one in tags.values())


def test_packs_that_brought_rules_are_extensions_with_their_version(plan):
    found = tool(plan, ["python/pass-heavy", "text/empty"])["extensions"]
    assert {"python", "text"} == {one["name"] for one in found}
    assert {metadata.version("rulekit")} == {one["version"] for one in found}
    assert {"bundled"} == {one["properties"]["origin"] for one in found}


def test_a_cause_that_is_no_rule_is_described_by_its_words(plan):
    said = "the score is under the profile's min_score"
    assert {"text": said} == described(plan, "min-score")["fullDescription"]


def test_every_rule_has_what_github_asks_for_in_the_length_that_it_takes(plan):
    for rule in tool(plan, plan.catalog.rules)["driver"]["rules"]:
        texts = [rule[name]["text"] for name in ("shortDescription", "fullDescription", "help")]
        assert all(texts)
        assert all(len(text) <= 1_024 for text in texts[:2])
