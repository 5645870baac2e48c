"""Findings as SARIF 2.1.0, which GitHub and editors show on the lines of a repository."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

from rulekit.core.escape import visible
from rulekit.errors import UsageError
from rulekit.report.address import address_of
from rulekit.report.as_json import written
from rulekit.report.number import plural
from rulekit.report.remark import Remark, remarks
from rulekit.report.sarif_rule import LEVELS, tool

if TYPE_CHECKING:
    from rulekit.core.tally import Tally
    from rulekit.core.verdict import Verdict
    from rulekit.report.style import Style

RESULTS = 5_000  # GitHub shows no more, and refuses a file with over 25,000
NOTIFICATIONS = 1_000  # files that could not be judged and are named
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BASE = "SRCROOT"
FINGERPRINT = "rulekitFinding/v1"


class Sarif:
    """For code scanning: a result for each reason of a file, at most RESULTS of them.

    What drops a file is an error, as it is what the gate counts, a flag is a warning. Those of the
    first kind are the first to be written. Files that could not be judged are notifications.
    """

    def __init__(self, stream: IO[str], style: Style) -> None:
        self.stream, self.style = stream, style
        self.rules = {rule: number for number, rule in enumerate(sorted(style.titles))}
        self.results: dict[str, list[str]] = {level: [] for level in ("error", "warning", "note")}
        self.count: Counter[str] = Counter()
        self.errors: list[dict[str, Any]] = []

    def add(self, verdict: Verdict) -> None:
        """Keep the results on a file, as long as there are not too many of their level.

        Raises UsageError for a file outside of the current folder.
        """
        for one in remarks(verdict) if verdict.candidate else ():
            if one.action == "error":
                self._add_error(verdict, one)
            else:
                self._add_result(verdict, one)

    def _add_result(self, verdict: Verdict, one: Remark) -> None:
        level = LEVELS[one.action]
        self.count[level] += 1
        if len(self.results[level]) < RESULTS:
            self.results[level].append(written(self._result(verdict, one, level)))

    def _result(self, verdict: Verdict, one: Remark, level: str) -> dict[str, Any]:
        number = self.rules.setdefault(one.rule, len(self.rules))
        uri = _uri(verdict.path)
        finger = sha256(f"{one.rule}\0{uri}".encode()).hexdigest()[:32]  # a file has a rule once
        return {
            "ruleId": one.rule,
            "ruleIndex": number,
            "level": level,
            "message": {"text": _message(one.text)},
            "locations": [{"physicalLocation": _physical(uri) | {"region": _region(one)}}],
            "partialFingerprints": {FINGERPRINT: finger},
        }

    def _add_error(self, verdict: Verdict, one: Remark) -> None:
        self.count["not judged"] += 1
        if len(self.errors) < NOTIFICATIONS:
            location = {"physicalLocation": _physical(_uri(verdict.path))}
            self.errors.append(
                _notification("error", one.text, one.rule) | {"locations": [location]}
            )

    def finish(self, _tally: Tally) -> None:
        """Write the log: what is known of the run, then a result a line."""
        results = list(islice(chain.from_iterable(self.results.values()), RESULTS))
        run = {
            "tool": tool(self.style.plan, self.rules),
            "invocations": [self._invocation(len(results))],
            "originalUriBaseIds": {BASE: {"description": {"text": "where rulekit was called"}}},
            "columnKind": "unicodeCodePoints",
            "properties": {"profile": self.style.profile, "config": self.style.config},
        }
        head = {"$schema": SCHEMA, "version": "2.1.0", "runs": []}
        self.stream.write(f'{written(head)[:-2]}\n{written(run)[:-1]}, "results": [\n')
        self.stream.write(",\n".join(results))
        self.stream.write("\n]}]}\n")

    def _invocation(self, told: int) -> dict[str, Any]:
        notes = [*self.errors]
        if more := self.count.pop("not judged", 0) - len(self.errors):
            notes.append(_notification("error", f"{plural(more, 'more file')} not judged", "more"))
        if more := self.count.total() - told:
            text = f"{plural(more, 'more result')} than the {told:,} that are in this file"
            notes.append(_notification("warning", text, "more"))
        return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _notification(level: str, text: str, about: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": _message(text)}, "descriptor": {"id": about}}


def _uri(path: str) -> str:
    """A path as a URI that counts from BASE."""
    uri = address_of(path)
    if uri is None:
        message = f"-o sarif: `{path}` lies outside of the current folder, where its paths begin"
        raise UsageError(f"{message}; call rulekit in the repository that it is in")
    return uri


def _physical(uri: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": uri, "uriBaseId": BASE}}


def _region(one: Remark) -> dict[str, int]:
    """The first place of a remark; the first line where the whole file is meant."""
    if not one.line:
        return {"startLine": 1}
    return {
        "startLine": one.line,
        "startColumn": one.column,
        "endLine": one.end_line,
        "endColumn": one.end_column,
    }


def _message(text: str) -> str:
    """A message without links, of which SARIF knows `[text](address)`, and never empty."""
    return visible(text).replace("](", "] (") or "no message"
