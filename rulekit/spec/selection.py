"""Which rules are meant: ids, whole packs (`python/`), globs (`*/long-*`), or `all`."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from rulekit.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable


_SIGNS = frozenset("*?[")  # of a glob; most patterns are ids, and need no expression


def matches(pattern: str, rule_id: str) -> bool:
    """True if a pattern means the rule."""
    if pattern == "all":
        return True
    if pattern.endswith("/"):
        return rule_id.startswith(pattern)
    if _SIGNS.isdisjoint(pattern):
        return pattern == rule_id
    return fnmatchcase(rule_id, pattern)


def selected(patterns: Iterable[str], rule_ids: Iterable[str]) -> set[str]:
    """The rules that one of the patterns means."""
    known = set(rule_ids)
    found: set[str] = set()
    for one in patterns:
        if one in known:  # an exact id, as most are, means no other rule
            found.add(one)
        elif one == "all" or one.endswith("/") or not _SIGNS.isdisjoint(one):
            found |= {rule for rule in known if matches(one, rule)}
    return found


def may_mean_pack(pattern: str, pack: str) -> bool:
    """True if a pattern could mean a rule of a pack whose rules are not known."""
    if pattern == "all" or any(sign in pattern for sign in "?["):
        return True
    head, slash, _ = pattern.partition("/")
    return fnmatchcase(pack, head) if slash else "*" in pattern


def unknown(pattern: str, rule_ids: Iterable[str], absent: Iterable[str]) -> str | None:
    """Complaint about a pattern that means no rule; None if it means one.

    `absent` are packs that are switched off or broken: what is theirs cannot be known.
    """
    known = list(rule_ids)
    if pattern in known or any(matches(pattern, rule_id) for rule_id in known):
        return None
    if any(may_mean_pack(pattern, pack) for pack in absent):
        return None
    packs = {rule_id.partition("/")[0] + "/" for rule_id in known}
    first, then = (packs, known) if pattern.endswith("/") else (known, packs)
    near = did_you_mean(pattern, first) or did_you_mean(pattern, then)
    if not near and (same := [rule for rule in known if rule.endswith(f"/{pattern}")]):
        near = f", did you mean `{same[0]}`?"
    return f"no rule is called `{pattern}`{near or '; `rulekit rules` lists them'}"
