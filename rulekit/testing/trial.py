"""Trying one text: in another process first, so that what kills or hangs a process is told."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from rulekit.core.document import Document
from rulekit.core.record import from_record
from rulekit.core.signal import Signal
from rulekit.core.verdict import Verdict, failed
from rulekit.corpus.job import Task
from rulekit.engine import Engine
from rulekit.errors import RulekitError
from rulekit.files.discover import FoundFile
from rulekit.language.encoding import decode
from rulekit.plan.options import PlanOptions
from rulekit.run.limit import TIMEOUT
from rulekit.run.process import ProcessGuard
from rulekit.run.worker_config import WorkerConfig
from rulekit.testing.sample import Sample


@dataclass(frozen=True)
class Trial:
    """A text and its verdicts: in another process, then here.

    `here` is None when the other process did not survive it, so that it was not tried here. A large
    text is judged in the other process only, and what is checked of it is its verdict.
    """

    sample: Sample
    engine: Engine
    apart: Verdict
    here: Verdict | None
    seconds: float = 0.0  # that the other process took: for people, no check asks

    @cached_property
    def document(self) -> Document | None:
        """The document, with every capture of its language; None for what was no candidate."""
        if self.here is None or self.here.language is None or self.sample.large:
            return None
        content = self.sample.content
        text = content if isinstance(content, str) else decode(content)
        return self.engine.plan.catalog.languages.document(text, self.sample.path)

    @cached_property
    def signals(self) -> Mapping[str, Signal]:
        """By name, every signal that was read."""
        if self.here is None or self.here.language is None or self.here.kind is None:
            return {}
        signals = self.engine.plan.all_signals(self.here.language, self.here.kind)
        return {signal.name: signal for signal in signals}

    def again(self, content: str | bytes) -> Verdict:
        """The verdict here on some content of the same name."""
        return judged(self.engine, Sample(self.sample.name, self.sample.path, content))


def judged(engine: Engine, sample: Sample) -> Verdict:
    """The verdict on a sample; raises what the engine raises."""
    if isinstance(sample.content, str):
        return engine.check_text(sample.content, sample.path)
    return engine.check_bytes(sample.content, sample.path)


class SampleRunner:
    """Tries samples: by an engine here, and by one that `options` builds in another process."""

    def __init__(self, engine: Engine, options: PlanOptions, timeout: float = TIMEOUT) -> None:
        self.engine = engine
        self.process = ProcessGuard(WorkerConfig(options, timeout=timeout, stall=timeout))
        self.folder = TemporaryDirectory(prefix="rulekit-")

    def __enter__(self) -> SampleRunner:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.close()
        self.folder.cleanup()

    def try_out(self, sample: Sample) -> Trial:
        """Try one sample."""
        start = time.monotonic()
        apart = self._apart(sample)
        seconds = time.monotonic() - start
        survived = apart.decision != "error" or apart.decided_by == ("unmeasured",)
        if not survived:
            return Trial(sample, self.engine, apart, None, seconds)
        here = apart if sample.large else judged(self.engine, sample)
        return Trial(sample, self.engine, apart, here, seconds)

    def _apart(self, sample: Sample) -> Verdict:
        file = Path(self.folder.name) / "sample"
        file.write_bytes(sample.data)
        try:
            answer = self.process.do(Task.of_file(FoundFile(sample.path, str(file))))
            return from_record(json.loads(answer)["records"][0])
        except RulekitError as error:  # a broken pack ends a worker
            self.process.stop()
            return failed(sample.path, "failed", error.problems[0].message)
