"""rulekit/catalog/extra_rules.py: rules from folders that a person or a project names."""

import os
from pathlib import Path

import pytest

from rulekit.catalog.extra_rules import languages_of
from rulekit.plan.layers import read_profiles


def test_the_languages_of_a_pack_are_known_by_its_name(catalog):
    packs = catalog().packs
    assert ({"python"}, set(), set()) == tuple(
        languages_of(name, packs) for name in ("snake", "toy", "other")
    )


def test_rules_of_another_folder_are_added(catalog, write, rule):
    write({"more/mine/loud.yaml": rule(), "more/snake/more.yaml": rule()})
    found = catalog(extra=["more"])
    expected = ["mine/loud", "snake/lazy", "snake/more", "toy/loud", "toy/quiet"]
    assert expected == list(found.rules)


def test_rules_of_another_folder_are_for_the_languages_of_the_pack_they_name(catalog, write, rule):
    write({"more/snake/more.yaml": rule()})
    assert {"python"} == catalog(extra=["more"]).rules["snake/more"].rule.languages


def test_a_folder_of_recipes_is_no_pack(catalog, write, rule):
    write({"more/mine/loud.yaml": rule(), "more/recipes/a.yaml": "x: [", "more/recipes/a.md": ""})
    assert "mine/loud" in catalog(extra=["more"]).rules
    assert {"mine", "snake", "toy"} == {one.split("/")[0] for one in catalog(extra=["more"]).rules}


def test_profiles_of_another_folder_can_be_chosen(catalog, write):
    write({"more/profiles/ours.yaml": "title: Ours\nsource: ours\n"})
    folders = [str(folder) for folder in catalog(extra=["more"]).profile_folders]
    assert "more/profiles" == folders[-1]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"more/toy/loud.yaml": None}, "more/toy/loud.yaml the rule toy/loud exists already"),
        ({"more/mine/a.yaml": "- a"}, "more/mine/a.yaml:1:1 a rule file is a mapping of keys to"),
        ({"more/mine/a.yml": ""}, "more/mine/a.yml a rule file ends in .yaml, in lower case"),
        ({}, "more the rules folder is not there"),
        ({"more/loud.yaml": None}, "more/loud.yaml a rule file stands in a folder: PACK/NAME.yaml"),
        ({"more/profiles/a.yml": ""}, "more/profiles/a.yml a profile ends in .yaml"),
        ({"more/snake/tune.yaml": "skip: []"}, "more/snake/tune.yaml a language is tuned by the"),
    ],
)
def test_a_mistake_in_another_folder_is_told(catalog, write, rule, told, files, expected):
    write({path: rule() if text is None else text for path, text in files.items()})
    (complaint,) = told(catalog, extra=["more"])
    assert complaint.startswith(expected)


def test_a_rule_stands_in_one_of_the_other_folders_only(catalog, write, rule, told):
    write({"more/mine/loud.yaml": rule(), "most/mine/loud.yaml": rule()})
    expected = "most/mine/loud.yaml the rule mine/loud exists already: more/mine/loud.yaml"
    assert [expected] == told(catalog, extra=["more", "most"])


# Links


def test_a_rule_file_that_is_a_link_is_not_read(catalog, write, rule, told):
    write({"elsewhere.yaml": "password: hunter2", "more/mine/loud.yaml": rule()})
    Path("more/mine/secret.yaml").symlink_to(Path.cwd() / "elsewhere.yaml")
    assert ["more/mine/secret.yaml not read: it is a link"] == told(catalog, extra=["more"])


@pytest.mark.parametrize("link", ["more/mine", "more/profiles", "more/mine/deeper"])
def test_a_folder_of_rules_that_is_a_link_is_not_read(catalog, write, told, link):
    write({"elsewhere/a.yaml": "password: hunter2"})
    Path(link).parent.mkdir(parents=True)
    Path(link).symlink_to(Path.cwd() / "elsewhere")
    assert [f"{link} not read: the folder is a link"] == told(catalog, extra=["more"])


def test_the_folder_that_a_person_names_may_be_a_link(catalog, write, rule):
    write({"real/mine/loud.yaml": rule()})
    Path("more").symlink_to("real")
    assert "mine/loud" in catalog(extra=["more"]).rules


def test_a_rule_file_that_is_a_pipe_is_told_at_once(catalog, write, told):
    write({"more/mine/readme": ""})
    os.mkfifo("more/mine/pipe.yaml")
    expected = ["more/mine/pipe.yaml not read: it is no regular file"]
    assert expected == told(catalog, extra=["more"])


def test_a_rule_file_over_a_megabyte_is_not_read(catalog, write, told):
    write({"more/mine/large.yaml": "a: b\n" * 200_001})
    assert ["more/mine/large.yaml not read: it is over 1 MB"] == told(catalog, extra=["more"])


def test_a_profile_that_is_a_link_is_not_read(catalog, write, told):
    write({"elsewhere.yaml": "password: hunter2", "more/profiles/a.yaml": ""})
    Path("more/profiles/secret.yaml").symlink_to(Path.cwd() / "elsewhere.yaml")
    found = catalog(extra=["more"])
    expected = ["more/profiles/secret.yaml not read: it is a link"]
    assert expected == told(read_profiles, found, "secret")


def test_a_pack_of_a_distribution_may_be_linked(catalog, write, rule):
    write({"store/loud.yaml": rule()})
    Path("rules/toy").mkdir(parents=True)
    Path("rules/toy/linked.yaml").symlink_to(Path.cwd() / "store/loud.yaml")
    assert "toy/linked" in catalog().rules
