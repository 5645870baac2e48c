"""rulekit/audit/part.py: which part of a corpus an audit is of."""

from pathlib import Path

import pytest
from auditing import refused
from filtering import OPTIONS, finished, text

import rulekit
from rulekit.audit.part import part_of

SHARDS = {"finished": True, "shards": [{"rows": 30}, {"rows": 20}], "counts": {"rows": 5}}


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (SHARDS, ""),
        ({**SHARDS, "limit": None, "sample": None}, ""),
        ({**SHARDS, "limit": 5}, "the first 5 rows"),
        ({**SHARDS, "sample": 5}, "a sample of 5 of 50 rows"),
        ({"finished": False, "shards": [], "sample": 9}, "a sample of 9 rows"),
    ],
)
def test_the_part_is_told_in_words(manifest, said):
    assert said == part_of(manifest)


@pytest.fixture
def sampled(folder):
    """An audit of 3 of 40 rows in two shards."""
    Path("data").mkdir()
    for name in ("a", "b"):
        rows = (f'{{"content": {text(i)!r}, "path": "{name}{i}.py"}}\n' for i in range(20))
        Path(f"data/{name}.jsonl").write_text("".join(rows).replace("'", '"'))
    finished("data", sample=3, options=OPTIONS)
    return rulekit.open_audit("audit")


def test_every_row_of_a_part_is_told_with_its_own_number(sampled):
    verdicts = list(sampled.verdicts())
    assert 3 == len(verdicts) == sampled.verdicts().total
    for one in verdicts:
        assert f"{one.shard[0]}{one.row}.py" == one.path
        assert one == sampled.verdicts(row=one.target)[0]


def test_a_row_that_was_not_judged_says_so(sampled):
    judged = {one.target for one in sampled.verdicts()}
    other = next(f"a.jsonl#row={i}" for i in range(20) if f"a.jsonl#row={i}" not in judged)
    said = refused(sampled.verdicts, row=other)
    assert f"row={other}: this row was not judged: the audit is of a sample of 3 of 40 rows" == (
        said.message
    )
    assert "has 20 rows" in refused(sampled.verdicts, row="a.jsonl#row=20").message


def test_a_path_that_was_not_judged_says_so(sampled):
    judged = {one.path for one in sampled.verdicts()}
    other = next(f"b{i}.py" for i in range(20) if f"b{i}.py" not in judged)
    assert (
        "the audit is of a sample of 3 of 40 rows" in refused(sampled.verdicts, path=other).remedy
    )
