"""The part of a corpus that an audit is of, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def part_of(manifest: Mapping[str, Any]) -> str:
    """`a sample of 100 of 5,000 rows` or `the first 100 rows`; "" for an audit of all rows.

    Audits of earlier versions do not say it, and are of all rows.
    """
    limit, sample = manifest.get("limit"), manifest.get("sample")
    judged = manifest["counts"]["rows"] if manifest["finished"] else limit or sample
    if limit is not None:
        return f"the first {judged:,} rows"
    if sample is None:
        return ""
    if not manifest["finished"]:
        return f"a sample of {judged:,} rows"
    return f"a sample of {judged:,} of {sum(one['rows'] for one in manifest['shards']):,} rows"
