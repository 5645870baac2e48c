"""Commits of the Hub in addresses: what is in one never changes."""

from __future__ import annotations

import re

_COMMIT = re.compile(r"(hf://(?:[^/@]+/){1,2}[^/@]+)@[0-9a-f]{40}(?=/|$)")


def is_fixed(address: str) -> bool:
    """True for what is in a commit."""
    return bool(_COMMIT.match(address))


def without_commit(address: str) -> str:
    """The address without the commit, which says nothing to a person."""
    return _COMMIT.sub(r"\1", address, count=1)
