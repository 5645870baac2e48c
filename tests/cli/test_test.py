"""rulekit/cli/test.py: the examples of rules, run from the command line."""

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
    assert (
        1,
        [
            "  unnoticed  mine/loud.yaml  max 4 could be 4.8, and no example notices",
            "  unnoticed  mine/loud.yaml  max 4 could be 3.2, and no example notices",
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


@pytest.mark.parametrize("words", [("--mutate",), ("-q",)])
def test_misses_end_with_code_1_however_it_is_asked(rulekit, write, words):
    write({"mine/loud.yaml": MISSING})
    assert 1 == rulekit("test", "mine", *words).code
