"""`rulekit explain DIR` of a synthesis: what became of its samples, and the way of one."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import Any

import click

from rulekit.cli.audit_words import AuditWords, as_option
from rulekit.errors import Problem, UsageError
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
    if asked.id or asked.row:
        fate = made.fate(asked.id) if asked.id else made.on_line(_line(asked.row or ""))
        way = made.way(fate)
        if output == "full":
            show_sample_way(Printer(), folder, way, [*made.manifest["exports"]])
        else:
            click.echo(json.dumps(way, ensure_ascii=False))
        return
    if asked.cause or asked.sample:
        _list(folder, [one for one in made.fates() if _is_meant(one, asked)], asked, output)
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
    return fate["key"], fate["id"]


def _line(word: str) -> int:
    _, _, number = word.rpartition("#row=")
    if not number.isdigit():
        raise UsageError(f"--row {word}: say a line of what is exported, chat.jsonl#row=0")
    return int(number)


def _refuse(asked: AuditWords) -> None:
    """Raise UsageError for questions that are asked of audits alone."""
    known = ("id", "row", "cause", "sample", "limit")
    for name, value in asked._asdict().items():
        if value is not None and name not in known:
            message = f"{as_option(name)} is asked of an audit, and this is a synthesis"
            raise UsageError([Problem(message, remedy=f"ask it: {WAYS}")])
