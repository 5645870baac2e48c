"""rulekit/adapters/datasets.py, in Hugging Face's own library."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import datasets
import dill
import pytest
from datasets.fingerprint import Hasher
from hypothesis import given
from hypothesis import strategies as st

from rulekit.adapters.datasets import Judge
from rulekit.errors import UsageError

pytestmark = pytest.mark.slow
ADDED = ["decision", "score", "reason", "decided_by", "language"]
NO_LANGUAGE = {"content": "a\n", "path": "a.nonsense"}
PYTHON = {"content": "pass\n" * 30, "path": "a.py"}
HASH = "from datasets.fingerprint import Hasher; from rulekit.adapters.datasets import Judge; "
HASH += "print(Hasher.hash(Judge()))"


@cache
def judge():
    """A Judge with no settings, made once because it takes a second."""
    return Judge()


def table(rows):
    """A data set in memory."""
    return datasets.Dataset.from_list(rows)


def judged(rows, **more):
    """What is added to rows, a dictionary for each, without the prefix."""
    found = table(rows).map(judge(), batched=True, **more)
    return [{name: row[f"rulekit_{name}"] for name in ADDED} for row in found]


def said(engine, row):
    """What the engine says of a row, in the form of the columns."""
    verdict = engine.check_text(row["content"], row["path"])
    return {name: getattr(verdict, name) for name in ADDED} | {
        "decided_by": list(verdict.decided_by)
    }


# Verdicts


def test_each_row_has_the_verdict_that_its_text_has(engine, rows):
    assert [said(engine, row) for row in rows] == judged(rows)


def test_half_a_surrogate_pair_is_an_error_of_its_row():
    row = judge()({"content": ["\ud800"], "path": ["a.py"]})
    assert [["error"], [["broken-row"]]] == [row["rulekit_decision"], row["rulekit_decided_by"]]


def test_rows_are_judged_the_same_in_two_processes(rows):
    assert judged(rows) == judged(rows, num_proc=2)


def test_a_stream_is_judged_as_a_table_is(rows):
    stream = table(rows).to_iterable_dataset().map(judge(), batched=True, batch_size=2)
    assert table(rows).map(judge(), batched=True).to_list() == list(stream)


def test_the_decision_is_there_to_filter_by(engine, rows):
    found = table(rows).map(judge(), batched=True)
    kept = found.filter(lambda decision: decision == "keep", input_columns="rulekit_decision")
    expected = [row["path"] for row in rows if said(engine, row)["decision"] == "keep"]
    assert expected
    assert expected == kept["path"][:]


CONTENTS = st.none() | st.text(max_size=30) | st.binary(max_size=9) | st.integers() | st.just([1])


@given(st.lists(st.tuples(CONTENTS, CONTENTS), min_size=1, max_size=4))
def test_whatever_is_in_a_row_there_is_one_verdict_for_it(batch):
    found = judge()({"content": [one for one, _ in batch], "path": [two for _, two in batch]})
    assert {len(batch)} == {len(values) for values in found.values()}
    none = [not isinstance(one, str | bytes) for one, _ in batch]
    assert none == [by == ["no-content"] for by in found["rulekit_decided_by"]]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "`content` is null"),
        (3, "`content` is a number, not text"),
        (["a"], "`content` is a list, not text"),
        ({"a": 1}, "`content` is an object, not text"),
    ],
)
def test_a_row_without_text_is_an_error_with_the_reason(content, reason):
    (found,) = judged([{"content": content, "path": "a.py"}])
    expected = {"decision": "error", "score": None, "decided_by": ["no-content"]}
    assert expected | {"reason": reason, "language": None} == found


def test_a_column_that_is_not_there_is_an_error_of_every_row():
    found = Judge(content="code")({"text": ["a\n", "b\n"]})
    assert ["there is no `code`"] * 2 == found["rulekit_reason"]


# Columns


def test_columns_are_detected_by_their_names(rows):
    names = {"content": "text", "path": "filename"}
    renamed = [{names[key]: value for key, value in row.items()} for row in rows]
    named = table(renamed).map(judge(), batched=True)["rulekit_language"][:]
    assert [one["language"] for one in judged(rows)] == named


def test_columns_are_those_that_are_named():
    row = {"content": "a\n", "body": PYTHON["content"], "where": "a.py"}
    found = Judge(content="body", path="where")({name: [row[name]] for name in row})
    assert ["python"] == found["rulekit_language"]


def test_a_column_or_a_word_tells_the_language_where_the_path_does_not():
    batch = {"content": ["x = 1\n", "x = 1\n"], "natural_language": ["Go", None]}
    found = Judge(content="content", lang="natural_language", language="Python")(batch)
    assert ["go", "python"] == found["rulekit_language"]


def test_the_prefix_of_the_new_columns_can_be_chosen():
    found = Judge(prefix="my_")({"content": ["a\n"]})
    assert [f"my_{name}" for name in ADDED] == list(found)


def test_a_first_batch_of_nulls_does_not_decide_the_types():
    found = judged([NO_LANGUAGE, PYTHON], batch_size=1, writer_batch_size=1)
    assert [None, "python"] == [one["language"] for one in found]


def test_the_types_of_a_stream_can_be_told():
    known = table([NO_LANGUAGE, PYTHON])
    types = judge().features(known.features)
    stream = known.to_iterable_dataset().map(judge(), batched=True, batch_size=1, features=types)
    schemas = [one.schema.types for one in stream.with_format("arrow").iter(1)]
    assert [types.arrow_schema.types] * 2 == schemas


def test_columns_are_detected_anew_for_each_batch():
    batches = [{"content": ["a\n"], "path": ["a.py"]}, {"size": [3, 4]}, {"text": ["a\n"]}]
    found = [judge()(batch)["rulekit_decided_by"] for batch in batches]
    assert [["no-content"]] * 2 == found[1]
    assert ["no-content"] not in found[0] + found[2]


def test_a_row_without_a_column_that_may_hold_text_is_told_what_there_is():
    (reason,) = judge()({"size": [3]})["rulekit_reason"]
    expected = "no column is known to hold the text; there are: size; say which: "
    assert expected + "Judge(content=NAME, path=NAME)" == reason


@pytest.mark.parametrize("form", [None, "pandas"])
def test_what_is_no_batch_is_refused_with_what_to_write(form):
    with pytest.raises(UsageError, match=r"map\(judge, batched=True\)"):
        table([PYTHON]).with_format(form).map(Judge(), batched=form is not None)


@pytest.mark.parametrize("words", [{"profile": "nonsense"}, {"language": "nonsense"}])
def test_a_mistake_in_the_settings_is_told_at_once(words):
    with pytest.raises(UsageError, match="nonsense"):
        Judge(**words)


def test_a_setting_that_there_is_not_is_a_type_error():
    with pytest.raises(TypeError, match="selct"):
        Judge(selct=["text/"])


# Copies and hashes


def test_a_copy_holds_no_engine_and_judges_alike(rows):
    data = dill.dumps(judge())
    batch = {name: [row[name] for row in rows] for name in rows[0]}
    assert len(data) < 1_000
    assert judge()(batch) == dill.loads(data)(batch)


def test_equal_settings_have_one_hash_before_and_after_use():
    before = Hasher.hash(Judge(select=["text/"]))
    used = Judge(select=("text/",))
    used({"content": ["a\n"]})  # which builds and remembers much
    assert before == Hasher.hash(used) == Hasher.hash(Judge(select="text/"))


@pytest.mark.parametrize(
    "words",
    [{"profile": "opencoder"}, {"seed": 1}, {"prefix": ""}, {"content": "a"}, {"language": "C"}],
    ids=str,
)
def test_other_settings_have_another_hash(words):
    assert Hasher.hash(judge()) != Hasher.hash(Judge(**words))


def test_a_rule_that_changed_has_another_hash(own_rules):
    before = Hasher.hash(Judge(**own_rules))
    rule = Path("own/house/long.yaml")
    rule.write_text(rule.read_text().replace("max: 3", "max: 4"))
    assert before != Hasher.hash(Judge(**own_rules))


def elsewhere(code, *path, seed="0"):
    """What a new Python prints, with these folders first in its path."""
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join([*path, *sys.path])}
    environment |= {"HF_HUB_OFFLINE": "1", "HF_HOME": "."}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


def test_another_process_finds_the_same_hash(folder):
    assert Hasher.hash(judge()) == elsewhere(HASH, seed="7")


def test_another_version_of_rulekit_has_another_hash(write):
    write({"rulekit-9.dist-info/METADATA": "Metadata-Version: 2.1\nName: rulekit\nVersion: 9\n"})
    assert Hasher.hash(judge()) != elsewhere(HASH, str(Path.cwd()))


def test_a_copy_refuses_to_judge_by_rules_that_changed_under_way(own_rules):
    Path("judge").write_bytes(dill.dumps(Judge(**own_rules)))
    rule = Path("own/house/long.yaml")
    rule.write_text(rule.read_text().replace("max: 3", "max: 4"))
    code = (
        "import dill, rulekit\n"
        "try: print(dill.load(open('judge', 'rb'))({'content': ['a']}))\n"
        "except rulekit.RulekitError as error: print(error)"
    )
    assert elsewhere(code).startswith("error: rulekit or its rules have changed: made with ")


def test_what_was_judged_before_is_taken_from_the_cache(rows, folder):
    table(rows).to_parquet("rows.parquet")
    source = datasets.Dataset.from_parquet("rows.parquet", cache_dir="cache")
    source.map(judge(), batched=True)
    (written,) = folder.rglob("cache-*.arrow")
    before = written.stat().st_mtime_ns, written.stat().st_ino
    source.map(dill.loads(dill.dumps(judge())), batched=True)
    assert [written] == list(folder.rglob("cache-*.arrow"))
    assert before == (written.stat().st_mtime_ns, written.stat().st_ino)
