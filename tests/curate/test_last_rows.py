"""rulekit/curate/last_rows.py: all that was told of a row comes together in the audit."""

import pyarrow.parquet as pq

from curate.running import COPIED, LONG, MAIL, ROWS
from rulekit.curate.stage_outputs import AUDIT

FATES = {
    ("a.jsonl", 0): (None, "keep"),
    ("a.jsonl", 1): ("exact", "drop"),
    ("a.jsonl", 2): ("admit", "drop"),
    ("a.jsonl", 3): ("", "error"),
    ("a.jsonl", 4): (None, "keep"),
    ("b.jsonl", 0): (None, "keep"),
    ("b.jsonl", 1): ("near", "drop"),
    ("b.jsonl", 2): ("sample", "drop"),
    ("b.jsonl", 3): ("exact", "drop"),
}


def records(curated, kind):
    """The records of a table of the finished audit, by shard and row."""
    found = {}
    for shard in ROWS:
        for one in pq.read_table(curated.run.audit.table(kind, shard)).to_pylist():
            found.setdefault((one["shard"], one["row"]), []).append(one)
    return found


def fates(curated):
    return {key: one for key, (one,) in records(curated, "fates").items()}


def test_every_row_has_one_fate(curated):
    assert FATES == {key: (one["step"], one["decision"]) for key, one in fates(curated).items()}


def test_every_row_has_one_verdict_which_says_the_same(curated):
    found = {key: one for key, (one,) in records(curated, "verdicts").items()}
    assert {key: (one["decision"], one["reason"]) for key, one in fates(curated).items()} == {
        key: (one["decision"], one["reason"]) for key, one in found.items()
    }
    assert ["sample"] == found["b.jsonl", 2]["decided_by"]
    assert ["no-content"] == found["a.jsonl", 3]["decided_by"]


def test_the_reason_of_a_copy_names_the_row_that_is_kept_and_why(curated):
    found = fates(curated)
    assert "a copy of b.jsonl#row=0, which has stars 9, not 1" == found["a.jsonl", 1]["reason"]
    reason = found["b.jsonl", 1]["reason"]
    assert reason.startswith("a copy of a.jsonl#row=0, 0.")
    assert reason.endswith(" alike, which has stars 5, not none")


def test_sizes_are_those_of_the_original_and_of_what_is_kept(curated):
    found = fates(curated)
    before = len(f"{LONG}mail = '{MAIL}'\n".encode())
    after = before - len(MAIL) + len("<EMAIL>")
    sizes = {key: (one["bytes_before"], one["bytes_after"]) for key, one in found.items()}
    assert (before, after) == sizes["a.jsonl", 0]
    assert (len(COPIED), None) == sizes["b.jsonl", 3]
    assert (len(COPIED), len(COPIED)) == sizes["b.jsonl", 0]


def test_what_steps_found_out_is_in_the_fate(curated):
    assert ("pii", "1 email") in fates(curated)["a.jsonl", 0]["facts"]


def test_the_language_is_told_of_rows_that_came_to_the_end(curated):
    found = fates(curated)
    keys = [("a.jsonl", 0), ("b.jsonl", 0), ("b.jsonl", 2)]
    assert ["python", "python", "c"] == [found[key]["language"] for key in keys]


def test_no_table_of_the_audit_has_what_a_placeholder_stands_for(curated):
    (edit,) = records(curated, "edits")["a.jsonl", 0]
    assert ("<EMAIL>", f"{MAIL[:2]}…{MAIL[-2:]}") == (edit["replacement"], edit["excerpt"])
    found = [str(records(curated, kind)) for kind in AUDIT]
    assert [] == [one for one in found if MAIL[2:-2] in one]


def test_only_rows_that_are_kept_are_written_with_their_edited_text(curated):
    kept = [
        path.read_text() for path in sorted((curated.run.audit.folder / "kept").rglob("*.jsonl"))
    ]
    assert [2, 1] == [text.count("\n") for text in kept]
    assert (0, 1) == (kept[0].count(MAIL), kept[0].count("<EMAIL>"))


def test_every_row_is_counted_at_each_step_that_it_came_to(curated):
    counted = {one["id"]: (one["rows_in"], one["rows_out"]) for one in curated.run.steps}
    assert {
        "": (1, 0),
        "admit": (8, 7),
        "exact": (7, 5),
        "near": (5, 4),
        "pii": (4, 4),
        "select": (4, 4),
        "sample": (4, 3),
    } == counted


def test_what_comes_out_of_a_step_goes_into_the_next(curated):
    steps = [one for one in curated.run.steps if one["id"]]
    assert [(one["rows_out"], one["bytes_out"]) for one in steps[:-1]] == [
        (one["rows_in"], one["bytes_in"]) for one in steps[1:]
    ]
    kept = [one["bytes_after"] for one in fates(curated).values() if one["decision"] == "keep"]
    assert sum(kept) == steps[-1]["bytes_out"]
    assert {"pii": 1} == {one["id"]: one["edits"] for one in steps if one["edits"]}
