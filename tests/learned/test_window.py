"""rulekit/learned/window.py: a budget of bytes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rulekit.learned.window import EACH, FIRST, WHOLE, WINDOWS, windows

texts = st.builds(
    lambda piece, times, head: (head + piece * times).encode(),
    st.sampled_from(["a", "é", "字", "😀", "ab字"]),
    st.integers(0, 60_000),
    st.text(max_size=3),
)


def test_a_text_within_the_budget_is_looked_at_as_a_whole():
    assert [(0, 0)] == windows(b"")
    assert [(0, WHOLE)] == windows(b"a" * WHOLE)


def test_of_a_longer_text_its_beginning_and_windows_up_to_its_end_are_looked_at():
    found = windows(b"a" * 1_000_000)
    assert (0, FIRST) == found[0]
    assert [EACH] * WINDOWS == [end - start for start, end in found[1:]]
    assert 1_000_000 == found[-1].end
    gaps = {after.start - before.end for before, after in pairwise(found[1:])}
    assert max(gaps) - min(gaps) <= 1


@given(texts)
def test_windows_are_in_order_and_cut_no_character(data):
    found = windows(data)
    assert found == sorted(found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for start, end in found:
        data[start:end].decode()
    assert sum(end - start for start, end in found) <= min(len(data), WHOLE) + 3 * len(found)
