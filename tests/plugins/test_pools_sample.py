"""plugins/pools/sample.py: so many bytes of a language."""

import json

import numpy as np
import pytest
from pydantic import ValidationError
from rulekit_plugins.pools.sample import SampleSpec, SampleStep

from rulekit.testing import curated_row

NOTE = np.dtype([("group", "u8"), ("key", "u8"), ("amount", "u8")])
ROWS = [curated_row(f"x = {number:03}\n", "a.py") for number in range(100)]  # of 8 bytes each


def sample(**settings):
    return SampleStep(SampleSpec(**settings))


def settled(step, rows):
    notes = np.array([note for row in rows for note in step.note(row)], dtype=NOTE)
    return json.loads(json.dumps(step.settle(lambda: iter([notes]), len(notes))))


def kept(step, rows=ROWS):
    told = settled(step, rows)
    return [row.text for row in rows if not step.apply(row, told).drop]


def test_as_many_rows_are_kept_as_fit():
    assert 25 == len(kept(sample(to={"python": "200 B"})))


def test_the_result_tells_sizes_before_and_after():
    found = settled(sample(to={"python": 207, "go": 1}), ROWS)["groups"]
    cutoff = found["python"].pop("cutoff")
    assert {"before": 800, "rows": 100, "target": 207, "after": 200} == found["python"]
    assert {"before": 0, "rows": 0, "target": 1, "cutoff": "f" * 16, "after": 0} == found["go"]
    assert 16 == len(cutoff)


def test_a_smaller_target_keeps_a_part_of_what_a_larger_one_keeps():
    small, large = (kept(sample(to={"python": target})) for target in (80, 160))
    assert (10, 20) == (len(small), len(large))
    assert set(small) < set(large)


def test_another_seed_draws_other_rows():
    one, other = (kept(sample(seed=seed, to={"python": 80})) for seed in (1, 2))
    assert (10, 10) == (len(one), len(other))
    assert one != other


def test_more_rows_change_the_cutoff_alone():
    step = sample(to={"python": 80})
    later = [curated_row(f"y = {number:03}\n", "a.py") for number in range(50)]
    assert set(kept(step, ROWS + later)) & {row.text for row in ROWS} <= set(kept(step))


def test_a_row_that_is_not_drawn_is_told_its_hash_and_the_cutoff():
    step = sample(to={"python": 80})
    told = settled(step, ROWS)
    cutoff = told["groups"]["python"]["cutoff"]
    drops = [drop for row in ROWS if (drop := step.apply(row, told).drop)]
    assert f"is over the cutoff {cutoff} of python" in drops[0]
    assert 90 == len(drops)


def test_where_not_even_one_fits_none_is_kept():
    step = sample(to={"python": 7})
    drop = step.apply(ROWS[0], settled(step, ROWS)).drop
    assert "not drawn: nothing of python fits into its target" == drop


def test_other_languages_go_on():
    assert () == sample(to={"java": 1}).note(ROWS[0])


def test_bytes_may_be_those_before_or_after_the_edits():
    edited = curated_row("# a@b.org\n", "a.py").edited("# <EMAIL>!!\n")
    amounts = [sample(to={"python": 1}, of=of).note(edited)[0].amount for of in ("before", "after")]
    assert [10, 12] == amounts


def test_an_edit_does_not_change_what_is_drawn():
    row, step = curated_row("# a\n", "a.py"), sample(to={"python": 1})
    assert step.note(row)[0].key == step.note(row.edited("# b\n"))[0].key


@pytest.mark.parametrize("settings", [{"to": {}}, {"to": {"java": "1 GiB"}}, {"to": {"c": -1}}])
def test_settings_that_are_wrong_are_refused(settings):
    with pytest.raises(ValidationError):
        SampleSpec(**settings)
