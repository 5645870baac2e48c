"""rules/profiles/opencoder.yaml: OpenCoder's limits, every one, for every group of its files."""

import json
from pathlib import Path

import pytest
from carried import carried_by

import rulekit

LIMITS = json.loads(Path(__file__).with_name("limits.json").read_text("utf-8"))
PLAN = rulekit.load(profile="opencoder").plan
RULES, SIGNALS = carried_by(PLAN.catalog)

PROGRAMMING = ("c", "cpp", "csharp", "go", "java", "javascript", "python")
# Its groups of files, and one sort of document of each: language, kind, natural language.
GROUPS = {
    "others": ("rust", "programming", ""),
    "data": ("json", "data", ""),
    "shell": ("shell", "programming", ""),
    "sql": ("sql", "data", ""),
    **{name: (name, "programming", "") for name in PROGRAMMING},
    "html": ("html", "markup", ""),
    "text-en": ("markdown", "prose", "en"),
    "text-zh": ("markdown", "prose", "zh"),
}
HERE = [name for name in LIMITS if name in RULES]


def asked(name: str, group: str) -> bool:
    """Whether the reference computes a signal for a group at all."""
    family = name.split("_")[1]
    if family == "doc":
        return group.startswith("text-")
    return not group.startswith("text-") and family in ("code", f"code{group}")


CELLS = [(name, group) for name in HERE for group in GROUPS if asked(name, group)]


def published(name: str, group: str) -> dict[str, float]:
    """The limits that OpenCoder gives a signal in a group: the last values that it keeps."""
    for one in LIMITS[name]["limits"]:
        if group in one["groups"].split():
            bounds = {side: one[side] for side in ("min", "max") if side in one}
            return bounds or EQUAL[name]
    return {}


# Where it asks for equality, what rulekit's rules say instead. A single sentence is the only number
# of sentences that is dropped: none at all is guarded.
EQUAL = {
    "qsc_code_cate_autogen": {"max": 0},
    "qsc_code_cate_xml_start": {"max": 0},
    "qsc_code_cate_encoded_data": {"max": 1024, "max/2": 0.5},
    "qsc_codepython_cate_ast": {"max": 0},
    "qsc_codejavascript_cate_ast": {"max": 0},
    "qsc_codehtml_cate_ast": {},  # its parser takes whatever it is given
    "qsc_codego_cate_testfile": {"max": 0},
    "qsc_doc_num_sentences": {"min": 2},
    **{f"qsc_code{name}_cate_var_zero": {"min": 1} for name in GROUPS},
}


def in_force(name: str, group: str) -> dict[str, float]:
    """The limits of the rules that carry a signal, as the profile has them for a group."""
    language, kind, natural_language = GROUPS[group]
    rule_set = PLAN.rule_set(language, kind, natural_language=natural_language)
    found: dict[str, float] = {}
    for rule in rule_set.rules:
        if rule.id in RULES[name]:
            for side, bound in (("min", rule.keep.minimum), ("max", rule.keep.maximum)):
                if bound:
                    found[f"{side}/2" if side in found else side] = bound.value
    return found


def test_all_118_signals_are_carried():
    assert 118 == len(LIMITS)
    assert [] == [name for name in LIMITS if name not in RULES and name not in SIGNALS]


@pytest.mark.parametrize(("name", "group"), CELLS)
def test_a_limit_is_the_published_one(name, group):
    assert published(name, group) == in_force(name, group)


@pytest.mark.parametrize("name", [name for name in HERE if "spared" in LIMITS[name]])
def test_what_the_reference_drops_at_random_is_spared_by_content(name):
    group = next(group for group in GROUPS if published(name, group))
    rule_set = PLAN.rule_set(GROUPS[group][0], "programming")
    spared = [rule.spare.value for rule in rule_set.rules if rule.id in RULES[name] and rule.spare]
    assert [LIMITS[name]["spared"]] == spared
