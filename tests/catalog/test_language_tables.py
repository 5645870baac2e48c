"""rulekit/catalog/language_tables.py: the tables by which packs tell languages apart."""

import pytest

from rulekit.catalog.language_tables import content_rules_of, facts_of

FACTS = '{"languages": {"html": {"name": "HTML", "kind": "markup", "extensions": [".html"]}}}'


def test_a_table_tells_its_languages(write, tmp_path):
    write({"table.json": FACTS})
    assert [("html", "markup", (".html",))] == [
        (one.id, one.kind, one.extensions) for one in facts_of(tmp_path / "table.json")
    ]


def test_a_table_is_read_once(write, tmp_path):
    write({"table.json": FACTS})
    assert facts_of(tmp_path / "table.json") is facts_of(tmp_path / "table.json")


@pytest.mark.parametrize("read", [facts_of, content_rules_of])
@pytest.mark.parametrize("text", ["", "{", "[]", '{"x": 1}', '{"languages": []}', "[" * 10_000])
def test_a_table_that_is_none_is_told_with_its_path(write, told, tmp_path, read, text):
    write({"table.json": text})
    (complaint,) = told(read, tmp_path / "table.json")
    assert complaint.startswith("table.json ")


def test_a_table_that_is_not_there_is_told_with_its_path(told, folder):
    expected = ["table.json cannot be read: No such file or directory"]
    assert expected == told(facts_of, folder / "table.json")
