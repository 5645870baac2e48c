"""The documentation: complete, current, and true of what rulekit prints now.

A fence whose first line names a file (```python f.py) writes that file; every `$` line of a console
fence runs beside the files of its page, and must print what stands below it, `…` being anything:
`rulekit` with plain words is called in this process, all else is the shell's; every pycon fence is
a doctest.
"""

import doctest
import importlib.util
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import fields
from pathlib import Path

import click
import pytest

import rulekit
from rulekit.audit.manifest import Manifest, ended
from rulekit.audit.tables import schemas
from rulekit.cli.main import COMMANDS, cli, main
from rulekit.core.record import to_record
from rulekit.core.tally import Tally
from rulekit.core.verdict import CAUSES
from rulekit.corpus.job import CorpusJob, Shard
from rulekit.corpus.roles import Columns
from rulekit.labelling.label import KINDS, ReaderLabel
from rulekit.plan.fingerprint import fingerprint
from rulekit.signals.measure import MEASURES
from rulekit.spec.profile import BlockSpec, LimitSpec, ProfileSpec, TuneSpec
from rulekit.spec.project import OverrideSpec, ProjectSpec
from rulekit.spec.rule import MESSAGE_FIELDS, ExampleSpec, RuleSpec, SignalSpec
from rulekit.syntax.vocabulary import PARSER_CAPTURES, VOCABULARY

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
RUNNABLE = [page for page in PAGES if page.parent == DOCS]
SCRIPTS = Path(sys.executable).parent

FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PLAIN = re.compile(r"rulekit( ([\w./:=%,-]+|'[^']*'))*")  # with nothing that only a shell can do
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def prose(text: str) -> str:
    """A page without its fences."""
    return FENCE.sub("", text)


def anchors(text: str) -> set[str]:
    """What GitHub calls the headings of a page."""
    heads = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def section(text: str, head: str) -> str:
    """What stands under a heading, up to the next one of its level."""
    level = head.partition(" ")[0]
    start = text.index(f"{head}\n")
    end = re.compile(rf"^{level} ", re.MULTILINE).search(text, start + 1)
    return text[start : end.start() if end else len(text)]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_relative_link_leads_somewhere(page):
    for target in LINK.findall(prose(page.read_text("utf-8"))):
        if target.startswith(("http://", "https://")):
            continue
        file, _, anchor = target.partition("#")
        there = page.parent / file if file else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there.read_text("utf-8")), target


def write_files(text: str, folder: Path) -> None:
    for head, body in FENCE.findall(text):
        if len(words := head.split()) == 2:
            path = folder / words[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, "utf-8")


def steps(text: str) -> list[tuple[str, str]]:
    """The commands of a page's console fences, each with what stands below it."""
    found = []
    for head, body in FENCE.findall(text):
        if head == "console":
            for step in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, output = step.partition("\n")
                found.append((command, output))
    return found


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    """A function: what a command prints beside the files of its page, errors included."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")

    def printed(command):
        if not PLAIN.fullmatch(command):
            return told_by_shell(command)
        monkeypatch.setattr(sys, "argv", shlex.split(command))
        told = io.TextIOWrapper(io.BytesIO(), "utf-8")
        with redirect_stdout(told), redirect_stderr(told), pytest.raises(SystemExit):
            main()
        told.flush()
        assert ("", "") == capfd.readouterr(), "printed by a worker, or past Python"
        return told.buffer.getvalue().decode()

    return printed


def told_by_shell(command: str) -> str:
    path = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
    done = subprocess.run(
        command,
        shell=True,
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode()


def said(expected: str) -> str:
    """A pattern for an output in which `…` stands for anything."""
    return "".join(re.escape(part) for part in expected.strip()).replace("…", ".*?")


@pytest.mark.slow
@pytest.mark.skipif(not (SCRIPTS / "rulekit").exists(), reason="the command is not installed")
@pytest.mark.parametrize("page", RUNNABLE, ids=named)
def test_every_command_prints_what_the_page_shows(page, run, tmp_path):
    text = page.read_text("utf-8")
    write_files(text, tmp_path)
    for command, expected in steps(text):
        printed = run(command).strip()
        if not re.fullmatch(said(expected), printed, re.DOTALL):
            assert printed == expected.strip(), command


@pytest.mark.parametrize("page", RUNNABLE, ids=named)
def test_every_session_answers_what_the_page_shows(page, tmp_path, monkeypatch):
    text = page.read_text("utf-8")
    write_files(text, tmp_path)
    monkeypatch.chdir(tmp_path)
    session = "\n".join(body for head, body in FENCE.findall(text) if head == "pycon")
    example = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    report: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=report.append)
    assert not result.failed, "".join(report)


@pytest.mark.slow
def test_the_generated_pages_are_what_their_generator_writes():
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    for name, text in generate.pages().items():
        assert text == read(name), "run `python docs/generate.py`"


NO_RULES = ("profiles", "pipelines", "recipes")


def test_rules_has_every_rule_file():
    page = read("rules.md")
    files = [path for path in (ROOT / "rules").glob("*/*.yaml") if path.stem != "tune"]
    ids = {f"{path.parent.name}/{path.stem}" for path in files if path.parent.name not in NO_RULES}
    assert ids
    assert set() == {rule for rule in ids if f"| `{rule}` |" not in page}


def test_rules_has_a_row_for_every_signal_of_opencoder():
    rows = dict(re.findall(r"^\| `(qsc_\w+)` \| .* \| (.+) \|$", read("rules.md"), re.MULTILINE))
    assert 118 == len(rows)
    assert "`code/no-logic`" == rows["qsc_codepython_score_lines_no_logic"]
    assert "`text.curly_bracket_fraction`" == rows["qsc_doc_frac_chars_curly_bracket"]


def options(name: str) -> set[str]:
    """Every spelling of every option of a command and of those below it."""
    command = cli.get_command(click.Context(cli), name)
    commands = [command, *getattr(command, "commands", {}).values()]
    params = [param for one in commands for param in one.params]
    options = [option for option in params if isinstance(option, click.Option)]
    return {spelled for option in options for spelled in option.opts} | {"-h", "--help"}


SHARED = "## Options that decide verdicts"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described_with_its_options_and_no_others(name):
    page = read("commands.md")
    here = section(page, f"## rulekit {name}")
    known = options(name)
    assert set() == set(OPTION.findall(prose(here))) - known - {"-o"}
    described = OPTION.findall(here) + OPTION.findall(section(page, SHARED))
    assert known - {"-h", "--help"} <= set(described)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_and_option_that_is_shown_exists(page):
    shown = re.findall(r"^\$ rulekit (\w+)(.*)$", page.read_text("utf-8"), re.MULTILINE)
    for name, rest in shown:
        assert name in COMMANDS
        words = re.split(r"[|;&>]", rest)[0]
        assert set(re.findall(r"(?<!\S)--[a-z][a-z-]*", words)) <= options(name)


def test_record_names_every_field_of_a_record():
    engine = rulekit.load(all_signals=True)
    failing = to_record(engine.check_text("class A:\n    pass\n", "a.py", id="row 1"))
    unmeasured = to_record(engine.check_text("", "a.py"))
    finding = next(one for one in failing["findings"] if one["evidence"])
    reading = next(one for one in unmeasured["readings"].values() if "note" in one)
    fields = {*failing, *finding, *finding["evidence"][0], *reading}
    assert [] == absent(read("record.md"), fields)


def test_audit_names_every_column_of_its_tables():
    found = {name for table in schemas(["unmeasured"]).values() for name in table.names}
    assert [] == absent(read("audit.md"), found)


def test_audit_names_every_key_of_a_manifest():
    engine = rulekit.load()
    tally = Tally(by_folder=None)
    for text in ("class A:\n    pass\n", ""):
        tally.add(engine.check_text(text, "a.py"))
    shard = Shard("a", "a", "tree")
    manifest = Manifest(fingerprint(engine.plan), CorpusJob(Columns("content")), (shard,))
    whole = ended(
        manifest.begun(),
        [{"size": 0, "sha256": "", "version": "v", "rows": 2, "lacks": [], "not_copied": 0}],
        [tally],
        "hash",
    )
    counts = whole["counts"]
    objects = [whole, whole["plan"], whole["shards"][0], counts, counts["unmeasured"][0]]
    objects += [*counts["by_language"].values(), *counts["by_reason"].values()]
    assert [] == absent(read("audit.md"), {key for one in objects for key in one})
    assert all(f"`{role}`" in read("audit.md") for role in whole["columns"])


def absent(text: str, words: Iterable[str]) -> list[str]:
    """Words that begin no row of a table."""
    return [word for word in words if not re.search(rf"^\| `@?{word}[`:]", text, re.MULTILINE)]


def test_the_measures_are_described_as_the_code_does():
    rows = [f"| `{name}` | {one.unit} | {one.doc} |" for name, one in MEASURES.items()]
    assert [] == [row for row in rows if row not in read("writing-rules.md")]


def test_the_vocabulary_is_described_as_the_code_does():
    rows = [
        f"| `@{name}` | {meaning} |" for name, meaning in (VOCABULARY | PARSER_CAPTURES).items()
    ]
    assert [] == [row for row in rows if row not in read("writing-a-language.md")]


def test_the_plugin_that_is_shown_is_the_one_to_copy():
    fences = [body for _, body in FENCE.findall(read("writing-a-language.md"))]
    assert (ROOT / "plugins/python/plugin.py").read_text("utf-8") in fences


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("record.md", CAUSES),
        ("writing-rules.md", MESSAGE_FIELDS),
        ("writing-rules.md", RuleSpec.model_fields),
        ("writing-rules.md", SignalSpec.model_fields),
        ("writing-rules.md", ExampleSpec.model_fields),
        ("writing-rules.md", LimitSpec.model_fields),
        ("writing-rules.md", TuneSpec.model_fields),
        ("writing-rules.md", BlockSpec.model_fields),
        ("writing-rules.md", [f.alias or n for n, f in ProfileSpec.model_fields.items()]),
        ("labelling.md", KINDS["drop"]),
        ("labelling.md", [one.name for one in fields(ReaderLabel)]),
        ("commands.md", [f.alias or n for n, f in ProjectSpec.model_fields.items()]),
        ("commands.md", [f.alias or n for n, f in OverrideSpec.model_fields.items()]),
    ],
)
def test_every_word_that_can_be_written_or_read_is_in_a_table(page, words):
    assert [] == absent(read(page), words)


def test_the_python_of_readme_runs(capsys):
    page = (ROOT / "README.md").read_text("utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})  # what a reader would paste
    assert "drop python/pass-heavy" in capsys.readouterr().out
