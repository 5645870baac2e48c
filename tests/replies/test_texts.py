"""rulekit/replies/texts.py: replies found where they lie, by the hash of a text."""

import hashlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from rulekit.replies.texts import ReplyTexts, SaidReply, text_line

REPLY = SaidReply("answered", {"reason": "é\n", "mark": 3.0, "safe": True})


def digest(number):
    return hashlib.sha256(str(number).encode()).hexdigest()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.sets(some.integers(0, 60)), some.integers(0, 500))
def test_whatever_was_written_is_found_and_nothing_else(tmp_path, numbers, length):
    said = {digest(one): (REPLY, SaidReply("unparsed", {})) for one in numbers}
    said = {one: replies[: int(one[0], 16) % 3] for one, replies in said.items()}
    said |= {one: (SaidReply("answered", {"reason": "x" * length}),) for one in [*said][:1]}
    file = tmp_path / f"texts{len(numbers)}-{length}"
    file.write_bytes(b"".join(text_line(one, said[one]) for one in sorted(said)))
    texts = ReplyTexts(file)
    assert said == {one: texts.find(one) for one in said}
    assert {()} == {texts.find(digest(one)) for one in range(70) if digest(one) not in said}


def test_a_line_is_json_that_begins_with_the_hash():
    line = text_line("ab" * 32, [REPLY])
    assert line.startswith(b'{"sha256":"abab')
    assert '"reason":"é\\n"' in line.decode()


def test_a_file_that_was_cut_ends_every_search(tmp_path):
    lines = b"".join(text_line(digest(one), []) for one in range(9))
    for end in range(0, len(lines), 7):
        (tmp_path / f"cut{end}").write_bytes(lines[:end])
        assert () == ReplyTexts(tmp_path / f"cut{end}").find("ff" * 32)
