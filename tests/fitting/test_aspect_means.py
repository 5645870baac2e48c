"""rulekit/fitting/aspect_means.py: means over the rows of audits and of replies."""

import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.audit.open import open_audit
from rulekit.errors import UsageError
from rulekit.fitting.aspect_means import AspectMean, mean_of, means_of_audit, means_of_replies

LINES, WORDS = "text.lines", "text.words"


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def readings(folder, *, kept):
    """What a person would read in the tables of an audit."""
    audit = open_audit(folder)
    return [
        dict(verdict.readings)[LINES].value
        for verdict in audit.verdicts()
        if (verdict.kept or not kept) and LINES in dict(verdict.readings)
    ]


@pytest.mark.parametrize("kept", [True, False])
def test_the_mean_of_an_audit_is_that_of_the_rows_that_are_kept_or_of_all(project, kept):
    found = means_of_audit(str(project / "full"), [LINES], kept=kept)
    audit, values = open_audit(project / "full"), readings(project / "full", kept=kept)
    rows = audit.tally.all.keep if kept else audit.tally.total
    assert 0 < audit.tally.all.keep < audit.tally.total
    assert (AspectMean(sum(values) / len(values), rows - len(values)),) == found.means
    assert (rows, sha256(project / "full/manifest.json")) == (found.rows, found.sha256)


@pytest.mark.parametrize(
    ("audit", "aspect", "said"),
    [
        ("full", "text.lnies", "has no readings of `text.lnies`, did you mean `text.lines`?"),
        ("full", "unmeasured", "has no readings of `unmeasured`"),
        ("bare", LINES, "has no readings"),
        ("half", LINES, "is not finished"),
        ("gone", LINES, "there is no audit"),
    ],
)
def test_an_audit_that_cannot_tell_is_told(project, audit, aspect, said):
    with pytest.raises(UsageError) as caught:
        means_of_audit(str(project / audit), [aspect], kept=True)
    assert said in caught.value.problems[0].message
    assert caught.value.problems[0].remedy


@pytest.fixture
def asked(folder):
    """A function: a folder of replies with these outcomes and columns."""

    def made(outcomes, **columns):
        for shard in (0, 1):
            table = pa.table({"outcome": outcomes[shard::2]} | _halves(columns, shard))
            place = Path(f"asked/replies/part{shard}.parquet")
            place.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(table, place)
        Path("asked/manifest.json").write_text(json.dumps({"ask": {"ask": "marks"}}))
        return "asked"

    return made


def _halves(columns, shard):
    return {
        f"reply.{name.replace('__', '.')}": values[shard::2] for name, values in columns.items()
    }


def test_replies_that_are_not_answered_are_counted_and_in_no_mean(asked):
    words = ["answered", "answered", "refused", "answered", "unread"]
    folder = asked(
        words, score__quality=[7.0, 2.0, None, None, None], good=[True, False, None, True, None]
    )
    found = means_of_replies(folder, ["reply(score.quality)", "reply(marks:good)"])
    assert (AspectMean(4.5, 3), AspectMean(2 / 3, 2)) == found.means
    assert (5, sha256("asked/manifest.json")) == (found.rows, found.sha256)


@pytest.mark.parametrize(
    ("aspect", "said"),
    [
        ("reply(scroe)", "has no values of `reply(scroe)`, did you mean `reply(score)`?"),
        ("reply(other:score)", "`asked` has replies to `marks`, and not to `other`"),
        ("text.lines", "has no values of `text.lines`; there are: reply(score), reply(words)"),
        ("reply(words)", "`reply(words)` of `asked` is no number: string"),
    ],
)
def test_a_column_that_is_not_there_or_no_number_is_told(asked, aspect, said):
    folder = asked(["answered"] * 2, score=[1.0, 2.0], words=["a", "b"])
    with pytest.raises(UsageError) as caught:
        means_of_replies(folder, [aspect])
    assert said in caught.value.problems[0].message


def test_replies_without_any_answer_are_told(asked):
    folder = asked(["refused"] * 4, score=[1.0] * 4)
    with pytest.raises(
        UsageError, match=r"no row of `asked` has a value of `reply\(score\)`: 4 have"
    ):
        means_of_replies(folder, ["reply(score)"])


@pytest.mark.parametrize("manifest", [None, "{", "[]", '{"plan": {}}'])
def test_a_folder_that_is_none_of_replies_is_told(folder, write, manifest):
    write({"other/x": ""} | ({"other/manifest.json": manifest} if manifest else {}))
    with pytest.raises(UsageError, match="`other` is no folder of replies"):
        means_of_replies("other", ["reply(a)"])


def test_a_table_without_outcomes_is_told(asked):
    folder = asked(["answered"] * 2, score=[1.0, 2.0])
    pq.write_table(pa.table({"reply.score": [1.0]}), "asked/replies/part1.parquet")
    with pytest.raises(UsageError, match="has no column `outcome`"):
        means_of_replies(folder, ["reply(score)"])


def test_a_table_of_replies_that_is_damaged_is_told(asked):
    folder = asked(["answered"] * 2, score=[1.0, 2.0])
    Path("asked/replies/part1.parquet").write_bytes(b"PAR1")
    with pytest.raises(UsageError, match="is not as it was written"):
        means_of_replies(folder, ["reply(score)"])


@given(
    st.lists(st.floats(-1e9, 1e9), min_size=1).flatmap(
        lambda one: st.tuples(st.just(one), st.permutations(one))
    )
)
def test_the_mean_is_the_same_in_any_order(both):
    first, second = (mean_of("x", "a", values) for values in both)
    assert first == second


@pytest.mark.parametrize("values", [[1e308, 1e308], [1e60]])
def test_values_that_nobody_measures_are_told(values):
    with pytest.raises(UsageError, match=r"the values of `a` in `x` add up to over 1e\+50"):
        mean_of("x", "a", values)
