"""Data sets of the Hub, at the commit that they have when they are first looked at."""

from __future__ import annotations

import re

from rulekit.places.store import store_of

_WORD = re.compile(
    r"hf://(?P<kind>datasets/|spaces/)?(?P<id>[^/@]+/[^/@]+)(?:@[^/]+)?(?P<path>/.*)?"
)
_COMMIT = re.compile(r"[0-9a-f]{40}")


def pinned(address: str) -> str:
    """The address with the commit that its revision is now; others than of the Hub as they are.

    So all that look at it later see the same files, whatever is committed meanwhile.
    """
    found = _WORD.fullmatch(address)
    if found is None or found["id"].startswith("buckets/"):
        return address
    commit = _commit(address)
    return f"hf://{found['kind'] or ''}{found['id']}@{commit}{found['path'] or ''}"


def _commit(address: str) -> str:
    store = store_of(address)

    def ask(fs: object, path: str) -> str:
        resolved = fs.resolve_path(path)  # type: ignore[attr-defined]  # of the Hub's file system
        if _COMMIT.fullmatch(resolved.revision):
            return str(resolved.revision)
        about = fs._api.repo_info(  # type: ignore[attr-defined]  # noqa: SLF001  it has no other
            resolved.repo_id, repo_type=resolved.repo_type, revision=resolved.revision
        )
        return str(about.sha)

    return store.tried(address, ask)
