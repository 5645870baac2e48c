"""rulekit/audit/count_rows.py: rows counted by their tables, as verdicts are one by one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.audit.count_rows import count_rows
from rulekit.audit.tables import Block
from rulekit.core.tally import Tally
from rulekit.core.verdict import Finding, Verdict

FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["a/a", "a/b", "b/c"]),
        st.sampled_from(["fail", "unmeasured"]),
        action=st.sampled_from(["drop", "flag", "spare"]),
        implied_by=st.sampled_from(["", "a/a"]),
        note=st.sampled_from(["", "no tree"]),
    ),
    max_size=3,
)
VERDICTS = st.builds(
    Verdict,
    st.sampled_from(["x/a.py", "b.c"]),
    st.sampled_from(["keep", "drop", "error"]),
    st.just("because"),
    st.lists(st.sampled_from(["a/a", "a/b", "crashed"]), max_size=2).map(tuple),
    language=st.sampled_from([None, "c", "python"]),
    size=st.sampled_from([None, 0, 3, 2**40]),
    candidate=st.booleans(),
    findings=FINDINGS.map(tuple),
)


def counted(verdicts):
    """Totals of verdicts that stand in two tables, the second of which begins within the corpus."""
    tally, middle = Tally(by_folder=None), len(verdicts) // 2
    for some in (verdicts[:middle], verdicts[middle:]):
        block = Block("shard", ())
        for one in some:
            block.add(one)
        tables = block.tables()
        count_rows(tally, tables["verdicts"], tables["evidence"])
    return tally.totals()


@given(st.lists(VERDICTS, max_size=12))
def test_rows_are_counted_by_their_tables_as_verdicts_are_one_by_one(some):
    verdicts = [replace(one, row=row) for row, one in enumerate(some)]
    tally = Tally(by_folder=None)
    for one in verdicts:
        tally.add(one)
    assert tally.totals() == counted(verdicts)


@pytest.mark.parametrize("audit", ["full", "bare"])
def test_the_tables_of_an_audit_come_to_the_counts_of_its_manifest(audit, request):
    opened, tally = request.getfixturevalue(audit), Tally(by_folder=None)
    for shard in opened.shards:
        tables = [opened.file(kind, shard).read() for kind in ("verdicts", "evidence")]
        count_rows(tally, *tables)
    assert opened.tally.totals() == tally.totals()
