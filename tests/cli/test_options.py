"""rulekit/cli/options.py: the words that decide a verdict."""

from pathlib import Path

import click
import pytest

from rulekit.cli.options import find_project, plan_options, settings_of
from rulekit.errors import UsageError
from rulekit.run.settings import Settings


def settings(*words, paths=()):
    """The Settings that a command with these words would work by."""
    made = []

    @click.command()
    @plan_options
    def command(**options):
        made.append(settings_of(options, paths))
        made.append(options)

    command.main(list(words), standalone_mode=False)
    result, left = made
    assert {} == left
    return result


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), Settings()),
        (("--profile", "x"), Settings(profile="x")),
        (("--select", "a,b"), Settings(select=("a", "b"))),
        (("--select", "a", "--select", "b"), Settings(select=("a", "b"))),
        (("--select", " a , ,b, "), Settings(select=("a", "b"))),
        (("--extend-select", "a,b"), Settings(extend_select=("a", "b"))),
        (("--ignore", "a,b"), Settings(ignore=("a", "b"))),
        (("--set", "a.max=1", "--set", "b.min=2"), Settings(settings=("a.max=1", "b.min=2"))),
        (("--seed", "7"), Settings(seed=7)),
        (("--rules", "a", "--rules", "b"), Settings(rules=("a", "b"))),
        (("-p", "no:a", "-pno:b"), Settings(off=("a", "b"))),
        (("--config", "x.toml"), Settings(config="x.toml")),
    ],
)
def test_each_word_becomes_a_setting(words, expected):
    assert expected == settings(*words)


@pytest.mark.parametrize("word", ["a", "yes:a", "no:", ":a", "no"])
def test_a_plugin_is_left_out_by_no_and_its_name(word):
    with pytest.raises(UsageError, match="say no:NAME"):
        settings("-p", word)


# Looking for rulekit.toml


@pytest.fixture
def project(write):
    return str(write({"rulekit.toml": "", "src/lib/a.py": ""}) / "rulekit.toml")


@pytest.mark.parametrize("path", [".", "src", "src/lib", "src/lib/a.py", "src/gone", "-"])
def test_the_file_in_or_above_a_path_is_found(project, path):
    assert project == find_project([path])


def test_without_a_path_it_is_looked_for_from_here(project, monkeypatch):
    monkeypatch.chdir("src/lib")
    assert project == find_project([])


def test_the_nearest_one_is_found(project, write):
    write({"src/rulekit.toml": ""})
    assert (str(Path("src/rulekit.toml").absolute()), project) == (
        find_project(["src/lib"]),
        find_project(["."]),
    )


def test_the_first_path_decides(project, write):
    write({"src/rulekit.toml": ""})
    assert project == find_project([".", "src"])


def test_where_there_is_none_none_is_found(folder):
    assert find_project(["."]) is None


def test_a_folder_of_that_name_is_no_project_file(folder):
    (folder / "rulekit.toml").mkdir()
    assert find_project(["."]) is None


def test_what_is_found_becomes_the_config_unless_it_is_isolated(project):
    found = settings(paths=["src"]), settings("--isolated", paths=["src"])
    assert [project, None] == [one.config for one in found]


def test_a_config_that_is_named_goes_before_the_one_found(project):
    assert "other.toml" == settings("--config", "other.toml", paths=["src"]).config
