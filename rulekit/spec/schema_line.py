"""The comment by which a file tells editors its schema; rulekit reads past it, as past any comment.

A `$schema` key would be one more key that means nothing to rulekit, and is refused as unknown.
"""

from __future__ import annotations

YAML_LINE = "# yaml-language-server: $schema={path}"
TOML_LINE = "#:schema {path}"
PROJECT = "project"  # the only file in TOML, and it lies beside its schema

# The files that `rulekit schema --out FOLDER` writes, by kind.
SCHEMA_FILES = {
    kind: f"rulekit-{kind}.schema.json"
    for kind in (
        "rule",
        "tune",
        "profile",
        "scorecard",
        "pipeline",
        "ask",
        "recall",
        "recipe",
        PROJECT,
    )
}


def schema_line(kind: str, folder: str = "") -> str:
    """The first line of a file of this kind, whose schema is in `folder`, seen from the file.

    Without one, where `--out FOLDER` puts it for a file in its usual place: FOLDER/PACK/x.yaml,
    FOLDER/profiles/x.yaml, FOLDER/pipelines/x.yaml, FOLDER/rulekit.toml.
    """
    path = f"{folder or ('.' if kind == PROJECT else '..')}/{SCHEMA_FILES[kind]}"
    return (TOML_LINE if kind == PROJECT else YAML_LINE).format(path=path)


SCHEMA_LINES = {kind: schema_line(kind) for kind in SCHEMA_FILES}
