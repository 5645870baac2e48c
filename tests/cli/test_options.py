"""rulekit/cli/options.py: the words that decide a verdict."""

import click
import pytest

from rulekit.cli.options import plan_options, settings_of
from rulekit.errors import UsageError
from rulekit.plan.options import PlanOptions


def settings(*words, paths=()):
    """The PlanOptions that a command with these words would work by."""
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
        ((), PlanOptions()),
        (("--profile", "x"), PlanOptions(profile="x")),
        (("--select", "a,b"), PlanOptions(select=("a", "b"))),
        (("--select", "a", "--select", "b"), PlanOptions(select=("a", "b"))),
        (("--select", " a , ,b, "), PlanOptions(select=("a", "b"))),
        (("--extend-select", "a,b"), PlanOptions(extend_select=("a", "b"))),
        (("--ignore", "a,b"), PlanOptions(ignore=("a", "b"))),
        (("--set", "a.max=1", "--set", "b.min=2"), PlanOptions(settings=("a.max=1", "b.min=2"))),
        (("--seed", "7"), PlanOptions(seed=7)),
        (("--rules", "a", "--rules", "b"), PlanOptions(rules=("a", "b"))),
        (("-p", "no:a", "-pno:b"), PlanOptions(off=("a", "b"))),
        (("--config", "x.toml"), PlanOptions(config="x.toml")),
    ],
)
def test_each_word_becomes_a_setting(words, expected):
    assert expected == settings(*words)


@pytest.mark.parametrize("word", ["a", "yes:a", "no:", ":a", "no"])
def test_a_plugin_is_left_out_by_no_and_its_name(word):
    with pytest.raises(UsageError, match="say no:NAME"):
        settings("-p", word)


def test_the_file_found_becomes_the_config_unless_it_is_isolated(write):
    write({"rulekit.toml": ""})
    assert ["rulekit.toml", None] == [settings().config, settings("--isolated").config]


def test_a_config_that_is_named_goes_before_the_one_found(write):
    write({"rulekit.toml": ""})
    assert "other.toml" == settings("--config", "other.toml").config
