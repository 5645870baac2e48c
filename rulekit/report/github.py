"""Workflow commands that GitHub shows as annotations on the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING

from rulekit.core.escape import visible
from rulekit.report.number import plural
from rulekit.report.remark import Remark, remarks

if TYPE_CHECKING:
    from rulekit.core.tally import Tally
    from rulekit.core.verdict import Verdict
    from rulekit.report.style import Style

KINDS = {"error": "error", "drop": "error", "flag": "warning", "spare": "notice"}  # by action
SHOWN = 10  # commands of a kind that GitHub shows for a step; of the others only the log knows
NAMED = 10  # reasons that the count of the others names, the most frequent first
HELD = 1_000  # commands of a kind that are written, beside the first ones of every reason


class Annotations:
    """For pull requests on GitHub: a workflow command for each reason of a file.

    As GitHub shows only SHOWN of a kind, those stand first that tell most: files that could not be
    judged, then the first of every reason. The last that is shown counts the others.
    """

    def __init__(self, stream: IO[str], _style: Style) -> None:
        self.stream = stream
        self.kinds = {kind: _Kind(kind) for kind in dict.fromkeys(KINDS.values())}

    def add(self, verdict: Verdict) -> None:
        """Keep the commands for a file, as far as they will be written."""
        if verdict.candidate:
            for one in remarks(verdict):
                self.kinds[KINDS[one.action]].add(verdict.target, one)

    def finish(self, _tally: Tally) -> None:
        """Write the commands, those that tell most first."""
        for kind in self.kinds.values():
            self.stream.writelines(f"{line}\n" for line in kind.lines())


class _Kind:
    """The commands of one kind: the first of each reason, and others until there are HELD."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.count: Counter[str] = Counter()
        self.held: list[tuple[bool, int, int, str]] = []

    def add(self, path: str, one: Remark) -> None:
        rank = self.count[one.rule]
        self.count[one.rule] += 1
        if rank < SHOWN or len(self.held) < HELD:
            judged = one.action != "error"
            self.held.append((judged, rank, len(self.held), _annotation(self.kind, path, one)))

    def lines(self) -> list[str]:
        """All that are held, in order, with the count of the others as the last that is shown."""
        lines = [line for *_, line in sorted(self.held)]
        if self.count.total() > SHOWN:
            lines.insert(SHOWN - 1, self._others(len(lines)))
        return lines

    def _others(self, held: int) -> str:
        total = self.count.total()
        more = plural(total - SHOWN + 1, "more finding")
        where = "all are" if held == total else f"{held:,} of all are"
        by = ", ".join(f"{rule} {number:,}" for rule, number in self.count.most_common(NAMED))
        others = ", …" if len(self.count) > NAMED else ""
        text = f"{more} than GitHub shows here; {where} in the log of this step. All: {by}{others}"
        return command(self.kind, {"title": "rulekit"}, text)


def _annotation(kind: str, path: str, one: Remark) -> str:
    places: dict[str, object] = {"file": path}
    if one.line:
        places |= {"line": one.line, "endLine": one.end_line}
    if one.line and one.line == one.end_line:  # columns of several lines are refused
        places |= {"col": one.column, "endColumn": one.end_column}
    return command(kind, {**places, "title": one.rule}, one.text)


def command(name: str, properties: Mapping[str, object], message: str) -> str:
    """A workflow command with everything in it escaped as the runner undoes it."""
    shown = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {shown}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
