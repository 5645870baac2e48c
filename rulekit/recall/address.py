"""Addresses of pages: their host and path, and the paths above it."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

SCHEMES = ("https", "http")
PORTS = {"https": 443, "http": 80}
LONGEST = 4_096  # characters of an address


class PageAddress(NamedTuple):
    """Host and path of an address, whatever its scheme; the path has what is asked for, too."""

    host: str
    path: str

    def is_under(self, path: str) -> bool:
        """True if the path is this one, or goes on from it with another part."""
        rest = self.path.removeprefix(path)
        if len(rest) == len(self.path):
            return False
        return not rest or path.endswith("/") or rest[0] in "/?"

    def above(self, depth: int) -> list[str]:
        """The folders of the path, from the first to that of a depth."""
        parts = self.path.partition("?")[0].split("/")[1:-1]
        return ["/" + "/".join(parts[: i + 1]) + "/" for i in range(min(depth, len(parts)))]


def address_of(url: object) -> PageAddress | None:
    """The parts of an address of the web; None for anything else."""
    if not isinstance(url, str) or len(url) > LONGEST:
        return None
    try:
        found = urlsplit(url.strip())
        port = found.port
    except ValueError:
        return None
    host = (found.hostname or "").rstrip(".")
    if found.scheme not in SCHEMES or not host or not host.isprintable() or " " in host:
        return None
    if port is not None and port != PORTS[found.scheme]:
        host = f"{host}:{port}"
    query = f"?{found.query}" if found.query else ""
    return PageAddress(host, f"{found.path or '/'}{query}")
