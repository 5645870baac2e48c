"""rulekit/cli/fit_weights.py: `rulekit fit --experiments`."""

from pathlib import Path

import pytest
from weighing import experiments_yaml, planted, unit

from rulekit.loader import load

GOOD = experiments_yaml(*planted(24, noise=2))
NOISE = experiments_yaml(planted(14)[0], [unit(k, "of nothing") for k in range(14)])
NAMES = ("text.lines", "text.words", "text.characters")
SIGNALS = experiments_yaml(*planted(24, noise=2), NAMES)
OUT = "rules/weights/runs.yaml"
RULE = """\
title: Worth little
why: Results say so.
source: made up
signal: weighted(runs)
keep: {max: 50}
examples:
  keep: [{text: "a = 1\\n"}]
  drop: [{text: "a = 1\\n", repeat: 300}]
"""


@pytest.fixture
def fit(rulekit, write):
    """A function: how a fit to these experiments ends."""

    def called(text=GOOD, *words):
        write({"runs.yaml": text})
        return rulekit("fit", "--experiments", "runs.yaml", "--isolated", *words)

    return called


def test_it_shows_errors_on_results_left_out_and_weights_with_their_intervals(fit):
    ended = fit()
    assert (0, "") == (ended.code, ended.err)
    assert ended.lines[0].startswith("Results by training set  (24 experiments, 3 aspects, lambda ")
    told = {line.rpartition("  ")[0].strip(): float(line.split()[-1]) for line in ended.lines[3:6]}
    assert ["these weights", "equal weights", "the mean of the other results"] == [*told]
    assert told["these weights"] < 1 < told["equal weights"]
    assert ["reply(a)", "reply(b)", "reply(c)"] == [line.split()[0] for line in ended.lines[8:]]


def test_weights_are_written_and_read_by_a_rule(fit, write):
    ended = fit(SIGNALS, "--out", OUT)
    assert ended.err.endswith(f"written: {OUT}; in rules: signal: weighted(runs)\n")
    write({"rules/mine/little.yaml": RULE})
    engine = load(rules=["rules"], select=["mine/"])
    verdict = engine.check_text("a = 1\n" * 300, "a.py")
    assert "drop" == verdict.decision
    assert "`text.characters`" in verdict.reason


def test_elsewhere_than_among_rules_it_says_where_the_file_belongs(fit):
    told = fit(GOOD, "--out", "new/runs.yaml").err
    assert "as weights/runs.yaml of a folder of rules: signal: weighted(runs)" in told


def test_the_same_experiments_in_another_order_give_the_same_file(fit):
    head, rows = GOOD.split("experiments:\n")
    fit(GOOD, "--out", "a.yaml")
    fit("experiments:\n".join([head, "\n".join(rows.splitlines()[::-1]) + "\n"]), "--out", "b.yaml")
    assert Path("a.yaml").read_bytes() == Path("b.yaml").read_bytes()


def test_weights_that_are_no_better_than_equal_ones_are_not_written(fit):
    ended = fit(NOISE, "--out", OUT)
    assert (1, False) == (ended.code, Path(OUT).exists())
    assert "no better than the mean of the other results: these aspects tell nothing" in ended.out
    assert "not written: --anyway writes such weights, too" in ended.err
    equal = experiments_yaml(*planted(16, noise=4, weights=(1.0, 1.0, 1.0)))
    assert "no better than equal weights: take the sum of the aspects" in fit(equal).out
    assert 0 == fit(equal).code


def test_unless_they_are_asked_for(fit):
    assert 0 == fit(NOISE, "--out", OUT, "--anyway").code
    assert Path(OUT).exists()


def test_weights_that_are_all_nothing_are_told(fit):
    rows = [[1.0, x, 2.0] for x in (1.0, -1.0)] * 6
    text = experiments_yaml(rows, [5.0, 5.0, 7.0, 7.0] * 3)
    ended = fit(text, "--out", OUT, "--anyway")
    assert (2, False) == (ended.code, Path(OUT).exists())
    assert "all weights are 0: the results hang on none of the aspects" in ended.err


def test_under_twelve_experiments_it_refuses_and_under_twenty_it_warns(fit):
    ended = fit(experiments_yaml(*planted(11)))
    assert (2, "") == (ended.code, ended.out)
    assert "has 11 experiments, and 12 are the least" in ended.err
    assert "warning: 19 experiments are few" in fit(experiments_yaml(*planted(19))).err
    assert "" == fit(experiments_yaml(*planted(20))).err


def test_aspects_that_cannot_be_told_apart_are_named(fit):
    rows, results = planted(24)
    told = fit(experiments_yaml([[*row[:2], row[0]] for row in rows], results)).err
    assert "warning: `reply(a)` goes with `reply(c)` (correlation 1.00); " in told
    told = fit(experiments_yaml([[*row[:2], sum(row[:2])] for row in rows], results)).err
    assert "warning: `reply(c)` goes with the mean of the other aspects (correlation 1.00)" in told


def test_aspects_of_several_units_are_told_unless_they_are_scaled(fit):
    assert (
        "warning: the aspects have several units (characters, lines, words): `scale: spread`"
        in (fit(SIGNALS).err)
    )
    assert "" == fit(SIGNALS.replace("experiments:", "scale: spread\nexperiments:")).err


def test_an_aspect_that_never_differs_is_told(fit):
    rows, results = planted(24)
    told = fit(experiments_yaml([[*row[:2], 7.0] for row in rows], results)).err
    assert "warning: `reply(c)` is the same in all experiments, and has no weight" in told


def test_rows_without_a_value_are_told(fit, project):
    means = [f"means: {{text.lines: {k}}}" for k in range(1, 20)]
    data = [f"audit: {project}/full, rows: all", *means]
    lines = [f"  - {{name: e{k:02}, {one}, result: {k}}}" for k, one in enumerate(data)]
    text = "\n".join(["title: t", "source: s", "aspects: [text.lines]", "experiments:", *lines, ""])
    told = fit(text).err
    assert told.startswith("warning: e00: of ")
    assert " have no `text.lines`; the means are of the others" in told
    hostile = fit(text.replace("name: e00", 'name: "e\\e[31m"')).err
    assert "\x1b" not in hostile
    assert "[31m: of " in hostile


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["labels.jsonl"], "--experiments fits weights, and LABELS is for a scorecard"),
        (["--src", "x"], "--experiments fits weights, and --src is for a scorecard"),
        (["--max-signals", "24"], "--experiments fits weights, and --max-signals is for a score"),
        (["--out", "Runs.yaml"], "lower-case words and hyphens, not `Runs.yaml`"),
        (["--out", "runs.csv"], "--out: weights are a file NAME.yaml"),
        (["--out", "runs.yaml/x.yaml"], "--out: cannot write `runs.yaml/x.yaml`"),
    ],
)
def test_words_that_do_not_go_together_are_told(fit, words, said):
    ended = fit(GOOD, *words)
    assert 2 == ended.code
    assert said in ended.err


def test_a_fit_of_nothing_and_anyway_of_labels_are_told(rulekit):
    assert "error: fit to what? Name a file of LABELS, or --exp" in rulekit("fit").err
    assert "error: --anyway is for weights" in rulekit("fit", "labels.jsonl", "--anyway").err
