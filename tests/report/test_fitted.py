"""rulekit/report/fitted.py: a fit as people see it."""

from rulekit.report.fitted import show_area, show_calibration, show_limits


def test_how_well_scores_rank_is_told_with_the_size_of_the_scorecard(lines):
    assert [
        "area under the ROC  0.913   (120 files)",
        "scorecard           12 steps of 7 signals",
    ] == lines(lambda to: show_area(to, "120 files", 0.91274, 12, 7))
    assert (
        "scorecard           1 step of 1 signal"
        == lines(lambda to: show_area(to, "", 0.5, 1, 1))[1]
    )


def test_each_limit_has_what_it_would_do(lines):
    assert [
        "",
        " min_score     F1  bad dropped  good kept",
        "      0.25  0.913        87.5%      99.0%",
    ] == lines(lambda to: show_limits(to, [(0.25, 0.91274, 0.875, 0.99)]))


def test_each_tenth_of_the_scale_has_how_many_are_to_be_kept(lines):
    assert [
        "",
        " score  documents  to keep",
        "  0.12      1,000    25.0%",
    ] == lines(lambda to: show_calibration(to, [(0.1234, 1000, 250)]))
