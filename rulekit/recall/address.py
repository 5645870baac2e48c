"""Addresses of pages: their host and path, and the paths above it."""

from __future__ import annotations

from string import ascii_letters, digits, hexdigits
from typing import NamedTuple
from urllib.parse import quote, urlsplit

SCHEMES = ("https", "http")
PORTS = {"https": 443, "http": 80}
LONGEST = 4_096  # characters of an address
PLAIN = "".join(map(chr, range(33, 127)))  # what is not written as an escape
UNRESERVED = {*ascii_letters, *digits, *"-._~"}  # whose escapes mean the same, by RFC 3986


class PageAddress(NamedTuple):
    """Host and path of an address, whatever its scheme; the path has what is asked for, too.

    Both are ASCII: a host by IDNA, a path with escapes for all else, so that there is one spelling
    of each, and the same for any version of Unicode. Escapes that are not needed are none in it,
    nor are `.` and `..`, as RFC 3986 says in 6.2.2.
    """

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
        parts = self.path.partition("?")[0].split("/", depth + 1)[1:-1]
        return ["/" + "/".join(parts[: i + 1]) + "/" for i in range(min(depth, len(parts)))]


def address_of(url: object) -> PageAddress | None:
    """The parts of an address of the web; None for anything else."""
    if not isinstance(url, str) or len(url) > LONGEST:
        return None
    text = url.strip(" \t\r\n")
    if any(one < " " for one in text):
        return None
    try:
        found = urlsplit(text)
        host, port = ascii_host((found.hostname or "").rstrip(".")), found.port
    except ValueError:
        return None
    if found.scheme not in SCHEMES or not host or {*host} - {*PLAIN}:
        return None
    if ":" in host:
        host = f"[{host}]"  # of IPv6
    if port is not None and port != PORTS[found.scheme]:
        host = f"{host}:{port}"
    query = f"?{_plain(found.query)}" if found.query else ""
    return PageAddress(host, _without_dots(_plain(found.path) or "/") + query)


def ascii_host(host: str) -> str:
    """A host, or a suffix of hosts, by IDNA; raises UnicodeError for one that cannot be."""
    if host.isascii():
        return host
    return ".".join(
        one if one.isascii() else one.encode("idna").decode() for one in host.split(".")
    )


def without_port(host: str) -> str:
    """A host without its port."""
    end = host.rfind("]") + 1
    return host[:end] + host[end:].partition(":")[0]


def _plain(text: str) -> str:
    return _unescaped(quote(text, safe=PLAIN, errors="replace"))


def _unescaped(text: str) -> str:
    """The text with letters, digits and `-._~` for their escapes, and other escapes in capitals."""
    first, *rest = text.split("%")
    return first + "".join(map(_after_percent, rest))


def _after_percent(text: str) -> str:
    code = text[:2]
    if len(code) < 2 or not {*code} <= {*hexdigits}:
        return f"%{text}"
    char = chr(int(code, 16))
    return (char if char in UNRESERVED else f"%{code.upper()}") + text[2:]


def _without_dots(path: str) -> str:
    """The path without the parts `.` and `..`."""
    parts: list[str] = []
    _, *given = path.split("/")
    for part in given:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    end = [""] if given[-1:] in (["."], [".."]) else []
    return "/" + "/".join([*parts, *end])
