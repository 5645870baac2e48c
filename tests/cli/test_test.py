"""rulekit/cli/test.py: the examples of rules, run from the command line."""

import io

import pytest

from rulekit.catalog.load_catalog import load_catalog

MISSING = """\
title: Too loud
why: Because the test says so.
source: ours
signal: {pattern: '!', measure: count}
keep: {max: 4}
examples:
  keep:
    - {text: '!!!!!'}
  drop:
    - {text: 'Hi!', reads: 2}
"""


def test_rules_that_hold_end_with_code_0(rulekit, mine):
    ended = rulekit("test", mine[1])
    assert (
        0,
        [
            " mine/loud   keep 1/1  drop 1/1  reads 0/0  ok",
            " mine/odd    keep 1/1  drop 1/1  reads 0/0  ok",
            " mine/short  keep 1/1  drop 1/1  reads 0/0  ok",
            "3 rules, 6 of 6 expectations held, 0 rules failed",
        ],
    ) == (ended.code, ended.lines)


@pytest.mark.slow
def test_what_misses_is_told_with_file_and_line_and_ends_with_code_1(rulekit, write):
    write({"mine/loud.yaml": MISSING})
    ended = rulekit("test", "mine")
    assert (
        1,
        [
            " mine/loud  keep 0/1  drop 0/1  reads 0/1  FAIL",
            "   missed  mine/loud.yaml:8   expected keep, got drop: 5 must be <= 4",
            "   missed  mine/loud.yaml:10   expected drop, got keep: 1 must not be <= 4",
            "   missed  mine/loud.yaml:10   expected to read 2, got 1",
            "1 rule, 0 of 3 expectations held, 1 rule failed",
        ],
    ) == (ended.code, ended.lines)


def test_quiet_shows_only_what_failed(rulekit, mine, write):
    write({"more/loud.yaml": MISSING})
    shown = rulekit("test", mine[1], "more", "-q").lines
    assert ("more/loud", "4 rules, 6 of 9 expectations held, 1 rule failed") == (
        shown[0].split()[0],
        shown[-1],
    )


def test_a_single_file_can_be_named(rulekit, mine):
    assert 1 == len(rulekit("test", f"{mine[1]}/mine/odd.yaml").lines) - 1


def test_mutate_names_a_limit_that_no_example_notices(rulekit, write):
    write(
        {"mine/loud.yaml": MISSING.replace("'!!!!!'", "Hi").replace("'Hi!', reads: 2", "'!!!!!!'")}
    )
    ended = rulekit("test", "mine", "--mutate")
    place = "  unnoticed  mine/loud.yaml:5:13"
    assert (
        1,
        [
            f"{place}  max 4 could be 5: add an example to drop that reads 5",
            f"{place}  max 4 could be 3: add an example to keep that reads 4",
            "2 limits could move unnoticed",
        ],
    ) == (ended.code, ended.lines[-3:])


def test_mutate_is_content_when_every_limit_is_noticed(rulekit, write):
    text = MISSING.replace("count", "char_fraction").replace("max: 4", "max: 0.5")
    text = text.replace("'!!!!!'", "'a!'").replace("'Hi!', reads: 2", "aaaa!!!!!")
    write({"mine/loud.yaml": text})
    ended = rulekit("test", "mine", "--mutate")
    assert (0, "0 limits could move unnoticed") == (ended.code, ended.lines[-1])


def test_a_broken_rule_ends_with_code_2_and_its_place(rulekit, write):
    write({"mine/loud.yaml": MISSING.replace("count", "cuont")})
    ended = rulekit("test", "mine")
    assert (2, "", True, True) == (
        ended.code,
        ended.out,
        "unknown measure `cuont`, did you mean `count`?" in ended.err,
        "--> mine/loud.yaml:4:" in ended.err,
    )


def test_an_example_file_that_is_not_there_ends_with_code_2(rulekit, write):
    write({"mine/loud.yaml": MISSING.replace("text: '!!!!!'", "file: gone.txt")})
    ended = rulekit("test", "mine")
    assert (2, True) == (ended.code, "cannot be read: No such file" in ended.err)


def test_without_a_path_all_that_is_installed_is_run(rulekit):
    ended = rulekit("test")
    count = len(load_catalog().rules)
    assert (0, f"{count} rules, ") == (ended.code, ended.lines[-1][: len(str(count)) + 8])


def test_without_a_path_rules_of_another_folder_are_run_too(rulekit, mine):
    assert any(line.startswith(" mine/loud") for line in rulekit("test", *mine[:2]).lines)


def test_without_a_path_a_broken_plugin_is_told(rulekit, plugin):
    plugin("cobol", "import nonsense_that_is_not_installed\n")
    ended = rulekit("test")
    assert (2, True) == (ended.code, "ModuleNotFoundError" in ended.err)


def test_with_a_path_a_broken_plugin_does_not_matter(rulekit, plugin, mine):
    plugin("cobol", "import nonsense_that_is_not_installed\n")
    assert 0 == rulekit("test", mine[1]).code


# Ids, globs, and plugins that are left out


def test_an_id_and_a_glob_can_be_named(rulekit):
    assert ["python/pass-heavy", "1"] == [
        line.split()[0] for line in rulekit("test", "python/pass-*").lines
    ]
    assert 0 == rulekit("test", "python/pass-heavy").code


def test_a_word_that_means_nothing_ends_with_code_2(rulekit):
    ended = rulekit("test", "python/pas-heavy")
    assert (2, True) == (ended.code, "did you mean `python/pass-heavy`?" in ended.err)


def test_an_id_may_be_that_of_a_rule_of_the_project(rulekit, write):
    write({"own/mine/loud.yaml": MISSING, "rulekit.toml": 'rules = ["own"]\n'})
    assert 1 == rulekit("test", "mine/loud").code


def test_a_broken_plugin_does_not_matter_to_ids_of_others(rulekit, plugin):
    plugin("cobol", "import nonsense_that_is_not_installed\n")
    assert 0 == rulekit("test", "python/pass-heavy").code
    assert 2 == rulekit("test", "cobol/short").code


CPYTHON = """
from pathlib import Path
import rulekit

HERE = Path(__file__).parent
PYTHON = rulekit.Language(
    "python", grammar=rulekit.Grammar("tree_sitter_python"), queries=HERE / "cpython.scm"
)


@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("cpython", languages=(PYTHON,))]
"""
NOTED = """\
title: Noted
why: Because the test says so.
source: ours
signal: {capture: cpython.note, measure: count}
keep: {max: 0}
examples:
  keep: [{text: "x = 1", reads: 0}]
  drop: [{text: "# x", reads: 1}]
"""


def test_a_pack_may_take_the_place_of_a_bundled_one(rulekit, plugin, tmp_path):
    files = {"cpython.scm": "(comment) @comment @cpython.note\n", "rules/cpython/noted.yaml": NOTED}
    plugin("cpython", CPYTHON, files)
    folder = str(tmp_path / "site/rules")
    message = "the language `python` is there already: the plugin `python` (bundled"
    assert [(2, True)] * 3 == [
        (ended.code, message in ended.err and "cpython.note" not in ended.err)
        for ended in (rulekit("test", *words) for words in ((), (folder,), ("cpython/",)))
    ]
    held = "1 rule, 4 of 4 expectations held, 0 rules failed"
    assert [held] * 2 == [
        rulekit("test", word, "-p", "no:python").lines[-1] for word in (folder, "cpython/")
    ]


def test_only_no_leaves_a_plugin_out(rulekit):
    ended = rulekit("test", "-p", "python")
    assert (2, True) == (ended.code, "say no:NAME to leave a plugin out" in ended.err)


# Readings that are written

READING = MISSING.replace("'!!!!!'", "'Hi!', reads: 7").replace("'Hi!', reads: 2", "'!!!!!'")
DIFFERENCE = ["mine/loud.yaml:8", "  - reads: 7", "  + reads: 1", "mine/loud.yaml:10",
              "  + reads: 5"]  # fmt: skip
TOLD = "2 readings in 1 file"


@pytest.mark.slow
def test_readings_are_written_when_it_is_said(rulekit, write):
    file = write({"mine/loud.yaml": READING}) / "mine/loud.yaml"
    ended = rulekit("test", "mine", "--update", "--yes")
    assert (
        0,
        [
            *DIFFERENCE,
            f"written: {TOLD}",
            " mine/loud  keep 1/1  drop 1/1  reads 2/2  ok",
            "1 rule, 4 of 4 expectations held, 0 rules failed",
        ],
    ) == (ended.code, ended.lines)
    written = READING.replace("reads: 7", "reads: 1").replace("'!!!!!'", "'!!!!!', reads: 5")
    assert written == file.read_text()
    assert "no reading is missing or wrong" == rulekit("test", "mine", "--update").lines[0]


def test_where_nobody_can_be_asked_nothing_is_written(rulekit, write):
    file = write({"mine/loud.yaml": READING}) / "mine/loud.yaml"
    ended = rulekit("test", "mine", "--update")
    message = f"not written: {TOLD}; --yes writes without asking\n"
    assert (1, DIFFERENCE, message) == (ended.code, ended.lines, ended.err)
    assert READING == file.read_text()


class Terminal(io.StringIO):
    """Words that a person types."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("answer", "code", "reads"), [("y\n", 0, True), ("\n", 1, False)])
def test_on_a_terminal_a_person_is_asked(rulekit, write, monkeypatch, answer, code, reads):
    file = write({"mine/loud.yaml": READING}) / "mine/loud.yaml"
    monkeypatch.setattr(io, "TextIOWrapper", lambda _: Terminal(answer))  # what `rulekit` reads
    ended = rulekit("test", "mine", "--update")
    assert (code, True, reads) == (
        ended.code, f"write {TOLD}? [y/N]" in ended.err, "reads: 5" in file.read_text(),
    )  # fmt: skip


def test_an_example_on_the_wrong_side_still_fails(rulekit, write):
    file = write({"mine/loud.yaml": MISSING}) / "mine/loud.yaml"
    ended = rulekit("test", "mine", "--update", "--yes")
    assert (1, MISSING) == (ended.code, file.read_text())
    missed = "   missed  mine/loud.yaml:10   expected drop, got keep: 1 must not be <= 4"
    assert missed in ended.lines


@pytest.mark.parametrize("words", [("--mutate",), ("-q",)])
def test_misses_end_with_code_1_however_it_is_asked(rulekit, write, words):
    write({"mine/loud.yaml": MISSING})
    assert 1 == rulekit("test", "mine", *words).code
