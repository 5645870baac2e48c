"""`rulekit plugins new` and `rulekit rules new`: the first files of a pack and of a rule."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import click

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.rule_files import NAME
from rulekit.cli.project import find_project
from rulekit.cli.verb import Verb
from rulekit.errors import Problem, UsageError, nearest
from rulekit.plan.build import project_rules, read_config
from rulekit.report.printer import Printer
from rulekit.scaffold.new_pack import NewPack, new_pack
from rulekit.scaffold.new_rule import rule_text
from rulekit.scaffold.template import write_new
from rulekit.spec.schema_line import schema_line
from rulekit.syntax.grammar_wheel import grammar_named


@click.command(
    name="new", cls=Verb, examples=("rulekit plugins new kotlin --grammar tree-sitter-kotlin",)
)
@click.argument("name")
@click.option(
    "--grammar",
    required=True,
    metavar="WHEEL[:FUNCTION]",
    help="The grammar's wheel or module, installed; its function, where it has several.",
)
@click.option("--language", default="", metavar="ID", help="The language, where NAME is not it.")
@click.option(
    "--extension",
    "extensions",
    multiple=True,
    metavar=".EXT",
    help="Of files, if none is known.",
)
@click.option("--here", is_flag=True, help="Inside rulekit's repository, instead of outside of it.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to make; rulekit-NAME if left out.",
)
def new_pack_(
    name: str,
    grammar: str,
    language: str,
    extensions: tuple[str, ...],
    out: Path | None,
    *,
    here: bool,
) -> None:
    """Write the first files of a language pack, whose tests pass at once.

    It is a distribution that is installed beside rulekit, made of the grammar's own queries as far
    as it ships some. Nothing is written over.
    """
    if here and out:
        raise UsageError("--here says where the files go, so --out cannot")
    catalog = load_catalog()
    pack = new_pack(name, grammar_named(grammar), catalog.table, language, *extensions)
    folder = out or Path("." if here else f"rulekit-{name}")
    texts = pack.inside(folder) if here else pack.outside(folder)
    write_new(texts)
    printer = Printer()
    for path in texts:
        printer.line(f"wrote {path}")
    printer.line()
    for step in _steps_here(pack) if here else _steps_outside(pack, folder):
        printer.line(step)
    for other in catalog.packs:
        if pack.facts.id in (brought.id for brought in other.languages):
            off = f"-p no:{other.name}"
            printer.line(f"`{other.name}` brings {pack.facts.id}, too: leave it out by {off}")


def _steps_outside(pack: NewPack, folder: Path) -> list[str]:
    queries = next(path for path in pack.outside(folder) if path.name == "queries.scm")
    return [
        f"next:  pip install -e '{folder}[dev]'",
        f"       cd {folder} && pytest",
        f"       rulekit plugins doctor {pack.name} --sources tests/sources",
        f"       rulekit schema --out {queries.parent / 'rules'}, for what editors complete",
        f"then map the grammar in {queries}: rulekit ast FILE shows a tree",
    ]


def _steps_here(pack: NewPack) -> list[str]:
    return [
        f'next:  add "{pack.requirement}" to the dependencies in pyproject.toml',
        "       pytest tests/plugins/test_queries.py",
        f"       rulekit plugins doctor {pack.name}",
        f"then map the grammar in plugins/{pack.name}/queries.scm: rulekit ast FILE shows a tree",
    ]


@click.command(name="new", cls=Verb, examples=("rulekit rules new python/star-heavy",))
@click.argument("rule_id", metavar="PACK/NAME")
@click.option(
    "--rules",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder in which the folder PACK is, or is made.",
)
def new_rule_(rule_id: str, rules: Path | None) -> None:
    """Write the first file of a rule, whose examples hold, to be changed line by line.

    It goes where the pack's other rules are, unless those are installed; then to the first folder
    of `rules` in rulekit.toml, or to the one that --rules names.
    """
    pack, _, name = rule_id.partition("/")
    if not (NAME.fullmatch(pack) and NAME.fullmatch(name)):
        form = "PACK/NAME, in lower-case words and hyphens"
        raise UsageError(f"a rule is called {form}, not `{rule_id}`")
    catalog = load_catalog()
    path = (rules or _rules_folder(catalog, pack)) / pack / f"{name}.yaml"
    languages = [one for each in catalog.packs if each.name == pack for one in each.languages]
    facts = catalog.table.facts(languages[0].id) if languages else None
    write_new({path: rule_text(facts, f"{schema_line('rule')}\n")})
    printer = Printer()
    printer.line(f"wrote {path}")
    printer.line()
    printer.line(f"next:  rulekit test {path}")
    printer.line(
        f"       rulekit schema rule --out {path.parent.parent}, for what editors complete"
    )
    printer.line("then say what it looks for: `rulekit query FILE PATTERN` shows it in a file")


def _rules_folder(catalog: Catalog, pack: str) -> Path:
    """The folder for a new rule of a pack; raises UsageError when there is none to write into."""
    own = next((one.rules for one in catalog.packs if one.name == pack), None)
    if own and not _installed(own):
        return own
    if folders := project_rules(read_config(find_project())):
        return Path(folders[0])
    known = [one.name for one in catalog.packs]
    message = f"the rules of `{pack}` are installed" if own else f"no pack is called `{pack}`"
    near = "" if own else nearest(pack, known)
    remedy = "give a folder of your own by --rules FOLDER, or by `rules` in rulekit.toml"
    raise UsageError([Problem(message + near, str(own or ""), remedy=remedy)])


def _installed(folder: Path) -> bool:
    """True for a folder that pip made, which the next installation writes over."""
    places = (Path(sysconfig.get_path(name)) for name in ("purelib", "platlib"))
    return any(folder.is_relative_to(place) for place in places)
