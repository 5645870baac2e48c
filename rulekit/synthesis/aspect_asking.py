"""Asking a model for aspects of samples: replies that judges read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from rulekit.ask.asked_corpus import AskedCorpus
from rulekit.ask.asking import Asking
from rulekit.ask.inquiry import Inquiry
from rulekit.audit.folder import MANIFEST, WORK, AuditFolder
from rulekit.corpus.job import Shard
from rulekit.corpus.roles import Columns
from rulekit.hooks.reader import Reader
from rulekit.synthesis.attempt import READER
from rulekit.synthesis.json_lines import write_lines
from rulekit.synthesis.synthesis_files import ASPECTS, JOURNAL, SAMPLES

Readers = Mapping[str, Reader]


def ask_aspects(
    inquiry: Inquiry, samples: Path, out: Path, readers: Readers, tell: Callable[[str], None]
) -> None:
    """Ask for the aspects of all samples in a file, into the folder of a synthesis."""
    holes = tuple(sorted(inquiry.prompt.holes - {"text"}))
    shard = Shard(SAMPLES, str(samples), READER)
    corpus = AskedCorpus((shard,), readers, Columns("response", "path"), holes)
    told = f"aspects, {inquiry.spec.model}"
    Asking(
        inquiry, corpus, str(out / ASPECTS), lambda one: tell(f"{told}: {one.asked:,} answers")
    ).run()


def tell_aspects(inquiry: Inquiry, audit: AuditFolder, out: Path, readers: Readers) -> None:
    """Say which aspects there will be, by replies to no sample, unless there are replies."""
    if not (out / ASPECTS / MANIFEST).exists():
        (out / ASPECTS / JOURNAL).mkdir(parents=True, exist_ok=True)  # as nobody is asked
        nothing = out / WORK / SAMPLES
        write_lines(audit, nothing, [])
        ask_aspects(inquiry, nothing, out, readers, lambda _: None)
