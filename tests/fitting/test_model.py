"""rulekit/fitting/model.py: a model of labels, and its scores elsewhere."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from labelled import labelled_rows

from rulekit.errors import UsageError
from rulekit.fitting.bands import auc
from rulekit.fitting.labels import Labelled
from rulekit.fitting.model import fit_model
from rulekit.learned.model import Shape
from rulekit.learned.model_file import written_model

SHAPE = Shape(bits=12)
LABELLED = [
    Labelled(row["content"], row["path"], row["label"] == "keep", 1.0, row["repo"])
    for row in labelled_rows(20)
]
FITTED = fit_model(LABELLED, SHAPE)


def test_a_model_ranks_texts_of_groups_that_it_has_not_seen():
    assert auc(FITTED.unseen, [one.keep for one in LABELLED]) > 0.95


def test_scores_are_chances_on_the_right_side():
    for one, score in zip(LABELLED, FITTED.unseen, strict=True):
        assert one.keep is (score > 0.5)
        assert one.keep is (FITTED.model.score(one.text.encode()) > 0.5)


def test_no_text_is_scored_by_a_fit_that_saw_its_group():
    """Were it so, the weights would know the labels of the group, which are turned here."""
    group = LABELLED[0].group
    turned = [replace(one, keep=not one.keep) if one.group == group else one for one in LABELLED]
    found = fit_model(turned, SHAPE)
    for row, one in enumerate(LABELLED):
        if one.group == group:
            assert one.keep is (found.unseen[row] > 0.5)
    assert FITTED.model.weights != found.model.weights


def test_the_order_of_labels_decides_nothing():
    turned = fit_model(LABELLED[::-1], SHAPE)
    assert (FITTED.model, FITTED.unseen) == (turned.model, turned.unseen[::-1])


def test_another_process_writes_the_same_bytes():
    code = "import test_model as t, sys; sys.stdout.buffer.write(t.written_model(t.FITTED.model))"
    here = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    path = f"import sys; sys.path[:0] = {here!r}; {code}"
    ended = subprocess.run([sys.executable, "-c", path], capture_output=True, check=True)
    assert written_model(FITTED.model) == ended.stdout


def test_a_model_of_byte_pairs_ranks_and_learns_the_pairs_of_its_texts():
    found = fit_model(LABELLED, Shape("bpe", (1, 2), 12))
    assert auc(found.unseen, [one.keep for one in LABELLED]) > 0.95
    assert len(found.model.shape.merges) > 4 * 20
    assert found.model == fit_model(LABELLED[::-1], Shape("bpe", (1, 2), 12)).model
    assert found.model == fit_model(LABELLED, found.model.shape).model


def test_numbers_have_the_figures_that_all_versions_of_numpy_agree_on():
    for one in (FITTED.model.slope, FITTED.model.offset):
        assert one == float(f"{one:.6g}")


def test_a_label_of_little_weight_moves_the_model_less():
    few = [replace(one, weight=0.01) if not one.keep else one for one in LABELLED]
    assert fit_model(few, SHAPE).model.weights != FITTED.model.weights


def test_a_text_that_is_no_unicode_or_empty_is_learnt_from_too():
    odd = [replace(LABELLED[0], text="a = '\ud800'\n"), replace(LABELLED[2], text="")]
    assert 0.5 == fit_model([*LABELLED, *odd], SHAPE).unseen[-1]


@pytest.mark.parametrize(("word", "kept"), [("keep", True), ("drop", False)])
def test_texts_of_too_few_groups_are_refused(word, kept):
    alike = [replace(one, group="a/b") if one.keep is kept else one for one in LABELLED]
    with pytest.raises(UsageError, match=f"the files to {word} are of only 1 group: 5 are the"):
        fit_model(alike, SHAPE)
