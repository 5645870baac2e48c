"""rulekit/recall/ended_rounds.py: what somebody has edited or removed is not believed."""

import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from recalling import annotate, recall, write_small

from rulekit.errors import RulekitError

GOES_ON = "put it back, or name another folder with --out"


@pytest.fixture(scope="module")
def two_rounds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rounds")
    write_small(folder)
    recall(folder)
    annotate(folder, "+ https://new.example/")
    recall(folder)
    return folder


@pytest.fixture
def ended(two_rounds, folder):
    """A folder with two rounds that have ended."""
    shutil.copytree(two_rounds, folder, dirs_exist_ok=True)
    return folder


def refused(folder):
    with pytest.raises(RulekitError) as error:
        recall(folder)
    assert GOES_ON in str(error.value)
    return str(error.value)


def test_scores_that_somebody_has_edited_admit_nothing(ended):
    path = ended / "code/round-2/scores/pages-0.jsonl.parquet"
    table = pq.read_table(path)
    at = table.column_names.index("score")
    pq.write_table(table.set_column(at, "score", pa.array([0.99999] * len(table))), path)
    assert "pages-0.jsonl.parquet` is not as it was written: its hash is another" in refused(ended)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    "name",
    ["begun.json", "labels.jsonl", "annotations.txt", "domains.parquet", "page.html",
     "manifest.json", "models/code-pages.model", "scores/pages-1.jsonl.parquet"],
)  # fmt: skip
def test_no_file_of_a_round_may_be_edited_or_gone(ended, number, name):
    path = ended / f"code/round-{number}" / name
    path.write_bytes(path.read_bytes() + b" ")
    assert "is not as it was written" in refused(ended)
    path.unlink()
    assert f"round-{number}/{name}` is not as it was written" in refused(ended)


@pytest.mark.parametrize("number", [1, 2])
def test_a_round_that_is_gone_is_told(ended, number):
    shutil.rmtree(ended / f"code/round-{number}")
    assert f"round-{number}/manifest.json` is not as it was written: No such" in refused(ended)


@pytest.mark.parametrize("text", ["{}", '{"before": ""}', '{"before": "", "files": [1]}', "["])
def test_a_round_that_has_begun_and_says_nothing_of_its_inputs_is_told(ended, text):
    shutil.rmtree(ended / "code/round-2")
    for name in ("manifest.json", "round-1/manifest.json"):
        (ended / "code" / name).unlink()
    (ended / "code/round-1/begun.json").write_text(text)
    assert "round-1/begun.json` is not as it was written" in refused(ended)


def test_a_plan_that_says_too_little_is_told(ended):
    (ended / "code/plan.json").write_text('{"form": 2}')
    assert "plan.json` is not as it was written" in refused(ended)


def test_a_round_goes_on_from_the_one_that_it_began_with(ended):
    (ended / "code/manifest.json").unlink()
    path = ended / "code/round-1/manifest.json"
    path.write_text(path.read_text().replace('"limit": 0.', '"limit": 0.0'))
    assert "round-2/begun.json` is not as it was written: the round before it" in refused(ended)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"rounds": "two"}', '{"rounds": 10000000000}'])
def test_a_manifest_of_all_rounds_that_says_something_else_is_told(ended, text):
    (ended / "code/manifest.json").write_text(text)
    assert "code/manifest.json` is not as it was written" in refused(ended)
