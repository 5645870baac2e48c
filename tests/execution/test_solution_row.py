"""rulekit/execution/solution_row.py: rows of a corpus as solutions with tests."""

import pytest
from executing import lines
from rulekit_plugins.jsonl.plugin import rulekit_readers

from rulekit.corpus.job import Shard
from rulekit.errors import UsageError
from rulekit.execution.solution_row import SolutionCorpus, columns_of

READERS = {one.name: one for one in rulekit_readers()}


@pytest.fixture
def corpus(write):
    """A function: the corpus of these rows."""

    def made(rows, words="", language="python"):
        write({"rows.jsonl": lines(rows)})
        shards = (Shard("rows.jsonl", "rows.jsonl", "jsonl"),)
        return SolutionCorpus(shards, READERS, columns_of(words), language)

    return made


def rows(corpus):
    return [*corpus.rows(corpus.shards[0])]


def test_a_row_has_a_solution_and_tests(corpus):
    (row,) = rows(corpus([{"solution": "s", "tests": "t"}]))
    assert ("s", "t", (), "python") == (
        row.run.solution,
        row.run.tests,
        row.run.names,
        row.language,
    )


@pytest.mark.parametrize("names", ["f, A.g", ["f", "A.g"], "f A.g"])
def test_names_are_a_list_or_a_text(corpus, names):
    (row,) = rows(corpus([{"solution": "s", "tests": "t", "names": names}]))
    assert ("f", "A.g") == row.run.names


def test_its_own_language_counts_more(corpus):
    (row,) = rows(corpus([{"solution": "s", "tests": "t", "lang": "go"}]))
    assert "go" == row.language


@pytest.mark.parametrize("lack", [{"solution": None, "tests": "t"}, {"tests": "t"}])
def test_a_row_without_one_of_them_says_so(corpus, lack):
    (row,) = rows(corpus([lack]))
    assert (None, "it has no `solution`") == (row.run, row.trouble)


def test_columns_may_be_called_otherwise(corpus):
    (row,) = rows(corpus([{"response": "s", "test": "t"}], "solution=response,tests=test"))
    assert "s" == row.run.solution


def test_a_column_that_is_not_there_is_told_with_the_nearest(corpus):
    with pytest.raises(UsageError, match=r"no column `tests` in `rows.jsonl`, did you mean `test`"):
        corpus([{"solution": "s", "test": "t"}]).check()


def test_a_role_that_is_none_is_told_with_the_nearest():
    with pytest.raises(UsageError, match="did you mean `solution`"):
        columns_of("solutions=x")
