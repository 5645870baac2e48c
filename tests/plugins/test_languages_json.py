"""plugins/code/languages.json: well-known facts of linguist's table."""

from pathlib import Path

import pytest

from rulekit.language.detect import LanguageTable
from rulekit.language.table_json import content_rules_from_json, facts_from_json

PACK = Path(__file__).parents[2] / "plugins" / "code"
FACTS = facts_from_json((PACK / "languages.json").read_text(encoding="utf-8"))
RULES = content_rules_from_json((PACK / "ambiguous.json").read_text(encoding="utf-8"))
TABLE = LanguageTable(FACTS, RULES)
KINDS = {"data", "markup", "programming", "prose"}


def language_of(path, text=""):
    found = TABLE.detect(path, text)
    return found.language if found else None


def test_the_kinds_are_linguists_four():
    assert KINDS == {facts.kind for facts in FACTS}


def test_no_id_is_a_kind():
    assert set() == KINDS & set(TABLE.ids)


def test_ids_are_unique_and_sorted():
    assert list(TABLE.ids) == [facts.id for facts in FACTS]


def test_every_popular_language_of_linguist_is_marked():
    assert 25 == sum(facts.popular for facts in FACTS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C++", "cpp"),
        ("C#", "csharp"),
        ("F#", "fsharp"),
        ("F*", "fstar"),
        ("Objective-C++", "objective-cpp"),
        ("Visual Basic .NET", "visual-basic-net"),
    ],
)
def test_an_id_is_the_name_made_plain(name, expected):
    assert expected == next(facts.id for facts in FACTS if facts.name == name)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.py", "python"),
        ("a.c", "c"),
        ("a.cpp", "cpp"),
        ("a.hpp", "cpp"),
        ("a.cs", "csharp"),
        ("A.java", "java"),
        ("a.js", "javascript"),
        ("a.mjs", "javascript"),
        ("a.go", "go"),
        ("index.html", "html"),
        ("a.rs", "rust"),
        ("a.ts", "typescript"),
        ("a.sh", "shell"),
        ("a.json", "json"),
        ("a.yaml", "yaml"),
        ("a.yml", "yaml"),
        ("README.md", "markdown"),
        ("notes.txt", "text"),
        ("Makefile", "makefile"),
        ("CMakeLists.txt", "cmake"),
        ("Dockerfile", "dockerfile"),
        ("go.mod", "go-module"),
        ("index.html.erb", "html-erb"),
        ("LICENSE", "text"),
        ("no-such.thing", None),
    ],
)
def test_a_well_known_name_tells_its_language(path, expected):
    assert expected == language_of(path)


def test_a_kind_comes_with_the_language():
    expected = ["programming", "data", "markup", "prose"]
    assert expected == [TABLE.detect(f"a.{end}", "").kind for end in ("py", "json", "html", "md")]
