"""Domains of pages: hosts, or what is registered; and which of them are held out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rulekit.recall.address import ascii_host, without_port
from rulekit.recall.suffix import Suffixes
from rulekit.spec.recall import RecallHeldOut

SALT = b"rulekit recall held out\0"  # so that no other draw by hashes goes with this one


@dataclass(frozen=True)
class Domains:
    """How hosts make domains, and which domains grade and are never learned from."""

    held_out: RecallHeldOut
    suffixes: Suffixes | None = None

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The domains that are held out by name, as hosts are written."""
        return tuple(map(_host, self.held_out.domains or ()))

    def of(self, host: str) -> str:
        """The domain of a host."""
        return self.suffixes.registrable(host) if self.suffixes else host

    def is_held_out(self, domain: str) -> bool:
        """True for a domain that is only graded on: by a list, or by a hash of its name.

        All ports of a host are on one side.
        """
        domain = without_port(domain)
        if self.held_out.domains is not None:
            return domain in self.listed
        drawn = int.from_bytes(hashlib.sha256(SALT + domain.encode()).digest()[:8])
        return drawn < (self.held_out.share or 0) * 2**64

    def hosts(self, host: str) -> Iterator[str]:
        """A host as lines of people may name it: with `registrable`, those above it, too."""
        yield host
        if self.suffixes is None:
            return
        domain, name = self.of(host), without_port(host)
        if name != host:
            yield name
        while name != domain:
            name = name.partition(".")[2]
            yield name


def _host(name: str) -> str:
    """A name as hosts are written; one that can be no host as it is."""
    try:
        return without_port(ascii_host(name.strip().lower()))
    except UnicodeError:
        return name
