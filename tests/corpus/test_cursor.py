"""rulekit/corpus/cursor.py: forwards through a shard, whatever its reader meets."""

from rulekit.corpus.cursor import Cursor
from rulekit.hooks.reader import BrokenRow, Row


class Short:
    """Reads five rows, and never finds the memory for the third."""

    def rows(self, _path, names, start=0, *, whole=False):
        for number in range(start, 5):
            if number == 2:
                raise MemoryError
            yield Row(dict.fromkeys(names, number))


def test_a_row_without_memory_costs_no_other():
    cursor = Cursor(Short(), "a", ["a"], 0)
    found = [cursor.next().raw for _ in range(5)]
    assert [0, 1, "out-of-memory", 3, 4] == [
        row.cause if isinstance(row, BrokenRow) else row["a"] for row in found
    ]


def test_behind_the_last_row_the_shard_is_said_to_be_changed():
    cursor = Cursor(Short(), "a", ["a"], 4)
    assert ({"a": 4}, "unreadable") == (cursor.next().raw, cursor.next().raw.cause)


def test_rows_between_are_passed_over():
    cursor = Cursor(Short(), "a", ["a"], 0)
    found = [cursor.read(row).raw for row in (1, 3)]
    assert ([{"a": 1}, {"a": 3}], 4) == (found, cursor.row)


class Skipping:
    """Rows by their numbers, which remember those that were made."""

    def __init__(self):
        self.at, self.made = 0, []

    def rows(self, _path, _names, start=0, *, whole=False):
        self.at = start
        return self

    def __next__(self):
        self.made.append(self.at)
        self.at += 1
        return Row({"a": self.made[-1]})

    def skip(self, count):
        self.at += count


def test_a_reader_that_can_pass_over_rows_is_not_asked_for_them():
    reader = Skipping()
    cursor = Cursor(reader, "a", ["a"], 2)
    assert [2, 9, 10] == [cursor.read(row).raw["a"] for row in (2, 9, 10)]
    assert [2, 9, 10] == reader.made
