"""`rulekit clean`."""

from __future__ import annotations

import click

from rulekit.cli.verb import Verb
from rulekit.report.number import plural
from rulekit.stored.cache_folder import cache_folder, remove_entries


@click.command(cls=Verb, examples=("rulekit clean",))
def clean() -> int:
    """Remove the plans that are kept in the user's cache folder; the next run makes them again."""
    folder = cache_folder()
    count = remove_entries(folder) if folder else 0
    click.echo(f"removed {plural(count, 'plan')} from {folder}" if count else "nothing is kept")
    return 0
