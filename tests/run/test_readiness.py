"""rulekit/run/readiness.py: what a machine lacks is known before a row is judged."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from filtering import OPTIONS, begun, stopped_after

from rulekit.corpus.job import Shard
from rulekit.run.local_runner import Worker
from rulekit.run.readiness import lacks
from rulekit.run.worker_config import WorkerConfig


@pytest.fixture
def run(corpus):
    """A run that has been begun, over a shard of each format."""
    return stopped_after(1, corpus)


def told(run, **changes):
    """Messages of what this machine lacks for the job of a run, with some changes."""
    return [one.message for one in lacks(replace(run.job, **changes), run.readers)]


def test_a_machine_that_reaches_everything_lacks_nothing_and_leaves_nothing_behind(run):
    before = {*Path("audit").rglob("*.json")}
    assert [] == told(run)
    assert before == {*Path("audit").rglob("*.json")}


def test_a_shard_of_each_kind_is_tried(run):
    assert {"data/a.parquet", "data/b.jsonl"} == {one.path for one in run.job.samples}


def test_a_shard_that_is_not_there_is_on_another_disk(run):
    Path("data/a.parquet").unlink()
    assert ["`data/a.parquet` cannot be read: No such file or directory"] == told(run)


def test_a_shard_that_is_broken_is_so_for_everybody(run):
    Path("data/a.parquet").write_text("not a table")
    assert [] == told(run)


def test_a_library_that_a_reader_needs_is_named_with_how_to_install_it(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)
    Path("c.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    (message,) = told(run, samples=(Shard("c", "c.jsonl.zst", "jsonl"),))
    assert message.endswith("pip install 'rulekit[zstd]'")


def test_a_store_of_which_nothing_is_installed_is_named(run):
    (message,) = told(run, samples=(Shard("c", "nosuch://c.jsonl", "jsonl"),))
    assert message.startswith("there is no store `nosuch://`")


def test_a_folder_of_the_same_name_on_another_disk_is_not_that_of_the_run(run):
    expected = [f"`{run.job.out}` is not the folder of the run"]
    manifest = Path("audit/manifest.json")
    manifest.write_text(manifest.read_text().replace('"language": ""', '"language": "java"'))
    assert expected == told(run)
    manifest.unlink()
    assert expected == told(run)


def test_a_folder_that_nothing_can_be_written_to_is_named(run):
    work = Path("audit/work")
    work.rename("elsewhere")
    assert [f"`{run.job.out}` cannot be written to: No such file or directory"] == told(run)


def test_a_machine_with_another_rulekit_is_told_all_that_is_other(folder):
    run = begun_with({"plugins": {"gone": "1.0"}, "rules": {"a/b": "x", "text/few-lines": "y"}})
    (problem,) = Worker(run.to_json()).lacks()
    expected = (
        "the rule a/b: is missing; the rule text/few-lines: is another; the plugin gone: is missing"
    )
    assert f"rulekit is not that of the run: {expected}" == problem.message
    assert os.uname().nodename == problem.path


def test_a_plugin_without_which_no_plan_can_be_made_is_named_first(folder):
    options = replace(OPTIONS, select=("gone/",))
    run = replace(begun_with({"plugins": {"gone": "1.0"}}), options=options)
    first, second = Worker(run.to_json()).lacks()
    assert "rulekit is not that of the run: the plugin gone: is missing" == first.message
    assert second.message.startswith("no rule is called `gone/`")


def begun_with(more):
    """The configuration of a run whose machine has more than this one."""
    Path("a.jsonl").write_text('{"content": "x"}\n')
    run = begun("a.jsonl")
    plan = {sort: {**known, **more.get(sort, {})} for sort, known in run.manifest.plan.items()}
    return WorkerConfig(run.options, plan=plan)
