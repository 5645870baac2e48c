"""`rulekit plugins` and `rulekit version`: what is installed. They work even when it is broken."""

from __future__ import annotations

import platform
import shlex
from collections.abc import Iterator

import click

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.plugin import Plugin
from rulekit.cli.conform import conform_
from rulekit.cli.doctor import doctor
from rulekit.cli.new import new_pack_
from rulekit.cli.options import off_option
from rulekit.cli.verb import Verb, VerbGroup
from rulekit.errors import Problem, UsageError
from rulekit.plan.fingerprint import versions
from rulekit.report.listing import PluginLine, brought_parts, show_plugins
from rulekit.report.printer import Printer
from rulekit.testing.diagnosis import to_mend


@click.group(invoke_without_command=True, cls=VerbGroup, examples=("rulekit plugins",))
@off_option
@click.pass_context
def plugins(ctx: click.Context, off: tuple[str, ...]) -> None:
    """List the plugins; `new`, `doctor` and `conform` are for those who write one."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, off=off)
    elif off:
        raise UsageError(f"-p stands behind `{ctx.invoked_subcommand}`, not before it")


@plugins.command(name="list", cls=Verb, examples=("rulekit plugins list",))
@off_option
def list_(off: tuple[str, ...]) -> None:
    """List every plugin that was found, with its packs, and what failed."""
    catalog = load_catalog(off)
    lines = [line for plugin in catalog.plugins for line in _lines(catalog, plugin)]
    show_plugins(Printer(), lines)


def _lines(catalog: Catalog, plugin: Plugin) -> Iterator[PluginLine]:
    """A line for each pack, and one for all else; one alone for what is off or must be mended."""
    if plugin.status == "off" or (wrong := to_mend(catalog, plugin)):
        yield _off(plugin) if plugin.status == "off" else _failed(plugin, wrong[0])
        return
    for pack in plugin.packs:
        grammars = [one.grammar for one in pack.languages]
        count = sum(file.pack == pack.name for file in catalog.rules.values())
        languages = ", ".join(language.id for language in pack.languages)
        about = ", ".join(f"{one.wheel} {one.version}" for one in grammars)
        yield _ok(plugin, pack.name, about, languages, count)
    if parts := brought_parts(plugin):
        yield _ok(plugin, plugin.name, ", ".join(parts))


def _ok(
    plugin: Plugin, name: str, about: str, languages: str = "", rules: int | None = None
) -> PluginLine:
    return PluginLine(name, plugin.version, plugin.origin, languages, rules, "ok", about, "")


def _off(plugin: Plugin) -> PluginLine:
    first = plugin.problems[0] if plugin.problems else Problem("left out by -p")
    origin = plugin.origin
    return PluginLine(plugin.name, "—", origin, "", None, "off", first.message, first.remedy)


def _failed(plugin: Plugin, first: Problem) -> PluginLine:
    remedy = first.remedy or f"try: rulekit plugins doctor {shlex.quote(plugin.name)}"
    about = first.message
    return PluginLine(plugin.name, "—", plugin.origin, "", None, "FAILED", about, remedy)


plugins.add_command(doctor)
plugins.add_command(conform_)
plugins.add_command(new_pack_)


@click.command(cls=Verb, examples=("rulekit version",))
@off_option
def version(off: tuple[str, ...]) -> None:
    """Show the versions of everything that decides verdicts."""
    catalog = load_catalog(off)
    python = f"Python {platform.python_version()} ({platform.system()} {platform.machine()})"
    for name, version_, why in versions(catalog):
        click.echo(f"{name} {version_}{f' ({why})' if why else ''}")
        if name == "rulekit":
            click.echo(python)
    for plugin in catalog.plugins:
        if plugin.origin != "bundled":
            click.echo(f"{plugin.origin} ({plugin.name}, {plugin.status})")
