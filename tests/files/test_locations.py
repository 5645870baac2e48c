"""rulekit/files/locations.py: what a repository says of its files, as `check` hears it."""

import json

import pytest

from rulekit.core.location import Location
from rulekit.corpus.job import Task
from rulekit.files.discover import FoundFile, discover
from rulekit.files.locations import Locations
from rulekit.loader import load

CODE = """#include <stdio.h>

/* The greatest number that divides both. */
int divisor(int a, int b)
{
    while (b != 0) {
        int rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

int main(void)
{
    int a, b;
    if (scanf("%d %d", &a, &b) != 2)
        return 1;
    printf("%d\\n", divisor(a, b));
    return 0;
}
"""
GIT = {".git/config": '[remote "origin"]\n\turl = https://github.com/me/shop\n'}


@pytest.fixture(scope="module")
def engine():
    return load()


def test_a_file_has_its_place_its_marks_and_its_package(write):
    write(
        {
            **GIT,
            ".gitattributes": "*.c linguist-generated linguist-language=C++\n",
            "libs/dht/library.properties": "url=https://github.com/you/dht\n",
        }
    )
    expected = Location("libs/dht/a.c", ("generated",), "C++", "libs/dht", "me/shop")
    assert expected == Locations().of("libs/dht/a.c")


def test_outside_of_the_current_folder_and_of_repositories_nothing_is_known(folder, tmp_path):
    found = Locations().of(str(tmp_path / "a.c"))
    assert (None, "", None) == (found.marks, found.language, found.package)


def test_a_task_brings_the_place_to_its_worker():
    place = Location("a.c", ("vendored",), "C", "")
    task = Task.of_file(FoundFile("a.c", "a.c", location=place))
    assert task == Task.from_json(task.to_json())
    assert json.loads(task.to_json())["shard"]["location"]["marks"] == ["vendored"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("linguist-generated", "code/marked-generated"),
        ("linguist-vendored", "code/marked-vendored"),
    ],
)
def test_a_mark_drops_a_file_that_would_be_kept(write, engine, line, rule):
    write({"a.c": CODE})
    assert "keep" == engine.check_path("a.c").decision
    write({".gitattributes": f"*.c {line}\n"})
    assert (rule,) == engine.check_path("a.c").decided_by


def test_documentation_is_told_and_kept(write, engine):
    write({"a.c": CODE, ".gitattributes": "*.c linguist-documentation\n"})
    verdict = engine.check_path("a.c")
    failed = [finding.rule for finding in verdict.findings if finding.outcome == "fail"]
    assert ("keep", ["code/marked-documentation"]) == (verdict.decision, failed)


def test_a_copied_package_is_dropped_where_its_folder_is_shown(write, engine):
    write({**GIT, "libs/dht/a.c": CODE, "libs/dht/library.json": '{"repository": "you/dht"}'})
    verdict = engine.check_path("libs/dht/a.c")
    assert ("code/copied-package",) == verdict.decided_by
    assert "`libs/dht`" in verdict.reason


@pytest.mark.parametrize(
    ("name", "language", "told"),
    [
        ("a.foo", "C", ("c", "linguist-language=C in .gitattributes")),
        ("a.h", "C++", ("cpp", "linguist-language=C++ in .gitattributes")),
        ("a.txt", "C", ("c", "linguist-language=C in .gitattributes")),
        ("a.c", "Text", ("c", ".c")),
        ("a.c", "No-Such", ("c", ".c")),
    ],
)
def test_attributes_name_a_language_and_rescue_no_file(write, engine, name, language, told):
    write({name: CODE, ".gitattributes": f"{name} linguist-language={language}\n"})
    verdict = engine.check_path(name)
    assert told == (verdict.language, verdict.detected_by)


def test_attributes_that_are_not_read_are_told_with_the_files(write):
    write({"a.c": "", ".gitattributes": "x" * 1_000_001})
    told = []
    assert 2 == len(list(discover(["."], tell=told.append)))
    assert 1 == len(told)
    assert told[0].message.endswith(".gitattributes` is not read: it is over 1 MB")


@pytest.mark.parametrize("path", ["a\0b/c.py", "a\udcff/b.py", "x" * 300 + "/a.py", "a.c/b.py"])
def test_what_can_be_no_file_has_a_place_and_raises_nothing(write, engine, path):
    write({"a.c": CODE})
    told = []
    Locations(told.append).of(path)
    assert ("unreadable",) == engine.check_path(path).decided_by
