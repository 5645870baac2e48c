"""`rulekit schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from rulekit.cli.options import catalog_options
from rulekit.cli.project import with_project
from rulekit.cli.verb import Verb
from rulekit.errors import Problem, UsageError, pick
from rulekit.plan.build import build_catalog, read_config
from rulekit.plan.options import PlanOptions
from rulekit.schema.kinds import schemas_of
from rulekit.spec.json_shape import Part
from rulekit.spec.schema_line import SCHEMA_FILES


@click.command(cls=Verb, examples=("rulekit schema --out .", "rulekit schema rule"))
@click.argument("kind", metavar=f"[{'|'.join(SCHEMA_FILES)}]", required=False)
@click.option("--out", metavar="FOLDER", help="Write files here, of KIND or one for each kind.")
@catalog_options
def schema(kind: str | None, out: str | None, options: PlanOptions, *, isolated: bool) -> None:
    """Print the JSON Schema of files of a KIND, with the names of all that is installed.

    Editors that know it complete keys and names, show what they mean, and mark mistakes.
    """
    if not (kind or out):
        kinds = f"one of {', '.join(SCHEMA_FILES)}"
        problem = Problem("which schema?", remedy=f"name {kinds}; or --out FOLDER for all")
        raise UsageError([problem])
    if kind:
        pick("kind of file", kind, SCHEMA_FILES)
    options = with_project(options, isolated=isolated)
    catalog = build_catalog(options, read_config(options.config))
    made = schemas_of(catalog, [kind] if kind else SCHEMA_FILES)
    if not out:
        click.echo(_json(*made.values()), nl=False)
        return
    for name, part in made.items():
        _write(Path(out, SCHEMA_FILES[name]), _json(part))


def _json(part: Part) -> str:
    return json.dumps(part, ensure_ascii=False, indent=2) + "\n"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--out: cannot write `{path}`: {error.strerror}") from None
    click.echo(f"written: {path}", err=True)
