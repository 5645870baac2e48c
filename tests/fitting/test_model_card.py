"""rulekit/fitting/model_card.py: how good a model is, and for whom."""

from rulekit.fitting.labels import Labelled
from rulekit.fitting.leaning import Leaning
from rulekit.fitting.model_card import FEW, HALF, figures, model_card


def labelled(keep, language="a", kind=""):
    return Labelled("", "", keep, 1.0, f"{language}{keep}", language, kind)


ROWS = [
    *[labelled(True)] * 10, *[labelled(False, kind="generated")] * 10,
    *[labelled(True, "b")] * 10, *[labelled(False, "b", "trivial")] * 10,
    labelled(False, "c"),
]  # fmt: skip
SCORES = [0.9] * 10 + [0.1] * 10 + [0.8] * 10 + [0.7] * 10 + [0.2]
CARD = model_card(ROWS, SCORES, [Leaning("length", 0.5, 0.123456, 9)], 0.95)


def test_figures_of_a_limit_are_worked_out_by_hand():
    some = [labelled(True), labelled(True), labelled(False), labelled(False)]
    expected = {
        "texts": 4, "bad": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5, "kept": 0.5,
    }  # fmt: skip
    assert expected == figures(some, [0.9, 0.4, 0.1, 0.8], HALF)


def test_a_share_of_nothing_is_none():
    found = figures([labelled(True)], [0.9], HALF)
    assert (None, None, None, 1.0) == (
        found["precision"], found["recall"], found["f1"], found["kept"],
    )  # fmt: skip


def test_a_card_says_of_what_it_was_made():
    assert (41, 20, 5) == (CARD["labels"], CARD["keep"], CARD["groups"])
    assert 1.0 == CARD["auc"]


def test_a_card_has_limits_for_the_precision():
    assert {"limit": 0.75, "texts": 21, "precision": 1.0, "recall": 1.0} == CARD["drop_below"]
    assert {"limit": 0.75, "texts": 20, "precision": 1.0, "recall": 1.0} == CARD["keep_from"]
    assert 0.75 == CARD["limit"]
    mixed = model_card(ROWS, [0.5] * len(ROWS), [], 0.95)
    assert (None, None, HALF) == (mixed["drop_below"], mixed["keep_from"], mixed["limit"])


def test_languages_with_few_texts_are_told_together_and_last():
    assert ["a", "b", "other"] == list(CARD["languages"])
    assert (20, 10, 1.0) == tuple(CARD["languages"]["a"][one] for one in ("texts", "bad", "auc"))
    assert (1, None) == (CARD["languages"]["other"]["texts"], CARD["languages"]["other"]["auc"])
    assert FEW > 1


def test_kinds_of_drop_are_told_by_how_many_are_under_the_limit():
    found = model_card(ROWS, [0.9] * 10 + [0.1] * 10 + [0.8] * 10 + [0.85] * 10 + [0.2], [], 0.95)
    assert {"generated": 1.0, "trivial": 0.0} == {
        kind: one["recall"] for kind, one in found["kinds"].items()
    }


def test_preferences_stand_by_name():
    assert {"name": "length", "score": 0.5, "label": 0.12346, "texts": 9} == CARD["prefers"][
        "length"
    ]
