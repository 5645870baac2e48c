"""examples/: packs that live outside of rulekit, installed and used as anybody would.

The wheels come from where pip finds them. Without a network this fails and is not skipped: what it
tries, an installation, did not work.
"""

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKS = ["lua", "swift"]
LEFT_BEHIND = (
    ".*",
    "__pycache__",
    "*.egg-info",
    "build",
    "dist",
    "tests",
    "benchmarks",
    "examples",
)
WORDS = ["add", "bars", "border", "cancel", "colour", "copy", "delete", "font", "icon", "width"]
ROWS = "".join(f'  "{one}", "{one}s", "{one}less",\n' for one in WORDS)
LUA = f"local words = {{\n{ROWS}}}\nreturn words[math.random(30)]\n"
SWIFT = "import Foundation\n\nenum Texts {{\n{}\n}}\n".format(
    "\n".join(f'    static let {one} = NSLocalizedString("{one}", comment: "")' for one in WORDS)
)
FILES = {"words.lua": LUA, "Texts.swift": SWIFT}
RULES = {"words.lua": "lua/data-table", "Texts.swift": "swift/localized-constants"}

pytestmark = pytest.mark.slow
Run = Callable[..., str]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with copies of rulekit and of the examples, in which building leaves its traces."""
    home = tmp_path_factory.mktemp("outside")
    ignored = shutil.ignore_patterns(*LEFT_BEHIND)
    shutil.copytree(ROOT, home / "rulekit", symlinks=True, ignore=ignored)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "build")
    shutil.copytree(ROOT / "examples", home / "examples", ignore=ignored)
    for name, text in FILES.items():
        (home / name).write_text(text)
    return home


@pytest.fixture(scope="module")
def run(home) -> Run:
    """A function: run a command of a clean environment in which all is installed, give its output.

    It fails with all that the command said when the command ends otherwise than it should.
    """
    venv.create(home / "venv", with_pip=True)
    programs = home / "venv" / ("Scripts" if sys.platform == "win32" else "bin")

    def ran(*words: str, code: int = 0, folder: str = ".") -> str:
        command = [str(programs / words[0]), *words[1:]]
        ended = subprocess.run(
            command, cwd=home / folder, capture_output=True, text=True, check=False, timeout=600
        )
        said = f"{' '.join(words)} ended with {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
        assert code == ended.returncode, said
        return ended.stdout

    packs = [f"./examples/rulekit-{one}[dev]" for one in PACKS]
    # Most modules are never imported: to compile them all takes a third of the time.
    ran("pip", "install", "-q", "--no-compile", "./rulekit[parquet]", *packs)
    return ran


def test_the_packs_are_found(run):
    rows = [line.split() for line in run("rulekit", "plugins").splitlines()]
    found = {row[0]: (row[2], row[-3]) for row in rows if row and row[0] in PACKS}
    assert {one: (f"rulekit-{one}", "ok") for one in PACKS} == found


@pytest.mark.parametrize("pack", PACKS)
def test_the_doctor_has_nothing_to_mend(run, pack):
    sources = f"examples/rulekit-{pack}/tests/sources"
    assert "ok" == run("rulekit", "plugins", "doctor", pack, "--sources", sources).split()[-1]


@pytest.mark.parametrize("pack", PACKS)
def test_the_examples_of_its_rules_hold(run, pack):
    rules = f"examples/rulekit-{pack}/rulekit_{pack}/rules"
    assert "0 rules failed" in run("rulekit", "test", rules)


@pytest.mark.parametrize("pack", PACKS)
def test_its_own_tests_pass(run, pack):
    run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", folder=f"examples/rulekit-{pack}")


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_dropped_by_a_rule_of_the_pack(run, name):
    told = run("rulekit", "check", name, "-o", "json", code=1)
    assert [RULES[name]] == json.loads(told)["verdicts"][0]["decided_by"]


def test_an_audit_names_the_rules_and_the_versions(run, home):
    rows = [{"content": text, "path": name} for name, text in FILES.items()]
    (home / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("rulekit", "filter", "corpus.jsonl", "--out", "audit")
    plan = json.loads((home / "audit/manifest.json").read_text())["plan"]
    assert ["0.1.0", "0.1.0"] == [plan["plugins"][pack] for pack in PACKS]
    for name, rule in RULES.items():
        assert name in run("rulekit", "explain", "audit", "--rule", rule)
