"""rulekit/execution/executing.py: each solution of a corpus once, and a table of all."""

from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from executing import ADD, GOOD, OUTCOMES, ROWS, lines
from rulekit_plugins.jsonl.plugin import rulekit_readers
from rulekit_plugins.pytests.harness import HARNESS
from sandboxing import sandbox_of

from rulekit.corpus.job import Shard
from rulekit.errors import UsageError
from rulekit.execution.executing import Executing
from rulekit.execution.solution_row import SolutionCorpus, columns_of
from rulekit.sandbox.quota import Quota

READERS = {one.name: one for one in rulekit_readers()}


@pytest.fixture
def executing(write):
    """A function: the execution of these rows."""

    def made(rows=ROWS, sandbox=None, **more):
        write({"rows.jsonl": lines(rows)})
        shards = (Shard("rows.jsonl", "rows.jsonl", "jsonl"),)
        corpus = SolutionCorpus(shards, READERS, columns_of(""), "python")
        found = sandbox or sandbox_of("auto")
        return Executing(corpus, {"python": HARNESS}, found, "out", lambda _: None, **more)

    return made


def told(column="outcome"):
    return pq.read_table("out/executions")[column].to_pylist()


def test_every_row_has_its_outcome_and_equal_ones_are_executed_once(executing):
    run = executing(jobs=2)
    run.run()
    assert OUTCOMES == told()
    assert 4 == run.executed
    assert [True, False, False, False, False, True] == told("kept")
    again = executing()
    again.run()
    assert (0, OUTCOMES) == (again.executed, told())


def test_a_row_in_a_language_that_nothing_runs_is_unread(executing):
    executing([{"solution": "x", "tests": "y", "lang": "cobol"}]).run()
    assert (["unread"], ["nothing here runs `cobol`"]) == (told(), told("note"))


def test_what_cannot_be_started_is_told_and_tried_again(executing):
    rows = [{"solution": ADD, "tests": GOOD}]
    narrow = replace(sandbox_of("landlock"), quota=Quota(files=1))
    with pytest.raises(UsageError, match="1 solutions could not be started"):
        executing(rows, narrow).run()
    assert ["refused"] == told()
    executing(rows).run()
    assert ["passed"] == told()
