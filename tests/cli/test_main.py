"""rulekit/cli/main.py: the verbs, and how every one of them ends when it cannot do as asked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rulekit.cli.main import COMMANDS

RULEKIT = (sys.executable, "-m", "rulekit")

FILES = {
    "a.py": "a\nb\nc\n",
    "b.bin": b"\0",
    "c.md": "prose\n",
    "not.toml": "nonsense",
    "latin.toml": b"profile = '\xe9'\n",
    "empty/keep": "",
    "rules/mine/a.yaml": "title: [",
    "rules/yml/a.yml": "",
}

BAD = [
    "",
    "chek",
    "--nonsense",
    "check --nonsense",
    "check gone.py",
    "check a.py gone.py",
    "check a.py -o jsn",
    "check a.py -o json:gone/x",
    "check a.py -o json:empty",
    "check a.py -o json -o jsonl",
    "check a.py --profile nonsense",
    "check a.py --profile ../profiles/default",
    "check a.py --select nonsense",
    "check a.py --select text/nonsense",
    "check a.py --extend-select nonsense",
    "check a.py --ignore nonsense",
    "check a.py --ignore all",
    "check a.py --set nonsense",
    "check a.py --set text/few-lines=3",
    "check a.py --set text/few-lines.mni=3",
    "check a.py --set text/few-lines.min=x",
    "check a.py --set text/few-lines.min=",
    "check a.py --set text/few-lines.min=nan",
    "check a.py --set text/few-lines.min=inf",
    "check a.py --set text/few-lines.spare=2",
    "check a.py --set text/few-lines.weight=0",
    "check a.py --set text/few-lines.action=nonsense",
    "check a.py --set text/few-lnes.min=3",
    "check a.py --set text/.min=3",
    "check a.py --set .min=3",
    "check a.py --seed x",
    "check a.py --config gone.toml",
    "check a.py --config empty",
    "check a.py --config not.toml",
    "check a.py --config latin.toml",
    "check a.py --rules gone",
    "check a.py --rules a.py",
    "check a.py --rules rules",
    "check a.py -p nonsense",
    "check a.py -p no:",
    "check a.py -j 0",
    "check a.py -j x",
    "check a.py --timeout 0",
    "check a.py --timeout x",
    "check a.py --by nonsense",
    "check a.py --max-drop-rate x",
    "check a.py --max-drop-rate 101%",
    "check a.py --max-drop-rate -1%",
    "check a.py --max-drop-rate nan",
    "check a.py --max-drop-rate 5",
    "check empty --exclude *",
    "explain",
    "explain gone.py",
    "explain empty",
    "explain a.py c.md",
    "explain a.py -o nonsense",
    "explain a.py --profile nonsense",
    "signals",
    "signals gone.py",
    "rules nonsense",
    "rules --for nonsense",
    "rules --profile nonsense",
    "rule",
    "rule nonsense",
    "rule text/",
    "rule a b",
    "config --profile nonsense",
    "config --for nonsense",
    "plugins nonsense",
    "plugins doctor",
    "plugins doctor nonsense",
    "test gone",
    "test empty",
    "test a.py",
    "test rules",
    "test --rules gone",
    "query",
    "query a.py",
    "query gone.py (comment)",
    "query empty (comment)",
    "query b.bin (comment)",
    "query c.md (comment)",
    "query a.py (nonsense)",
    "query a.py (nonsense)@x",
    "query a.py (",
    "query a.py )",
    "query a.py nonsense",
    'query a.py "',
    "query a.py (comment)@x)",
    "query a.py nonsense@x",
    'query a.py (comment)@x"',
    "query a.py (#eq?@x)",
    'query a.py ((comment)@x(#nonsense?@x"a"))',
    'query a.py ((comment)@x(#match?@x"["))',
    "query a.py (comment)*@x",
    "query a.py (comment) --language nonsense",
    "ast",
    "ast gone.py",
    "ast empty",
    "ast b.bin",
    "ast c.md",
    "ast a.py --depth 0",
    "ast a.py --language nonsense",
    "version nonsense",
]


@pytest.mark.parametrize("line", BAD)
def test_what_cannot_be_done_ends_with_code_2_and_says_why(rulekit, write, line):
    write(FILES)
    ended = rulekit(*line.split())
    assert (2, False) == (ended.code, "Traceback" in ended.err + ended.out)
    assert "rror" in ended.err or "Usage" in ended.err


@pytest.mark.parametrize("word", [os.fsdecode(b"\xff"), "a\nb", "\x07", "[bold]", "{}", "%s", "🦆"])
@pytest.mark.parametrize(
    "before",
    [
        ("check",),
        ("check", "a.py", "--profile"),
        ("check", "a.py", "--select"),
        ("check", "a.py", "--set"),
        ("check", "a.py", "-o"),
        ("check", "a.py", "-p"),
        ("explain",),
        ("rule",),
        ("plugins", "doctor"),
    ],
    ids=" ".join,
)
def test_odd_words_are_as_wrong_as_others(rulekit, write, before, word):
    write(FILES)
    ended = rulekit(*before, word)
    assert (2, "", False) == (ended.code, ended.out, "Traceback" in ended.err)


# The nearest right word


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("chek", "no command `chek`, did you mean `check`?"),
        ("nonsense", "no command `nonsense`; there are: check, explain, "),
        ("check --profil x", "'--profile'"),
        ("check a.py --profile opencodr", "no profile `opencodr`, did you mean `opencoder`?"),
        ("check a.py -o jsn", "there is no format `jsn`, did you mean `json`?"),
        (
            "check a.py -o xyz",
            "there is no format `xyz`; there are: brief, concise, csv, full",
        ),
        ("check a.py --select text/few-lnes", "did you mean `text/few-lines`?"),
        ("rule pass-heavy", "did you mean `python/pass-heavy`?"),
        ("rules --for pyhton", "did you mean `python`?"),
        ("plugins doctor pyhton", "did you mean `python`?"),
        ("query a.py (comentt)@x", "did you mean `comment`?"),
    ],
)
def test_the_nearest_right_word_is_offered(rulekit, write, line, near):
    write(FILES)
    assert near in rulekit(*line.split()).err


# Help


def test_help_lists_every_command_once(rulekit):
    ended = rulekit("--help")
    listed = [
        line.split()[0] for line in ended.lines if line.startswith("  ") and line[2:3].isalpha()
    ]
    assert (0, list(COMMANDS)) == (ended.code, [word for word in listed if word in COMMANDS])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(rulekit, command):
    ended = rulekit(command, "--help")
    assert (0, True) == (ended.code, "Usage: " in ended.out)


def test_help_imports_no_command():
    code = """
import sys
sys.argv = ["rulekit", "--help"]
from rulekit.cli.main import main
try:
    main()
finally:
    heavy = {"pydantic", "yaml", "rich", "tree_sitter", "numpy", "re2"} & set(sys.modules)
    assert not heavy, heavy
"""
    assert (
        0
        == subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode
    )


# Streams of the process


@pytest.mark.slow
def test_python_m_rulekit_is_rulekit(write):
    write({"a.py": "a\n"})
    run = subprocess.run(
        [*RULEKIT, "check", "a.py", "--select=text/few-lines", "-oconcise"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (1, "", "a.py: drop: text/few-lines") == (run.returncode, run.stderr, run.stdout[:26])


@pytest.mark.slow
@pytest.mark.parametrize(("words", "brief"), [(["check", "a.py"], True), (["version"], False)])
def test_a_brief_command_ends_at_once_and_says_all(write, words, brief):
    write({"a.py": "a\n"})
    code = f"""
import atexit, sys
atexit.register(print, "freed")
sys.argv = ["rulekit", *{words!r}]
from rulekit.cli.main import run
run()
"""
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (int(brief), not brief) == (ended.returncode, "freed" in ended.stdout)
    assert ("Explain one" if brief else "rulekit") in ended.stdout


@pytest.mark.slow
def test_a_path_that_the_locale_cannot_write_is_escaped(write):
    write({"é文.py": "a\n"})
    run = subprocess.run(
        [*RULEKIT, "check", ".", "--select=text/few-lines", "-oconcise"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (b"", rb"\xe9\u6587.py: drop") == (run.stderr, run.stdout[:19])


@pytest.mark.slow
def test_a_reader_that_has_had_enough_gets_no_traceback(write):
    write({"a.py": "x = 1  # TODO\n" * 4000})
    run = subprocess.Popen(
        [*RULEKIT, "ast", "a.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    run.stdout.readline()
    run.stdout.close()
    assert b"" == run.stderr.read()
    run.stderr.close()
    run.wait()


# Streams that are closed


def ended_with_closed(number, *words):
    """How a command ends with a standard stream closed: code, output, errors."""
    code = f"import os; os.close({number}); os.execv({sys.executable!r}, {[*RULEKIT, *words]!r})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return run.returncode, run.stdout, run.stderr


def test_a_closed_output_is_told(write):
    write({"a.py": "a\nb\nc\n"})
    code, _, told = ended_with_closed(1, "check", "a.py")
    remedy = "`> /dev/null` discards a report"
    assert (2, f"error: standard output is closed; {remedy}\n") == (code, told)


@pytest.mark.slow
def test_what_is_told_to_closed_errors_gets_into_no_report(write):
    write({"a.py": "a\n"})
    code, *_ = ended_with_closed(2, "check", "a.py", "-ojsonl:out.jsonl")
    assert (1, 1) == (code, Path("out.jsonl").read_text().count("\n"))


@pytest.mark.slow
def test_closed_errors_change_nothing_else(write):
    write({"a.py": "a\n"})
    code, out, _ = ended_with_closed(2, "check", "a.py", "--select", "text/few-lines", "-oconcise")
    assert (1, "a.py: drop") == (code, out[:10])
    assert (2, "", "") == ended_with_closed(2, "check", "gone.py")


@pytest.mark.slow
def test_a_closed_input_is_told(folder):
    assert (2, "", "error: standard input is closed\n") == ended_with_closed(0, "check", "-")
