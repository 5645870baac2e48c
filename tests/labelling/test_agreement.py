"""rulekit/labelling/agreement.py: readers beside each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from labelled import label

from rulekit.labelling.agreement import Agreement, Readers, kappa

WORDS = some.sampled_from(["keep", "drop"])


def pairs(**counts):
    """So many pairs of words, `kd` for keep and drop."""
    words = {"k": "keep", "d": "drop", "u": "undecided"}
    return [
        (label(word=words[two[0]]), label(word=words[two[1]], reader="ben"))
        for two, count in counts.items()
        for _ in range(count)
    ]


def test_kappa_is_that_of_the_books():
    """Cohen's measure for 20 + 15 alike of 50: 0.7 observed, 0.5 by chance."""
    found = Agreement.of(pairs(kk=20, kd=5, dk=10, dd=15))
    assert (50, 35, 0) == (found.decided, found.alike, found.undecided)
    assert pytest.approx(0.4) == found.kappa


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({}, (0, 0, None, 0)),
        ({"kk": 3}, (3, 3, None, 0)),
        ({"kk": 1, "dd": 1}, (2, 2, 1.0, 0)),
        ({"kd": 1, "dk": 1}, (2, 0, -1.0, 0)),
        ({"kk": 1, "dd": 1, "ku": 2, "uu": 1}, (2, 2, 1.0, 3)),
    ],
)
def test_files_that_one_did_not_decide_are_counted_apart(counts, found):
    assert found == tuple(Agreement.of(pairs(**counts)))


@given(some.lists(some.tuples(WORDS, WORDS)))
def test_kappa_is_between_its_bounds_and_does_not_ask_who_is_first(said):
    found = kappa(said)
    assert found == kappa([(other, one) for one, other in said])
    assert found is None or -1 - 1e-9 <= found <= 1 + 1e-9
    if len({*said}) > 1 and all(one == other for one, other in said):
        assert pytest.approx(1) == found


LABELS = [
    label("a.py", "keep", language="python", confidence="low"),
    label("b.py", "drop", language="python", blind=False),
    label("c.go", "undecided", language="go"),
    label("d.go", "keep", language="go"),
    label("a.py", "drop", reader="ben", language="python"),
    label("b.py", "keep", reader="ben", language="python"),
    label("b.py", "drop", reader="ben", language="python"),
    label("c.go", "keep", reader="ben", language="go"),
    label("d.go", "keep", reader="ben", language="go"),
    label("e.go", "keep", reader="ben", language="go"),
]


def test_what_each_reader_said_is_counted_the_later_label_of_a_file_alone():
    readers = Readers.of(LABELS)
    assert [("anna", 4, 2, 1, 1, 1, 1), ("ben", 5, 3, 2, 0, 0, 0)] == list(readers.counts())
    assert 1 == readers.replaced


def test_agreement_is_told_of_all_and_by_language():
    assert [
        (("anna", "ben", ""), 3, 2, 1),
        (("anna", "ben", "go"), 1, 1, 1),
        (("anna", "ben", "python"), 2, 1, 0),
    ] == [
        (who, one.decided, one.alike, one.undecided) for who, one in Readers.of(LABELS).agreements()
    ]


def test_disagreements_are_files_that_two_decided_otherwise():
    (split,) = Readers.of(LABELS).disagreements()
    assert [("anna", "keep"), ("ben", "drop")] == [(one.reader, one.label) for one in split]


def test_of_three_readers_every_two_are_compared():
    three = [*LABELS, label("a.py", "keep", reader="cleo")]
    found = [who[:2] for who, _ in Readers.of(three).agreements() if not who[2]]
    assert [("anna", "ben"), ("anna", "cleo"), ("ben", "cleo")] == found
    assert 3 == len(Readers.of(three).disagreements()[0])
