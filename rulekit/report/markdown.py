"""A comment in Markdown for a pull request, in which no text of a file is markup."""

from __future__ import annotations

import re
import shlex
from typing import IO, TYPE_CHECKING

from rulekit.core.escape import in_short, visible
from rulekit.report.address import address_of
from rulekit.report.number import plural
from rulekit.report.remark import Remark, remarks
from rulekit.report.summary import known_files, not_judged, totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rulekit.core.tally import Tally
    from rulekit.core.verdict import Verdict
    from rulekit.report.style import Style

LIMIT = 65_000  # bytes; GitHub takes 65,536 characters, and others may add a line of their own
REASONS = 20  # rows of the table
FEW = 5  # files whose list is open
PATH, TEXT = 200, 300  # characters of a path and of a message that are shown
_TICKS = re.compile("`+")


class Comment:
    """For pull requests: the counts, a table of reasons, and the files with the first of theirs."""

    def __init__(self, stream: IO[str], style: Style) -> None:
        self.stream, self.style = stream, style
        self.dropped = _Listed("dropped or not judged for an error")
        self.flagged = _Listed("kept with a flag")
        self.first_drop = ""

    def add(self, verdict: Verdict) -> None:
        """Keep a line for a file, as long as there is room for it."""
        found = list(remarks(verdict)) if verdict.candidate else []
        if verdict.decision == "drop" and found:
            self.first_drop = self.first_drop or verdict.target
        if found:
            listed = self.flagged if verdict.decision == "keep" else self.dropped
            listed.add(self._line(verdict, found[0], len(found) - 1))

    def finish(self, tally: Tally) -> None:
        """Write the comment."""
        head, tail = "\n".join(self._head(tally)), "\n".join(self._tail())
        room = LIMIT - _size(head) - _size(tail)
        self.stream.write(head)
        for listed in (self.dropped, self.flagged):
            text = "\n".join(listed.block(room, self.style.what))
            room -= _size(text)
            self.stream.write(text)
        self.stream.write(tail)

    def _head(self, tally: Tally) -> Iterator[str]:
        what, counts = self.style.what, tally.all
        errors = f", {plural(counts.error, 'error')}" if counts.error else ""
        yield f"### rulekit: {counts.drop:,} of {plural(counts.total, what)} dropped{errors}"
        yield from ("", f"{totals(counts, what)}.", "")
        yield from (line for one in self._notes(tally) for line in (one, ""))
        yield from _table(tally, what)

    def _notes(self, tally: Tally) -> list[str]:
        notes = [known_files(tally), not_judged(tally, self.style.what, "")]
        config = f"Configured by {code(self.style.config)}." if self.style.config else ""
        return [note for note in (*notes, config) if note]

    def _tail(self) -> Iterator[str]:
        if self.first_drop:
            words = f"rulekit explain {self.style.words}{shlex.quote(self.first_drop)}"
            yield f"Explain one: {code(words)}"
        yield ""

    def _line(self, verdict: Verdict, one: Remark, more: int) -> str:
        place = f":{one.line}" if one.line else ""
        shown = code(in_short(verdict.target, PATH) + place)
        address = None if verdict.shard is not None else address_of(verdict.path)
        if address is not None:
            line = f"#L{one.line}" if one.line else ""
            shown = f"[{shown}]({self.style.links}{address}{line})"
        others = f" (+{more} more)" if more else ""
        return f"- {shown}: {code(one.rule)} {code(in_short(one.text, TEXT))}{others}"


class _Listed:
    """Files of one kind: as many lines as a comment may hold, and how many there are."""

    def __init__(self, heading: str) -> None:
        self.heading, self.count, self.size = heading, 0, 0
        self.lines: list[str] = []

    def add(self, line: str) -> None:
        self.count += 1
        if self.size < LIMIT:
            self.lines.append(line)
            self.size += _size(line)

    def block(self, room: int, what: str) -> Iterator[str]:
        """The lines for which there is room, in a part that can be opened, and how many are not."""
        if not self.count:
            return
        yield f"<details{' open' if self.count <= FEW else ''}>"
        yield from (f"<summary>{plural(self.count, what)} {self.heading}</summary>", "")
        left, shown = room - 300, 0  # 300 for the lines around
        for line in self.lines:
            left -= _size(line)
            if left < 0:
                break
            yield line
            shown += 1
        if shown < self.count:
            yield f"- and {plural(self.count - shown, what)} that would make this too long"
        yield from ("", "</details>", "", "")


def _table(tally: Tally, what: str) -> Iterator[str]:
    """The reasons by how many files they have, as `--statistics` counts them."""
    reasons = sorted(
        tally.by_reason.items(), key=lambda item: (-item[1].drop - item[1].error, item[0])
    )
    if not reasons:
        return
    yield from (f"| reason | {what}s | only reason | flagged |", "|---|---:|---:|---:|")
    for name, one in reasons[:REASONS]:
        numbers = (one.drop + one.error, one.only_reason, one.flagged)
        cells = [code(name).replace("|", "\\|"), *(f"{number:,}" for number in numbers)]
        yield f"| {' | '.join(cells)} |"
    if hidden := len(reasons[REASONS:]):
        yield f"| and {plural(hidden, 'more reason')} | | | |"
    yield from ("", "")


def code(text: str) -> str:
    """A text as code, in which Markdown knows no markup, no mention and no link."""
    text = visible(text)
    ticks = "`" * (1 + max((len(one) for one in _TICKS.findall(text)), default=0))
    edge = " " if text.startswith("`") or text.endswith("`") or not text.strip() else ""
    return f"{ticks}{edge}{text}{edge}{ticks}"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace")) + 1
