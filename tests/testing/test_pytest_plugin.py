"""rulekit/testing/pytest_plugin.py: rules as tests of pytest, tried in a pytest of its own."""

import subprocess
import sys

import pytest

from rulekit.testing import Kit

pytest_plugins = ["pytester"]

LOUD = """\
title: Too loud
why: Shouting hides what is said.
source: ours
signal: {pattern: "!", measure: count}
keep: {max: 2}
examples:
  keep:
    - {text: "Hi!", reads: 1}
    - {text: "Hi!!"}
  drop:
    - {text: "Hi!!!", reads: 3}
"""
PLUGIN = ("-p", "no:rulekit", "-p", "rulekit.testing.pytest_plugin", "-p", "no:cacheprovider")
ALL = ["rules/mine/loud.yaml::keep[0]", "rules/mine/loud.yaml::keep[1]",
       "rules/mine/loud.yaml::drop[0]"]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def loaded():
    """Load what the inner pytest would: it forgets modules, and numpy is loaded once or never."""
    Kit().check("Hi!", "a.md")


@pytest.fixture
def write(pytester):
    """A function: write these files into the folder of the inner pytest."""

    def written(files):
        for path, text in files.items():
            file = pytester.path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)

    return written


@pytest.fixture
def run(pytester):
    """A function: how pytest with the plugin and these words ends."""
    return lambda *words: pytester.runpytest(*PLUGIN, *words)


@pytest.fixture
def opted_in(write):
    write({"rules/mine/loud.yaml": LOUD, "pytest.ini": "[pytest]\nrulekit_rules = rules\n"})


def collected(result):
    return [line for line in result.outlines if "::" in line]


# Who has opted in


@pytest.mark.slow
def test_each_example_of_a_folder_of_the_ini_option_is_a_test(run, opted_in):
    assert ALL == collected(run("--collect-only", "-q"))
    run().assert_outcomes(passed=3)


def test_folders_of_rules_are_searched_beside_testpaths(run, write, opted_in):
    write({"pytest.ini": "[pytest]\nrulekit_rules = rules\ntestpaths = tests\n",
           "tests/test_one.py": "def test_one(): pass\n"})  # fmt: skip
    assert ["tests/test_one.py::test_one", *ALL] == collected(run("--collect-only", "-q"))


def test_a_path_that_is_typed_is_searched_alone(run, write, opted_in):
    write({"tests/test_one.py": "def test_one(): pass\n"})
    run("tests").assert_outcomes(passed=1)


@pytest.mark.parametrize("word", ["rules", "rules/mine", "rules/mine/loud.yaml"])
def test_rules_that_are_typed_are_tests_without_any_option(run, write, word):
    write({"rules/mine/loud.yaml": LOUD})
    run(word).assert_outcomes(passed=3)


@pytest.mark.slow
def test_without_an_option_or_a_word_nothing_is_a_test(run, write):
    write({"rules/mine/loud.yaml": LOUD, "tests/mine/loud.yaml": LOUD})
    assert [[], []] == [collected(run("-q")), collected(run("-q", "."))]


def test_yaml_that_wants_to_be_no_rule_is_left_to_others(run, write):
    write({"tests/one.yaml": "title: a\nwhy: because\n", "tests/test_one.py": "def test_one(): 1"})
    run("tests").assert_outcomes(passed=1)


def test_tunes_profiles_and_pipelines_are_no_rules(run, write, opted_in):
    write({"rules/mine/tune.yaml": "skip: []", "rules/profiles/a.yaml": LOUD,
           "rules/pipelines/a.yaml": LOUD})  # fmt: skip
    assert ALL == collected(run("--collect-only", "-q", "rules"))


def test_without_opting_in_nothing_of_rulekit_is_loaded(write, pytester):
    code = (
        "import sys\ndef test_one():\n    ours = {m for m in sys.modules if 'rulekit.' in m}\n"
        "    assert ours == {'rulekit.testing', 'rulekit.testing.pytest_plugin'}\n"
    )
    write({"test_one.py": code})
    words = [sys.executable, "-m", "pytest", *PLUGIN, "-q"]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (0, "1 passed") == (ended.returncode, ended.stdout.split("\n")[1][:8]), ended.stdout


@pytest.mark.parametrize(
    ("folder", "message"),
    [("gone", "there is no folder `*gone`"), ("rules/mine", "name the folder that holds it*")],
)
def test_a_folder_that_holds_no_packs_is_told(run, opted_in, folder, message):
    result = run("-o", f"rulekit_rules={folder}")
    result.stderr.fnmatch_lines([f"ERROR: rulekit_rules: *{message}"])


# What is chosen


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["rules/mine/loud.yaml::keep[1]"], 1),
        (["rules/mine/loud.yaml::keep"], 2),
        (["-k", "mine/loud"], 3),
        (["-k", "loud and drop"], 1),
        (["-k", "other"], 0),
    ],
)
def test_examples_are_chosen_as_tests_are(run, opted_in, words, count):
    assert count == len(collected(run("--collect-only", "-q", *words)))


@pytest.mark.slow
def test_processes_share_what_was_typed(run, write, opted_in):
    pytest.importorskip("xdist")
    run("-n2").assert_outcomes(passed=3)
    write({"pytest.ini": "[pytest]\n"})
    run("-n2", "rules").assert_outcomes(passed=3)
    assert 5 == run("-n2").ret  # nothing was collected


# How it fails


def test_an_example_on_the_wrong_side_fails_at_its_place(run, write, opted_in):
    write({"rules/mine/loud.yaml": LOUD.replace("Hi!!!", "Hi")})
    result = run()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines_random(["_* mine/loud::drop?0? _*"])
    told = [
        "expected drop, got keep: 0 must not be <= 2",
        "  --> rules/mine/loud.yaml:11:7",
        '  11 |     - {text: "Hi", reads: 3}',
        "     |       ^",
        "expected to read 3, got 0",
        "  --> rules/mine/loud.yaml:11:27",
    ]
    result.stdout.fnmatch_lines(told, consecutive=True)
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_a_wrong_reading_fails_the_same_test(run, write, opted_in):
    write({"rules/mine/loud.yaml": LOUD.replace("reads: 1", "reads: 2")})
    result = run("--tb=no", "-q")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["FAILED rules/mine/loud.yaml::keep?0? - *expected to*"])


def test_a_broken_rule_is_an_error_with_its_place(run, write, opted_in):
    write({"rules/mine/loud.yaml": LOUD.replace("count", "cuont")})
    result = run()
    result.assert_outcomes(errors=1)
    told = [
        "unknown measure `cuont`, did you mean `count`?",
        "  --> rules/mine/loud.yaml:4:33",
        '   4 | signal: {pattern: "!", measure: cuont}',
        "     |                                 ^^^^^",
    ]
    result.stdout.fnmatch_lines(told, consecutive=True)
    result.stdout.no_fnmatch_line("*Traceback*")


def test_the_file_of_an_example_that_is_gone_fails_without_a_traceback(run, write, opted_in):
    write({"rules/mine/loud.yaml": LOUD.replace('text: "Hi!!"', "file: gone.txt")})
    result = run()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["cannot be read: No such file or directory", "  --> *gone.txt"])
    result.stdout.no_fnmatch_line("*During handling*")


# The fixture


def test_the_fixture_judges_by_loose_rules_of_the_ini_option_too(run, write, opted_in):
    code = (
        "def test_one(rulekit):\n"
        "    assert 'mine/loud' in rulekit.check('Hi!!!', 'a.md').decided_by\n"
    )
    write({"test_one.py": code})
    run("test_one.py").assert_outcomes(passed=1)


def test_plugins_may_be_left_out(run, write):
    code = (
        "import pytest\nfrom rulekit import UsageError\n"
        "def test_one(rulekit):\n"
        "    with pytest.raises(UsageError):\n"
        "        rulekit.reads('go/test-file', '', 'a.go')\n"
    )
    write({"test_one.py": code})
    run("-o", "rulekit_off=go").assert_outcomes(passed=1)
    result = run("-o", "rulekit_off=csss")
    result.stdout.fnmatch_lines(["there is no plugin `csss` to leave out, did you mean `css`?*"])
