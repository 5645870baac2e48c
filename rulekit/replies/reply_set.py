"""The replies to one inquiry, which may lie in several folders, as signals."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rulekit.core.document import Document
from rulekit.core.reading import Unmeasured
from rulekit.core.signal import Signal
from rulekit.replies.folder import ReplyFolder
from rulekit.replies.spoken_reply import told
from rulekit.replies.texts import ANSWERED, OUTCOMES, SaidReply

NUMBERS = ("number", "integer", "boolean")  # types that a rule can limit
REASON = "reason"
UNASKED = "unasked: no model was asked about this text"
WHY = {
    "unparsed": "unparsed: the model's reply is not of its form",
    "length": "length: the model's reply was cut off",
    "refused": "refused: the model did not reply",
    "unasked": "unasked: the server gave no answer",
    "unread": "unread: the row lacked what the prompt asks of it",
}

WITHOUT = frozenset({UNASKED, *WHY.values()})  # notes of readings for which there is no reply


def reply_name(prop: str, name: str = "") -> str:
    """The name of the signal of a property, `name` being what was asked; "" where that is plain."""
    return f"reply({name}:{prop})" if name else f"reply({prop})"


@dataclass(frozen=True)
class ReplySet:
    """Folders with replies to the same question of the same model, of which a text may be in any.

    Of several replies to a text, the lower median of those that are answered counts: one that is
    far off, as of a model that did what the text told it, moves it little; and it is a number that
    the model has said, with its reason.
    """

    folders: tuple[ReplyFolder, ...]

    @property
    def name(self) -> str:
        """The name of what was asked."""
        return self.folders[0].name

    @property
    def properties(self) -> Mapping[str, str]:
        """The properties of a reply in their order, and their types."""
        return dict(self.folders[0].properties)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The properties that rules can limit."""
        return tuple(one for one, kind in self.properties.items() if kind in NUMBERS)

    @property
    def sha256(self) -> str:
        """The hash of all replies."""
        hashes = "".join(one.sha256 for one in self.folders)
        return hashlib.sha256(hashes.encode()).hexdigest() if len(self.folders) > 1 else hashes

    def reason_of(self, prop: str) -> str:
        """The property that says why: `reason`, else the first text before the number; or ""."""
        kinds = self.properties
        texts = [one for one, kind in kinds.items() if kind == "string"]
        named = [one for one in texts if one.rpartition(".")[2] == REASON]
        order = [*kinds]
        before = [one for one in texts if order.index(one) < order.index(prop)]
        return next(iter([*named, *before]), "")

    def found(self, document: Document) -> tuple[SaidReply, ...]:
        """All replies about a text, as it came or as it was edited."""
        digest = document.edited or document.sha256
        return tuple(one for folder in self.folders for one in folder.texts.find(digest))

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """A signal for each number, and one that counts the replies that are answered."""
        return (*map(self._signal, self.numbers), self._count())

    def _signal(self, prop: str) -> Signal:
        def measure(document: Document) -> float:
            for name in (reply_name(prop), reply_name(prop, self.name)):
                if name in document.said:
                    return document.said[name]
            return middle(self.found(document), prop)

        def tell(document: Document) -> str:
            replies, reason = self.found(document), self.reason_of(prop)
            return told(replies, prop, reason, measure(document)) or f"so {self.name} replies"

        kind = self.properties[prop]
        return Signal(
            name=reply_name(prop, self.name),
            unit="0 or 1" if kind == "boolean" else kind,
            doc=f"`{prop}` of a model's reply to {self.name}",
            measure=measure,
            tell=tell,
        )

    def _count(self) -> Signal:
        def measure(document: Document) -> float:
            return sum(one.outcome == ANSWERED for one in self.found(document))

        return Signal(
            name=f"replies({self.name})",
            unit="replies",
            doc=f"replies of a model to {self.name}; 0 where it was not asked, or did not answer",
            measure=measure,
        )


def middle(replies: tuple[SaidReply, ...], prop: str) -> float:
    """The lower median of a property; raises Unmeasured, with the reason, where nothing is said."""
    values = sorted(float(one) for one in values_of(replies, prop))
    if values:
        return values[(len(values) - 1) // 2]
    if not replies:
        raise Unmeasured(UNASKED)
    counts = Counter(one.outcome for one in replies)
    if counts[ANSWERED]:
        raise Unmeasured(f"the reply leaves `{prop}` out")
    raise Unmeasured(WHY[max(OUTCOMES, key=lambda one: counts[one])])


def values_of(replies: tuple[SaidReply, ...], prop: str) -> list[float]:
    """The numbers that replies give to a property, in their order."""
    said = (one.values.get(prop) for one in replies if one.outcome == ANSWERED)
    return [one for one in said if isinstance(one, int | float)]
