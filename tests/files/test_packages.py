"""rulekit/files/packages.py: two signs make a copy, or one that nobody uses otherwise."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.files.packages import MANIFESTS, MANY, Packages

OURS = {".git/config": '[remote "origin"]\n\turl = git@github.com:me/shop.git\n'}
THEIRS = "https://github.com/you/thing"


def copied(write, files, path="libs/thing/src/a.c", ours=OURS):
    write({**ours, **files})
    return Packages().copied(".", path)


MANIFEST = {
    "package.json": json.dumps({"repository": {"type": "git", "url": f"git+{THEIRS}.git"}}),
    "bower.json": json.dumps({"homepage": THEIRS + "#readme"}),
    "composer.json": json.dumps({"support": {"source": THEIRS + "/tree/1.2"}}),
    "library.json": json.dumps({"repository": {"url": "git@gitlab.com:you/thing.git"}}),
    "library.properties": f"name=Thing\nurl={THEIRS}\n",
    "Thing.podspec": f'  s.source = {{ :git => "{THEIRS}.git", :tag => "1.2" }}\n',
    "Cargo.toml": f'[package]\nrepository = "{THEIRS}"\n',
}


@pytest.mark.parametrize("name", MANIFEST)
def test_a_package_that_lives_elsewhere_and_has_its_own_licence_is_a_copy(write, name):
    files = {f"libs/thing/{name}": MANIFEST[name], "libs/thing/LICENSE.txt": "MIT\n"}
    assert "libs/thing" == copied(write, files)


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("library.properties", "libs/thing"),
        ("library.json", "libs/thing"),
        ("bower.json", "libs/thing"),
        ("Thing.podspec", "libs/thing"),
        ("package.json", ""),  # whoever begins with a template keeps its address
        ("composer.json", ""),
        ("Cargo.toml", ""),
    ],
)
def test_a_manifest_alone_is_a_sign_where_people_write_it_to_publish(write, name, copy):
    assert copy == copied(write, {f"libs/thing/{name}": MANIFEST[name]})


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"repository": {"url": "https://github.com/me/shop.git", "directory": "libs/thing"}},
        {"repository": "me/shop"},
        {"repository": "me/another"},  # of the same owner
        {"repository": "you/shop"},  # of the same name: this one is a fork
        {"repository": "you/thing", "private": True},
        {"repository": "https://github.com/Me/Shop/tree/main/libs/thing"},
        {"homepage": "https://thing.example"},
    ],
)
def test_a_package_that_lives_here_or_says_nothing_is_ones_own(write, said):
    files = {"libs/thing/package.json": json.dumps(said), "libs/thing/LICENSE": "MIT\n"}
    assert "" == copied(write, files)


@pytest.mark.parametrize("note", ["_resolved", "_id", "_from"])
def test_a_package_that_npm_has_installed_is_a_copy(write, note):
    manifest = json.dumps({"repository": "you/thing", note: "thing@1.2.0"})
    assert "libs/thing" == copied(write, {"libs/thing/package.json": manifest})


def test_a_fork_is_at_home_where_its_own_manifest_says(write):
    files = {
        "package.json": json.dumps({"repository": "you/thing"}),
        "libs/thing/package.json": MANIFEST["package.json"],
        "libs/thing/LICENSE": "MIT\n",
    }
    assert "" == copied(write, files)


def test_where_home_is_not_known_nothing_is_foreign(write):
    assert "" == copied(write, {"libs/thing/bower.json": MANIFEST["bower.json"]}, ours={})


def test_the_package_of_the_root_is_no_copy(write):
    assert "" == copied(write, {"library.properties": MANIFEST["library.properties"]}, "src/a.c")


def test_what_lies_beside_a_copy_is_none(write):
    files = {"libs/thing/library.properties": MANIFEST["library.properties"]}
    assert "" == copied(write, files, "libs/other/a.c")


def test_ones_own_package_inside_of_a_copy_is_ones_own(write):
    """The nearest that says where it lives has the word."""
    files = {
        "libs/thing/library.properties": MANIFEST["library.properties"],
        "libs/thing/mine/package.json": json.dumps({"repository": "me/shop"}),
    }
    assert "" == copied(write, files, "libs/thing/mine/a.js")


def test_a_submodule_is_a_copy(write):
    files = {".gitmodules": '[submodule "x"]\n\tpath = libs/thing\n\turl = ../thing.git\n'}
    assert "libs/thing" == copied(write, files, ours={})


@given(name=st.sampled_from(sorted(MANIFESTS)), text=st.text(max_size=100))
def test_no_manifest_is_too_odd(name, text):
    assert all("/" in home for home in MANIFESTS[name](text))


@pytest.mark.parametrize("text", ["[" * 100_000, "[]", '{"repository": [1]}', '{"support": 1}', ""])
def test_json_that_is_no_manifest_says_nothing(text):
    assert [] == MANIFESTS["package.json"](text)


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 900_000,
        " " * 900_000,
        "url" + " " * 900_000,
        "url = " + " " * 900_000 + "x",
        "path = a" + " " * 900_000 + "b",
        "a.source" + " " * 900_000,
        "github.com/" + "a" * 900_000,
        "github.com/" * 80_000,
        "github/a-" * 100_000,
    ],
    ids=lambda text: text.strip()[:10] or repr(text[0]),
)
@pytest.mark.parametrize("name", ["library.properties", "a.podspec", ".gitmodules", ".git/config"])
def test_no_text_is_read_for_long(write, name, text):
    """A pattern that backtracks over so many blanks would not end."""
    write({name: text})
    Packages().copied(".", "libs/thing/src/a.c")


def test_a_folder_of_manifests_without_number_is_read_in_part(write):
    many = {f"pods/{number:03}.podspec": MANIFEST["Thing.podspec"] for number in range(MANY)}
    mine = {"pods/zzz.podspec": "s.homepage = 'https://github.com/me/shop'"}
    assert "pods" == copied(write, many | mine, "pods/a.m")
