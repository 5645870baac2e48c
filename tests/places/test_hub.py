"""rulekit/places/hub.py: words for what is on the Hub; and runs over data sets as it has them."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from faking_hub import faked_hub, sha256
from filtering import OPTIONS, text
from mirroring import hashes

from rulekit.corpus.columns import find_columns
from rulekit.corpus.roles import Columns
from rulekit.corpus.shards import find_source
from rulekit.errors import UsageError
from rulekit.loader import load
from rulekit.places.hub import pinned
from rulekit.run.tasks import readers_of

READERS = readers_of(load(select=["text/few-lines"]))


@pytest.fixture
def hub(folder):
    with faked_hub() as hub:
        yield hub


def parquet(rows, **more):
    """A table of rows as the bytes of a file."""
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file, **more)
    return file.getvalue()


def shard(first, count):
    rows = [{"content": text(i), "path": f"{i}.py"} for i in range(first, first + count)]
    return parquet(rows, row_group_size=16)


def written(files, folder):
    """The same files on this machine."""
    for name, data in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def found(word):
    return find_source([word], READERS, lambda _: False)


def test_a_revision_is_the_commit_that_it_is_at(hub):
    repository = hub.add("o/n", {"a.parquet": b""})
    first = repository.refs["v1.0"] = repository.refs["main"]
    other = repository.commit({"b.parquet": b""})
    repository.refs |= {"refs/convert/parquet": other, "feature/x": other}
    expected = {
        "HF://datasets/o/n/": f"hf://datasets/o/n@{other}",
        "hf://datasets/o/n/*.parquet": f"hf://datasets/o/n@{other}/*.parquet",
        "hf://datasets/o/n@v1.0/a.parquet": f"hf://datasets/o/n@{first}/a.parquet",
        "hf://datasets/o/n@refs/convert/parquet/x": f"hf://datasets/o/n@{other}/x",
        "hf://datasets/o/n@refs%2Fconvert%2Fparquet": f"hf://datasets/o/n@{other}",
        "hf://datasets/o/n@feature%2Fx/y": f"hf://datasets/o/n@{other}/y",
        f"hf://datasets/o/n@{first}/a.parquet": f"hf://datasets/o/n@{first}/a.parquet",
    }
    assert [*expected.values()] == [*pinned([*expected])]


def test_models_spaces_and_buckets_are_named_as_huggingface_hub_has_it(hub):
    model = hub.add("o/m", {"a.parquet": b""}, kind="models").refs["main"]
    space = hub.add("o/s", {"a.parquet": b""}, kind="spaces").refs["main"]
    assert (
        f"hf://o/m@{model}/a.parquet",
        f"hf://o/m@{model}",
        f"hf://spaces/o/s@{space}",
        "hf://buckets/o/b/x",
        "s3://bucket/x",
        "here",
    ) == pinned(
        [
            "hf://o/m/a.parquet", "hf://models/o/m", "hf://spaces/o/s", "hf://buckets/o/b/x",
            "s3://bucket/x", "here",
        ]
    )  # fmt: skip


def test_two_words_for_one_revision_see_one_commit(hub):
    hub.add("o/n", {"a/a.parquet": b"", "b/b.parquet": b""})
    pinned(["hf://datasets/o/n/a", "hf://datasets/o/n/b"])
    assert {"info": 1} == dict(hub.asked)


def test_shards_are_called_and_parted_as_on_a_disk(hub):
    files = {
        "README.md": b"# Rows\n",
        ".gitattributes": b"",
        "data/.hidden.parquet": b"",
        "data/lang=C/train-00000-of-00002.parquet": b"1",
        "data/lang=C/train-00001-of-00002.parquet": b"2",
        "data/lang=Go/train-00000-of-00001.parquet": b"3",
    }
    hub.add("o/n", files)
    written(files, "here")
    for word in ("", "/data", "/data/**/*.parquet", "/data/lang=?/*", "/*/*/train-00000-*"):
        here, there = found(f"here{word}"), found(f"hf://datasets/o/n{word}")
        told = [(one.name, one.partition) for one in here.shards]
        assert told == [(one.name, one.partition) for one in there.shards]
        assert len(here.beside) == len(there.beside)


def test_of_two_commits_of_a_data_set_the_names_tell_which(hub):
    repository = hub.add("o/n", {"a.parquet": b"1"})
    first = repository.refs["main"]
    second = repository.commit({"a.parquet": b"2"})
    words = [f"hf://datasets/o/n@{first}", "hf://datasets/o/n/a.parquet"]
    shards = find_source(words, READERS, lambda _: False).shards
    assert [f"n@{first}/a.parquet", f"n@{second}/a.parquet"] == [one.name for one in shards]


NOW = datetime(2024, 2, 29, tzinfo=UTC)
STACK_V1 = {
    "hexsha": "0f" * 20, "size": 6, "ext": "py", "lang": "Python",
    "max_stars_repo_path": "a/b.py", "max_stars_repo_name": "o/r",
    "max_stars_repo_head_hexsha": "1f" * 20, "max_stars_repo_licenses": ["MIT"],
    "max_stars_count": 3.0, "max_stars_repo_stars_event_max_datetime": "2020-01-01",
    "content": "x = 1\n", "avg_line_length": 6.0, "alphanum_fraction": 0.4,
}  # fmt: skip
STARCODER = {
    "max_stars_repo_path": "a/b.py", "max_stars_repo_name": "o/r", "max_stars_count": 3,
    "id": "0", "content": "<reponame>o/r\nx = 1\n",
}  # fmt: skip
STACK_V2 = {
    "blob_id": "0f" * 20, "directory_id": "1f" * 20, "path": "/a/b.py", "content_id": "2f" * 20,
    "detected_licenses": ["MIT"], "license_type": "permissive", "repo_name": "o/r",
    "snapshot_id": "3f" * 20, "revision_id": "4f" * 20, "branch_name": "refs/heads/main",
    "visit_date": NOW, "revision_date": NOW, "star_events_count": 3, "src_encoding": "UTF-8",
    "language": "Python", "is_vendor": False, "is_generated": False, "length_bytes": 6,
}  # fmt: skip
DOLMA = {
    "id": "0", "text": "x = 1\n", "source": "stack", "added": "2024-02-29T00:00:00Z",
    "created": "2020-01-01T00:00:00Z", "metadata": {"lang": "py", "path": "a/b.py"},
}  # fmt: skip
OPENCODER = {"filename": "a/b.py", "text": "x = 1\n", "program_lang": "python"}


def lines(row):
    return gzip.compress(json.dumps(row).encode() + b"\n", mtime=0)


LAYOUTS = {
    "The Stack v1": (
        "data/python/train-00000-of-00206.parquet",
        parquet([STACK_V1]),
        Columns("content", "max_stars_repo_path", "lang", "hexsha", "max_stars_repo_name"),
    ),
    "StarCoderData": (
        "python/train-00000-of-00059.parquet",
        parquet([STARCODER]),
        Columns("content", "max_stars_repo_path", None, "id", "max_stars_repo_name"),
    ),
    "The Stack v2": (
        "data/Python/train-00000-of-00292.parquet",
        parquet([STACK_V2]),
        Columns("content", "path", "language", "blob_id", "repo_name"),
    ),
    "dolma": ("documents/stack/0000.json.gz", lines(DOLMA), Columns("text", id="id")),
    "OpenCoder": (
        "data/The_Stack_V2-00042-of-00094.parquet",
        parquet([OPENCODER]),
        Columns("text", "filename", "program_lang"),
    ),
}


@pytest.mark.parametrize("form", LAYOUTS)
def test_the_columns_of_a_published_data_set_are_told_as_on_a_disk(hub, form):
    name, data, expected = LAYOUTS[form]
    files = {name: data, "README.md": b"---\nlicense: other\n---\n", ".gitattributes": b""}
    hub.add("o/n", files)
    for word in (written(files, "here"), "hf://datasets/o/n"):
        assert (expected, form) == find_columns(found(word).shards, READERS, "")


def test_a_data_set_of_repositories_without_texts_is_refused(hub):
    row = {"repo_name": "o/r", "files": [{"blob_id": "0f" * 20, "path": "/a.py"}], "num_files": 1}
    hub.add("o/train-ids", {"data/train-00000-of-00002.parquet": parquet([row])})
    with pytest.raises(UsageError, match="no column is known to hold the text; there are: repo_"):
        find_columns(found("hf://datasets/o/train-ids").shards, READERS, "")


SHARDS = 4
WORDS = [f"--select={','.join(OPTIONS.select)}", "--write-kept", "--signals=used", "-q"]


def begun(source, out, jobs=2):
    """A run, as a command in a process group of its own."""
    words = [sys.executable, "-m", "rulekit", "filter", source, "--out", out, f"-j{jobs}", *WORDS]
    said = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(words, start_new_session=True, **said)


def ended(run, out):
    """The hashes of what a run has written."""
    said, _ = run.communicate(timeout=120)
    assert 0 == run.returncode, said
    return hashes(out)


@pytest.mark.slow
def test_a_run_reads_one_commit_whatever_is_committed_and_lists_it_once(hub):
    """Killed in the middle and given again after other commits, it writes what a disk does."""
    names = [f"data/lang=Python/train-{i:05}-of-{SHARDS:05}.parquet" for i in range(SHARDS)]
    files = {name: shard(i, 400) for i, name in enumerate(names)} | {"README.md": b"# Rows\n"}
    repository = hub.add("o/n", files)
    commit = repository.refs["main"]
    here = ended(begun(written(files, "here"), "on_a_disk", jobs=1), "on_a_disk")
    run = begun("hf://datasets/o/n", "out")
    while hub.asked["store"] < SHARDS and run.poll() is None:
        time.sleep(0.02)
    repository.commit({"data/train-00000-of-00001.parquet": shard(0, 9)})
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate()
    assert {"info": 2, "tree": 1} == {kind: hub.asked[kind] for kind in ("info", "tree")}
    assert Path("out/work/listed.json").exists()

    hub.forget()
    there = ended(begun("hf://datasets/o/n", "out"), "out")
    assert (0, 0, 1) == (hub.asked["info"], hub.asked["tree"], hub.asked["paths"])
    assert hub.asked["resolve"] <= 3 * SHARDS  # of the command, and of each worker
    for told in ("manifest.json", "sources.json"):
        here.pop(told), there.pop(told)
    assert here == there
    assert f"hf://datasets/o/n@{commit}" in Path("out/sources.json").read_text()
    told = json.loads(Path("out/manifest.json").read_text())["shards"]
    listed = [hub.repositories[("datasets", "o/n")].commits[commit][name] for name in names]
    assert [len(data) for data in listed] == [one["size"] for one in told]
    assert [sha256(data) for data in listed] == [one["version"] for one in told]
