"""rulekit/analysis/failures.py: all rules of an audit, counted."""

import shutil
from collections import Counter
from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from rulekit import open_audit
from rulekit.analysis.failures import COUNTS, failures_of
from rulekit.core.tally import Tally


def one_by_one(verdicts):
    """The tally of verdicts, and what it does not count: bytes, rows alone, pairs of causes."""
    tally, more, pairs = Tally(), {}, Counter()
    for one in verdicts:
        tally.add(one)
        for cause in one.decided_by:
            counts = more.setdefault(cause, Counter())
            counts["bytes"] += one.size
            counts["alone"] += one.decided_by == (cause,)
            counts["alone_bytes"] += one.size * (one.decided_by == (cause,))
            if one.decision == "drop":
                pairs.update((cause, other) for other in one.decided_by)
    return tally, more, pairs


def assert_same(found, verdicts):
    tally, more, pairs = one_by_one(verdicts)
    assert {*tally.by_reason} == {*found.totals}
    for cause, reason in tally.by_reason.items():
        expected = {
            **vars(reason),
            "bytes": 0,
            "alone": 0,
            "alone_bytes": 0,
            **more.get(cause, {}),
        }
        assert expected == found.totals[cause]
        others = {other: pairs[cause, other] for other in found.causes if pairs[cause, other]}
        others.pop(cause, None)
        assert others == dict(found.overlap(cause))
        counts = [count for _, count in found.overlap(cause)]
        assert sorted(counts, reverse=True) == counts


def test_failures_are_what_looking_at_every_verdict_counts(full, told):
    assert_same(failures_of(full), told)


def test_failures_agree_with_the_reasons_of_the_manifest(full):
    found = failures_of(full).totals
    reasons = full.manifest["counts"]["by_reason"]
    assert reasons == {
        cause: {name: counts[name] for name in COUNTS} for cause, counts in found.items()
    }


def test_languages_are_counted_apart(full, told):
    found, names = failures_of(full), [one.language for one in told]
    assert sorted({*names}) == list(found.groups)
    for place, group in enumerate(found.groups):
        some = [one for one, name in zip(told, names, strict=True) if name == group]
        tally, _, _ = one_by_one(some)
        assert (tally.all.keep, tally.all.drop) == (found.kept[place], found.dropped[place])
        assert len(some) == found.rows[place]
        for cause, reason in tally.by_reason.items():
            here = found.in_group(cause)[group]
            assert vars(reason) == {name: here[name] for name in COUNTS}


FINDINGS = st.lists(
    st.tuples(
        st.sampled_from(["p/a", "p/b", "p/c"]), st.sampled_from(["drop", "flag", "spare"]),
        st.sampled_from(["", "p/a", "p/z"]),
    ),
    max_size=3, unique_by=lambda one: one[0],
)  # fmt: skip
DECISIONS = st.sampled_from(["keep", "drop", "error"])
ROWS = st.lists(
    st.tuples(DECISIONS, st.integers(0, 9), st.booleans(), FINDINGS),
    min_size=1, max_size=12,
)  # fmt: skip


@pytest.fixture(scope="module")
def other(counted, tmp_path_factory):
    """An audit whose tables are written anew, and a line of each of them."""
    folder = shutil.copytree(counted / "full", tmp_path_factory.mktemp("other") / "audit")
    audit = replace(open_audit(folder), shards=("left",))
    paths = [audit.paths.table(kind, "left") for kind in ("verdicts", "evidence")]
    return audit, paths, [parquet.read_table(path).slice(0, 1).to_pylist()[0] for path in paths]


@settings(max_examples=12)
@given(rows=ROWS, group=st.integers(1, 5))
def test_failures_of_any_tables_are_those_of_their_verdicts(other, rows, group):
    audit, paths, (line, finding) = other
    verdicts, evidence = [], []
    for row, (decision, size, candidate, findings) in enumerate(rows):
        drops = [rule for rule, action, _ in findings if action == "drop"]
        decided = {"keep": [], "drop": drops or ["min-score"], "error": ["unmeasured"]}[decision]
        one = {"row": row * 3, "decision": decision, "size": size, "candidate": candidate}
        verdicts.append({**line, **one, "decided_by": decided})
        evidence += [
            {**finding, "row": row * 3, "rule": rule, "action": action, "implied_by": implied}
            for rule, action, implied in findings
            if candidate
        ]
    for path, lines in zip(paths, (verdicts, evidence), strict=True):
        schema = parquet.read_schema(path)
        parquet.write_table(pa.Table.from_pylist(lines, schema), path, row_group_size=group)
    assert_same(failures_of(audit), [one for one in audit.verdicts() if one.candidate])
