"""`rulekit explain DIR` of a synthesis: what became of its samples, and the way of one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import click

from rulekit.cli.audit_words import AuditWords, as_option
from rulekit.errors import Problem, UsageError, nearest
from rulekit.report.printer import Printer
from rulekit.report.sample_way import show_sample_way, show_samples
from rulekit.report.synthesized import show_synthesis
from rulekit.synthesis.json_lines import Record
from rulekit.synthesis.sample_way import SynthesisFolder

LISTED = 20  # samples of a list, unless -n says otherwise
WAYS = "--id SAMPLE, --row chat.jsonl#row=N, --cause WORD, --random keep or drop"


def explain_synthesis(folder: str, asked: AuditWords, *, output: str) -> None:
    """Answer a question to the folder of a synthesis."""
    made = SynthesisFolder(Path(folder))
    _refuse(asked)
    exports = [*made.manifest["exports"]]
    if asked.id or asked.row:
        fate = made.fate(asked.id) if asked.id else made.on_line(_line(asked.row or "", exports))
        way = made.way(fate)
        if output == "full":
            show_sample_way(Printer(), folder, way, exports)
        else:
            click.echo(json.dumps(way, ensure_ascii=False))
        return
    if asked.cause or asked.sample:
        found = [one for one in made.fates() if _is_meant(one, asked)]
        if asked.cause and not (found or asked.sample):
            causes = {one[name] for one in made.fates() for name in ("cause", "stage")}
            raise UsageError(f"no sample ended by `{asked.cause}`{nearest(asked.cause, causes)}")
        _list(folder, found, asked, output)
    elif output == "full":
        show_synthesis(Printer(), made.manifest)
    else:
        click.echo(json.dumps(made.manifest, ensure_ascii=False))


def _list(folder: str, found: list[Record], asked: AuditWords, output: str) -> None:
    if asked.sample:
        found.sort(key=_drawn)
    shown = [*islice(found, asked.limit or LISTED)]
    if output == "full":
        show_samples(Printer(), folder, shown, len(found))
    for one in shown if output != "full" else ():
        click.echo(json.dumps(one, ensure_ascii=False))


def _is_meant(fate: Record, asked: AuditWords) -> bool:
    if asked.cause and asked.cause not in (fate["cause"], fate["stage"]):
        return False
    return not asked.sample or (asked.sample == "keep") == bool(fate["line"])


def _drawn(fate: Record) -> Any:
    """The order of a draw: by the key of the reply, which is a hash."""
    return fate["key"] or "", fate["id"]


def _line(word: str, exports: Sequence[str]) -> int:
    name, _, number = word.rpartition("#row=")
    if name not in exports or not (number.isascii() and number.isdecimal()):
        ways = " or ".join(f"{one}#row=0" for one in exports)
        raise UsageError(f"--row {word}: say a line of what is exported, {ways}; or --id SAMPLE")
    return int(number)


def _refuse(asked: AuditWords) -> None:
    """Raise UsageError for questions that are asked of audits alone."""
    known = ("id", "row", "cause", "sample", "limit")
    for name, value in asked._asdict().items():
        if value is not None and name not in known:
            message = f"{as_option(name)} is asked of an audit, and this is a synthesis"
            raise UsageError([Problem(message, remedy=f"ask it: {WAYS}")])
