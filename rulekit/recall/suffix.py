"""Suffixes under which people register domains, as a file in the form of publicsuffix.org says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulekit.errors import Problem, SpecError, first_of, shown_line
from rulekit.recall.address import ascii_host, without_port


@dataclass(frozen=True)
class Suffixes:
    """Suffixes of hosts: `co.uk`, `*.ck` for any one name before it, `!www.ck` for none."""

    rules: frozenset[str]

    def registrable(self, host: str) -> str:
        """The part of a host that somebody has registered: one name before its suffix.

        All of a host that is a suffix itself, and of a number. A port is no part of it.
        """
        name = without_port(host)
        if name.startswith("[") or name.replace(".", "").isdecimal():
            return name
        parts = name.split(".")
        return ".".join(parts[-self._length(parts) - 1 :])

    def _length(self, parts: list[str]) -> int:
        """How many names the suffix has; one where no rule knows it."""
        for start in range(len(parts)):
            whole, any_one = ".".join(parts[start:]), ".".join(["*", *parts[start + 1 :]])
            if f"!{whole}" in self.rules:
                return len(parts) - start - 1
            if whole in self.rules or any_one in self.rules:
                return len(parts) - start
        return 1


def read_suffixes(text: str, path: str) -> Suffixes:
    """The suffixes in a file, one on a line; `//` begins a comment. Raises SpecError."""
    if problems := first_of(_problems(text, path)):
        raise SpecError(problems)
    lines = (line.split("//")[0].strip() for line in text.split("\n"))
    return Suffixes(frozenset(_rule(line.lower().rstrip(".")) for line in lines if line))


def _rule(word: str) -> str:
    """A suffix as hosts are written."""
    try:
        return ascii_host(word)
    except UnicodeError:
        return word


def _problems(text: str, path: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        word = line.split("//")[0].strip()
        if len(word.split()) > 1 or word.startswith((".", "#")):
            message = "a suffix is a word, as `co.uk`, `*.ck` or `!www.ck`; `//` begins a comment"
            yield Problem(message, path, number, 1, source=shown_line(line))
