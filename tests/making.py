"""Small real things for tests: documents, queries, findings, and a process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

import rulekit_plugins.code.plugin as code_plugin
import rulekit_plugins.text.plugin as text_plugin
from rulekit_plugins.python.plugin import PYTHON

from rulekit.core.document import Document
from rulekit.core.rule import Bound, Range, Rule
from rulekit.core.signal import Signal
from rulekit.core.span import Span
from rulekit.hooks.pack import Language
from rulekit.signals.build import measured, once
from rulekit.signals.measure import MEASURES
from rulekit.syntax.embedded import Embedding
from rulekit.syntax.grammar import Syntax
from rulekit.syntax.query import QuerySource

GRAMMAR = PYTHON.grammar
QUERIES = QuerySource("python", PYTHON.queries.read_text(encoding="utf-8"), "queries.scm")
FINDERS = (*text_plugin.FINDERS, *code_plugin.FINDERS)
MEASURED = (measured(once(finder), measure) for finder in FINDERS for measure in MEASURES)
SIGNALS = {
    signal.name: signal for signal in (*text_plugin.SIGNALS, *code_plugin.SIGNALS, *MEASURED)
}


def syntax_of(queries: str = QUERIES.text, wanted: Iterable[str] | None = None) -> Syntax:
    """Python's grammar with the bundled queries, or with others; compiled once for each choice."""
    return _syntax(queries, None if wanted is None else frozenset(wanted))


@cache
def _syntax(queries: str, wanted: frozenset[str] | None) -> Syntax:
    return Syntax("python", GRAMMAR, QuerySource("python", queries, "queries.scm"), wanted)


def document_of(text: str, language: str = "python", kind: str = "programming", **more) -> Document:
    """A document; a Python one has its grammar, any other has none."""
    if language == "python":
        more.setdefault("syntax", syntax_of())
    return Document("a", text, language, kind, **more)


@cache
def bundled() -> dict[str, tuple[str, Language]]:
    """The bundled languages that have a query file, by their ids, each with its pack."""
    plugins = Path(__file__).parents[1] / "plugins"
    packs = sorted({path.parent.name for path in plugins.glob("*/*.scm")})
    modules = {pack: import_module(f"rulekit_plugins.{pack}.plugin") for pack in packs}
    return {one.id: (pack, one) for pack in packs for one in modules[pack].LANGUAGES}


@cache
def syntax_in(language: str) -> Syntax:
    """The grammar and queries of a bundled language."""
    pack, found = bundled()[language]
    return Syntax(found.id, found.grammar, _queries_in(pack, found))


def _queries_in(pack: str, language: Language) -> QuerySource:
    """A bundled language's query file with what it inherits."""
    path = language.queries
    source = QuerySource(pack, path.read_text(encoding="utf-8"), path.name)
    if word := source.inherits:
        source = replace(source, inherited=syntax_in(word.group()).source)
    return source


def page_of(text: str) -> Document:
    """A page with its scripts and styles."""
    (page,) = import_module("rulekit_plugins.html.plugin").LANGUAGES
    inner = {language: syntax_in(language) for language in ("css", "javascript")}
    inside = Embedding(page.embeds, inner)
    return Document("a", text, "html", "markup", syntax_in("html"), find_embedded=inside)


def document_in(language: str, text: str) -> Document:
    """A document in a bundled language."""
    syntax = syntax_in(language)
    return Document("a", text, syntax.language, "programming", syntax=syntax)


def captured_in(language: str, text: str, name: str) -> list[str]:
    """What one capture finds in a text of a bundled language."""
    document = document_in(language, text)
    return covered(document, document.capture(name))


def covered(document: Document, spans) -> list[str]:
    """What the spans stand over, as text."""
    return [document.data[start:end].decode() for start, end in spans]


def captured(text: str, name: str, **more) -> list[str]:
    """What one capture finds in a Python text."""
    document = document_of(text, **more)
    return covered(document, document.capture(name))


def read(signal: str, text: str, **more) -> float:
    """The value that a bundled signal reads; fails the test when there is none."""
    reading = SIGNALS[signal].read(document_of(text, **more))
    assert reading.value is not None, reading.note
    return reading.value


def note(signal: str, text: str, **more) -> str:
    """Why a bundled signal reads nothing."""
    reading = SIGNALS[signal].read(document_of(text, **more))
    assert reading.value is None
    return reading.note


def located(signal: str, text: str, **more) -> list[str]:
    """The text behind what a bundled signal reads."""
    document = document_of(text, **more)
    return covered(document, SIGNALS[signal].locate(document))


def signal_of(name: str = "x", value: float = 0.0) -> Signal:
    """A signal that reads the same of every document."""
    return Signal(name, "things", "a constant", lambda _: value)


def range_of(minimum: float | None = None, maximum: float | None = None) -> Range:
    """A range with bounds of the rule's own."""
    bounds = (None if value is None else Bound(value) for value in (minimum, maximum))
    return Range(*bounds)


def rule_of(id: str = "text/a", signal: str = "x", keep: Range | None = None, **more) -> Rule:
    """A rule that keeps what reads at most 1."""
    return Rule(id, "A rule", signal_of(signal), keep or range_of(maximum=1), **more)


def spans_of(*pairs: tuple[int, int]) -> list[Span]:
    """Spans of pairs."""
    return [Span(*pair) for pair in pairs]


_LIMITED = """
import json, resource, sys
sys.path.insert(0, {tests!r})
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_CPU, ({cpu}, {cpu}))
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))

def peak():
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
    with open("/proc/self/status") as status:  # ru_maxrss has the parent's peak in it
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024

def answer(value):
    print(json.dumps([value, peak()]))

"""


def apart(code: str, *, cpu: int = 20, megabytes: int = 500):
    """What the code hands to `answer(...)` in a process of its own.

    For what could crash or never end: the process has so many seconds of processor time, and must
    stay under so many megabytes.
    """
    prelude = _LIMITED.format(tests=str(Path(__file__).parent), cpu=cpu)
    done = subprocess.run(
        [sys.executable, "-c", prelude + code],
        capture_output=True,
        text=True,
        timeout=10 * cpu,
        check=False,
    )
    assert 0 == done.returncode, f"exit {done.returncode}: {done.stderr[-2000:]}"
    value, peak = json.loads(done.stdout)
    assert peak < megabytes, f"{peak:.0f} MB"
    return value


def raws(reader, path, names, start=0):
    """What a reader reads of its rows."""
    return [row.raw for row in reader.rows(path, names, start)]


def split(reader, path, kept, outputs):
    """Copy the rows of a shard to `outputs[True]` and `outputs[False]`; how many could not be."""
    with ExitStack() as stack:
        writers = {
            side: stack.enter_context(reader.writer(path, output))
            for side, output in outputs.items()
        }
        missing = 0
        for row, keep in zip(reader.rows(path, (), whole=True), kept, strict=True):
            if keep in writers:
                missing += row.whole is None
                if row.whole is not None:
                    writers[keep].write(row.whole)
    return missing
