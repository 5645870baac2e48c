"""rulekit/run/scheduler.py: what is left to do, handed out task by task."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.audit.folder import AuditFolder
from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.corpus.job import BLOCK, Shard
from rulekit.run.scheduler import Scheduler


@pytest.fixture
def work(folder):
    """A function: the work on shards with these numbers of rows, in an empty audit."""

    def made(*rows):
        for i in range(len(rows)):
            (folder / f"{i}.jsonl").write_text("{}")
        shards = [Shard(f"{i}.jsonl", f"{i}.jsonl", "jsonl") for i in range(len(rows))]
        return Scheduler(shards, AuditFolder(folder / "audit"))

    return made


def counts(rows):
    tally = Tally(by_folder=None)
    for _ in range(rows):
        tally.add(Verdict("a", "keep", ""))
    return {"counts": tally.totals()}


def opened(name, rows):
    return {"run": "", "shard": name, "rows": rows, "size": 2, "version": 1}


def answer(task, rows):
    """What a worker would say."""
    if task.do == "open":
        return opened(task.shard.name, rows[task.number])
    return counts(task.stop - task.start) | {"not_copied": 0}


def run(work, rows, executors=1):
    """Every task, as (place, task), when the places answer in turn."""
    done, busy = [], {}
    while True:
        for place in range(executors):
            if place not in busy and (task := work.take(place)):
                busy[place] = task
        if not busy:
            return done
        place, task = next(iter(busy.items()))
        del busy[place]
        work.done(task, answer(task, rows))
        done.append((place, task))


def test_a_shard_is_opened_then_judged_by_blocks_then_closed(work):
    rows = (2 * BLOCK + 1,)
    tasks = [task for _, task in run(work(*rows), rows)]
    assert ["open", "judge", "judge", "judge", "close"] == [task.do for task in tasks]
    blocks = [(task.start, task.stop) for task in tasks[1:-1]]
    assert [(0, BLOCK), (BLOCK, 2 * BLOCK), (2 * BLOCK, 2 * BLOCK + 1)] == blocks


def test_a_shard_without_rows_is_closed_at_once(work):
    assert ["open", "close"] == [task.do for _, task in run(work(0), (0,))]


def test_a_place_stays_with_its_shard_while_there_are_others_for_the_others(work):
    rows = (BLOCK * 3, BLOCK * 3)
    done = run(work(*rows), rows, executors=2)
    at = {(place, task.number) for place, task in done[:6] if task.do == "judge"}
    assert {(0, 0), (1, 1)} == at


def test_the_last_blocks_are_halves_so_that_places_end_together(work):
    done = run(work(BLOCK), (BLOCK,), executors=2)
    sizes = [task.stop - task.start for _, task in done if task.do == "judge"]
    assert sizes == [BLOCK // 2, BLOCK // 4, BLOCK // 8, BLOCK // 16, BLOCK // 16]


def test_a_place_alone_takes_whole_blocks_to_the_end(work):
    done = run(work(BLOCK), (BLOCK,))
    assert [BLOCK] == [task.stop - task.start for _, task in done if task.do == "judge"]


def test_the_last_shard_is_shared(work):
    rows = (BLOCK * 9,)
    done = run(work(*rows), rows, executors=2)
    assert {0, 1} == {place for place, task in done if task.do == "judge"}


@given(st.lists(st.integers(0, 3 * BLOCK), min_size=1, max_size=4), st.integers(1, 5))
def test_every_row_is_judged_once_whatever_the_places(tmp_path_factory, rows, executors):
    folder = tmp_path_factory.mktemp("work")
    shards = []
    for i in range(len(rows)):
        (folder / f"{i}").touch()
        shards.append(Shard(f"{i}", str(folder / f"{i}"), "jsonl"))
    work = Scheduler(shards, AuditFolder(folder / "audit"))
    judged = [task for _, task in run(work, rows, executors) if task.do == "judge"]
    seen = [(task.number, row) for task in judged for row in range(task.start, task.stop)]
    assert sorted(seen) == [(i, row) for i, count in enumerate(rows) for row in range(count)]
    assert (sum(rows), 1.0) == (work.tally.total, round(work.finished, 9))
    assert all(one.closed for one in work.shards)


@pytest.fixture
def stopped(work):
    """Work of which a block of the first shard and all of the second have been done."""
    first = work(BLOCK * 2, BLOCK)
    audit = first.audit
    audit.work.mkdir(parents=True)
    about = [opened(f"{i}.jsonl", rows) for i, rows in enumerate((BLOCK * 2, BLOCK))]
    audit.write_sealed(audit.facts(0), about[0])
    block = {
        "run": "",
        "shard": "0.jsonl",
        "choice": "",
        "start": 0,
        "stop": BLOCK,
        **counts(BLOCK),
    }
    audit.write_sealed(audit.done(0, 0), block)
    closed = {"run": "", "shard": "1.jsonl", "facts": about[1], "files": {}, **counts(BLOCK)}
    audit.write_sealed(audit.closed(1), closed)
    return first


def again(work, **more):
    return Scheduler([one.shard for one in work.shards], work.audit, **more)


def test_what_an_earlier_run_has_done_is_not_done_again(stopped):
    work = again(stopped)
    assert (2, 2 * BLOCK) == (work.resumed, work.tally.total)
    assert [("judge", BLOCK), ("close", 0)] == [
        (task.do, task.start) for _, task in run(work, (BLOCK * 2, BLOCK))
    ]


def test_the_work_of_another_run_is_not_taken_up(stopped):
    work = again(stopped, run="another")
    assert (0, 0) == (work.resumed, work.tally.total)


def test_a_shard_that_is_another_now_is_begun_again_or_told_when_it_is_closed(stopped):
    work = again(stopped, differs=lambda shard, facts: "it has grown")
    assert ["1.jsonl"] == work.changed
    assert ["it has grown: judged anew"] == work.shards[0].notes
    assert "open" == work.take(0).do


def test_a_change_is_told_once_and_what_was_counted_is_taken_back(stopped):
    work = again(stopped)
    one = work.done(work.take(0), {"changed": "it has grown"})
    assert ("it has grown", 1, BLOCK) == (one.changed, len(one.notes), work.tally.total)
    assert None is work.take(0)
