"""A run over a corpus: what is kept is what was judged, and every block is whole or not there."""

import json
import os
import shutil
from itertools import islice
from pathlib import Path

import pytest
from filtering import ALL, ROWS, Here, begun, finished, rewrite, stopped_after
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mirroring import STORE, hashes, local, on_disk_only
from rulekit_plugins.jsonl.plugin import JsonlReader

from rulekit.audit.checksums import read_sums, verify
from rulekit.audit.folder import AuditFolder
from rulekit.corpus.job import Task
from rulekit.errors import RulekitError, UsageError

OTHERS = "it was written to" if STORE else "its bytes are others"
VERSIONED = {"manifest.json": ""} if STORE else {}  # the same bytes again are another version
AUDIT = AuditFolder(Path("audit"))


def running(corpus, tasks, **more):
    """A run that goes on, with so many tasks done, and its steps."""
    run = begun(corpus, **more)
    steps = run.run(lambda: [Here(run)])
    for _ in range(tasks):
        next(steps)
    return run, steps


def ends_with(steps):
    """What a run says when it ends badly."""
    with pytest.raises(RulekitError) as raised:
        list(steps)
    return str(raised.value)


# A shard that changes


@pytest.mark.slow
@pytest.mark.parametrize("tasks", [1, 2, 3, 4])
def test_a_shard_that_is_replaced_while_a_run_is_at_it_is_not_in_the_audit(corpus, whole, tasks):
    """Fault 1: with its size and its time of change, too."""
    run, steps = running(corpus, tasks, **ALL)
    shard = run.work.at[0].shard
    before, data = Path(local(shard.path)).stat(), Path(local(shard.path)).read_bytes()
    Path("other").write_bytes(data[:-9] + b" " * 9)
    os.utime("other", ns=(before.st_atime_ns, before.st_mtime_ns))
    Path("other").replace(local(shard.path))
    said = ends_with(steps)
    assert f"the shard {shard.name} was changed while it was judged: {OTHERS}" in said
    assert "nothing of it is in the audit; the same command judges it anew" in said
    assert [] == [str(path) for path in Path("audit").rglob(f"*{shard.name}*")]
    assert False is json.loads(AUDIT.manifest.read_text())["finished"]
    Path(local(shard.path)).write_bytes(data)
    finished(corpus, **ALL)
    assert {**whole, **VERSIONED} == {**hashes("audit"), **VERSIONED}


def test_a_shard_that_grows_is_noticed_before_more_of_it_is_judged(corpus):
    run, steps = running(corpus, 2)
    shard = run.work.at[0].shard
    with Path(local(shard.path)).open("ab") as file:
        file.write(b"\n")
    assert "bytes, and had" in ends_with(steps)


def test_a_shard_that_vanishes_costs_itself_only(corpus):
    run, steps = running(corpus, 2)
    gone = run.work.at[0].shard
    Path(local(gone.path)).unlink()
    assert f"the shard {gone.name} was changed while it was judged: it cannot be read" in ends_with(
        steps
    )
    assert [False, True] == sorted(one.closed for one in run.work.shards)


def test_what_was_counted_of_a_changed_shard_does_not_count(corpus):
    run, steps = running(corpus, 3)
    rewrite(local(run.work.at[0].shard.path))
    ends_with(steps)
    [other] = [one for one in run.work.shards if one.closed]
    assert other.tally.total == run.work.tally.total


@on_disk_only
def test_a_file_of_a_tree_that_changes_is_a_change_of_its_shard(write):
    write({"src/a.py": "x = 1\n" * 9, "src/b.py": "y = 1\n" * 9})
    _, steps = running("src", 2, **ALL)
    Path("src/b.py").write_text("z = 2\n" * 9)
    assert "the shard src was changed while it was judged: its bytes are others" in ends_with(steps)
    assert [] == list(Path("audit/kept").rglob("*"))


@on_disk_only
def test_rows_are_copied_as_they_were_when_they_were_judged(write):
    """They come from the same read: a change behind the run's back shows in neither."""
    write({"src/a.py": "x = 1\n" * 9})
    run = begun("src", **ALL)
    place = Here(run)
    steps = run.run(lambda: [place])
    next(steps)
    next(steps)
    Path("src/a.py").write_text("pass\n" * 9)
    part = next(Path("audit/work/000000").glob("*.kept"))
    assert "x = 1\n" * 9 == (part / "a.py").read_text()


# Blocks that are damaged


def damaged_audit(corpus, damage, tasks=3):
    """The notes of a run that goes on where files of work were damaged, and what it leaves."""
    stopped_after(tasks, corpus, **ALL)
    damage(Path("audit/work/000000"))
    again = begun(corpus, **ALL)
    notes = [note for one in again.work.shards for note in one.notes] + again.manifest.notes
    for _, one in again.run(lambda: [Here(again)]):
        notes += one.notes
        one.notes.clear()
    return notes


def flip(path, at=0.3, bit=16):
    data = bytearray(path.read_bytes())
    data[int(len(data) * at)] ^= bit
    path.write_bytes(data)


KINDS = ("verdicts", "evidence", "readings", "kept", "dropped")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_bit_that_flips_in_a_block_is_named_and_the_block_is_judged_again(corpus, whole, kind):
    """Fault 3."""
    notes = damaged_audit(corpus, lambda work: flip(work / f"000000000000.{kind}"))
    [note] = [note for note in notes if "judged again" in note]
    assert f"000000000000.{kind}: its hash is not what was written: judged again" in note
    assert whole == hashes("audit")


def test_a_block_in_the_place_of_another_is_judged_again(corpus, whole):
    def swap(work):
        for path in list(work.glob("000000000000.*")):
            other = work / path.name.replace("000000000000", "000000000008")
            shutil.copy(path, other) if path.is_file() else shutil.copytree(path, other)

    notes = damaged_audit(corpus, swap)
    assert any("it is about another start: judged again" in note for note in notes)
    assert whole == hashes("audit")


BROKEN = [b"", b"[]", b"{}", b"\xff\x00"]


@pytest.mark.slow
@pytest.mark.parametrize("data", BROKEN)
@pytest.mark.parametrize("name", ["000000/facts.json", "000000/000000000000.json", "000000.json"])
def test_a_file_of_work_that_is_damaged_is_named_once_and_judged_again(corpus, whole, name, data):
    """Fault 4."""
    tasks = 5 if name == "000000.json" else 3
    notes = damaged_audit(corpus, lambda _: (AUDIT.work / name).write_bytes(data), tasks)
    assert 1 == sum(name in note for note in notes)
    assert whole == hashes("audit")


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=5)
@given(at=st.floats(0, 0.999), bit=st.sampled_from([1, 2, 4, 8, 16, 32, 64]))
def test_no_bit_of_the_counts_of_a_block_goes_unseen(corpus, at, bit):
    shutil.rmtree("audit", ignore_errors=True)
    flips = damaged_audit(corpus, lambda work: flip(work / "000000000000.json", at, bit))
    written = json.loads(AUDIT.manifest.read_text())
    assert (True, 2 * ROWS + 1) == (written["finished"], written["counts"]["rows"])
    assert flips


@pytest.mark.slow
@pytest.mark.parametrize("data", BROKEN)
def test_a_damaged_manifest_is_written_anew_by_the_run_whose_work_is_there(corpus, whole, data):
    """Fault 4, the last of its files."""
    notes = damaged_audit(corpus, lambda _: AUDIT.manifest.write_bytes(data))
    assert 1 == len(notes)
    assert "manifest.json" in notes[0]
    assert whole == hashes("audit")


def test_a_damaged_manifest_of_a_finished_audit_is_refused_with_what_to_do(corpus):
    finished(corpus)
    flip(AUDIT.manifest)
    with pytest.raises(
        UsageError, match=r"so it is not known which audit `.*audit` holds"
    ) as raised:
        begun(corpus)
    assert "take it from where it was copied" in str(raised.value)


def test_a_disk_that_damages_all_that_is_written_ends_the_run(corpus):
    _, steps = running(corpus, 0)

    def damage():
        for path in Path("audit/work").glob("*/*.evidence"):
            path.write_bytes(b"")

    def go():
        for task, _ in steps:
            if task.do == "judge":
                damage()

    with pytest.raises(RulekitError, match="is damaged again and again") as raised:
        go()
    assert "look at the disk of --out" in str(raised.value)


# What is taken away while a run goes on


@pytest.mark.parametrize("what", ["audit/verdicts", "audit/kept/b.jsonl"])
def test_a_run_is_not_finished_without_every_file_that_it_has_written(corpus, whole, what):
    """Fault 5."""
    _, steps = running(corpus, 0, **ALL)
    for task, one in steps:
        if task.do == "close" and (one.shard.name == "b.jsonl" or what == "audit/verdicts"):
            break
    shutil.rmtree(what) if Path(what).is_dir() else Path(what).unlink()
    said = ends_with(steps)
    assert "the audit is not whole, so it is not finished" in said
    assert "the same command judges again what is missing" in said
    assert False is json.loads(AUDIT.manifest.read_text())["finished"]
    finished(corpus, **ALL)
    assert whole == hashes("audit")


# In a store, folders are not there to be missed: what is written to one is there again.
whole_folder = () if STORE else ("audit",)


@pytest.mark.slow
@pytest.mark.parametrize("what", ["audit/work", "audit/work/000000.json", *whole_folder])
def test_work_that_is_taken_away_ends_the_run_without_a_traceback(corpus, whole, what):
    _, steps = running(corpus, 0, **ALL)
    for task, _ in steps:
        if task.do == "close":
            break
    if not Path(what).exists():
        what = "audit/work/000001.json"
    shutil.rmtree(what) if Path(what).is_dir() else Path(what).unlink()
    assert "error: " in ends_with(steps)
    finished(corpus, **ALL)
    assert whole == hashes("audit")


# A finished audit


def test_a_whole_audit_is_verified(corpus):
    finished(corpus, **ALL)
    assert [] == list(verify(AUDIT))


def test_what_is_missing_or_different_is_named(corpus):
    finished(corpus, **ALL)
    Path("audit/kept/b.jsonl").unlink()
    flip(Path("audit/verdicts/a.parquet"))
    Path("audit/evidence/c.parquet").write_bytes(b"")
    assert [
        "kept/b.jsonl: missing",
        "verdicts/a.parquet: not as it was written",
        "evidence/c.parquet: no file of this audit",
    ] == list(verify(AUDIT))


@pytest.mark.parametrize("name", ["SHA256SUMS", "manifest.json"])
def test_the_hashes_themselves_are_verified(corpus, name):
    finished(corpus)
    flip(AUDIT.folder / name, 0.5, 1)
    [line] = verify(AUDIT)
    assert name in line


def test_an_unfinished_audit_is_not_verified(corpus):
    stopped_after(3, corpus)
    with pytest.raises(UsageError, match="the audit in `audit` is not finished"):
        list(verify(AUDIT))


def test_a_finished_audit_without_one_of_its_files_is_not_taken_for_whole(corpus):
    finished(corpus)
    shutil.rmtree("audit/verdicts")
    with pytest.raises(UsageError, match=r"a finished audit without verdicts/a.parquet and 1 more"):
        begun(corpus)


@on_disk_only
def test_the_sums_are_those_that_sha256sum_reads(write):
    """Names with a line end or a backslash, too, as files of a tree may have them."""
    write({"src/a\nb.py": "x = 1\n" * 9, "src/a\\b.py": "y = 1\n" * 9, "src/c d.py": "z = 1\n" * 9})
    finished("src", kept=True, dropped=True)
    assert {"kept/src/a\nb.py", "kept/src/a\\b.py", "kept/src/c d.py"} < set(read_sums(AUDIT))
    assert [] == list(verify(AUDIT))
    if shutil.which("sha256sum"):
        assert 0 == os.system("cd audit && sha256sum --check --quiet SHA256SUMS")


def test_a_block_that_is_judged_in_pieces_changes_no_byte(corpus, whole):
    """As it is after a death."""
    run, steps = running(corpus, 1, **ALL)
    [shard] = [one for one in run.work.shards if one.facts]
    for start, stop in ((0, 3), (3, 4), (4, 9), (9, ROWS)):
        Here(run).submit(Task("judge", shard.shard, shard.number, start, stop).to_json())
    steps.close()
    again = finished(corpus, **ALL)
    assert (4, whole) == (again.work.resumed, hashes("audit"))


# Links, pipes and other people's files in OUT


@on_disk_only
@pytest.mark.parametrize("what", ["kept", "work", "work/000000", "work/lock"])
def test_nothing_is_written_through_a_link_in_an_audit(corpus, what):
    stopped_after(3, corpus, **ALL)
    path, there = Path("audit", what), Path("elsewhere")
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    there.mkdir()
    (there / "a.parquet").write_text("precious")
    path.symlink_to(Path("elsewhere").absolute() / ("a.parquet" if what == "work/lock" else ""))
    run = begun(corpus, **ALL)
    with pytest.raises(UsageError, match="is a link, and an audit writes through none"):
        list(run.run(lambda: [Here(run)]))
    assert {"a.parquet": "precious"} == {one.name: one.read_text() for one in there.iterdir()}


def test_a_link_further_down_ends_the_run(write):
    write({"src/sub/a.py": "x = 1\n" * 9, "elsewhere/x": "precious", "other/b.jsonl": "{}\n"})
    Path("audit/kept").mkdir(parents=True)
    audit = AuditFolder(Path("audit"))
    audit.work.mkdir()
    Path("audit/kept/sub").symlink_to(Path("elsewhere").absolute())
    with (
        pytest.raises(OSError, match="it is a link"),
        audit.written(audit.rows("kept", "sub/a.jsonl")) as here,
    ):
        Path(here).write_text("")
    assert ["x"] == [one.name for one in Path("elsewhere").iterdir()]


@on_disk_only
def test_a_lock_that_is_a_pipe_is_not_waited_for(corpus):
    Path("audit/work").mkdir(parents=True)
    os.mkfifo("audit/work/lock")
    run = begun(corpus)
    with pytest.raises(UsageError, match=r"`audit/work/lock` cannot be written: "):
        list(run.run(lambda: [Here(run)]))


@on_disk_only
@pytest.mark.parametrize("tasks", [0, 2])
def test_a_pipe_in_the_place_of_a_shard_is_not_waited_for(corpus, tasks):
    run, steps = running(corpus, tasks)
    shard = run.work.at[0].shard if tasks else run.work.shards[0].shard
    Path(local(shard.path)).unlink()
    os.mkfifo(local(shard.path))
    assert "it is no regular file" in ends_with(steps).replace(
        "it cannot be read any more: Invalid argument", "it is no regular file"
    )
    assert [False, True] == sorted(one.closed for one in run.work.shards)


def test_what_is_verified_is_named_so_that_a_terminal_obeys_nothing(corpus):
    finished(corpus)
    Path("audit/verdicts/a\n\x1b[31m.parquet").write_text("")
    Path("audit/work").mkdir()
    Path("audit/work/left").write_text("")
    assert [
        r"verdicts/a\n\x1b[31m.parquet: no file of this audit",
        "work/left: no file of this audit",
    ] == list(verify(AUDIT))


class Forgetful(JsonlReader):
    """Gives back the first of the rows that it has written."""

    def written(self, like, output):
        return islice(super().written(like, output), 1)


def test_a_reader_that_loses_rows_on_the_way_is_named(corpus):
    run = begun("data/b.jsonl", **ALL)
    place = Here(run)
    place.desk.readers["jsonl"] = Forgetful()
    said = ends_with(run.run(lambda: [place]))
    assert "the reader jsonl gives back 3 of " in said
    assert "its `writer` or `written` is wrong" in said
    assert not Path("audit/kept").exists()
