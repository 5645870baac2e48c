"""rulekit/audit/recent.py: what was read last is not read again."""

from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.recent import Recent


@given(st.lists(st.integers(0, 5), max_size=40), st.integers(1, 4))
def test_the_last_few_are_kept_and_others_made_again(asked, room):
    made, expected, recent = [], [], Recent(room)
    for at, key in enumerate(asked):
        assert key == recent.get(key, lambda key=key: made.append(key) or key)
        if key not in list(dict.fromkeys(reversed(asked[:at])))[:room]:
            expected.append(key)
    assert expected == made


def test_a_value_that_is_larger_than_the_room_is_handed_out_and_not_kept():
    recent = Recent(10, len)
    for _ in range(2):
        assert "a long sentence" == recent.get("a", lambda: "a long sentence")
    assert "short" == recent.get("b", lambda: "short")
    assert "short" == recent.get("b", lambda: "another")
