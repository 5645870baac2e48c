"""rulekit/catalog/rule_files.py: the YAML files of a pack's folder."""

from pathlib import Path

import pytest

from rulekit.catalog.compile_rule import Names
from rulekit.catalog.rule_files import display_path, read_folder, read_rule, read_text

NAMES = Names.of()


def complaints_about(folder, languages=("c",)):
    problems = read_folder(folder, languages, NAMES).problems
    return [f"{one.place} {one.message}" for one in problems]


def test_the_rules_of_a_folder_come_in_the_order_of_their_names(write, rule):
    write({"toy/b.yaml": rule(), "toy/a.yaml": rule(), "toy/c.yaml": rule()})
    found = read_folder(Path("toy"), [], NAMES)
    assert ["toy/a", "toy/b", "toy/c"] == [file.rule.id for file in found.rules]


def test_the_rules_are_for_the_languages_of_the_pack(write, rule):
    write({"toy/a.yaml": rule()})
    (file,) = read_folder(Path("toy"), ["c", "cpp"], NAMES).rules
    assert {"c", "cpp"} == file.rule.languages


def test_a_rule_file_is_read_anew_when_its_text_has_changed(write, rule):
    titles = []
    for title in ("One", "Two", "One"):
        write({"toy/a.yaml": rule("title: Too loud", f"title: {title}")})
        (file,) = read_folder(Path("toy"), [], NAMES).rules
        titles.append(file.rule.title)
    assert ["One", "Two", "One"] == titles


def test_a_tune_file_is_no_rule(write, rule):
    write({"toy/tune.yaml": "skip: [text/few-words]", "toy/a.yaml": rule()})
    found = read_folder(Path("toy"), ["c"], NAMES)
    assert (1, ["text/few-words"]) == (len(found.rules), found.tune.spec.skip)


def test_a_folder_that_is_not_there_holds_nothing(folder):
    assert ((), ()) == (
        read_folder(folder / "toy", [], NAMES).rules,
        read_folder(folder / "toy", [], NAMES).problems,
    )


def test_other_files_are_left_alone(write):
    write({"toy/README.md": "# Toy", "toy/sample.py": "pass"})
    assert [] == complaints_about(Path("toy"))


@pytest.mark.parametrize("name", ["a.yml", "a.YAML", "tune.yml"])
def test_a_rule_file_ends_in_yaml(write, rule, name):
    write({f"toy/{name}": rule()})
    assert [f"toy/{name} a rule file ends in .yaml, in lower case"] == complaints_about(Path("toy"))


@pytest.mark.parametrize("stem", ["Loud", "too loud", "a*", ".hidden", "a,b", "a--b", "-a", "a_b"])
def test_the_name_of_a_rule_is_lower_case_words_and_hyphens(write, rule, stem):
    write({f"toy/{stem}.yaml": rule()})
    expected = f"toy/{stem}.yaml a rule's name is lower-case words and hyphens, not `{stem}`"
    assert [expected] == complaints_about(Path("toy"))


@pytest.mark.parametrize("name", ["a.yaml", "a.yml"])
def test_a_rule_in_a_folder_of_its_own_is_told(write, rule, name):
    write({f"toy/more/{name}": rule()})
    expected = f"toy/more/{name} a rule file stands in its pack's folder, not deeper"
    assert [expected] == complaints_about(Path("toy"))


def test_one_broken_file_hides_no_other(write, rule):
    write({"toy/a.yaml": "titel: x", "toy/b.yaml": rule(), "toy/c.yaml": "a: &b 1"})
    found = read_folder(Path("toy"), [], NAMES)
    places = {problem.path for problem in found.problems}
    assert (["toy/b"], {"toy/a.yaml", "toy/c.yaml"}) == (
        [one.rule.id for one in found.rules],
        places,
    )


def test_a_broken_tune_file_is_told(write):
    write({"toy/tune.yaml": "skp: [text/few-words]"})
    assert ["toy/tune.yaml:1:1 unknown key `skp`, did you mean `skip`?"] == complaints_about(
        Path("toy")
    )


def test_a_tune_file_of_a_pack_without_a_language_is_told(write):
    write({"toy/tune.yaml": "skip: [text/few-words]"})
    expected = "a tune file adjusts rules for its pack's languages, and this pack has none"
    assert [f"toy/tune.yaml {expected}"] == complaints_about(Path("toy"), languages=())


def test_a_byte_that_is_not_utf_8_is_told_at_its_place(write):
    write({"toy/a.yaml": b"title: \xc3\xa9\nwhy: caf\xe9\n"})
    assert ["toy/a.yaml:2:9 not UTF-8: the byte 0xe9"] == complaints_about(Path("toy"))


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
    assert expected == display_path(Path(path))


def test_a_whole_path_below_here_is_shown_from_here(folder):
    assert "a/b.yaml" == display_path(folder / "a" / "b.yaml")
