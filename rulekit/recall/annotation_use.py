"""Which lines of people have pages: one without decides nothing, however it was meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rulekit.recall.address import PageAddress
from rulekit.recall.annotation import Annotation, AnnotationFile
from rulekit.recall.domain import Domains
from rulekit.recall.score_table import ScoredPage


@dataclass
class AnnotationUse:
    """Looks at pages for those under each line.

    `alike` has, by the line, a prefix with pages that differs from a line's in capitals alone, or
    in the slash at its end.
    """

    annotations: AnnotationFile
    domains: Domains
    alike: dict[int, str] = field(default_factory=dict)
    _left: dict[str, list[Annotation]] = field(default_factory=dict)  # without a page, by host

    def look(self, pages: Iterable[ScoredPage]) -> AnnotationUse:
        """Look at all pages."""
        for one in self.annotations.lines:
            self._left.setdefault(one.prefix.host, []).append(one)
        for page in pages:
            if not self._left:
                break
            address = page.address
            for host in self.domains.hosts(address.host):
                if host in self._left:
                    self._look(host, address)
        return self

    def _look(self, host: str, address: PageAddress) -> None:
        left = [one for one in self._left[host] if not address.is_under(one.prefix.path)]
        for one in left:
            if one.line not in self.alike and (near := _alike(one.prefix.path, address)):
                self.alike[one.line] = f"https://{host}{near}"
        self._left[host] = left
        if not left:
            del self._left[host]

    @property
    def dead(self) -> list[Annotation]:
        """The lines under which no page lies."""
        left = {one.line for some in self._left.values() for one in some}
        return [one for one in self.annotations.lines if one.line in left]

    @property
    def alive(self) -> AnnotationFile:
        """The annotations without those lines."""
        dead = {*self.dead}
        lines = tuple(one for one in self.annotations.lines if one not in dead)
        return AnnotationFile(self.annotations.text, lines)


def _alike(path: str, address: PageAddress) -> str:
    """The prefix of an address that is a path but for capitals and its last slash; "" if none."""
    path = path.rstrip("/")
    near = address.path[: len(path)]
    return near if near.lower() == path.lower() and address.is_under(near) else ""
