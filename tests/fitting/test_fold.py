"""rulekit/fitting/fold.py: groups dealt out."""

from hypothesis import given
from hypothesis import strategies as st

from rulekit.fitting.fold import dealt

groups = st.lists(st.sampled_from("abcdefghijkl"), max_size=40)


@given(groups, st.integers(1, 10))
def test_a_group_is_in_one_fold_and_folds_have_as_many(groups, folds):
    found = dealt(groups, folds)
    by_group = dict(zip(groups, found, strict=True))
    assert [by_group[one] for one in groups] == found
    sizes = [list(by_group.values()).count(fold) for fold in range(folds)]
    assert max(sizes) - min(sizes) <= 1


@given(groups)
def test_the_order_of_texts_decides_nothing(groups):
    assert dealt(groups, 5) == dealt(groups[::-1], 5)[::-1]
