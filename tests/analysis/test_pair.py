"""rulekit/analysis/pair.py: the same rows in two audits."""

from dataclasses import replace

from rulekit.analysis.pair import paired


def test_shards_of_one_audit_alone_are_joined_by_hash(full):
    left, right = (replace(full, shards=(shard,)) for shard in ("left", "right"))
    found = paired(left, right)
    assert ("sha256", 0, 0, 41, 40) == (
        found.by, found.joined, found.other_text, found.only_before, found.only_after,
    )  # fmt: skip
    assert 81 == paired(full, full).joined


def test_ids_join_where_both_audits_have_them(full):
    columns = {**full.manifest["columns"], "id": "id"}
    some = replace(full, manifest={**full.manifest, "columns": columns})
    assert ("id", "sha256") == (paired(some, some).by, paired(some, full).by)
