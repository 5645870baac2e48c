"""The public surface: what `import rulekit` gives to a notebook and to plugins."""

import inspect
import json
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import rulekit
from rulekit.core.record import to_record

GOLDEN = sorted((Path(__file__).parent / "golden" / "files").iterdir())
TEXT = "def f(a):\n    return a\n"


def modules_after(code):
    """The modules that a new Python has imported after this code."""
    code += "\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return set(json.loads(run.stdout))


# Names


@pytest.mark.parametrize("name", rulekit.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name):
    assert inspect.getdoc(getattr(rulekit, name))


def test_public_names_are_all_that_is_shown():
    assert sorted(rulekit.__all__) == dir(rulekit)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'rulekit' has no attribute 'nonsense'"):
        _ = rulekit.nonsense


def test_a_star_import_brings_all_of_them():
    names = {}
    exec("from rulekit import *", names)
    assert set(rulekit.__all__) <= set(names)


# Weight

HEAVY = {"pydantic", "yaml", "rich", "numpy", "tree_sitter", "re2", "regex", "click", "pluggy"}


def test_importing_rulekit_imports_nothing_heavy():
    assert set() == HEAVY & modules_after("import rulekit")


def test_importing_rulekit_imports_only_itself_of_its_modules():
    imported = {name for name in modules_after("import rulekit") if name.startswith("rulekit")}
    assert {"rulekit"} == {name for name in imported if "finder" not in name}


def test_what_a_plugin_needs_brings_no_yaml_and_no_console():
    code = (
        "from rulekit import Document, Grammar, Language, Pack, Signal, Span, Unmeasured, hookimpl"
    )
    assert set() == {"pydantic", "yaml", "rich", "numpy", "click", "tree_sitter"} & modules_after(
        code
    )


def test_judging_a_text_needs_no_console():
    code = f"import rulekit\nrulekit.load().check_text({TEXT!r}, path='a.py')"
    assert set() == {"rich", "click", "multiprocessing"} & modules_after(code)


# Judging


@pytest.fixture(scope="module")
def engine():
    return rulekit.load()


def test_load_gives_an_engine_for_a_profile():
    engine = rulekit.load(profile="opencoder")
    assert (rulekit.Engine, "opencoder") == (type(engine), engine.plan.profile)


def test_a_text_is_judged_as_the_file_that_it_would_be(engine):
    verdict = engine.check_text(TEXT, path="src/a.py")
    assert (rulekit.Verdict, "src/a.py", "python") == (
        type(verdict),
        verdict.path,
        verdict.language,
    )


def test_a_path_is_judged(engine, tmp_path):
    (tmp_path / "a.py").write_text(TEXT)
    verdict = engine.check_path(tmp_path / "a.py")
    assert engine.check_text(TEXT, path=str(tmp_path / "a.py")) == verdict


def test_a_verdict_says_itself_in_a_line(engine):
    verdict = rulekit.load(select=["text/few-lines"]).check_text("a\n", path="a.py")
    assert "drop  a.py  text/few-lines: the text has 1 line" == str(verdict)


def test_a_verdict_tells_whether_it_is_kept(engine):
    kept = [
        engine.check_path(file).kept for file in GOLDEN if file.stem in ("good_module", "empty")
    ]
    assert [False, True] == kept


def test_findings_are_findings(engine):
    assert {rulekit.Finding} == {type(one) for one in engine.check_text(TEXT, path="a.py").findings}


def test_what_cannot_be_planned_is_a_rulekit_error():
    with pytest.raises(rulekit.RulekitError) as caught:
        rulekit.load(select=["nonsense"])
    assert 1 == len(caught.value.problems)


def test_what_is_wrong_with_a_file_is_in_the_verdict_and_never_raised(engine, tmp_path):
    assert "error" == engine.check_path(tmp_path / "gone.py").decision


# At a prompt and in a notebook


def test_whatever_is_judged_says_itself_in_a_line(engine):
    verdict = engine.check_text("class A:\n    pass\n" * 200, path="a.py")
    places = [place for finding in verdict.findings for place in finding.evidence]
    assert places
    for shown in (engine, engine.plan, verdict, *verdict.findings, *places):
        assert re.fullmatch(r"<[^\n]{,298}>", repr(shown))


def test_an_engine_says_what_was_chosen(tmp_path):
    (tmp_path / "rulekit.toml").write_text('ignore = ["code/"]\n')
    engine = rulekit.load("opencoder", select="python/", config=tmp_path / "rulekit.toml")
    rules, packs = len(engine.plan.selected), len(engine.plan.catalog.packs)
    shown = f"profile opencoder, {rules} rules, {packs} packs, {tmp_path}"
    assert repr(engine).startswith(f"<engine: {shown}"[:120])
    assert repr(engine.plan) == repr(engine).replace("engine", "plan", 1)


def test_a_notebook_shows_a_verdict_as_a_page(engine):
    page = engine.check_text("class A:\n    pass\n", path="<a>.py")._repr_html_()
    assert page.startswith("<pre ")
    assert "&lt;a&gt;.py" in page
    assert "python/pass-heavy" in page


def test_many_texts_are_judged_at_once(engine):
    judged = engine.check_many([TEXT, TEXT], language="python")
    assert isinstance(judged, rulekit.JudgedRows)
    assert [engine.check_text(TEXT, language="python")] * 2 == list(judged)


# The same input, the same output


def records(engine, files=GOLDEN):
    return [to_record(engine.check_bytes(file.read_bytes(), file.name)) for file in files]


@pytest.mark.slow
def test_the_same_document_has_the_same_verdict(engine):
    assert records(engine) == records(engine)


def test_two_engines_agree(engine):
    assert records(engine) == records(rulekit.load())


@pytest.mark.slow
def test_what_was_judged_before_does_not_matter(engine):
    assert records(engine) == records(rulekit.load(), GOLDEN[::-1])[::-1]


@pytest.mark.slow
def test_all_signals_and_all_evidence_change_no_verdict(engine):
    curious = rulekit.load(all_signals=True, all_evidence=True)
    decisions = [(one["decision"], one["decided_by"], one["score"]) for one in records(engine)]
    assert decisions == [
        (one["decision"], one["decided_by"], one["score"]) for one in records(curious)
    ]


@pytest.mark.slow
def test_one_engine_serves_four_threads():
    engine, start = rulekit.load(), threading.Barrier(4)

    def judge(_):
        start.wait()  # so that all meet what is built on first use
        return [records(engine) for _ in range(3)]

    with ThreadPoolExecutor(4) as threads:
        answers = [answer for each in threads.map(judge, range(4)) for answer in each]
    assert [records(rulekit.load())] * 12 == answers


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_seed_of_pythons_hashes_does_not_matter(engine, seed):
    code = (
        "import sys, json, rulekit\n"
        "from pathlib import Path\n"
        "from rulekit.core.record import to_record\n"
        "engine = rulekit.load()\n"
        "files = map(Path, sys.argv[1:])\n"
        "verdicts = [engine.check_bytes(file.read_bytes(), file.name) for file in files]\n"
        "print(json.dumps(list(map(to_record, verdicts))))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *map(str, GOLDEN)],
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert records(engine) == json.loads(run.stdout)
