"""Options that several commands share: everything that decides a verdict."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from rulekit.cli.project import config_of
from rulekit.core.document import MAX_BYTES
from rulekit.errors import UsageError
from rulekit.plan.options import PlanOptions

Command = TypeVar("Command", bound=Callable[..., Any])


def plan_options(command: Command) -> Command:
    """Profile, selection, limits, config, plugins: what makes up PlanOptions."""
    options = (
        click.option("--profile", metavar="NAME", help="The profile to judge by."),
        click.option(
            "--select", multiple=True, metavar="RULES",
            help="Only these rules: ids, pack/, globs.",
        ),
        click.option("--extend-select", multiple=True, metavar="RULES", help="These rules too."),
        click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules."),
        click.option(
            "--set", "settings", multiple=True, metavar="RULE.max=X",
            help="Set a limit (min, max, spare, weight, action).",
        ),
        click.option("--seed", type=int, help="The seed of `spare`."),
        click.option(
            "--config", type=click.Path(readable=False),
            help="A rulekit.toml; else the nearest in or above the current folder.",
        ),
        click.option("--isolated", is_flag=True, help="Look for no rulekit.toml."),
        click.option(
            "--rules", multiple=True, type=click.Path(readable=False),
            help="A folder with more rules, PACK/NAME.yaml.",
        ),
        click.option("-p", "plugins", multiple=True, metavar="no:NAME", help="Leave a plugin out."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def columns_option(command: Command) -> Command:
    """Which columns of a corpus are judged."""
    return click.option(
        "--columns",
        default="",
        metavar="ROLE=NAME,…",
        help="Columns of a corpus: content, path, lang, id; else they are detected.",
    )(command)


def settings_of(words: dict[str, Any], paths: Sequence[str] = (), **more: Any) -> PlanOptions:
    """The PlanOptions of a command's options; takes them out of `words`.

    A rulekit.toml at or above `paths`, which are only judged, is told not to be used. Raises
    UsageError for a `-p` of another form.
    """
    config = config_of(words, paths)
    select = _listed(words.pop("select"))
    return PlanOptions(
        profile=words.pop("profile"),
        select=select or None,
        extend_select=_listed(words.pop("extend_select")),
        ignore=_listed(words.pop("ignore")),
        settings=tuple(words.pop("settings")),
        seed=words.pop("seed"),
        config=config,
        rules=tuple(words.pop("rules")),
        off=tuple(switched_off(word) for word in words.pop("plugins")),
        **more,
    )


def _listed(words: Sequence[str]) -> tuple[str, ...]:
    """`a,b` given once or several times, as one list."""
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def switched_off(word: str) -> str:
    """The plugin that `no:NAME` leaves out; raises UsageError for a word of another form."""
    prefix, _, name = word.partition(":")
    if prefix != "no" or not name:
        raise UsageError(f"-p {word}: say no:NAME to leave a plugin out")
    return name


def read_stdin() -> bytes:
    """Standard input, up to one byte over what is judged; raises UsageError when it is closed."""
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    return sys.stdin.buffer.read(MAX_BYTES + 1)
