"""What a test of a pack asks of rulekit: the fixture `rulekit`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from rulekit.core.document import Document
from rulekit.core.evidence import positions_in
from rulekit.core.reading import Unmeasured
from rulekit.core.signal import Signal
from rulekit.core.verdict import Verdict
from rulekit.errors import PluginError, UsageError, did_you_mean
from rulekit.loader import load
from rulekit.signals.build import counted


class Kit:
    """Texts judged, captured and measured by all that is installed, in the profile `default`.

    Each method takes a text and the name of the file that it would be, which tells its language.
    """

    def __init__(
        self, rules: Sequence[str | os.PathLike[str]] = (), off: Iterable[str] = ()
    ) -> None:
        """Load what is installed and the folders of `rules`, without the plugins to leave `off`.

        Raises PluginError for a plugin that is broken: its rules would be missing in silence.
        """
        self.engine = load(rules=tuple(os.fspath(one) for one in rules), off=tuple(off))
        self._catalog = self.engine.plan.catalog
        problems = [one.problems for one in self._catalog.plugins if one.status == "failed"]
        if problems:
            raise PluginError(list(chain(*problems)))

    def check(self, text: str, path: str) -> Verdict:
        """The verdict on a text, as `rulekit check` gives it for a file outside of repositories."""
        return self.engine.check_text(text, path)

    def captures(self, text: str, path: str) -> Mapping[str, list[str]]:
        """What each capture of the language finds, in the order of the text.

        Every capture that the language has is there. Raises Unmeasured for a text without a parser.
        """
        __tracebackhide__ = True
        document = self._document(text, path)
        captures = document.captures
        return {
            name: [_text(document.data[start:end]) for start, end in captures.spans(name)]
            for name in sorted(captures.provided)
        }

    def reads(self, name: str, text: str, path: str) -> float:
        """The reading of a rule's signal (by the rule's id) or of a signal, on a text.

        Raises Unmeasured, with the reason, where there is no value.
        """
        __tracebackhide__ = True
        reading = self._signal(name).read(self._document(text, path))
        if reading.value is None:
            raise Unmeasured(reading.note)
        return reading.value

    def finds(self, name: str, text: str, path: str) -> list[str]:
        """The texts that a rule, signal or finder points at; none for what is about the whole file.

        Raises Unmeasured, with the reason, where there is no answer.
        """
        __tracebackhide__ = True
        document, signal = self._document(text, path), self._signal(name)
        data = positions_in(document, signal).data
        return [_text(data[start:end]) for start, end in signal.locate(document)]

    def _document(self, text: str, path: str) -> Document:
        __tracebackhide__ = True
        document = self._catalog.languages.document(text, path)
        if document is None:
            raise UsageError(f"no known language has the name `{path}`: say another `path`")
        return document

    def _signal(self, name: str) -> Signal:
        __tracebackhide__ = True
        rules, finders = self._catalog.rules, self._catalog.names.finders
        signals = self._catalog.names.named_signals
        if name in rules:
            return rules[name].rule.signal
        if name in finders:
            return counted(finders[name])
        if name in signals:
            return signals[name]
        near = did_you_mean(name, [*rules, *finders, *signals])
        raise UsageError(f"there is no rule, signal or finder `{name}`{near}")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
