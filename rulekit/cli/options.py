"""Options that several commands share, and the edge where words become typed options."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import wraps
from typing import Any, TypeVar

import click

from rulekit.core.document import MAX_BYTES
from rulekit.errors import UsageError
from rulekit.plan.options import SHOWN, SPEED, PlanOptions, option_name
from rulekit.spec.share import share

Command = TypeVar("Command", bound=Callable[..., Any])
Parse = Callable[[click.Context, click.Parameter, Any], Any]


def gathered(parameter: str, kind: type[Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator: click's values for the fields of `kind` reach the command as one `kind`."""
    names = [*kind.__annotations__]

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def called(**values: Any) -> Any:
            given = {name: values.pop(name) for name in names if name in values}
            return command(**values, **{parameter: kind(**given)})

        return called

    return decorate


def parsed(parse: Callable[[Any], Any]) -> Parse:
    """A callback of click that turns the words of an option into its value."""
    return lambda _context, _parameter, words: parse(words)


def program_path(word: str) -> str:
    """The whole path of a program that is named or found in PATH; "" for no word."""
    if not word:
        return ""
    path = shutil.which(word)
    if path is None:
        raise UsageError(f"--interpreter {word}: there is no such program")
    return os.path.abspath(path)  # noqa: PTH100  the link of an environment is not followed


def catalog_options(command: Command) -> Command:
    """Options that say what is installed, for the parameter `options`; `isolated` is another."""
    return _installed(command, replies_option)


def asking_options(command: Command) -> Command:
    """Those of a command that makes replies, and reads none."""
    return _installed(command)


def _installed(command: Command, *more: Callable[[Any], Any]) -> Command:
    options: tuple[Callable[[Any], Any], ...] = (
        click.option(
            "--config", type=click.Path(readable=False),
            help="A rulekit.toml; else the nearest in or above the current folder.",
        ),
        click.option("--isolated", is_flag=True, help="Look for no rulekit.toml."),
        click.option(
            "--rules", multiple=True, type=click.Path(readable=False),
            help="A folder with more rules, PACK/NAME.yaml.",
        ),
        *more,
        off_option,
        click.option(
            "--no-cache", "cached", is_flag=True, flag_value=False, default=True,
            help="Read all rules again, and keep nothing of it for the next time.",
        ),
        gathered("options", PlanOptions),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def plan_options(command: Command) -> Command:
    """Options of the plan, for the parameter `options`; `isolated` is a parameter of its own."""
    rules = parsed(_listed)
    options = (
        click.option("--profile", metavar="NAME", help="The profile to judge by."),
        click.option(
            "--select", multiple=True, metavar="RULES", callback=parsed(_selection),
            help="Only these rules: ids, pack/, globs.",
        ),
        click.option(
            "--extend-select", multiple=True, metavar="RULES", callback=rules,
            help="These rules too.",
        ),
        click.option(
            "--ignore", multiple=True, metavar="RULES", callback=rules, help="Not these rules."
        ),
        click.option(
            "--set", "settings", multiple=True, metavar="RULE.max=X",
            help="Set a limit (min, max, spare, weight, action).",
        ),
        click.option("--seed", type=int, help="The seed of `spare`."),
        catalog_options,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def replies_option(command: Command) -> Command:
    """Folders of replies, for the parameter `replies`."""
    return click.option(
        "--replies", multiple=True, metavar="DIR", type=click.Path(readable=False),
        help="A folder of `rulekit ask`, whose replies rules read.",
    )(command)  # fmt: skip


def off_option(command: Command) -> Command:
    """Plugins to leave out, for the parameter `off`; what is left has their names and languages."""
    return click.option(
        "-p",
        "off",
        multiple=True,
        metavar="no:NAME",
        callback=parsed(_switched_off),
        help="Leave a plugin out: NAME, or bundled/NAME where two have the name.",
    )(command)


def words_of(options: PlanOptions, *, isolated: bool) -> str:
    """The words of the command line that give these options, each with a blank after it."""
    words = ["--isolated"] if isolated else []
    for one in fields(PlanOptions):
        value = getattr(options, one.name)
        if one.name in (*SHOWN, *SPEED) or value == one.default:
            continue
        for each in value if isinstance(value, tuple) else [value]:
            off = one.name == "off"
            words += ["-p", f"no:{each}"] if off else [f"--{option_name(one.name)}", str(each)]
    return "".join(f"{shlex.quote(word)} " for word in words)


def drop_rate_option(text: str) -> Callable[[Command], Command]:
    """The share that may be dropped."""
    rate = parsed(_allowed_rate)
    return click.option("--max-drop-rate", metavar="5%", callback=rate, help=text)


def share_option(text: str) -> Callable[[Command], Command]:
    """The share of a task of an array, for the parameter `share`."""
    read = parsed(_share)
    return click.option("--shard", "share", default="", metavar="I/N", callback=read, help=text)


def columns_option(command: Command) -> Command:
    """Columns of a corpus, by what they hold."""
    return click.option(
        "--columns",
        default="",
        metavar="ROLE=NAME,…",
        help="Columns of a corpus: content, path, lang, id, repo; else they are detected.",
    )(command)


def corpus_options(command: Command) -> Command:
    """Options that say what is read of a corpus, and how."""
    options = (
        columns_option,
        click.option(
            "--reader", default="", metavar="NAME", help="What reads SRC, whatever its names."
        ),
        click.option(
            "--language", default="", metavar="NAME",
            help="What a document is in when neither name nor text nor column says it.",
        ),
        click.option(
            "--exclude", multiple=True, metavar="PATTERN",
            help="Leave out files of folders, as git does.",
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def place_options(command: Command) -> Command:
    """Options that say where a run takes place."""
    options = (
        click.option("-j", "--jobs", type=click.IntRange(1), help="Workers; else one per core."),
        click.option(
            "--runner", default="local", metavar="NAME", help="Where it runs: local, ray."
        ),
        click.option(
            "--ray-address", metavar="ADDRESS", help="The Ray cluster; else one is started here."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _listed(words: Sequence[str]) -> tuple[str, ...]:
    """`a,b` given once or several times, as one list."""
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def _selection(words: Sequence[str]) -> tuple[str, ...] | None:
    """Rules that are listed; None for none at all, which selects as the profile does."""
    return _listed(words) or None


def _switched_off(words: Sequence[str]) -> tuple[str, ...]:
    """Plugins that `no:NAME` leaves out; raises UsageError for a word of another form."""
    parts = [word.partition(":") for word in words]
    for word, (prefix, _, name) in zip(words, parts, strict=True):
        if prefix != "no" or not name:
            raise UsageError(f"-p {word}: say no:NAME to leave a plugin out")
    return tuple(name for _, _, name in parts)


def _share(word: str) -> Any:
    """A share such as 3/8; None when it is not given."""
    from rulekit.corpus.share import Share  # which no command that checks files has need of

    return Share.parse(word) if word else None


def _allowed_rate(word: str | None) -> float | None:
    """A share such as 5%; None when it is not given."""
    try:
        return None if word is None else share(word)
    except ValueError as error:
        raise UsageError(f"--max-drop-rate: {error}") from None


def read_stdin() -> bytes:
    """Standard input, up to one byte over what is judged; raises UsageError when it is closed."""
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    return sys.stdin.buffer.read(MAX_BYTES + 1)
