"""rulekit/replies/spoken_reply.py: what a model wrote is one line that can be printed."""

from hypothesis import given
from hypothesis import strategies as some
from replying import answered

from rulekit.replies.spoken_reply import told


@given(some.text())
def test_whatever_a_model_writes_is_one_line_that_can_be_printed(reason):
    words = told([answered(3, reason)], "score.quality", "reason", 3.0)
    assert words.isprintable()
    assert len(words) < 210 * 6


def test_of_many_replies_ten_are_told():
    words = told([answered(one) for one in range(12)], "score.quality", "reason", 3.0)
    assert '"so it is" (replies: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …)' == words
