"""rulekit/run/stages.py: the stages of a curation follow each other, and are gone on with."""

import shutil
from contextlib import chdir, suppress
from itertools import groupby
from pathlib import Path

import pytest
from mirroring import hashes

from rulekit.corpus.share import Share
from rulekit.errors import RulekitError
from run.test_curate import Place, begun, finished, pipeline, planted, table, write_shard

pytestmark = pytest.mark.slow  # tests/cli/test_curate.py goes through all of it

STEPS = (
    "exact: {prefer: [stars]}",
    "pii",
    "near: {threshold: 0.7, prefer: [stars]}",
    "sample: {to: {python: 4 kB}}",
)
STAGES = [
    "00-rows", "01-group",
    "02-rows", "03-group", "04-features", "05-settle",
    "06-rows", "07-settle",
    "08-rows",
]  # fmt: skip
WORK = Path("out/work")


def slowly(stage, *quick):
    """A stage whose test is slow, unless its number is among the quick ones."""
    return pytest.param(stage, marks=[] if stage[:2] in quick else [pytest.mark.slow])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two shards, a pipeline with a stage of every kind, and what they give."""
    folder = tmp_path_factory.mktemp("made")
    with chdir(folder):
        pipeline(*STEPS)
        Path("data").mkdir()
        rows = [*planted()[:6], *planted()[15:19]]
        write_shard("data/a.jsonl", rows[::2])
        write_shard("data/b.parquet", rows[1::2])
        curated()
    return folder


@pytest.fixture
def corpus(made, folder):
    """The working directory, with a copy of the corpus and the pipeline."""
    shutil.copytree(made / "data", "data")
    shutil.copy(made / "mine.yaml", "mine.yaml")


def curated(**more):
    """Do all that is left, and return the run."""
    return finished(pipeline="mine.yaml", **more)


def running(places=1):
    """A run, its places, and its tasks, of which none is done."""
    run = begun(pipeline="mine.yaml")
    there = [Place(run) for _ in range(places)]
    return run, there, run.run(lambda: there)


def stopped(at):
    """Stop a run at its first task of a stage, done or about to be."""
    _, (place,), steps = running()
    for task, _, stages in steps:
        assert task.stage == place.tasks[-1].stage
        if stages.stage.name == at:
            break
    steps.close()


def done(steps):
    """What a run does, from here to its end: stages with the words of their tasks."""
    tasks = [(stages.work.stages[task.stage].name, task.do) for task, _, stages in steps]
    return {name: [do for _, do in some] for name, some in groupby(tasks, lambda one: one[0])}


# In their order


def test_stages_follow_each_other_and_each_does_its_own(corpus):
    found = done(running()[2])
    assert STAGES == [*found]
    opened = {name: some.count("open") for name, some in found.items()}
    assert {"00-rows": 2} == {name: count for name, count in opened.items() if count}
    for name in STAGES:
        whole = {"rows": {"judge", "close"}, "features": {"judge", "close"}}
        do = name[3:]
        assert whole.get(do, {do}) == {*found[name]} - {"open"}


def test_no_task_of_a_stage_is_handed_out_before_the_one_before_it_is_over(corpus):
    """With more places than there is work for."""
    _, places, steps = running(places=4)
    under_way = []
    for task, _, _ in steps:
        under_way.append(task.stage)
    assert sorted(under_way) == under_way
    assert {0, 2, 4, 6, 8} <= {one.stage for place in places for one in place.tasks}


def test_where_no_row_is_like_another_the_stages_are_the_same(folder):
    pipeline(*STEPS)
    Path("data").mkdir()
    write_shard("data/a.jsonl", planted()[-3:])
    assert STAGES == [*done(running()[2])]
    assert [] == table("copies")


def test_what_groups_and_settling_tell_is_told_by_step(corpus):
    *_, (_, _, stages) = running()[2]
    assert {"exact", "near", "sample"} == {*stages.told}
    copies = {step: told.get("copies") for step, told in stages.told.items()}
    by_step = [one["step"] for one in table("copies")]
    known = {step: by_step.count(step) for step in ("exact", "near")}
    assert {**known, "sample": None} == copies
    assert {"candidates", "mixed"} <= {*stages.told["near"]}
    assert ["python"] == [*stages.told["sample"]["settled"]["groups"]]


def test_keys_in_many_parts_write_the_same_bytes(made, corpus, monkeypatch):
    """As those of a corpus of millions are."""
    monkeypatch.setattr("rulekit.curate.copies.PART", 3)
    monkeypatch.setattr("rulekit.curate.settle.SLICE", 4)
    found = done(running(places=3)[2])
    assert 2 < len(found["01-group"]) < len(found["03-group"])
    assert hashes(made / "out") == hashes("out")


# Shared by the tasks of an array: tests/run/test_arrays.py has several at a time


def test_a_task_whose_others_do_not_come_does_all(made, corpus):
    run = begun(pipeline="mine.yaml", share=Share(2, 3))
    assert STAGES == [*done(run.run(lambda: [Place(run), Place(run)]))]
    assert hashes(made / "out") == hashes("out")


@pytest.mark.parametrize("name", ["stages/01-group.json", "stages/02-rows/work/000001.json"])
def test_what_a_task_finds_missing_is_made_again(made, corpus, name):
    """Though it is said of every lot of the stage that it is done."""
    run = begun(pipeline="mine.yaml", share=Share(1, 2))
    steps = run.run(lambda: [Place(run)])
    for _, _, stages in steps:
        if stages.stage.name == "08-rows":
            break
    steps.close()
    (WORK / name).unlink()
    curated(share=Share(2, 2))
    assert hashes(made / "out") == hashes("out")


def test_a_task_says_which_shard_was_changed(corpus):
    run = begun(pipeline="mine.yaml", share=Share(1, 2))
    steps = run.run(lambda: [Place(run)])
    while (task := next(steps)[0]) and (task.do, task.shard.name) != ("judge", "a.jsonl"):
        pass
    replaced()
    with pytest.raises(RulekitError, match=r"a\.jsonl"):
        list(steps)


# Gone on with


@pytest.mark.parametrize("stage", [slowly(one, "05", "08") for one in STAGES])
def test_a_run_that_stopped_in_a_stage_goes_on_there(made, corpus, stage):
    """Of a stage of one task, which was done, with the next."""
    stopped(stage)
    rest = STAGES[STAGES.index(stage) + (stage[3:] in ("group", "settle")) :]
    assert rest == [*done(running()[2])]
    assert hashes(made / "out") == hashes("out")


def test_what_stages_have_told_before_a_stop_is_told_in_the_end(corpus):
    stopped("08-rows")
    run = curated()
    told = {one["id"]: one for one in run.steps}
    assert told["exact"]["copies"] >= 1
    assert told["near"]["candidates"] >= 2
    assert "python" in told["sample"]["settled"]["groups"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "stages/00-rows.json", "stages/01-group.json", "stages/05-settle.json",
        "stages/01-group/work/part-000000.json", "stages/06-rows/work/000000.json",
        "000000/facts.json",
    ],
)  # fmt: skip
def test_a_file_of_work_that_is_damaged_and_not_needed_any_more_is_made_again(made, corpus, name):
    stopped("08-rows")
    assert (WORK / name).is_file()
    (WORK / name).write_bytes(b"{}")
    curated()
    assert hashes(made / "out") == hashes("out")


# What an earlier stage has left, and a later one needs. "" stands for a file that was taken away.
LEFT = [
    "corpus.json",
    "stages/00-rows/keys/000000.npy",
    "stages/00-rows/ranks/000001.npy",
    "stages/02-rows/edits/b.parquet",
    "stages/02-rows/events/b.parquet",
    "stages/01-group/copies/000000.npy",
    "stages/05-settle/work/part-000000.json",
    "stages/06-rows/notes/000000.npy",
    "stages/07-settle/work/part-000000.json",
]


@pytest.mark.slow
@pytest.mark.parametrize("data", ["", "{}"], ids=["gone", "damaged"])
@pytest.mark.parametrize("name", LEFT)
def test_what_a_stage_has_left_is_not_taken_for_whole_when_it_is_damaged(made, corpus, name, data):
    """Neither a traceback nor another audit comes of it, and the command goes on once more."""
    stopped("08-rows")
    (WORK / name).unlink()
    if data:
        (WORK / name).write_text(data)
    with suppress(RulekitError):
        curated()
    if Path("out/SHA256SUMS").exists():  # it was made again
        assert hashes(made / "out") == hashes("out")
    curated()
    assert hashes(made / "out") == hashes("out")


# A shard that is another when the run goes on


def replaced():
    """Other rows in the first shard."""
    rows = planted()
    write_shard("data/a.jsonl", [rows[20], *rows[:4]])


def refused_or_as_anew():
    """Go on: either the shard is named, or what comes out is what a new run gives."""
    try:
        curated()
    except RulekitError as error:
        return "a.jsonl" in str(error)
    shutil.move("out", "before")
    curated()
    return hashes("out") == hashes("before")


CHANGED = ("00-rows", "02-rows", "04-features", "08-rows")


@pytest.mark.parametrize("stage", [slowly(one, "02") for one in CHANGED])
def test_a_shard_that_is_another_when_a_run_goes_on_is_refused_or_done_anew(corpus, stage):
    """Never are rows of the one judged by what was told of the other."""
    stopped(stage)
    replaced()
    assert refused_or_as_anew()


def test_a_shard_that_is_another_after_it_was_closed_in_a_stage_is_refused_or_done_anew(corpus):
    steps = running()[2]
    while next(steps)[0].do != "close":
        pass
    steps.close()
    replaced()
    assert refused_or_as_anew()
