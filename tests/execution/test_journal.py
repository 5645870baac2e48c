"""rulekit/execution/journal.py: what was executed is known, whatever stopped it."""

import pytest

from rulekit.errors import SpecError
from rulekit.execution.execute import Execution
from rulekit.execution.journal import ExecutionJournal

ONE = Execution("passed", "", 2, 3, "landlock 7", {"python": "3.11"})
OTHER = Execution("timed out", "it took longer", 0, 1, "landlock 7", {"python": "3.11"})


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "journal.jsonl"
    with ExecutionJournal(path) as journal:
        journal.add("a", ONE)
        journal.add("b", OTHER)
    return path


def known(path, *again):
    with ExecutionJournal(path, again) as journal:
        return journal.known


def test_what_was_added_is_known(path):
    assert {"a": ONE, "b": OTHER} == known(path)


def test_a_line_that_a_kill_has_torn_is_taken_off(path):
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"key": "c", "outc')
    assert {"a", "b"} == {*known(path)}
    assert whole == path.read_bytes()


def test_outcomes_that_are_wanted_again_are_not_known(path):
    assert {"a"} == {*known(path, "timed out")}


def test_of_a_key_the_last_line_counts(path):
    with ExecutionJournal(path) as journal:
        journal.add("b", ONE)
    assert {"a": ONE, "b": ONE} == known(path)


def test_another_line_is_told_with_its_number(path):
    path.write_bytes(path.read_bytes() + b"nonsense\n")
    with pytest.raises(SpecError, match=r"no line of a journal\n  --> .*journal.jsonl:3"):
        known(path)
