"""Warnings about a run that goes on all the same."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from rulekit.errors import UsageError

if TYPE_CHECKING:
    from rulekit.engine import Engine


def warn_of_broken(engine: Engine, *, strict: bool) -> None:
    """Warn on stderr of broken plugins that nothing needs; `strict` stops at the first."""
    for plugin in engine.plan.broken:
        first = plugin.problems[0].message if plugin.problems else "unknown"
        text = f"the plugin `{plugin.name}` ({plugin.origin}) is broken: {first}"
        if strict:
            raise UsageError(f"{text}; rulekit plugins doctor {shlex.quote(plugin.name)} says more")
        click.echo(f"warning: {text}", err=True)


def warn_of_no_texts(form: str) -> None:
    """Warn on stderr of a form of corpora without texts, of which each row will be an error."""
    from rulekit.corpus.columns import WITHOUT_TEXTS  # which a check of files does not need
    from rulekit.corpus.row import STACK_V2

    if form == WITHOUT_TEXTS:
        click.echo(f"warning: {STACK_V2}", err=True)


def warn_of_nothing(*, stdin: bool) -> None:
    """Warn on stderr that no rule was asked; standard input without a name has one more way."""
    hint = "; --stdin-filename says what standard input would be called" if stdin else ""
    click.echo(f"warning: no file was a candidate, so no rule was asked{hint}", err=True)
