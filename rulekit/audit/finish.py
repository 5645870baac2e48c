"""The end of a run: a look at every file, then a manifest that says that it is finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rulekit.audit.checksums import Sizes, write_sums
from rulekit.audit.folder import AuditFolder
from rulekit.audit.manifest import ended, run_of
from rulekit.audit.sealed import DamagedError, read_sealed
from rulekit.core.tally import Tally
from rulekit.errors import Problem, RulekitError
from rulekit.files.digest import file_sha256
from rulekit.places.place import names_in


def unclosed(audit: AuditFolder, shards: int) -> list[int]:
    """Numbers of the shards of a run that are not closed."""
    closed = names_in(audit.work)
    return [number for number in range(shards) if audit.closed(number).name not in closed]


def finish(
    audit: AuditFolder,
    begun: Mapping[str, Any],
    passed_over: Mapping[int, Mapping[str, Any]],
    more: Mapping[str, Any] | None = None,
    files: Mapping[str, str] | None = None,
) -> None:
    """Write the sums and the manifest of a run that has `begun`, whose shards are all closed.

    But those that were `passed_over`, as no row of them was chosen: their facts, by number. `more`
    is for the manifest, `files` are the hashes of files that belong to no shard.
    Raises RulekitError when a file is not there that the run has written: somebody took it away.
    """
    facts: list[Mapping[str, Any]] = []
    tallies: list[Tally] = []
    sums: dict[str, str] = {}
    sizes, run = Sizes(audit), run_of(begun)
    for number, shard in enumerate(begun["shards"]):
        if number in passed_over:
            facts.append(passed_over[number])
            tallies.append(Tally(by_folder=None))
            continue
        path = audit.closed(number)
        try:
            closed = read_sealed(path, {"run": run, "shard": shard["name"]})
        except DamagedError as error:
            raise _gone([str(error)]) from None
        if closed is None:
            raise _gone([f"{path}: somebody removed it"])
        if missing := sizes.missing(closed["files"]):
            raise _gone([f"{name}: somebody removed or changed it" for name in missing])
        sums |= {name: digest for name, (_, digest) in closed["files"].items()}
        facts.append(closed["facts"])
        tallies.append(Tally.of(closed["counts"]))
    write_sums(audit, {**sums, **(files or {})})
    whole = ended(begun, facts, tallies, file_sha256(audit.sums), more)
    audit.write_json(audit.manifest, whole)


def _gone(what: Sequence[str]) -> RulekitError:
    more = [f"and {len(what) - 10:,} more"] if len(what) > 10 else []
    message = "the audit is not whole, so it is not finished:\n  "
    message += "\n  ".join([*what[:10], *more])
    return RulekitError([Problem(message, remedy="the same command judges again what is missing")])
