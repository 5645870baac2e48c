"""rulekit/spec/profile.py: tune files and profiles."""

import pytest

from rulekit.errors import SpecError
from rulekit.spec.check import check
from rulekit.spec.profile import LimitSpec, ProfileSpec, TuneSpec
from rulekit.spec.strict_yaml import read_yaml

PROFILE = """\
title: Ours
source: a reading of 288 files
extends: base
select: [python/, "*/long-*"]
skip: [text/few-words]
limits:
  text/digit-heavy: {max: 0.3, spare: 0.2}
min_score: 0.8
for:
  prose: {skip: [code/generated]}
  python: {limits: {code/long-line: {max: 500}}, min_score: 0.9}
"""


def profile(old="", new=""):
    assert old in PROFILE
    return check(read_yaml(PROFILE.replace(old, new), "p.yaml"), ProfileSpec, what="a profile")


def tune(text):
    return check(read_yaml(text, "tune.yaml"), TuneSpec, what="a tune file")


def complaints_about(read, *words):
    with pytest.raises(SpecError) as caught:
        read(*words)
    return [f"{one.line}:{one.column} {one.message}" for one in caught.value.problems]


def test_a_profile_has_a_block_for_each_kind_and_language():
    assert ["prose", "python"] == list(profile().blocks)


def test_a_block_says_limits_of_its_own():
    assert {"code/long-line": LimitSpec(max=500.0)} == profile().blocks["python"].limits


def test_a_profile_without_select_leaves_it_to_the_one_it_extends():
    assert profile('select: [python/, "*/long-*"]\n').select is None


def test_a_limit_remembers_what_was_said_even_when_it_is_nothing():
    limit = tune("limits: {text/few-words: {min: null}}").limits["text/few-words"]
    assert (None, {"min"}) == (limit.min, limit.model_fields_set)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("extends: base", "extend: base", "3:1 unknown key `extend`, did you mean `extends`?"),
        ("source: a reading of 288 files", "# none", "1:1 the key `source` is missing"),
        ("skip: [text/few-words]", "skip: text/few-words", "5:7 `skip` must be a list, not `text/"),
        ("{max: 0.3, spare: 0.2}", "{maxi: 0.3}", "7:22 unknown key `maxi`, did you mean `max`?"),
        ("{max: 0.3, spare: 0.2}", "{max: 1, min: 2}", "7:21 `min` 2 is above `max` 1"),
        ("{max: 0.3, spare: 0.2}", "{}", "7:21 this changes nothing: say min, max, spare, weight"),
        ("{max: 0.3, spare: 0.2}", "{action: frop}", "7:30 unknown action `frop`, did you mean"),
        ("{max: 0.3, spare: 0.2}", "{weight: 0}", "7:30 `weight` must be greater than 0, not `0`"),
        ("min_score: 0.8", "min_score: 80", "8:12 `min_score` must be less than or equal to 1"),
        ("min_score: 0.8", "min-score: 0.8", "8:1 unknown key `min-score`, did you mean `min_sco"),
        (
            "{skip: [code/generated]}",
            "{skipp: [a/b]}",
            "10:11 unknown key `skipp`, did you mean `s",
        ),
    ],
)
def test_a_mistake_in_a_profile_is_told_at_its_place(old, new, expected):
    (complaint,) = complaints_about(profile, old, new)
    assert complaint.startswith(expected)


def test_a_tune_file_skips_and_limits():
    read = tune("skip: [text/few-words]\nlimits: {code/long-line: {max: 500}}")
    assert (["text/few-words"], 500.0) == (read.skip, read.limits["code/long-line"].max)


def test_a_tune_file_selects_nothing():
    assert ["1:1 unknown key `select`; there are: limits, skip"] == complaints_about(
        tune, "select: [text/]"
    )


def test_a_tune_file_is_not_empty():
    assert ["1:1 a tune file is empty"] == complaints_about(tune, "# nothing yet\n")
