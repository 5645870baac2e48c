"""rulekit/fitting/fold.py: groups dealt out."""

from hypothesis import given
from hypothesis import strategies as st

from rulekit.fitting.fold import dealt

texts = st.lists(st.tuples(st.sampled_from("abcdefghijkl"), st.booleans()), max_size=40)


def folds_of(texts, folds):
    return dealt([group for group, _ in texts], [kept for _, kept in texts], folds)


@given(texts, st.integers(1, 10))
def test_a_group_is_in_one_fold_and_folds_have_as_many(texts, folds):
    found = folds_of(texts, folds)
    by_group = {group: fold for (group, _), fold in zip(texts, found, strict=True)}
    assert [by_group[group] for group, _ in texts] == found
    sizes = [list(by_group.values()).count(fold) for fold in range(folds)]
    assert max(sizes) - min(sizes) <= 1


@given(texts)
def test_the_order_of_texts_decides_nothing(texts):
    assert folds_of(texts, 5) == folds_of(texts[::-1], 5)[::-1]


def test_every_fold_has_groups_of_both_sorts():
    texts = [(f"good{i}", True) for i in range(5)] + [(f"bad{i}", False) for i in range(5)]
    found = folds_of(texts, 5)
    assert [0, 1, 2, 3, 4] == sorted(found[:5]) == sorted(found[5:])
