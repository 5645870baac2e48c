"""rulekit/plan/used_replies.py: the replies that verdicts hang on."""

from pathlib import Path

import pytest
from replying import answered, write_replies

from rulekit.core.signal import Signal
from rulekit.plan.used_replies import reply_problems, used_replies
from rulekit.replies.folder import read_reply_folder
from rulekit.replies.reply_set import ReplySet


@pytest.fixture
def sets(folder):
    path = write_replies("asked", {"x": [answered(1)]})
    return {"marks": ReplySet((read_reply_folder(path),))}


def signals(*names):
    return [Signal(name, "", "", lambda _document: 0.0) for name in names]


def test_replies_are_used_where_a_signal_of_theirs_is_read_alone_or_in_a_ratio(sets):
    assert {} == used_replies(sets, signals("text.characters", "reply(other:score.quality)"))
    for name in ("reply(marks:score.quality)", "reply(marks:safe) / text.lines", "replies(marks)"):
        assert sets == used_replies(sets, signals(name))


def test_damage_of_what_is_used_is_told(sets):
    assert [] == reply_problems(sets.values())
    Path("asked/texts.jsonl").write_bytes(b"")
    assert ["asked/texts.jsonl"] == [one.path for one in reply_problems(sets.values())]
