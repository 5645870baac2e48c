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
