"""plugins/pools/score_spec.py: settings of `score`, and what is wrong with them."""

import pytest
from pydantic import ValidationError
from rulekit_plugins.pools.score_spec import ScoreSpec

WRONG = [
    ({}, "one of keep, buckets, pareto"),
    ({"keep": {"top": 0.1}, "pareto": 9}, "not keep and pareto"),
    ({"keep": {"top": "130 %"}}, "at most 100 %"),
    ({"keep": {"top": 30}}, "at most 100 %"),
    ({"keep": {"top": "1 GiB"}}, "powers of ten"),
    ({"keep": {"top": [1]}}, "valid string"),
    ({"buckets": {"keep": [1, 1]}}, "`edges` or `quantiles`, one of them"),
    ({"buckets": {"quantiles": 2, "edges": [0.1], "keep": [1, 1]}}, "one of them"),
    ({"buckets": {"quantiles": 2}}, "`keep` or `mix`, one of them"),
    ({"buckets": {"edges": [0.5, 0.2], "keep": [0, 0, 1]}}, "0.2 stands behind 0.5"),
    ({"buckets": {"edges": [0.5, 0.5], "keep": [0, 0, 1]}}, "0.5 stands behind 0.5"),
    (
        {"buckets": {"edges": [0.2, 0.5], "keep": [0, 1]}},
        "3 buckets, from the lowest, and 2 shares",
    ),
    ({"buckets": {"edges": [0.2], "mix": ["30 %", "60 %"]}}, "100 % together"),
    ({"buckets": {"edges": [float("nan")], "keep": [0, 1]}}, "finite"),
    ({"pareto": 0}, "greater than or equal to 1"),
    ({"keep": {"top": 0.1}, "unscored": "maybe"}, "'keep' or 'drop'"),
]


@pytest.mark.parametrize(("settings", "why"), WRONG)
def test_settings_that_are_wrong_are_refused(settings, why):
    with pytest.raises(ValidationError, match=why):
        ScoreSpec(signal="score", **settings)


def test_settings_can_be_written_as_json():
    spec = ScoreSpec(signal="score", keep={"top": 0.3, "by": "language"})
    assert "0.3" == spec.model_dump(mode="json")["keep"]["top"]
