"""rulekit/ask/text_lines.py: replies gathered by text, sorted, and each once."""

import hashlib
from pathlib import Path

import pytest
from replying import sha256

from rulekit.ask.text_lines import TextLines
from rulekit.audit.folder import AuditFolder
from rulekit.replies.texts import ReplyTexts, SaidReply
from rulekit.spec.reply_form import Column

COLUMNS = [Column(("reason",), "string"), Column(("tags",), "array"), Column(("mark",), "integer")]


@pytest.fixture
def gathered(write):
    """A function: what is found, and told, when these lines were added."""
    write({"out/work/x": ""})

    def made(*lines):
        with TextLines(COLUMNS, Path("out/work")) as texts:
            for line in lines:
                texts.add(line)
            told = texts.write(AuditFolder(Path("out")))
        return ReplyTexts(Path("out/texts.jsonl")), told

    return made


def line(text, key, outcome="answered", **reply):
    own = {f"reply.{name}": value for name, value in reply.items()}
    return {"sha256": text and sha256(text), "key": key, "outcome": outcome, **own}


def test_a_text_has_the_replies_to_all_rows_that_have_it_and_each_once(gathered):
    texts, _ = gathered(
        line("b", "1", mark=3.0, reason="é", tags="[]"),
        line("a", "2", "unparsed"),
        line("b", "1", mark=3.0, reason="é", tags="[]"),
        line("b", "3", mark=5.0),
        line(None, "4", "unread"),
    )
    said = [SaidReply("answered", {"reason": "é", "mark": 3.0})]
    assert (*said, SaidReply("answered", {"mark": 5.0})) == texts.find(sha256("b"))
    assert (SaidReply("unparsed", {}),) == texts.find(sha256("a"))
    assert 2 == len(texts.path.read_bytes().splitlines())


def test_the_manifest_tells_properties_size_and_hash(gathered):
    texts, told = gathered(line("b", "1", mark=3.0))
    data = texts.path.read_bytes()
    assert {
        "properties": [["reason", "string"], ["tags", "array"], ["mark", "integer"]],
        "texts": {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()},
    } == told


def test_the_order_of_rows_is_not_in_the_file(gathered):
    lines = [line(one, one, mark=1.0) for one in "abc"]
    first = gathered(*lines)[1]
    assert first == gathered(*lines[::-1])[1]
