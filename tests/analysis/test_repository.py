"""rulekit/analysis/repository.py: an audit by repository."""

from collections import Counter

from auditing import REPOSITORIES

from rulekit.analysis.repository import largest_repositories


def by_name(verdicts, name_of):
    found = {}
    for one in verdicts:
        ends, reasons = found.setdefault(name_of(one), (Counter(), Counter()))
        ends[one.decision] += 1
        reasons.update(one.decided_by)
    return found


def test_rows_are_counted_by_the_column_that_says_their_repository(repositories):
    told = largest_repositories(repositories, 9)
    expected = by_name(repositories.verdicts(), lambda one: one.repo or "src")
    assert expected == {one.name: (one.ends, one.reasons) for one in told}
    assert REPOSITORIES == {
        one.name if one.name != "src" else None: one.ends.total() for one in told
    }


def test_without_a_column_it_is_the_first_part_of_the_path(full, told):
    found = largest_repositories(full, 9)
    expected = by_name(told, lambda one: one.path.partition("/")[0])
    assert expected == {one.name: (one.ends, one.reasons) for one in found}


def test_the_largest_come_first_and_no_more_than_are_asked_for(repositories):
    told = largest_repositories(repositories, 3)
    assert ["ann/app", "ben/app", "src"] == [one.name for one in told]
