"""Annotations: prefixes of addresses that people have said to be wanted or not, with their names.

A line is `+ https://host/prefix  # 2026-11-28 AB`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rulekit.errors import Problem, SpecError, did_you_mean, first_of, shown_line
from rulekit.recall.address import SCHEMES, PageAddress, address_of
from rulekit.recall.domain import Domains

FORM = "a line is `+ https://host/prefix  # 2026-11-28 AB`"
SIGNS = ("+", "-")
MARK = "\ufeff"  # that some editors put before a text
INITIALS = 8  # letters at the most
NOBODY = {"TODO", "TBD", "FIXME", "DATE", "INITIALS"}  # as the page's lines to fill in have
LAST_YEAR = 2100


@dataclass(frozen=True)
class Annotation:
    """A prefix that somebody has decided on, and the line that says so."""

    wanted: bool
    prefix: PageAddress
    line: int
    text: str

    @property
    def said(self) -> str:
        """The line without blanks that mean nothing."""
        return " ".join(self.text.split())


@dataclass(frozen=True)
class AnnotationFile:
    """The annotations of a file."""

    text: str
    lines: tuple[Annotation, ...] = ()

    @property
    def decisions(self) -> frozenset[tuple[PageAddress, bool]]:
        """What is decided, whoever did, and whatever else the file says."""
        return frozenset((one.prefix, one.wanted) for one in self.lines)

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def _by_host(self) -> dict[str, list[Annotation]]:
        """The annotations of each host, the longest paths first."""
        found: dict[str, list[Annotation]] = {}
        for one in sorted(self.lines, key=lambda one: -len(one.prefix.path)):
            found.setdefault(one.prefix.host, []).append(one)
        return found

    def of(self, address: PageAddress, domains: Domains) -> Annotation | None:
        """The annotation that a page is under: of several, the longest."""
        for host in domains.hosts(address.host):
            for one in self._by_host.get(host, ()):
                if address.is_under(one.prefix.path):
                    return one
        return None

    def touching(self, address: PageAddress, domains: Domains) -> list[Annotation]:
        """The line that a prefix is under, and those below it: somebody has looked."""
        above = self.of(address, domains)
        below = [
            one
            for one in self.lines
            if address.host in domains.hosts(one.prefix.host)
            and one.prefix.is_under(address.path)
            and one != above
        ]
        return [*([above] if above else []), *below]


class WrongLine(Exception):  # noqa: N818  told as a Problem
    """What is wrong with a line, and at which column."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


def read_annotations(text: str, path: str) -> AnnotationFile:
    """The annotations in a file; raises SpecError with every mistake at its place."""
    found: dict[PageAddress, Annotation] = {}
    problems: list[Problem] = []
    text = text.removeprefix(MARK)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            one = _annotation(line, number)
            if other := found.get(one.prefix):
                message = f"line {other.line} has decided on this prefix already"
                raise WrongLine(message, line.index("://") + 1)
            found[one.prefix] = one
        except WrongLine as wrong:
            source = shown_line(line)
            problems.append(Problem(str(wrong), path, number, wrong.column, source=source))
    if problems:
        raise SpecError(first_of(problems))
    return AnnotationFile(text, tuple(found.values()))


def _annotation(line: str, number: int) -> Annotation:
    """The annotation that a line is; raises WrongLine for the first mistake in it."""
    words, mark, said = line.partition(" #")
    sign, *given = words.split()
    if sign not in SIGNS:
        remedy = f"put a blank behind `{sign[0]}`" if sign[0] in SIGNS else "begin with + or -"
        raise WrongLine(f"{remedy}: {FORM}", _column(line, sign))
    if not given or given[0].startswith("#"):
        raise WrongLine(f"the prefix is missing: {FORM}", len(words.rstrip()) + 1)
    address = _prefix(given[0], _column(line, given[0]))
    if len(given) > 1:
        message = f"one prefix stands on a line, and words about it behind ` #`: {FORM}"
        raise WrongLine(message, _column(line, given[1], _column(line, given[0]) + len(given[0])))
    _check_signature(line, said.split(), len(words) + len(mark))
    return Annotation(sign == "+", address, number, line)


def _column(line: str, word: str, start: int = 0) -> int:
    return line.index(word, start) + 1


def _prefix(url: str, column: int) -> PageAddress:
    scheme, mark, _ = url.partition("://")
    address = address_of(url)
    if not mark:
        raise WrongLine(f"a prefix is an address, as `https://{url}`", column)
    if scheme not in SCHEMES:
        near = did_you_mean(scheme, SCHEMES)
        raise WrongLine(f"`{scheme}` is no scheme of the web{near}", column)
    if address is None:
        raise WrongLine("this is no address of the web: https://host/path", column)
    for sign in "*?#":
        if sign in url:
            message = f"a prefix is whole parts of a path, and has no `{sign}`"
            raise WrongLine(message, column + url.index(sign))
    return address


def _check_signature(line: str, words: list[str], start: int) -> None:
    """Raise WrongLine where date and initials are not said, `# 2026-11-28 AB`; more may follow."""
    if not words:
        raise WrongLine(f"who decided, and when? {FORM}", len(line.rstrip()) + 1)
    day = line.index(words[0], start)
    if not _is_date(words[0]):
        raise WrongLine(f"`{words[0]}` is no date, as `2026-11-28` is", day + 1)
    if len(words) < 2:
        message = f"whose decision is it? Initials follow the date: {FORM}"
        raise WrongLine(message, len(line.rstrip()) + 1)
    if not words[1].isalpha() or len(words[1]) > INITIALS:
        message = f"`{words[1]}` are no initials: up to {INITIALS} letters"
        raise WrongLine(message, _column(line, words[1], day + len(words[0])))
    if words[1].upper() in NOBODY:
        message = f"`{words[1]}` is nobody's name: whose decision is it?"
        raise WrongLine(message, _column(line, words[1], day + len(words[0])))


def _is_date(word: str) -> bool:
    try:
        day = date.fromisoformat(word)
        return day.isoformat() == word and day.year <= LAST_YEAR
    except ValueError:
        return False
