"""What hostile documents cost: CPU seconds and peak memory of each form in each language.

    python benchmarks/hostile.py [--grammar python ...] [--form NAME ...] [--size 0.1 ...]
                                 [--profile default] [--resume FILE] [--over] [--slowest N]

The forms are a table (hostile_forms.py): what a text begins with, what is repeated, what closes it
as often, how it ends. Each document is judged by `Engine.check_bytes` in a process of its own,
forked from one that has judged a small document of the language, under a hard limit of CPU seconds
and of memory; what hits one is told as such. `s` is the CPU time of that process, `MB` its peak
resident memory, the engine's own (about 55 MB) included, and `growth` the CPU time over that of
the size before it.

With --resume, what FILE already holds is not measured again, and what is new is added to it. Exit
status 1 when a document is over the seconds or 1,000 MB that rulekit promises: 12 up to 1 MB, else
30.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hostile_forms import FORMS, GRAMMARS, text

import rulekit
from rulekit.engine import Engine

SIZES = (0.1, 1.0, 8.0)  # MB; 8 is the most that is read
SECONDS, MEGABYTES = 12.0, 1_000.0  # what no document may cost
LONG_SECONDS = 30.0  # and one of over 1 MB, whose syntax tree may take more work
HARD_SECONDS, HARD_BYTES = 60, 6_000_000_000  # what ends a document's process


class Case(NamedTuple):
    """One document: its language, form and size in MB."""

    grammar: str
    form: str
    size: float


class Cost(NamedTuple):
    """What judging a document took, and how it ended."""

    seconds: float
    megabytes: float
    end: str

    def is_over(self, size: float) -> bool:
        """True for more than a document of so many MB may cost."""
        seconds = SECONDS if size <= 1 else LONG_SECONDS
        return self.seconds > seconds or self.megabytes > MEGABYTES or self.end.startswith("died")


def cases(grammars: Sequence[str], forms: Sequence[str], sizes: Sequence[float]) -> Iterator[Case]:
    """Every form that is for a grammar, or for all, at every size."""
    for grammar in grammars or GRAMMARS:
        for form, (owners, *_) in FORMS.items():
            if grammar in (owners or GRAMMARS) and (not forms or form in forms):
                yield from (Case(grammar, form, size) for size in sizes)


def measure(engine: Engine, case: Case) -> Cost:
    """Judge the document in a forked process."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _judge(engine, case, writer)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as said:
        end = said.read()
    _, status, used = os.wait4(child, 0)
    if status:
        code = os.waitstatus_to_exitcode(status)
        end = f"died: {'signal' if code < 0 else 'exit status'} {abs(code)}"
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, end)


def _judge(engine: Engine, case: Case, writer: int) -> None:
    """Say how the document ended, and end this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (HARD_SECONDS, HARD_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (HARD_BYTES, HARD_BYTES))
    try:
        data = text(case.form, int(case.size * 1_000_000))
        verdict = engine.check_bytes(
            data, f"hostile{GRAMMARS[case.grammar]}", language=case.grammar
        )
        notes = sorted({one.note for one in verdict.findings if one.note.startswith(TOLD)})
        os.write(writer, "; ".join([verdict.decision, *notes]).encode())
        os._exit(0)
    except BaseException as error:  # noqa: BLE001  a forked process must end here, whatever happened
        os.write(2, f"{case}: {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(1)


TOLD = ("not ", "failed", "over ")  # notes about limits and faults, not about what is not there


def measured(
    engine: Engine, wanted: Iterable[Case], resume: Path | None
) -> Iterator[tuple[Case, Cost]]:
    """The cost of every case, from the file where it has it."""
    known: dict[Case, Cost] = {}
    if resume and resume.exists():
        for line in resume.read_text("utf-8").splitlines():
            case, cost = json.loads(line)
            known[Case(*case)] = Cost(*cost)
    for case in wanted:
        if case not in known:
            known[case] = measure(engine, case)
            if resume:
                with resume.open("a", encoding="utf-8") as file:
                    file.write(json.dumps([case, known[case]]) + "\n")
        yield case, known[case]


def show(case: Case, cost: Cost, before: Cost | None) -> None:
    """One line of the table."""
    growth = f"x{cost.seconds / before.seconds:.1f}" if before and before.seconds else ""
    mark = "OVER" if cost.is_over(case.size) else ""
    print(
        f"{case.grammar:11}{case.form:24}{case.size:5g} MB{cost.seconds:8.2f} s"
        f"{cost.megabytes:7.0f} MB{growth:>8}  {mark:5}{cost.end[:80]}",
        flush=True,
    )


def main() -> None:
    """Measure and print; exit status 1 when something is over."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--grammar", nargs="+", default=[], choices=GRAMMARS)
    parser.add_argument("--form", nargs="+", default=[], choices=FORMS, metavar="NAME")
    parser.add_argument("--size", nargs="+", default=SIZES, type=float, metavar="MB")
    parser.add_argument("--profile", default="default")
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--over", action="store_true", help="print only what is over")
    parser.add_argument("--slowest", type=int, default=10, metavar="N")
    asked = parser.parse_args()
    engine = rulekit.load(asked.profile)
    for extension in GRAMMARS.values():
        engine.check_bytes(b"x\n", f"warm{extension}")
    done: dict[Case, Cost] = {}
    for case, cost in measured(engine, cases(asked.grammar, asked.form, asked.size), asked.resume):
        before = [one for one in done if one[:2] == case[:2]]
        done[case] = cost
        if cost.is_over(case.size) or not asked.over:
            show(case, cost, done[before[-1]] if before else None)
    over = [case for case, cost in done.items() if cost.is_over(case.size)]
    print(f"\n{len(done)} documents, {len(over)} over; the slowest and the largest:")
    for order in (lambda one: -done[one].seconds, lambda one: -done[one].megabytes):
        for case in sorted(done, key=order)[: asked.slowest]:
            show(case, done[case], None)
    sys.exit(bool(over))


if __name__ == "__main__":
    main()
