"""The machines of a cluster, and what each lacks that a run needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import rulekit

NAMED = 8  # machines that one problem names


class Machines:
    """Hosts by node, and their problems with the run; None while one is asked for them."""

    def __init__(self) -> None:
        self.hosts: dict[str, str] = {}
        self.lacks: dict[str, Sequence[rulekit.Problem] | None] = {}

    @property
    def unfit(self) -> list[str]:
        """Nodes that lack something."""
        return [node for node, lacks in self.lacks.items() if lacks]

    def is_new(self, node: str, host: str) -> bool:
        """True for a machine that nobody has asked yet; it counts as asked from now on."""
        if node in self.lacks:
            return False
        self.hosts[node], self.lacks[node] = host, None
        return True

    def told(self, node: str) -> str:
        """All that one machine lacks, in a line."""
        found = _by_host({self.hosts[node]: self.lacks[node] or ()})
        lines = [f"{one.message}; {one.remedy}" if one.remedy else one.message for one in found]
        return "; ".join(lines)

    def refusal(self) -> rulekit.RulekitError:
        """The error that names all machines that lack something, and what."""
        by_host: dict[str, Sequence[rulekit.Problem]] = {}
        for node in self.unfit:
            host = self.hosts[node]
            by_host[host] = (*by_host.get(host, ()), *(self.lacks[node] or ()))
        return rulekit.RulekitError([*_by_host(by_host)])


def _by_host(found: Mapping[str, Sequence[rulekit.Problem]]) -> Iterator[rulekit.Problem]:
    """Problems, each once, with the hosts that have it in the place of its path."""
    hosts: dict[rulekit.Problem, dict[str, None]] = {}
    for host, problems in found.items():
        for one in problems:
            same = replace(one, path="") if one.path == host else one
            hosts.setdefault(same, {})[host] = None
    for problem, those in hosts.items():
        named = ", ".join([*those][:NAMED])
        more = f" and {len(those) - NAMED} more" if len(those) > NAMED else ""
        where = f": {problem.path}" if problem.path else ""
        yield replace(problem, path=f"{named}{more}{where}")
