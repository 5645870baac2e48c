"""Evidence of findings: the text, or the part of the path, that a rule's number comes from."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from rulekit.core.document import Document
from rulekit.core.message import fill
from rulekit.core.position import PATH, Positions
from rulekit.core.signal import Signal
from rulekit.core.verdict import EVIDENCE_COUNTED, EVIDENCE_SHOWN

if TYPE_CHECKING:
    from rulekit.core.rule import Rule
    from rulekit.core.span import Span
    from rulekit.core.verdict import Finding


def with_evidence(document: Document, rule: Rule, finding: Finding, *, everywhere: bool) -> Finding:
    """The finding with the text behind its value, if it failed or `everywhere`; then its message.

    A message says what is wrong, so a rule that passed has none.
    """
    failed = finding.outcome == "fail"
    if finding.outcome == "unmeasured" or not (failed or everywhere):
        return finding
    spans = _located(document, rule)
    positions = positions_in(document, rule.signal)
    evidence = tuple(positions.evidence(span) for span in spans[:EVIDENCE_SHOWN])
    if rule.signal.on_path:
        evidence = tuple(one._replace(line=PATH, end_line=PATH) for one in evidence)
    first = evidence[0].text if evidence else ""
    words = _words(document, rule) if failed else ""
    message = message_of(rule, finding, first, len(spans), words) if failed else ""
    return replace(finding, message=message, evidence=evidence, evidence_count=len(spans))


def message_of(rule: Rule, finding: Finding, text: str, count: int, words: str = "") -> str:
    """The message of a failure, of which `text` is the first place of `count`.

    `words` tell what the value comes of, where the signal can.
    """
    return fill(
        rule.message,
        value=finding.value,
        limit=finding.must_be,
        margin=finding.margin,
        count=count,
        text=text.strip(),
        words=words,
    )


def _located(document: Document, rule: Rule) -> list[Span]:
    """The first places that the signal finds, sorted; empty when it cannot say.

    A `locate` may give places without end, so no more than EVIDENCE_COUNTED are taken.
    """
    try:
        spans = sorted(islice(rule.signal.locate(document), EVIDENCE_COUNTED))
        size = len(positions_in(document, rule.signal).data)
        return spans if all(_is_within(span, size) for span in spans) else []
    except MemoryError:  # of the machine, not of the document
        raise
    except Exception:  # noqa: BLE001  the verdict stands without its evidence
        return []


def _words(document: Document, rule: Rule) -> str:
    """What the value comes of, in words; "" when the signal cannot say."""
    try:
        return rule.signal.tell(document) if rule.signal.tell else ""
    except MemoryError:  # of the machine, not of the document
        raise
    except Exception:  # noqa: BLE001  the verdict stands without its words
        return ""


def positions_in(document: Document, signal: Signal) -> Positions:
    """Places in the text that a signal looks at: the document's, or its path."""
    if signal.on_path:
        return Positions(document.path_data)
    return document.positions


def _is_within(span: object, size: int) -> bool:
    """True if it is a range of bytes of a text; anything else from a plugin tells no place."""
    match span:
        case (int(start), int(end)):
            return 0 <= start <= end <= size
    return False
