"""rulekit/spec/schema_line.py: the line by which a file names its schema."""

from rulekit.spec.schema_line import SCHEMA_LINES, schema_line


def test_a_file_in_yaml_names_the_schema_above_its_folder():
    assert "# yaml-language-server: $schema=../rulekit-rule.schema.json" == SCHEMA_LINES["rule"]


def test_a_project_names_the_schema_beside_it():
    assert "#:schema ./rulekit-project.schema.json" == SCHEMA_LINES["project"]


def test_a_schema_may_be_elsewhere():
    line = "# yaml-language-server: $schema=../../editor/rulekit-tune.schema.json"
    assert line == schema_line("tune", "../../editor")
