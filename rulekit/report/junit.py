"""Verdicts as JUnit XML, which CI servers show as tests."""

from __future__ import annotations

from html import escape
from typing import IO, TYPE_CHECKING

from rulekit.core.escape import visible
from rulekit.report.remark import Remark, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rulekit.core.tally import Tally
    from rulekit.core.verdict import Verdict
    from rulekit.report.style import Style

ELEMENTS = {"drop": "failure", "error": "error"}  # by action; others fail no test
SHOWN = 5  # pieces of evidence of a failure


class JUnit:
    """For CI servers: a suite for each file, with a test case for each failed rule.

    A file without fault is a suite of one case that passed. What drops a file is a failure, what
    could not be judged an error; a flag is a case that passed, with what was found as its output.
    """

    def __init__(self, stream: IO[str], style: Style) -> None:
        self.stream, self.style = stream, style
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rulekit">\n')

    def add(self, verdict: Verdict) -> None:
        """Write the suite of a file at once."""
        if verdict.candidate:
            self.stream.writelines(f"{line}\n" for line in _suite(verdict))
        elif self.style.show_files:
            self.stream.writelines(f"{line}\n" for line in _skipped(verdict))

    def finish(self, _tally: Tally) -> None:
        """Close what was opened."""
        self.stream.write("</testsuites>\n")


def _suite(verdict: Verdict) -> Iterator[str]:
    found = list(remarks(verdict))
    yield _opening(verdict, found)
    if not found:
        yield f"    <testcase {_attributes(name='rulekit', classname=verdict.target)}/>"
    for one in found:
        yield f"    <testcase {_attributes(name=one.rule, classname=verdict.target)}>"
        if element := ELEMENTS.get(one.action):
            about = _attributes(message=one.text, type=one.rule)
            yield f"      <{element} {about}>{_text(verdict, one)}</{element}>"
        else:
            yield f"      <system-out>{_text(verdict, one)}</system-out>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _opening(verdict: Verdict, found: Sequence[Remark]) -> str:
    elements = [ELEMENTS.get(one.action) for one in found]
    counts = _attributes(
        name=verdict.target,
        tests=str(len(found) or 1),
        failures=str(elements.count("failure")),
        errors=str(elements.count("error")),
    )
    return f"  <testsuite {counts}>"


def _skipped(verdict: Verdict) -> Iterator[str]:
    about = _attributes(name=verdict.target, tests="1", failures="0", errors="0", skipped="1")
    yield f"  <testsuite {about}>"
    yield f"    <testcase {_attributes(name='rulekit', classname=verdict.target)}>"
    yield f"      <skipped {_attributes(message=verdict.reason)}/>"
    yield "    </testcase>"
    yield "  </testsuite>"


def _text(verdict: Verdict, one: Remark) -> str:
    """The remark, then its first places with the lines that stand there."""
    lines = [f"{one.action}: {one.text}"]
    places = one.finding.evidence if one.finding else ()
    for place in places[:SHOWN]:
        at = f"{verdict.target}:{place.line}:{place.column}" if place.line else verdict.target
        lines.append(f"{at}: {place.source}")
    if one.finding and one.finding.evidence_count > SHOWN:
        lines.append(f"and {one.finding.evidence_count - SHOWN:,} places more")
    return "\n".join(_inert(line) for line in lines)


def _attributes(**values: str) -> str:
    return " ".join(f'{name}="{_inert(value)}"' for name, value in values.items())


def _inert(text: str) -> str:
    """A text of one line as XML holds it: no markup, and what XML forbids as escapes."""
    return escape(visible(text))
