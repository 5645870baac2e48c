"""rulekit/adapters/datatrove.py, in datatrove's own pipelines."""

from functools import cache

import pytest
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import ParquetReader
from datatrove.pipeline.writers import ParquetWriter

from rulekit.adapters.datatrove import RulekitFilter
from rulekit.errors import UsageError

pytestmark = pytest.mark.slow
ADDED = ("decision", "score", "decided_by", "language")
CODE = '"""A sum."""\n\n\ndef total(numbers):\n    """Of all."""\n    return sum(numbers)\n'


@cache
def plain():
    """A filter with no settings, for tests that count nothing."""
    return RulekitFilter()


def documents(rows):
    """A document for each row, as a reader makes them."""
    return [Document(row["content"], row["path"], metadata={"path": row["path"]}) for row in rows]


def added(document):
    """What the filter has put into the metadata."""
    return tuple(document.metadata[f"rulekit_{name}"] for name in ADDED)


def counts(step):
    """The counts that a step has made, times left out."""
    return {name: stat.total for name, stat in step.stats.stats.items()}


def language_of(metadata, **words):
    """What a document with this metadata is said to be in."""
    document = Document(CODE, "1", metadata=metadata)
    (RulekitFilter(**words) if words else plain()).filter(document)
    return document.metadata["rulekit_language"]


def written(folder):
    """The rows of all files below a folder."""
    import pyarrow.parquet

    return pyarrow.parquet.read_table(folder).to_pylist()


# Verdicts


def test_the_metadata_has_the_verdict_that_the_text_has(engine, rows):
    found = documents(rows)
    kept = [plain().filter(one) is True for one in found]
    verdicts = [engine.check_text(row["content"], row["path"]) for row in rows]
    assert [one.kept for one in verdicts] == kept
    expected = [(one.decision, one.score, list(one.decided_by), one.language) for one in verdicts]
    assert expected == [added(one) for one in found]


def test_what_is_dropped_is_counted_by_the_first_rule_that_decided(engine, rows):
    step = RulekitFilter()
    kept = [one.id for one in step(iter(documents(rows)))]
    verdicts = [engine.check_text(row["content"], row["path"]) for row in rows]
    assert [one.path for one in verdicts if one.kept] == kept
    reasons = [one.decided_by[0] for one in verdicts if not one.kept]
    found = counts(step)
    assert (len(rows), len(reasons)) == (found["total"], found["dropped"])
    assert {f"dropped_{one}": reasons.count(one) for one in reasons} == {
        name: count for name, count in found.items() if name.startswith("dropped_")
    }


def test_the_exclusion_writer_gets_what_is_dropped_with_its_verdict(rows, folder):
    dropped = [row for row in rows if row["path"] in ("stub_api.py", "minified.py")]
    step = RulekitFilter(exclusion_writer=ParquetWriter(str(folder / "out")))
    assert [] == list(step(iter(documents(dropped))))
    found = written(folder / "out")
    assert [row["path"] for row in dropped] == [one["id"] for one in found]
    assert ["drop"] * 2 == [one["metadata"]["rulekit_decision"] for one in found]
    reasons = [one["metadata"]["filter_reason"] for one in found]
    assert reasons == [one["metadata"]["rulekit_decided_by"][0] for one in found]


def mixed():
    """Two documents that are dropped, the first without a score and a language."""
    texts = {"a.nonsense": "a\n", "a.py": "pass\n" * 30}
    return documents([{"path": path, "content": text} for path, text in texts.items()])


def test_parquet_without_a_schema_refuses_a_score_after_none(folder):
    step = RulekitFilter(exclusion_writer=ParquetWriter(str(folder / "out")))
    with pytest.raises(ValueError, match="schema does not match"):
        list(step(iter(mixed())))


def test_parquet_with_a_schema_takes_every_verdict(folder):
    import pyarrow as pa

    names = ("path", "rulekit_decision", "rulekit_language", "filter_reason")
    fields = {name: pa.string() for name in names} | {"rulekit_score": pa.float64()}
    metadata = pa.struct([*fields.items(), ("rulekit_decided_by", pa.list_(pa.string()))])
    schema = pa.schema({"text": pa.string(), "id": pa.string(), "metadata": metadata})
    step = RulekitFilter(exclusion_writer=ParquetWriter(str(folder / "out"), schema=schema))
    assert [] == list(step(iter(mixed())))
    languages = [one["metadata"]["rulekit_language"] for one in written(folder / "out")]
    assert [None, "python"] == languages


# Errors


@pytest.mark.parametrize("text", [None, 3, ["a"]])
def test_what_has_no_text_is_dropped_whatever_is_done_with_errors(text):
    found = [
        RulekitFilter(errors=errors).filter(Document(text, "1")) for errors in ("drop", "keep")
    ]
    assert [(False, "error_no-content")] * 2 == found


OWN = {"rules": ["own"], "select": ["house/"]}
UNMEASURED = """\
title: Never measured
why: Because the test says so.
source: ours
signal: {capture: function, measure: count}
keep: {max: 3}
message: "{value:g}"
examples:
  keep: [{text: "def f(): pass", path: a.py}]
  drop: [{text: "def f(): pass\\n", repeat: 5, path: a.py}]
"""


@pytest.mark.parametrize(
    ("errors", "ids", "count"),
    [("drop", [], "dropped_error_unmeasured"), ("keep", ["1"], "kept_error_unmeasured")],
)
def test_errors_go_where_they_are_sent_and_are_counted(write, errors, ids, count):
    write({"own/house/never.yaml": UNMEASURED})
    step = RulekitFilter(errors=errors, **OWN)
    deep = Document("x = " + "(" * 2_000 + ")" * 2_000, "1", metadata={"path": "a.py"})
    assert ids == [one.id for one in step(iter([deep]))]
    assert 1 == counts(step)[count]


@pytest.mark.parametrize("words", [{"errors": "ask"}, {"profile": "ask"}, {"language": "ask"}])
def test_a_mistake_in_the_settings_is_told_at_once(words):
    with pytest.raises(UsageError, match="ask"):
        RulekitFilter(**words)


# Paths


@pytest.mark.parametrize("key", ["path", "max_stars_repo_path", "filename"])
def test_the_path_is_found_under_its_usual_names(key):
    assert "python" == language_of({key: "src/a.py"})


def test_the_path_is_looked_for_under_the_keys_that_are_named():
    metadata = {"path": "a.go", "here": None, "there": "a.py"}
    assert "python" == language_of(metadata, path=["here", "there"])


def test_the_language_is_looked_for_under_the_key_that_is_named():
    assert "python" == language_of({"said": "Python"}, lang="said")


def test_the_language_can_be_said_for_all():
    assert "python" == language_of({}, language="Python")


# The whole pipeline


def shards(folder, rows):
    """Two shards, each with half of the rows."""
    import pyarrow.parquet

    (folder / "in").mkdir()
    for number in range(2):
        half = [{"text": row["content"], "name": row["path"]} for row in rows[number::2]]
        table = pyarrow.Table.from_pylist(half)
        pyarrow.parquet.write_table(table, folder / "in" / f"{number}.parquet")
    return ParquetReader(str(folder / "in"))


def test_readers_name_the_shard_where_a_path_could_stand(folder, rows):
    first = next(iter(shards(folder, rows)()))
    assert first.metadata["file_path"].endswith("0.parquet")


def test_the_path_of_a_shard_is_not_taken_for_the_path_of_a_document():
    found = language_of({"file_path": "in/0.jsonl"}), language_of({"path": "in/0.jsonl"})
    assert (None, "json") == found


@pytest.mark.parametrize("workers", [1, 2])
def test_two_tasks_judge_as_one_engine_does(engine, rows, folder, workers):
    pipeline = [
        shards(folder, rows),
        RulekitFilter(path="name"),
        ParquetWriter(str(folder / "out")),
    ]
    logs = str(folder / "logs")
    stats = LocalPipelineExecutor(pipeline, tasks=2, workers=workers, logging_dir=logs).run()
    kept = [row["path"] for row in rows if engine.check_text(row["content"], row["path"]).kept]
    assert sorted(kept) == sorted(one["metadata"]["name"] for one in written(folder / "out"))
    assert len(rows) == stats.stats[1].stats["total"].total
