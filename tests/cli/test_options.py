"""rulekit/cli/options.py: the words that decide a verdict, and every option as a field."""

import inspect
import shlex
from dataclasses import fields

import click
import pytest

from rulekit.cli.audit_words import AuditWords
from rulekit.cli.check import check
from rulekit.cli.check_options import CheckOptions
from rulekit.cli.explain import explain, signals
from rulekit.cli.filter import RunOptions, filter_
from rulekit.cli.fit import fit
from rulekit.cli.options import plan_options, words_of
from rulekit.cli.project import with_project
from rulekit.cli.rules import config, list_, rule
from rulekit.errors import UsageError
from rulekit.loader import load
from rulekit.plan.options import SHOWN, PlanKeywords, PlanOptions, option_name
from rulekit.run.prepared import FilterOptions


def names(kind):
    return {*kind.__annotations__}


def asked(command):
    """The names under which a command is handed what a user writes."""
    return {param.name for param in command.params}


PLAN = names(PlanOptions) - {*SHOWN}


@pytest.mark.parametrize("command", [check, filter_, explain, signals, list_, rule, config, fit])
def test_every_command_that_makes_a_plan_has_every_option_of_it(command):
    assert PLAN == PLAN & asked(command)


@pytest.mark.parametrize("command", [check, filter_, explain, signals, list_, rule, config, fit])
def test_an_option_of_the_plan_is_called_as_the_fingerprint_calls_it(command):
    expected = {name: option_name(name) for name in PLAN}
    assert expected == {
        param.name: param.opts[0].lstrip("-") for param in command.params if param.name in PLAN
    }


def test_python_has_the_options_of_the_command_line():
    assert [one.name for one in fields(PlanOptions)] == [*inspect.signature(load).parameters]
    assert names(PlanOptions) == {"profile", *PlanKeywords.__annotations__}


@pytest.mark.parametrize(
    ("options", "isolated", "words"),
    [
        (PlanOptions(), False, ""),
        (PlanOptions(), True, "--isolated "),
        (PlanOptions(profile="mine", seed=7), False, "--profile mine --seed 7 "),
        (PlanOptions(select=("a/", "b/*")), False, "--select a/ --select 'b/*' "),
        (PlanOptions(extend_select=("a/x",), ignore=("a/y",)), False,
         "--extend-select a/x --ignore a/y "),
        (PlanOptions(settings=("a/x.max=1",)), False, "--set a/x.max=1 "),
        (PlanOptions(config="my own.toml"), False, "--config 'my own.toml' "),
        (PlanOptions(rules=("more",), off=("css",)), True, "--isolated --rules more -p no:css "),
        (PlanOptions(all_signals=True, used_signals=True, all_evidence=True), False, ""),
    ],
)  # fmt: skip
def test_the_next_command_repeats_what_decides_verdicts(options, isolated, words):
    assert words == words_of(options, isolated=isolated)


def test_what_words_of_says_is_read_back(monkeypatch):
    options = PlanOptions(
        profile="a b", select=("a/",), extend_select=("b/*",), ignore=("c/d",), seed=0,
        settings=("a/x.max=1",), config="x.toml", rules=("r",), off=("css",),
    )  # fmt: skip
    read = []
    monkeypatch.setattr(check, "callback", lambda wanted=None, **values: read.append(values))
    check.main(shlex.split(words_of(options, isolated=True)), standalone_mode=False)
    (values,) = read
    assert values["isolated"]
    assert options == PlanOptions(**{name: values[name] for name in PLAN})


def test_every_option_of_check_is_a_field():
    assert PLAN | names(CheckOptions) | {"all_signals"} == asked(check)


def test_every_option_of_filter_is_a_field():
    """Blocks have their size from rulekit; tests take smaller ones."""
    assert PLAN | names(FilterOptions) - {"block"} | names(RunOptions) == asked(filter_)


def test_every_word_about_an_audit_is_a_field():
    own = {"target", "everything", "output", "stdin_filename", "columns", "isolated"}
    assert PLAN | names(AuditWords) | own == asked(explain)


@pytest.mark.parametrize(
    "kinds", [(PlanOptions, CheckOptions), (PlanOptions, FilterOptions, RunOptions)]
)
def test_no_two_options_of_a_command_have_one_name(kinds):
    assert sum(len(names(kind)) for kind in kinds) == len(set().union(*map(names, kinds)))


def options(*words, paths=()):
    """The PlanOptions that a command with these words would work by."""

    @click.command()
    @plan_options
    def command(options, isolated):
        return with_project(options, paths, isolated=isolated)

    return command.main(list(words), standalone_mode=False)


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
    assert expected == options(*words)


@pytest.mark.parametrize("word", ["a", "yes:a", "no:", ":a", "no"])
def test_a_plugin_is_left_out_by_no_and_its_name(word):
    with pytest.raises(UsageError, match="say no:NAME"):
        options("-p", word)


def test_the_file_found_becomes_the_config_unless_it_is_isolated(write):
    write({"rulekit.toml": ""})
    assert ["rulekit.toml", None] == [options().config, options("--isolated").config]


def test_a_config_that_is_named_goes_before_the_one_found(write):
    write({"rulekit.toml": ""})
    assert "other.toml" == options("--config", "other.toml").config
