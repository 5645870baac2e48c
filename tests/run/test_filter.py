"""rulekit/run/filter.py: a corpus judged into an audit, in one go or in many."""

import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from filtering import (
    ALL,
    OPTIONS,
    ROWS,
    Here,
    begun,
    finished,
    names,
    rewrite,
    stopped_after,
    table,
    text,
)
from mirroring import STORE, between_processes, hashes, local, on_disk_only

from rulekit.core.verdict import Verdict
from rulekit.errors import RulekitError, UsageError
from rulekit.plan.options import PlanOptions
from rulekit.run.dispatch import find_runner
from rulekit.run.local_runner import LocalRunner
from rulekit.run.tasks import TaskRunner

pytestmark = pytest.mark.slow  # each test judges a corpus

# What is written


def test_every_row_has_its_verdict_in_input_order(corpus):
    finished(corpus)
    assert [*range(ROWS)] == [row["row"] for row in table("verdicts", "a")]
    assert [*range(ROWS + 1)] == [row["row"] for row in table("verdicts", "b.jsonl")]


def test_the_verdicts_are_those_of_the_engine(corpus):
    run = finished(corpus)
    for row in table("verdicts", "a"):
        if row["row"] != 5:
            expected = run.engine.check_bytes(text(row["row"]).encode(), f"{row['row']}.py")
            names = ("path", "sha256", "size", "language", "decision", "reason", "score")
            assert {name: getattr(expected, name) for name in names} == {n: row[n] for n in names}
            assert list(expected.decided_by) == row["decided_by"]


def test_parquet_and_json_lines_of_the_same_rows_have_the_same_verdicts(corpus):
    finished(corpus)
    of_both = [
        [{**row, "shard": ""} for row in table("verdicts", shard)][:ROWS]
        for shard in ("a", "b.jsonl")
    ]
    assert of_both[0] == of_both[1]


def test_bad_rows_are_errors_with_their_reasons(corpus):
    finished(corpus)
    rows = table("verdicts", "b.jsonl")
    assert (["no-content"], "`content` is null", "5.py") == tuple(
        rows[5][name] for name in ("decided_by", "reason", "path")
    )
    assert ("error", ["broken-row"]) == (rows[-1]["decision"], rows[-1]["decided_by"])


def test_what_failed_stands_in_the_evidence_with_its_place(corpus):
    finished(corpus)
    found = [row for row in table("evidence", "a") if row["rule"] == "python/pass-heavy"]
    assert [i for i in range(ROWS) if i % 7 == 3 and i != 5] == [row["row"] for row in found]
    assert ("fail", 1.0, "max", 9) == tuple(
        found[0][name] for name in ("outcome", "value", "bound", "evidence_count")
    )
    assert ("pass", 1) == (found[0]["evidence"][0]["text"], found[0]["evidence"][0]["line"])


@pytest.mark.parametrize(("signals", "least"), [("used", 2), ("all", 100)])
def test_readings_are_kept_when_they_are_asked_for(corpus, signals, least):
    run = finished(corpus, signals=signals)
    rows = table("readings", "a")
    names = set(rows[0]) - {"shard", "row", "unmeasured"}
    assert (ROWS, set(run.job.readings)) == (len(rows), names)
    assert least <= len(names)
    [lines] = [name for name in names if "lines" in name] if signals == "used" else ["text.lines"]
    assert 8.0 == rows[8][lines]


def test_why_a_reading_is_none_is_said(corpus):
    Path("data/b.jsonl").write_text('{"content": "a\\nb\\nc\\nd\\ne", "path": "x.ts"}\n')
    finished("data/b.jsonl", signals="all")
    [row] = table("readings", "b.jsonl")
    notes = dict(row["unmeasured"])
    assert notes
    assert all(row[name] is None for name in notes)


def test_kept_and_dropped_rows_are_all_rows_untouched(corpus):
    finished(corpus, kept=True, dropped=True)
    decisions = [row["decision"] for row in table("verdicts", "b.jsonl")]
    lines = Path("data/b.jsonl").read_text().splitlines()
    for side, wanted in (("kept", ("keep",)), ("dropped", ("drop", "error"))):
        expected = [one for one, told in zip(lines, decisions, strict=True) if told in wanted]
        assert expected == Path(f"audit/{side}/b.jsonl").read_text().splitlines()
        read = pq.read_table(f"audit/{side}/a.parquet")
        assert pq.read_schema("data/a.parquet") == read.schema
        assert [json.loads(one) for one in expected if one != "{broken"] == read.to_pylist()


@on_disk_only
def test_a_corpus_of_files_keeps_files(write):
    write({"src/a.py": "x = 1\n" * 9, "src/b/c.py": "pass\n" * 9, "src/d.py": "y = 1\n" * 9})
    finished("src", kept=True, dropped=True)
    assert {"src/a.py": "keep", "src/b/c.py": "drop", "src/d.py": "keep"} == {
        row["path"]: row["decision"] for row in table("verdicts", "src")
    }
    assert ["a.py", "d.py"] == names("audit/kept/src")
    assert "pass\n" * 9 == Path("audit/dropped/src/b/c.py").read_text()


def test_the_manifest_says_what_was_run_on_what_and_what_came_of_it(corpus):
    run = finished(corpus)
    manifest = json.loads(Path("audit/manifest.json").read_text())
    a, b = manifest["shards"]
    assert (True, run.manifest.plan_hash) == (manifest["finished"], manifest["plan"]["hash"])
    columns = {"content": "content", "path": "path", "lang": None, "id": "id", "repo": None}
    assert columns == manifest["columns"]
    assert ("a.parquet", ROWS, Path("data/a.parquet").stat().st_size) == (
        a["name"],
        a["rows"],
        a["size"],
    )
    digest = hashlib.sha256(Path("data/b.jsonl").read_bytes()).hexdigest()
    assert (None if STORE else digest) == b["sha256"]
    assert a["keep"] + b["keep"] == manifest["counts"]["keep"]
    assert 2 * ROWS + 1 == manifest["counts"]["rows"] == run.work.tally.total


def test_nothing_else_is_left(corpus):
    finished(corpus)
    assert ["SHA256SUMS", "evidence", "manifest.json", "sources.json", "verdicts"] == names("audit")


def test_a_shard_without_rows_has_tables_without_rows(write):
    write({"a.jsonl": "", "b.jsonl": '{"content": "x"}'})
    finished(("a.jsonl", "b.jsonl"), kept=True)
    assert [] == table("verdicts", "a.jsonl")
    assert b"" == Path("audit/kept/a.jsonl").read_bytes()


def test_a_shard_that_is_no_shard_is_one_error(write):
    write({"a.parquet": b"PAR1 is not enough", "b.jsonl": '{"content": "x = 1", "path": "b.py"}'})
    finished(("a.parquet", "b.jsonl"), kept=True, dropped=True)
    [row] = table("verdicts", "a")
    assert ("error", ["unreadable"]) == (row["decision"], row["decided_by"])


# The same bytes


def test_the_number_of_places_changes_no_byte(corpus, whole):
    finished(corpus, executors=3, kept=True, dropped=True, signals="used")
    assert whole == hashes("audit")


@between_processes
@pytest.mark.slow
def test_processes_change_no_byte(corpus, whole):
    run = begun(corpus, kept=True, dropped=True, signals="used")
    for _ in run.run(lambda: LocalRunner().executors(run.worker_config.to_json(), 2, None)):
        pass
    assert whole == hashes("audit")


@pytest.mark.slow
@pytest.mark.parametrize("after", range(1, 9))
def test_a_run_that_was_stopped_after_any_task_ends_with_the_same_bytes(corpus, whole, after):
    run = begun(corpus, kept=True, dropped=True, signals="used")
    steps = run.run(lambda: [Here(run)])
    for _ in range(after):
        next(steps, None)
    del steps  # as a death does, it leaves all as it is
    again = finished(corpus, kept=True, dropped=True, signals="used")
    assert (after > 1, whole) == (again.work.resumed > 0, hashes("audit"))


def test_half_a_block_is_as_good_as_none(corpus, whole):
    run = begun(corpus, kept=True, dropped=True, signals="used")
    steps = run.run(lambda: [Here(run)])
    for _ in range(3):
        next(steps)
    steps.close()
    for path in Path("audit/work").rglob("*.json"):
        if path.name != "facts.json":
            path.unlink()  # it died before it could say that the block is done
    finished(corpus, kept=True, dropped=True, signals="used")
    assert whole == hashes("audit")


def test_a_task_that_is_lost_with_its_place_is_done_again(corpus, whole):
    finished(corpus, lose=[False, True, True, False, True], kept=True, dropped=True, signals="used")
    assert whole == hashes("audit")


def test_a_place_that_is_lost_again_and_again_ends_the_run(corpus):
    with pytest.raises(RulekitError, match="lost 5 times: the place is gone"):
        finished(corpus, lose=[True] * 9)


def test_a_finished_audit_is_left_alone(corpus):
    finished(corpus)
    before = hashes("audit")
    again = begun(corpus)
    place = Here(again)
    assert [] == list(again.run(lambda: [place]))
    assert (True, [], before) == (again.ended, place.tasks, hashes("audit"))
    assert 2 * ROWS + 1 == again.work.tally.total


# Nothing is mixed


def refused(corpus, **more):
    with pytest.raises(UsageError) as raised:
        begun(corpus, **more)
    return local(str(raised.value))


OTHERS = "it was written anew" if STORE else "its bytes are others"
FEWER = PlanOptions(select=("text/few-lines",))
OTHER_LIMIT = PlanOptions(select=OPTIONS.select, settings=("text/few-lines.min=5",))
OTHER_PROFILE = PlanOptions(profile="opencoder", select=OPTIONS.select)


@pytest.mark.slow
@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"options": FEWER}, "--select: text/few-lines,python/pass-heavy before, text/few-lines"),
        ({"options": FEWER}, "the rule python/pass-heavy: is gone"),
        ({"options": OTHER_LIMIT}, "--set: nothing before, text/few-lines.min=5 now"),
        ({"options": OTHER_PROFILE}, "--profile: default before, opencoder now"),
        (
            {"columns": "content=id"},
            "--columns: content=content path=path id=id before, content=id path=path now",
        ),
        ({"signals": "used"}, "--signals: none before, used now"),
        ({"kept": True}, "--write-kept: no before, yes now"),
        ({"language": "python"}, "--language: none before, python now"),
    ],
)
def test_another_plan_is_refused_with_what_is_other(corpus, more, said, ended):
    run = begun(corpus)
    steps = run.run(lambda: [Here(run)])
    next(steps)
    list(steps) if ended else steps.close()
    complaint = refused(corpus, **more)
    assert said in complaint
    assert "undo what has changed to go on with it, or name another folder" in complaint


def test_another_input_is_refused_with_its_name(corpus):
    finished(corpus)
    rewrite("data/b.jsonl")
    assert "the shard b.jsonl has changed" in refused(corpus)


def test_another_input_is_refused_when_it_is_closed_and_others_are_not(corpus):
    stopped_after(5, corpus)
    [closed] = [name for name in ("a.parquet", "b.jsonl") if Path("audit/verdicts", name).exists()]
    rewrite(f"data/{closed}")
    assert f"the shard {closed} has changed" in refused(corpus)


def test_a_shard_that_changed_between_two_runs_is_judged_anew(corpus):
    run = stopped_after(3, corpus, **ALL)
    name = run.work.at[0].shard.name
    rewrite(f"data/{name}")
    again = begun(corpus, **ALL)
    assert [[f"{OTHERS}: judged anew"]] == [one.notes for one in again.work.shards if one.notes]
    list(again.run(lambda: [Here(again)]))
    finished(corpus, "whole", **ALL)
    assert hashes("whole") == hashes("audit")


@on_disk_only
def test_a_shard_that_was_only_touched_is_the_same(corpus):
    finished(corpus)
    os.utime("data/b.jsonl", (1, 1))
    assert begun(corpus).ended


def test_shards_that_came_or_went_are_refused(corpus):
    finished(corpus)
    shutil.move("data/b.jsonl", "data/c.jsonl")
    complaint = refused(corpus)
    assert "the shard c.jsonl is new" in complaint
    assert "the shard b.jsonl is gone" in complaint


def test_a_folder_of_something_else_is_refused(corpus, write):
    write({"audit/notes.txt": "mine"})
    assert "`audit` is not empty and no audit" in refused(corpus)


def test_a_run_that_has_ended_meanwhile_is_left_alone(corpus):
    late = begun(corpus)
    finished(corpus)
    before = hashes("audit")
    place = Here(late)
    assert ([], []) == (list(late.run(lambda: [place])), place.tasks)
    assert (True, before) == (late.ended, hashes("audit"))


def test_what_a_shard_lacks_is_known(write):
    write({"a.jsonl": '{"content": "a", "path": "b"}', "b.jsonl": '{"content": "a"}'})
    run = finished(("a.jsonl", "b.jsonl"))
    manifest = json.loads(run.audit.manifest.read_text())
    assert [[], ["path"]] == [shard["lacks"] for shard in manifest["shards"]]


@on_disk_only
@pytest.mark.parametrize("inside", [True, False])
def test_the_folder_of_the_audit_is_no_part_of_a_tree(write, monkeypatch, inside):
    write({"src/a.py": "x = 1\n" * 9, "elsewhere/x": ""})
    if not inside:
        monkeypatch.chdir("elsewhere")
    above = "" if inside else "../"
    for _ in range(2):
        run = finished(f"{above}src", f"{above}src/audit")
    assert 1 == run.work.tally.total


def test_blocks_whose_manifest_is_gone_are_not_taken_up(corpus):
    run = begun(corpus)
    steps = run.run(lambda: [Here(run)])
    for _ in range(3):
        next(steps)
    steps.close()
    Path("audit/manifest.json").unlink()
    assert "`audit` is not empty and no audit" in refused(corpus)


def test_another_reader_is_refused(write):
    write({"a.jsonl": '{"content": "a"}\n'})
    finished("a.jsonl")
    said = refused("a.jsonl", reader="parquet", columns="")
    assert "the shard a.jsonl: read as jsonl before, as parquet now" in said


def test_a_run_that_died_before_its_first_word_is_begun_again(corpus):
    Path("audit/work/unfinished").mkdir(parents=True)
    finished(corpus)
    assert ["SHA256SUMS", "evidence", "manifest.json", "sources.json", "verdicts"] == names("audit")


def test_two_runs_do_not_write_one_audit(corpus):
    first, second = begun(corpus), begun(corpus)
    steps = first.run(lambda: [Here(first)])
    next(steps)
    with pytest.raises(UsageError, match=r"another run is writing `.*audit`"):
        next(second.run(lambda: [Here(second)]))
    steps.close()


def test_a_wrong_word_is_told_before_anything_is_written(corpus):
    assert "--language klingon: no such language" in refused(corpus, language="klingon")
    assert not Path("audit").exists()


def test_a_disk_that_is_full_ends_the_run_with_its_name(corpus, monkeypatch):
    run = begun(corpus)
    monkeypatch.setattr(TaskRunner, "_judge", _no_space)
    with pytest.raises(RulekitError, match="No space left on device: audit/x"):
        list(run.run(lambda: [Here(run)]))


def _no_space(*_):
    raise OSError(28, "No space left on device", "audit/x")


def test_a_runner_is_found_by_its_name(corpus):
    run = begun(corpus)
    assert "local" == find_runner(run.engine, "local").name
    with pytest.raises(UsageError, match="did you mean `local`"):
        find_runner(run.engine, "locl")


def test_a_verdict_has_every_column_of_its_table(corpus):
    finished(corpus)
    names = set(table("verdicts", "a")[0])
    assert names <= set(Verdict.__dataclass_fields__)


@on_disk_only
def test_the_current_folder_counts_only_for_what_is_named_from_it(corpus, folder, tmp_path):
    def counts(source, **options):
        run = begun(source, options=replace(OPTIONS, **options))
        return run.worker_config.folder == str(folder)

    Path("rulekit.toml").touch()
    Path("mine").mkdir()
    whole = str(folder / "data")
    assert [True, False] == [counts("data"), counts(whole)]
    assert counts(whole, config=str(folder / "rulekit.toml"))  # which rows are compared with
    assert [True, False] == [
        counts(whole, rules=("mine",)),
        counts(whole, rules=(f"{folder}/mine",)),
    ]
    Path("tree").mkdir()
    Path("tree/a.py").write_text("x = 1")
    assert counts(str(folder / "tree"))  # whose files have their paths from it
