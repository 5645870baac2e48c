"""rulekit/cli/schema.py: schemas, printed or written."""

import json
import re
from pathlib import Path

import pytest

from rulekit.spec.schema_line import SCHEMA_FILES

RULE = Path(__file__).parents[2] / "rules/text/few-lines.yaml"


@pytest.mark.parametrize("kind", SCHEMA_FILES)
def test_a_schema_is_printed_as_json(rulekit, kind):
    ended = rulekit("schema", kind)
    assert (0, f"urn:rulekit:schema:{kind}") == (ended.code, json.loads(ended.out)["$id"])


def test_one_file_for_each_kind_is_written(rulekit, folder):
    ended = rulekit("schema", "--out", "new")
    assert (0, "") == (ended.code, ended.out)
    assert sorted(SCHEMA_FILES.values()) == sorted(path.name for path in (folder / "new").iterdir())
    assert "written: new/rulekit-rule.schema.json" in ended.err


def test_of_a_kind_that_is_named_its_file_is_written(rulekit, folder):
    printed = rulekit("schema", "tune").out
    rulekit("schema", "tune", "--out", ".")
    assert [("rulekit-tune.schema.json", printed)] == [
        (path.name, path.read_text("utf-8")) for path in folder.iterdir()
    ]


def test_the_rules_of_a_project_are_known(rulekit, write):
    write({"own/house/short.yaml": RULE.read_bytes(), "rulekit.toml": 'rules = ["own"]\n'})
    limits = json.loads(rulekit("schema", "profile").out)["properties"]["limits"]
    assert "house/short" in limits["properties"]
    assert "house/short" not in rulekit("schema", "profile", "--isolated").out


def test_names_of_a_plugin_that_is_left_out_are_not_refused(rulekit):
    listed = json.loads(rulekit("schema", "rule", "-p", "no:python").out)["$defs"]["capture"]
    assert "python.pass" not in listed["else"]["enum"]
    assert re.search(listed["if"]["pattern"], "python.pass")


def test_without_a_kind_the_next_step_is_told(rulekit):
    ended = rulekit("schema")
    assert (2, "error: which schema?") == (ended.code, ended.err.splitlines()[0])
    assert "--out FOLDER" in ended.err


def test_a_kind_that_there_is_not_has_a_nearest_one(rulekit):
    ended = rulekit("schema", "profil")
    assert "error: there is no kind of file `profil`, did you mean `profile`?\n" == ended.err


def test_a_folder_that_cannot_be_written_is_told(rulekit, write):
    write({"taken": "a file\n"})
    ended = rulekit("schema", "--out", "taken")
    assert (2, True) == (ended.code, ended.err.startswith("error: --out: cannot write `taken/"))
