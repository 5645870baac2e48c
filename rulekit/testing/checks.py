"""Promises that hold for every text."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rulekit.core.document import Document
from rulekit.core.evidence import positions_in
from rulekit.core.reading import Reading, Unmeasured
from rulekit.core.readings import Readings, Signals
from rulekit.core.record import to_record
from rulekit.core.signal import Signal
from rulekit.core.span import Span
from rulekit.core.verdict import Verdict
from rulekit.signals.measure import MEASURES
from rulekit.testing.trial import Trial

# Units that end in these words weigh a text by its characters, of which a CR is one.
WEIGHED = frozenset({"bytes", "characters", "nats", "ratio", "content", "page"})

Complaints = Iterator[tuple[str, str]]  # what it is about (a signal, a capture), what is wrong


@dataclass(frozen=True)
class Check:
    """A promise that a verdict keeps, and a function that finds where a trial breaks it."""

    name: str
    doc: str
    complaints: Callable[[Trial], Complaints]


def _unended(trial: Trial) -> Complaints:
    if trial.here is None:
        yield trial.apart.decided_by[0], trial.apart.reason


def _unmeasured(trial: Trial) -> Complaints:
    if trial.here and trial.here.decision == "error":
        yield "verdict", f"error: {trial.here.reason}"
    for name, reading in _readings(trial):
        if reading.note.startswith("failed"):
            yield name, reading.note
        elif reading.value is None and not reading.note.strip():
            yield name, "has no value and does not say why"


def _out_of_range(trial: Trial) -> Complaints:
    for name, reading in _readings(trial):
        unit = trial.signals[name].unit
        if reading.value is not None and (why := _outside(reading.value, unit)):
            yield name, f"reads {reading.value:g} ({unit}), {why}"


def _outside(value: float, unit: str) -> str:
    """Reason why a value does not fit its unit: shares are 0 to 1, yes or no 1 or 0, all >= 0."""
    if unit.startswith("share") and not 0 <= value <= 1:
        return "and a share is 0 to 1"
    if unit == "yes or no" and value not in (0, 1):
        return "and yes is 1, no is 0"
    return "" if value >= 0 else "which is below 0"


def _mislocated(trial: Trial) -> Complaints:
    document = trial.document
    if document is None or trial.here is None:
        return
    for name, signal in trial.signals.items():
        try:
            if signal.read(document).value is not None:
                text = positions_in(document, signal).data
                yield from ((name, why) for why in _misplaced(signal.locate(document), text))
        except Exception as error:  # noqa: BLE001  the engine goes on without evidence
            yield name, f"cannot say where: {type(error).__name__}: {error}"
    for finding in trial.here.findings:
        ends = [(one.start, one.end) for one in finding.evidence]
        if ends != sorted(ends):
            yield finding.rule, "its evidence is not in order"


def _misbounded(trial: Trial) -> Complaints:
    """Bounds and absences that are not true of the value: a verdict would depend on who asks."""
    document = trial.document
    if document is None:
        return
    for name, signal in trial.signals.items():
        value = signal.read(document).value
        try:
            low, high = signal.bounds(document) if signal.bounds else (-math.inf, math.inf)
        except Unmeasured:  # then the value is read
            continue
        except Exception as error:  # noqa: BLE001  and nobody would know of this one
            yield name, f"its bounds fail: {type(error).__name__}: {error}"
            continue
        if value is None and signal.bounds:
            yield name, f"has bounds, {low:g} to {high:g}, where it has no value"
        elif value is not None and not low <= value <= high:
            yield name, f"reads {value:g}, and its bounds are {low:g} to {high:g}"
        elif signal.absence and _reading_of(signal, document).value != value:
            yield name, "is said to be absent where it is not 0"


def _reading_of(signal: Signal, document: Document) -> Reading:
    """The reading as an engine takes it, which asks an absence first."""
    return Readings(document, Signals((signal,)), Signal.read)[signal.name]


def _misfound(trial: Trial) -> Complaints:
    """Finders of which the spans are out of order, or others the second time.

    Where they point, and what fails, the counts tell as other signals do.
    """
    document = trial.document
    if document is None:
        return
    for name, finder in trial.engine.plan.catalog.names.finders.items():
        try:
            found, again = list(finder.find(document)), list(finder.find(document))
        except Exception:  # noqa: BLE001, S112  its count says why
            continue
        if found != sorted(found):
            yield name, "its spans are not sorted"
        elif found != again:
            yield name, "finds other spans the second time"
        elif found and finder.gate and not document.holds(finder.gate):
            yield name, "finds something where its gate matches nothing"


def _miscaptured(trial: Trial) -> Complaints:
    if trial.document is None or trial.document.syntax is None:
        return
    try:
        found = trial.document.captures.found
    except Unmeasured:
        return
    for name, spans in found.items():
        yield from ((f"@{name}", why) for why in _misplaced(spans, trial.document.data))
        if spans != sorted(set(spans)):
            yield f"@{name}", "its spans are not sorted, or not each there once"
        yield from ((f"@{name}", why) for why in _overmeasured(spans, trial.document))


def _overmeasured(spans: Sequence[Span], document: Document) -> Iterator[str]:
    """Shares of a capture that no share can have, whether a rule asks for them or not."""
    for measure in MEASURES.values():
        if measure.unit.startswith("share") and measure.needs <= document.captures.provided:
            value = measure.of(spans, document)
            if why := _outside(value, measure.unit):
                yield f"its {measure.name} reads {value:g}, {why}"


def _misplaced(spans: Iterable[Span], data: bytes) -> Iterator[str]:
    """The first span that is not a piece of the text, from one character to another."""
    for start, end in spans:
        if not 0 <= start <= end <= len(data):
            yield f"points at bytes {start} to {end} of {len(data)}"
            return
        if any(at < len(data) and data[at] & 0xC0 == 0x80 for at in (start, end)):
            yield f"points into a character, at bytes {start} to {end}"
            return


def _unrepeated(trial: Trial) -> Complaints:
    """Here a second time, too: what one document leaves behind for the next shows.

    What is no file's is another document in the other process, which is only given files.
    """
    if trial.here is None or trial.sample.large:
        return
    if different := _difference(trial.here, trial.again(trial.sample.content)):
        yield different, "is not the same the second time"
    elif isinstance(trial.sample.content, str):
        return
    elif different := _difference(trial.here, trial.apart):
        yield different, "is not the same in another process"


def _difference(one: Verdict, other: Verdict) -> str:
    """The first part of two records that differs; "" when none does."""
    first, second = to_record(one), to_record(other)
    return next((key for key in first if first[key] != second.get(key)), "")


def _tied_to_line_ends(trial: Trial) -> Complaints:
    """Readings that change when the lines of a text end in CRLF."""
    data = trial.sample.content
    if not isinstance(data, bytes) or trial.document is None:
        return
    plain = data.replace(b"\r\n", b"\n")
    if plain == data or b"\r" in plain:
        return
    expected = dict(trial.again(plain).readings)
    for name, reading in _readings(trial):
        unit = trial.signals[name].unit
        if unit.rpartition(" ")[2] not in WEIGHED and reading != expected.get(name):
            other = expected.get(name)
            yield name, f"reads {_said(reading)} with CRLF, {_said(other)} with LF"


def _said(reading: Reading | None) -> str:
    if reading is None or reading.value is None:
        return f"nothing ({reading.note if reading else 'not read'})"
    return f"{reading.value:g}"


def _readings(trial: Trial) -> Iterable[tuple[str, Reading]]:
    return trial.here.readings if trial.here else ()


CHECKS = (
    Check("ends", "a verdict comes: no exception, no crash, no hang", _unended),
    Check("measured", "every signal has a value or a reason, no verdict is an error", _unmeasured),
    Check("in-range", "shares are 0 to 1, yes or no is 1 or 0, nothing is below 0", _out_of_range),
    Check("located", "what a signal points at is text of the file, in order", _mislocated),
    Check("found", "finders give spans sorted, the same twice, none without gate", _misfound),
    Check("bounded", "values are within their bounds, and 0 where absent", _misbounded),
    Check("captured", "captures are sorted pieces of the text, their shares 0 to 1", _miscaptured),
    Check("repeats", "the verdict is the same twice, and in another process", _unrepeated),
    Check("line-ends", "with CRLF, lines and things count as with LF", _tied_to_line_ends),
)
