"""rulekit/analysis/difference.py: two audits of the same rows."""

import shutil
from collections import Counter
from contextlib import chdir
from dataclasses import replace

import pyarrow as pa
import pytest
from auditing import OURS
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from rulekit import open_audit
from rulekit.analysis.difference import differences_of
from rulekit.loader import build_engine
from rulekit.rejudge.run import Rejudge


def end(verdict):
    return verdict.decision if verdict.candidate else "not judged"


def one_by_one(pairs):
    """The changes of pairs of verdicts, counted one after the other."""
    rows, sizes = Counter(), Counter()
    for was, is_ in pairs:
        language = was.language or is_.language or "unknown"
        key = (language, end(was), end(is_), was.decided_by, is_.decided_by)
        rows[key] += 1
        sizes[key] += was.size or 0
    return {key: (count, sizes[key]) for key, count in rows.items()}


def changes(found):
    return {
        (one.language, one.was, one.is_, one.was_by, one.is_by): (one.rows, one.bytes)
        for one in found.changes
    }


@pytest.fixture(scope="module")
def other(counted, tmp_path_factory):
    """The audit judged by other limits."""
    out = str(tmp_path_factory.mktemp("other") / "audit")
    with chdir(counted):
        settings = ("mine/loud.max=5", "mine/odd.action=drop")
        engine = build_engine(replace(OURS, settings=settings, ignore=("mine/guarded",)))
        for _ in Rejudge(open_audit("full"), engine, out).run():
            pass
    return open_audit(out)


@pytest.mark.parametrize("turned", [False, True])
def test_changes_are_what_comparing_every_verdict_finds(full, other, turned):
    sides = (other, full) if turned else (full, other)
    verdicts = [one.verdicts() for one in sides]
    found = differences_of(*sides)
    assert one_by_one(zip(*verdicts, strict=True)) == changes(found)
    assert (81, 0, 0, 0) == (
        found.pairs.joined, found.pairs.other_text, found.pairs.only_before, found.pairs.only_after,
    )  # fmt: skip


def test_the_record_has_flips_rules_and_samples(full, other):
    told = differences_of(full, other, samples=2).record()
    back = differences_of(other, full, samples=2).record()
    flips = {(one["from"], one["to"]): one["rows"] for one in told["flips"]}
    assert flips == {(one["to"], one["from"]): one["rows"] for one in back["flips"]}
    assert {("keep", "drop"), ("drop", "keep")} == {*flips}
    by_rule = Counter()
    for one in told["by_rule"]:
        by_rule[one["from"], one["to"]] += one["rows"]
    assert flips == by_rule
    rules = {one["rule"]: one for one in told["rules"]}
    assert (rules["mine/odd"]["before"], rules["mine/odd"]["gained"]) == (
        0, rules["mine/odd"]["after"],
    )  # fmt: skip
    assert (0, rules["mine/guarded"]["before"]) == (
        rules["mine/guarded"]["after"], rules["mine/guarded"]["lost"],
    )  # fmt: skip
    for one in told["samples"]:
        first, second = (
            audit.verdicts(row=f"{one['shard']}#row={one['row']}")[0] for audit in (full, other)
        )
        assert (one["from"], one["to"], one["path"]) == (end(first), end(second), first.path)
        assert (one["reason_before"], one["reason_after"]) == (first.reason, second.reason)
    assert {(*flip, 2) for flip in flips} == {
        (*flip, count)
        for flip, count in Counter((one["from"], one["to"]) for one in told["samples"]).items()
    }
    assert "the rule mine/guarded: is gone" in told["plan"]


def test_an_audit_has_no_difference_from_itself(full):
    told = differences_of(full, full).record()
    assert ([], [], [], 0, [], None) == (
        told["flips"], told["samples"], told["plan"], told["other_reasons"], told["rules"],
        told["readings"],
    )  # fmt: skip


HASHES = st.sampled_from(["a", "b", "c", None])
ENDS = st.sampled_from(
    [("keep", True, ()), ("drop", True, ("p/a",)), ("drop", True, ("p/b", "p/a")),
     ("drop", False, ("binary",)), ("error", True, ("unmeasured",))]
)  # fmt: skip
SHARD = st.dictionaries(st.integers(0, 5), st.tuples(HASHES, ENDS, st.integers(0, 9)), max_size=6)
SIDE = st.dictionaries(st.sampled_from(["left", "right"]), SHARD, min_size=1)


@pytest.fixture(scope="module")
def written(counted, tmp_path_factory):
    """A function: the audit of one of two sides whose tables hold these rows."""
    home = tmp_path_factory.mktemp("written")
    folders = [shutil.copytree(counted / "full", home / side) for side in ("before", "after")]
    table = parquet.read_table(counted / "full/verdicts/left.parquet")
    line = table.slice(0, 1).to_pylist()[0]

    def audit(number, side):
        for shard, rows in side.items():
            lines = [
                {**line, "shard": shard, "row": row, "sha256": hash_, "size": size,
                 "decision": decision, "candidate": candidate, "decided_by": decided_by}
                for row, (hash_, (decision, candidate, decided_by), size) in sorted(rows.items())
            ]  # fmt: skip
            path = folders[number] / f"verdicts/{shard}.parquet"
            parquet.write_table(pa.Table.from_pylist(lines, table.schema), path)
        return replace(open_audit(folders[number]), shards=tuple(sorted(side)))

    return audit


def joined(before, after):
    """Rows of both sides by their names, one after the other: by place, and else by hash."""
    pairs, left, other = [], ([], []), 0
    for shard in sorted({*before, *after}):
        rows = before.get(shard, {}), after.get(shard, {})
        for number in sorted({*rows[0], *rows[1]}):
            both = [one.get(number) for one in rows]
            if None not in both:
                same = both[0][0] == both[1][0]
                pairs += [both] if same else []
                other += not same
                continue
            left[0 if both[0] else 1].append(both[0] or both[1])
    for one in [*left[0]]:
        match = next((two for two in left[1] if one[0] and two[0] == one[0]), None)
        if match:
            pairs.append([one, match])
            left[0].remove(one)
            left[1].remove(match)
    return pairs, other, len(left[0]), len(left[1])


@given(before=SIDE, after=SIDE)
def test_rows_are_joined_by_place_and_else_by_hash_in_their_order(written, full, before, after):
    found = differences_of(written(0, before), written(1, after))
    pairs, *counts = joined(before, after)
    assert (len(pairs), *counts) == (
        found.pairs.joined, found.pairs.other_text, found.pairs.only_before, found.pairs.only_after,
    )  # fmt: skip
    rows = Counter()
    for one in found.changes:
        rows[one.was, one.is_, one.was_by, one.is_by] += one.rows
    expected = Counter()
    for (_, was, _), (_, is_, _) in pairs:
        ends = (word if candidate else "not judged" for word, candidate, _ in (was, is_))
        expected[(*ends, was[2], is_[2])] += 1
    assert expected == rows
