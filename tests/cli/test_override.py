"""rulekit/cli/override.py: overrides that match no judged file are told."""

import pytest

PROJECT = """
[[override]]
paths = ["api/*.py"]
reason = "stubs"
skip = ["mine/short"]

[[override]]
paths = ["gone/", "away/*.py"]
reason = "they were here once"
skip = ["mine/loud"]
"""
TOLD = (
    "warning: 1 override of rulekit.toml matches no file that was judged: number 2, `gone/`, "
    "`away/*.py`; take them out, or correct their paths\n"
)


@pytest.fixture
def check(rulekit, mine, write):
    """A function: how `rulekit check` of a project with two overrides ends."""
    write({"rulekit.toml": PROJECT, "a.py": "a\nb\nc\n", "api/b.py": "a\n", "away/x.bin": b"\0"})

    def called(*words):
        return rulekit("check", "-j1", *mine[:4], "-oconcise", *words)

    return called


@pytest.mark.parametrize("words", [(), (".",), ("api", "."), ("--no-cache",)])
def test_of_a_whole_project_an_override_that_no_judged_file_meets_is_told(check, words):
    ended = check(*words)
    assert (0, TOLD) == (ended.code, ended.err)


def test_a_folder_above_the_project_is_the_whole_too(check, folder):
    assert TOLD == check(str(folder)).err


@pytest.mark.parametrize("words", [("api",), ("a.py",), (".", "--exclude", "api/")])
def test_of_a_part_of_it_nothing_is_told(check, words):
    assert "" == check(*words).err


def test_an_override_that_a_file_meets_is_not_told(check, write):
    write({"gone/c.py": "a\nb\nc\n"})
    assert "" == check().err


def test_without_a_rulekit_toml_there_is_none(rulekit, mine, check):
    assert "" == rulekit("check", "-j1", *mine).err


def test_of_many_the_first_are_named(check, write):
    override = '[[override]]\npaths = ["no{}"]\nreason = "none"\nskip = ["mine/short"]\n'
    write({"rulekit.toml": "".join(override.format(number) for number in range(5))})
    assert (
        "5 overrides of rulekit.toml match no file that was judged: number 1, `no0`; number 2, "
        "`no1`; number 3, `no2`; and 2 more;"
    ) in check().err
