"""The `rulekit` command: its verbs, loaded when they are called, and how it ends.

Exit codes: 0 clean, 1 the gate was violated, 2 rulekit could not do what was asked.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module

import click

from rulekit.audit import own_process
from rulekit.cli.verb import VerbGroup
from rulekit.errors import RulekitError, nearest
from rulekit.places.waiting import on_waiting

# Objects that are made before circles of them are looked for: what a command imports stays, and
# need not be gone through again and again (without any of it, a small file takes 4 to 7% less).
COLLECTED = 50_000
# Commands that leave nothing behind, as a cluster of Ray is, which others stop as they end.
BRIEF = ("check", "explain", "signals", "rules", "rule", "config")
TRACEBACK = "RULEKIT_TRACEBACK"  # a variable of the environment, for those who look for a bug
COMMANDS = {
    "check": ("check", "Judge repositories, folders, files or standard input."),
    "explain": ("explain", "Show why a file is kept or dropped."),
    "filter": ("filter", "Judge a corpus into an audit that tells every verdict."),
    "rejudge": ("rejudge", "Judge an audit's readings again, by other rules and limits."),
    "tune": ("tune", "Show what a rule reads in an audit, and what other limits would drop."),
    "diff": ("diff", "Show which rows of two audits end otherwise, and by which rules."),
    "curate": ("curate", "Curate a corpus: copies, notices, secrets, rules, shares."),
    "ask": ("ask", "Ask a model for each row of a corpus, once."),
    "recall": ("recall", "Recall pages of the web in rounds, by labels and people's prefixes."),
    "synthesize": ("synthesize", "Make samples to train on: seeds, tasks, tests that ran."),
    "execute": ("execute", "Run solutions with their tests, each in a sandbox."),
    "describe": ("describe", "Write the public names of installed packages as rows."),
    "influence": ("influence", "Select samples that pull a model as strong ones do."),
    "audit": ("audit", "Look at a run that many tasks are at, or end it."),
    "report": ("report", "Show an audit as a page to look at, or in another format."),
    "signals": ("explain", "Show every number that is measured on a file."),
    "rules": ("rules", "List the rules and the limits in force."),
    "rule": ("rules", "Show one rule: why, source, limits, examples."),
    "test": ("test", "Run the examples of rules."),
    "plugins": ("plugins", "List the plugins, and what is wrong with one."),
    "config": ("rules", "Show the effective configuration and where it comes from."),
    "schema": ("schema", "Print JSON Schemas of rules, profiles and other files, for editors."),
    "label": ("label", "Label files of an audit, blind, as a careful reader."),
    "fit": ("fit", "Fit a profile's score to labels."),
    "train": ("train", "Train a model on labels, whose score rules can read."),
    "query": ("playground", "Run a tree-sitter query on a file."),
    "ast": ("playground", "Show the syntax tree of a file."),
    "clean": ("clean", "Remove the plans that are kept in the user's cache folder."),
    "version": ("plugins", "Show the versions of everything that decides verdicts."),
}


class LazyGroup(VerbGroup):
    """Commands by name; the module of one is imported when it is called, so help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Names in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command itself."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"rulekit.cli.{COMMANDS[cmd_name][0]}")
        name = f"{cmd_name}_" if cmd_name == "filter" else cmd_name  # Python has a `filter`
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list in `--help`, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command as click does, and suggest the nearest one for a wrong word."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = nearest(args[0], COMMANDS)
            raise click.UsageError(f"there is no command `{args[0]}`{near}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    examples=("rulekit check src/", "rulekit explain src/app.py"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="rulekit", message="%(prog)s %(version)s")
def cli() -> None:
    """Decide which source files belong in a code model's pretraining data, and show why."""


def run() -> None:
    """Run the command line, and end the process at once if it is a BRIEF command.

    To free what a command has made, object by object, takes 20 ms of CPU time, and nobody needs it.
    """
    own_process.claim()
    try:
        main()
    except SystemExit as end:
        if sys.argv[1:2] and sys.argv[1] in BRIEF and isinstance(end.code, int):
            with suppress(OSError):  # nobody reads, which `main` has told
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(end.code)
        raise


def main() -> None:
    """Run the command line; whatever goes wrong is told without a traceback."""
    gc.set_threshold(COLLECTED)
    closed = _occupy_closed()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # text streams are
    if 1 in closed:
        click.echo("error: standard output is closed; `> /dev/null` discards a report", err=True)
        sys.exit(2)
    on_waiting(_tell_waiting)
    signal.signal(signal.SIGTERM, _end)
    try:
        code = cli.main(standalone_mode=False) or 0
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = 2
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        code = 130
    except RulekitError as error:
        show_problems(error)
        code = 2
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            code = _nobody_reads()
        else:
            click.echo(f"error: {error.strerror}: {error.filename or 'the output'}", err=True)
            code = 2
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        _tell_unforeseen(error)
        code = 2
    sys.exit(code)


def _end(number: int, _: object) -> None:
    """End as asked, and let go of what is held: a lease that stays is waited for."""
    sys.exit(128 + number)


def _tell_waiting(why: str) -> None:
    """Say what a store is waited for, unless nothing but errors is wanted."""
    from rulekit.core.escape import visible

    if not {"-q", "--quiet"} & {*sys.argv}:
        click.echo(visible(f"waiting: {why}"), err=True)


def _tell_unforeseen(error: Exception) -> None:
    """Report an error that nobody foresaw, and the way to find out more."""
    from rulekit.core.escape import visible

    if isinstance(error, MemoryError):
        click.echo("error: there is not enough memory for this command", err=True)
        return
    what = visible(f"{type(error).__name__}: {error}")
    click.echo(f"error: a bug of rulekit, or of a plugin: {what}", err=True)
    click.echo(f"  = {TRACEBACK}=1 shows where; `-p no:NAME` leaves a plugin out", err=True)


def _occupy_closed() -> list[int]:
    """The standard streams that are closed, with nothing put in their place.

    Else the next file to be opened would take it, and be written into by whoever prints.
    """
    closed = []
    for number, mode in enumerate((os.O_RDONLY, os.O_WRONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            closed.append(number)
            os.open(os.devnull, mode)  # the lowest number that is free, which is this one
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115  as long as the process
    return closed


def _nobody_reads() -> int:
    """The reader has had enough; what is still buffered has nowhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def show_problems(error: RulekitError) -> None:
    """Print the problems to stderr, then their number."""
    from rulekit.core.escape import visible

    for problem in error.problems:
        click.echo("\n".join(visible(line) for line in str(problem).split("\n")), err=True)
    if len(error.problems) > 1:
        click.echo(f"{len(error.problems)} problems", err=True)


if __name__ == "__main__":
    run()
