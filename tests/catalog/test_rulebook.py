"""rulekit/catalog/rulebook.py: the YAML files of a pack's folder."""

from pathlib import Path

import pytest

from rulekit.catalog.compile import Names
from rulekit.catalog.rulebook import read_folder, read_rule, read_text, shown

NAMES = Names.of([], [])


def complaints_about(folder):
    return [f"{one.place} {one.message}" for one in read_folder(folder, [], NAMES).problems]


def test_the_rules_of_a_folder_come_in_the_order_of_their_names(write, rule):
    write({"toy/b.yaml": rule(), "toy/a.yaml": rule(), "toy/c.yaml": rule()})
    found = read_folder(Path("toy"), [], NAMES)
    assert ["toy/a", "toy/b", "toy/c"] == [file.rule.id for file in found.rules]


def test_the_rules_are_for_the_languages_of_the_pack(write, rule):
    write({"toy/a.yaml": rule()})
    (file,) = read_folder(Path("toy"), ["c", "cpp"], NAMES).rules
    assert {"c", "cpp"} == file.rule.languages


def test_a_tune_file_is_no_rule(write, rule):
    write({"toy/tune.yaml": "skip: [text/few-words]", "toy/a.yaml": rule()})
    found = read_folder(Path("toy"), [], NAMES)
    assert (1, ["text/few-words"]) == (len(found.rules), found.tune.spec.skip)


def test_a_folder_that_is_not_there_holds_nothing(folder):
    assert ((), ()) == (
        read_folder(folder / "toy", [], NAMES).rules,
        read_folder(folder / "toy", [], NAMES).problems,
    )


def test_other_files_are_left_alone(write):
    write({"toy/README.md": "# Toy", "toy/sample.py": "pass"})
    assert [] == complaints_about(Path("toy"))


def test_a_rule_file_ends_in_yaml(write, rule):
    write({"toy/a.yml": rule()})
    assert ["toy/a.yml a rule file ends in .yaml, not .yml"] == complaints_about(Path("toy"))


def test_one_broken_file_hides_no_other(write, rule):
    write({"toy/a.yaml": "titel: x", "toy/b.yaml": rule(), "toy/c.yaml": "a: &b 1"})
    found = read_folder(Path("toy"), [], NAMES)
    places = {problem.path for problem in found.problems}
    assert (["toy/b"], {"toy/a.yaml", "toy/c.yaml"}) == ([one.rule.id for one in found.rules], places)


def test_a_broken_tune_file_is_told(write):
    write({"toy/tune.yaml": "skp: [text/few-words]"})
    assert ["toy/tune.yaml:1:1 unknown key `skp`, did you mean `skip`?"] == complaints_about(
        Path("toy")
    )


def test_a_file_that_is_not_utf_8_is_told(write):
    write({"toy/a.yaml": b"title: caf\xe9\n"})
    (complaint,) = complaints_about(Path("toy"))
    assert complaint.startswith("toy/a.yaml cannot be read: 'utf-8' codec can't decode byte 0xe9")


def test_a_folder_with_the_name_of_a_rule_is_told(folder):
    (folder / "toy" / "a.yaml").mkdir(parents=True)
    assert ["toy/a.yaml cannot be read: Is a directory"] == complaints_about(Path("toy"))


def test_a_file_that_is_not_there_is_told(folder, told):
    assert ["a.yaml cannot be read: No such file or directory"] == told(read_text, Path("a.yaml"))


def test_a_rule_is_read_by_its_path(write, rule):
    write({"anywhere/loud.yaml": rule()})
    file = read_rule(Path("anywhere/loud.yaml"), "toy", frozenset(), NAMES)
    assert ("toy/loud", "anywhere/loud.yaml") == (file.rule.id, file.path)


@pytest.mark.parametrize(
    ("path", "expected"), [("a/b.yaml", "a/b.yaml"), ("./a/../b.yaml", "b.yaml"), ("/etc", "/etc")]
)
def test_a_path_is_shown_from_here_when_it_is_below_here(folder, path, expected):
    assert expected == shown(Path(path))


def test_a_whole_path_below_here_is_shown_from_here(folder):
    assert "a/b.yaml" == shown(folder / "a" / "b.yaml")


# Bugs that are known.


@pytest.mark.xfail(reason="bug: the place of the byte is known to Python, and is not told")
def test_a_byte_that_is_not_utf_8_has_its_place(write):
    write({"toy/a.yaml": b"title: x\nwhy: caf\xe9\n"})
    (problem,) = read_folder(Path("toy"), [], NAMES).problems
    assert (2, 9) == (problem.line, problem.column)


@pytest.mark.xfail(reason="bug: left out without a word")
@pytest.mark.parametrize("path", ["toy/more/a.yaml", "toy/a.YAML"])
def test_what_looks_like_a_rule_but_is_not_read_is_told(write, path):
    write({path: "title: x"})
    assert complaints_about(Path("toy"))


@pytest.mark.xfail(reason="bug: any file name makes an id, even one that no word can select")
@pytest.mark.parametrize("stem", ["Loud Noise", "a*", ".hidden", "a,b"])
def test_the_name_of_a_rule_is_lower_case_words_and_hyphens(write, rule, stem):
    write({f"toy/{stem}.yaml": rule()})
    assert complaints_about(Path("toy"))
