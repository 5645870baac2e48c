"""Report of a conformance run: texts tried, promises broken."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rulekit.testing.sample import Sample


@dataclass(frozen=True)
class Violation:
    """A promise that is broken: what by (a signal, a capture, a rule), how, and by which text."""

    about: str
    message: str
    sample: Sample | None = None
    warning: bool = False
    check: str = ""
    pack: str = ""
    texts: int = 1  # how many texts break it so

    def __str__(self) -> str:
        lines = [f"{'warning' if self.warning else 'error'}: {self.about} {self.message}"]
        if self.sample:
            more = f", and {self.texts - 1:,} more" if self.texts > 1 else ""
            lines.append(f"  --> {self.sample.name}{more}")
            lines.append(f"  = {self.sample.command or self._saved(self.sample)}")
        if self.about == "timed-out":
            lines.append("  = a machine that is slow, or busy where wall time counts, may be why: ")
            lines[-1] += "try again with a larger --timeout SECONDS"
        return "\n".join(lines)

    def _saved(self, sample: Sample) -> str:
        """How to repeat it with a text that is too long to type."""
        again = f"rulekit plugins conform {shlex.quote(self.pack)} --save FOLDER"
        size = f"{len(sample.data):,} bytes as {sample.path}"
        return f"{size}: `{again}` writes them, `rulekit signals` tries one"


@dataclass
class PromiseCount:
    """Number of times that a promise was checked, and broken."""

    tried: int = 0
    broken: int = 0


@dataclass
class ConformanceReport:
    """The checks of one pack. A warning breaks nothing."""

    pack: str
    languages: tuple[str, ...]
    sources: int = 0
    texts: int = 0
    slowest: tuple[float, str] = (0.0, "")  # seconds, and what the text is called
    counts: dict[str, PromiseCount] = field(default_factory=dict)
    found: dict[tuple[str, str], Violation] = field(default_factory=dict)

    def add(self, check: str, complaints: Iterable[Violation]) -> None:
        """Count one thing that was looked at; the first complaint about each thing is kept."""
        complaints = list(complaints)
        count = self.counts.setdefault(check, PromiseCount())
        count.tried += 1
        count.broken += bool(complaints)
        about: set[str] = set()
        for one in complaints:
            if one.about not in about:
                about.add(one.about)
                self._keep(check, one)

    def _keep(self, check: str, complaint: Violation) -> None:
        key = check, complaint.about
        if known := self.found.get(key):
            self.found[key] = replace(known, texts=known.texts + 1)
        else:
            self.found[key] = replace(complaint, check=check, pack=self.pack)

    @property
    def complaints(self) -> list[Violation]:
        """Violations without the warnings."""
        return [one for one in self.found.values() if not one.warning]

    @property
    def warnings(self) -> list[Violation]:
        """Violations that may be none."""
        return [one for one in self.found.values() if one.warning]
