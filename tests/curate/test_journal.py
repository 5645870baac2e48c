"""rulekit/curate/journal.py: what earlier stages have told of the rows of a shard."""

from rulekit.curate.walk import End


def test_rows_that_no_earlier_stage_has_ended_are_alive(curated):
    """Copies and what `admit` dropped are not; a row that `sample` will drop is."""
    assert [[0, 4], [0, 2]] == [curated.journal(shard).alive_in(0, 9) for shard in (0, 1)]


def test_before_the_copies_are_settled_they_are_alive(curated):
    stage = curated.stage("group", "exact").number
    assert [[0, 1, 4], [0, 1, 2, 3]] == [
        curated.journal(shard, stage).alive_in(0, 9) for shard in (0, 1)
    ]


def test_a_range_of_rows_is_told_by_their_numbers(curated):
    assert [4] == curated.journal(0).alive_in(1, 5)
    assert [] == curated.journal(0).alive_in(1, 4)


def test_where_a_row_ended_is_told_with_the_reason(curated):
    ends = curated.journal(0).ends(0, 5)
    assert {2, 3} == set(ends)
    assert End("admit", "drop", "admit", "1 bytes, under 3") == ends[2]
    assert ("", "error", "no-content") == (ends[3].step, ends[3].decision, ends[3].cause)


def test_a_copy_is_told_with_the_row_that_is_kept_and_what_decided(curated):
    (copy,) = curated.journal(0).copy_records(0, 5).values()
    assert {
        "step": "exact",
        "kept_shard": "b.jsonl",
        "kept_row": 0,
        "jaccard": None,
        "shared": 1,
        "group_size": 3,
        "preferred_by": "stars",
        "value": 1.0,
        "kept_value": 9.0,
    } == copy


def test_copies_of_all_steps_are_told(curated):
    found = curated.journal(1).copy_records(0, 4)
    assert {1: "near", 3: "exact"} == {row: one["step"] for row, one in found.items()}
    assert (None, 5.0) == (found[1]["value"], found[1]["kept_value"])  # null is behind all
    assert 0.6 <= found[1]["jaccard"] < 1


def test_copies_out_of_the_range_are_not(curated):
    assert {3} == set(curated.journal(1).copy_records(2, 4))


def test_candidates_are_the_rows_that_share_a_key_with_others(curated):
    stage = curated.stage("features", "near").number
    near = [one.id for one in curated.half.work.pipeline.steps].index("near")
    assert [0] == curated.journal(0, stage).candidates(near, 0, 5)
    assert [1] == curated.journal(1, stage).candidates(near, 0, 4)


def test_edits_are_told_by_row(curated):
    found = curated.journal(0).by_row("edits", 0, 5)
    assert {0: [("pii", "email", "<EMAIL>")]} == {
        row: [(one["step"], one["kind"], one["replacement"]) for one in some]
        for row, some in found.items()
    }


def test_what_steps_found_out_is_told_by_step(curated):
    assert {"pii": "1 email"} == curated.journal(0).facts(0, 1)[0]
    assert {} == curated.journal(0).facts(2, 2)


def test_the_rows_of_which_something_was_noted_are_told(curated):
    steps = [one.id for one in curated.half.work.pipeline.steps]
    sample = steps.index("sample")
    noted = [curated.journal(shard).noted(sample, 0, 9) for shard in (0, 1)]
    assert [{0, 4}, {0, 2}] == [{*some} for some in noted]
    assert {1} == {len(notes) for some in noted for notes in some.values()}


def test_the_outputs_that_may_be_there_are_told(curated):
    assert ("outputs/asked",) == curated.journal(0).outputs
