"""Listening to a confined process until its end, which comes when it takes more than it may."""

from __future__ import annotations

import os
import selectors
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from rulekit.sandbox.program import Cause
from rulekit.sandbox.quota import Quota

RESULT = 2**20  # bytes of a result, at the most
LOOK = 0.05  # seconds between two looks at what no limit of the system bounds
_PART = 65_536
Source = Literal["output", "result", "status"]
SOURCES: tuple[Source, ...] = ("output", "result", "status")


@dataclass
class Listening:
    """The pipes of a process: `stdin` is written, what comes from the others is gathered.

    `end` can be read when the process has ended. `look` says what else it took too much of.
    """

    stdin: int
    sources: dict[Source, int]
    end: int
    quota: Quota
    look: Callable[[], Cause] = lambda: ""
    told: dict[Source, bytearray] = field(default_factory=dict)
    seconds: float = 0.0  # that it took until now

    def listen(self, data: bytes) -> Cause:
        """Hand over `data`; return why the process has to be ended, or "" when it has."""
        begun = time.monotonic()
        left = memoryview(data)
        with selectors.DefaultSelector() as selector:
            self._register(selector)
            while True:
                ready = [key.data for key, _ in selector.select(LOOK)]
                for name in ready:
                    if name == "stdin":
                        left = self._give(selector, left)
                    elif name != "end":
                        self._take(selector, name)
                self.seconds = time.monotonic() - begun
                cause = self._too_much() or self.look()
                if cause or ready == ["end"]:  # nothing is left in the pipes
                    return cause
                if self.seconds > self.quota.seconds:
                    return "seconds"

    def _register(self, selector: selectors.BaseSelector) -> None:
        os.set_blocking(self.stdin, False)
        selector.register(self.stdin, selectors.EVENT_WRITE, "stdin")
        selector.register(self.end, selectors.EVENT_READ, "end")
        for name, source in self.sources.items():
            self.told[name] = bytearray()
            selector.register(source, selectors.EVENT_READ, name)

    def _take(self, selector: selectors.BaseSelector, name: Source) -> None:
        part = os.read(self.sources[name], _PART)
        self.told[name] += part
        if not part:
            selector.unregister(self.sources[name])

    def _give(self, selector: selectors.BaseSelector, left: memoryview) -> memoryview:
        try:
            left = left[os.write(self.stdin, left[:_PART]) :]
        except BlockingIOError:
            return left
        except BrokenPipeError:  # it ended without reading, which its end tells
            left = left[:0]
        if not left:
            selector.unregister(self.stdin)
            os.close(self.stdin)
            self.stdin = -1
        return left

    def _too_much(self) -> Cause:
        if len(self.told["output"]) > self.quota.output:
            return "output"
        return "result" if len(self.told["result"]) > RESULT else ""

    def close(self) -> None:
        """Close what is open."""
        for one in (self.stdin, self.end, *self.sources.values()):
            if one >= 0:
                os.close(one)
