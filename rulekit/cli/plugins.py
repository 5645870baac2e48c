"""`rulekit plugins` and `rulekit version`: what is installed. They work even when it is broken."""

from __future__ import annotations

import platform
import shlex

import click

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.plugin import Plugin
from rulekit.cli.conform import conform_
from rulekit.cli.new import new_pack_
from rulekit.cli.verb import Verb, VerbGroup
from rulekit.errors import Problem, RulekitError, pick
from rulekit.hooks.pack import Pack
from rulekit.plan.effective_rules import lacks
from rulekit.plan.fingerprint import versions
from rulekit.report.listing import PluginLine, show_plugins
from rulekit.report.pieces import Styled
from rulekit.report.printer import Printer


@click.group(invoke_without_command=True, cls=VerbGroup, examples=("rulekit plugins",))
@click.pass_context
def plugins(ctx: click.Context) -> None:
    """List the plugins; `new`, `doctor` and `conform` are for those who write one."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@plugins.command(name="list", cls=Verb, examples=("rulekit plugins list",))
def list_() -> None:
    """List every plugin that was found, with its packs, and what failed."""
    catalog = load_catalog()
    lines = [line for plugin in catalog.plugins for line in _lines(catalog, plugin)]
    show_plugins(Printer(), lines)


def _lines(catalog: Catalog, plugin: Plugin) -> list[PluginLine]:
    if plugin.status != "ok":
        first = plugin.problems[0] if plugin.problems else None
        about = first.message if first else ""
        remedy = (
            first.remedy if first else ""
        ) or f"try: rulekit plugins doctor {shlex.quote(plugin.name)}"
        status = "off" if plugin.status == "off" else "FAILED"
        return [PluginLine(plugin.name, "—", plugin.origin, "", None, status, about, remedy)]
    lines = []
    for pack in plugin.packs:
        if problem := _uncompiled(catalog, pack):
            remedy = f"try: rulekit plugins doctor {shlex.quote(plugin.name)}"
            about = problem.message
            origin = plugin.origin
            lines.append(PluginLine(pack.name, "—", origin, "", None, "FAILED", about, remedy))
            continue
        grammars = [
            f"{language.grammar.wheel} {language.grammar.version}" for language in pack.languages
        ]
        count = sum(file.pack == pack.name for file in catalog.rules.values())
        languages = ", ".join(language.id for language in pack.languages)
        about = ", ".join(grammars)
        line = PluginLine(
            pack.name, plugin.version, plugin.origin, languages, count, "ok", about, ""
        )
        lines.append(line)
    if parts := _corpus_parts(plugin):
        about = ", ".join(parts)
        lines.append(
            PluginLine(plugin.name, plugin.version, plugin.origin, "", None, "ok", about, "")
        )
    return lines


def _corpus_parts(plugin: Plugin) -> list[str]:
    """The formats that a plugin reads, where it can judge, and its parts of curations."""
    parts = [f"reads {' '.join(reader.suffixes)}" for reader in plugin.readers]
    parts += [f"--runner {runner.name}" for runner in plugin.runners]
    for what, named in (
        ("step", plugin.steps),
        ("detector", plugin.detectors),
        ("benchmark", plugin.benchmarks),
        ("units", plugin.cutters),
    ):
        parts += [f"{what} {' '.join(one.name for one in named)}"] if named else []
    return parts


def _uncompiled(catalog: Catalog, pack: Pack) -> Problem | None:
    """Why a query of a pack does not compile: it names what the grammar does not have."""
    for language in pack.languages:
        try:
            _ = catalog.syntaxes[language.id].query
        except RulekitError as error:
            return error.problems[0]
    return None


@plugins.command(cls=Verb, examples=("rulekit plugins doctor python",))
@click.argument("name")
def doctor(name: str) -> int:
    """Tell all about one plugin: its packs, what is wrong, and Python's own account of it."""
    catalog = load_catalog()
    plugin = pick("plugin", name, {one.name: one for one in catalog.plugins})
    printer = Printer()
    printer.line(Styled(plugin.name, "bold"), f"   {plugin.origin}   {plugin.status}")
    for pack in plugin.packs:
        _show_pack(printer, catalog, pack)
    for part in _corpus_parts(plugin):
        printer.line(f"  {part}")
    for problem in plugin.problems:
        for text in str(problem).split("\n"):
            printer.line(text)
    for text in plugin.trace.rstrip().split("\n") if plugin.trace else ():
        printer.line(Styled(f"  | {text}", "dim"))
    broken = plugin.status != "ok" or any(_uncompiled(catalog, pack) for pack in plugin.packs)
    return int(broken)


def _show_pack(printer: Printer, catalog: Catalog, pack: Pack) -> None:
    rules = [file.rule.id for file in catalog.rules.values() if file.pack == pack.name]
    counts = f"{len(rules)} rules, {len(pack.finders)} finders, {len(pack.signals)} signals"
    printer.line(f"  pack {pack.name}: {counts}")
    for language in pack.languages:
        syntax = catalog.syntaxes[language.id]
        try:
            _ = syntax.query
        except RulekitError as error:
            for text in str(error).split("\n"):
                printer.line(text)
            continue
        shared = ", ".join(f"@{name}" for name in sorted(syntax.provided))
        printer.line(
            f"  language {language.id}: {language.grammar.wheel} {language.grammar.version}"
        )
        printer.line(f"    captures {shared}")
        neutral = [file.rule for file in catalog.rules.values() if not file.rule.languages]
        gained = [rule.id for rule in neutral if rule.signal.needs and not lacks(rule, syntax)]
        printer.line(f"    gains {', '.join(gained)}")
        for rule in neutral:
            if missing := lacks(rule, syntax):
                printer.line(f"    cannot measure {rule.id}: {missing}")


plugins.add_command(conform_)
plugins.add_command(new_pack_)


@click.command(cls=Verb, examples=("rulekit version",))
def version() -> None:
    """Show the versions of everything that decides verdicts."""
    catalog = load_catalog()
    python = f"Python {platform.python_version()} ({platform.system()} {platform.machine()})"
    for name, version_, why in versions(catalog):
        click.echo(f"{name} {version_}{f' ({why})' if why else ''}")
        if name == "rulekit":
            click.echo(python)
    for plugin in catalog.plugins:
        if plugin.origin != "bundled":
            click.echo(f"{plugin.origin} ({plugin.name}, {plugin.status})")
