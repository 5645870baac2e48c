"""rulekit/audit/status.py: how far a run is."""

import pytest
from filtering import ALL, Here, begun, finished, stopped_after
from run import test_curate
from run.conftest import corpus  # noqa: F401  the shards of the tests of a run
from run.test_curate import pipeline

from rulekit.audit import lease, status
from rulekit.audit.folder import AuditFolder
from rulekit.audit.status import read_status
from rulekit.corpus.share import Share
from rulekit.errors import UsageError
from rulekit.places.place import place_of

AUDIT = AuditFolder(place_of("audit"))


def no_wait(_):
    """Nobody is at it."""


def test_a_finished_run_has_nothing_left(corpus):  # noqa: F811
    finished(corpus)
    found = read_status(AUDIT, no_wait)
    assert (True, 2, (), found.tally.total) == (
        found.finished,
        found.shards,
        found.left,
        found.rows,
    )


def test_of_a_run_that_was_stopped_rows_of_blocks_and_of_closed_shards_count(corpus):  # noqa: F811
    run = stopped_after(5, corpus, **ALL)
    found = read_status(AUDIT, no_wait)
    closed = [one for one in run.work.shards if one.closed]
    assert (False, run.work.tally.total) == (found.finished, found.judged)
    assert (2 - len(closed), ()) == (len(found.left), tuple(found.tasks))
    assert found.rows >= found.judged > 0


def test_who_is_at_a_run_is_told_with_its_rate(corpus, monkeypatch):  # noqa: F811
    monkeypatch.setattr(lease, "BEAT", 0.05)
    monkeypatch.setattr(status, "LOOK", 0.3)
    run = begun(corpus, share=Share(1, 2))
    steps = run.run(lambda: [Here(run)])
    for _ in range(3):
        next(steps)
    (task,) = read_status(AUDIT).tasks
    assert ("1-of-2", True) == (task.holder.part, task.is_alive)
    steps.close()
    assert () == tuple(read_status(AUDIT, no_wait).tasks)


@pytest.mark.slow
def test_of_a_curation_the_stage_is_told(corpus):  # noqa: F811
    pipeline("exact", "sample: {to: {python: 2 kB}}")
    run = test_curate.begun(corpus, pipeline="mine.yaml", out="audit")
    seen = {}
    for _, _, stages in run.run(lambda: [test_curate.Place(run)]):
        found = read_status(AUDIT, no_wait)
        seen[stages.stage.name] = (found.stage, found.shards, found.seconds_left)
    assert ("00-rows", 2, None) == seen["00-rows"]
    assert ("01-group", 0, None) == seen["01-group"]
    assert ("the last", 2, None) == seen["04-rows"]
    assert read_status(AUDIT, no_wait).finished


def test_where_no_run_has_begun_there_is_no_state(folder):
    with pytest.raises(UsageError, match="there is no audit in `audit`"):
        read_status(AUDIT, no_wait)
