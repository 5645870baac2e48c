"""rulekit/labelling/question.py: keys and words that answer."""

import pytest

from rulekit.labelling.label import KINDS, LABELS
from rulekit.labelling.question import CONFIDENCE, END, LABEL, NOTE, kind_question
from rulekit.labelling.view import MOVES

ALL = [LABEL, CONFIDENCE, END, *map(kind_question, LABELS)]


@pytest.mark.parametrize("question", ALL, ids=lambda one: one.asked[:20])
def test_a_key_means_one_thing(question):
    keys = [one.key for one in question.answers]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("question", "typed", "word"),
    [
        (LABEL, "k", "keep"),
        (LABEL, "drop", "drop"),
        (LABEL, "", "next"),
        (LABEL, "up", "up"),
        (CONFIDENCE, "", "high"),
        (CONFIDENCE, "l", "low"),
        (kind_question("drop"), "p", "boilerplate-only"),
        (kind_question("drop"), "", "none"),
        (kind_question("keep"), "g", "good"),
        (LABEL, "x", None),
        (CONFIDENCE, "k", None),
    ],
)
def test_a_key_or_a_word_is_an_answer(question, typed, word):
    assert word == question.meant(typed)


def test_every_kind_has_a_key():
    for label, kinds in KINDS.items():
        assert kinds.keys() <= {one.word for one in kind_question(label).answers if one.key}


def test_what_is_no_answer_is_refused_with_the_nearest():
    assert "`generatd` is no answer here, did you mean `generated`?" == (
        kind_question("drop").refusal("generatd")
    )
    assert "`x` is no answer here; ? shows the keys" == LABEL.refusal("x")


def test_a_note_is_any_line():
    assert NOTE.is_line
    assert not LABEL.is_line
    assert {"next", "previous", "left", "right"} <= {one.word for one in LABEL.answers} & {*MOVES}
