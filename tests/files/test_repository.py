"""rulekit/files/repository.py: paths as a repository has them."""

import os

import pytest

from rulekit.files.repository import MARKS, Repositories, printable


def inside(file):
    _, path = Repositories().split(str(file))
    return printable(path)


@pytest.mark.parametrize("mark", [".git", ".hg", ".jj"])
def test_a_path_counts_from_the_root_of_its_repository(write, mark):
    folder = write({f"project/{mark}/HEAD": "", "project/src/a.py": ""})
    assert "src/a.py" == inside("project/src/a.py") == inside(folder / "project/src/a.py")


def test_every_mark_of_a_repository_is_tried():
    assert (".git", ".hg", ".jj") == MARKS


def test_a_worktree_has_a_file_for_a_mark(write):
    write({"project/.git": "gitdir: elsewhere\n", "project/src/a.py": ""})
    assert "src/a.py" == inside("project/src/a.py")


def test_of_repositories_inside_each_other_the_nearest_counts(write):
    write({".git/HEAD": "", "vendor/b/.git/HEAD": "", "vendor/b/c/a.py": "", "vendor/d.py": ""})
    assert ("c/a.py", "vendor/d.py") == (inside("vendor/b/c/a.py"), inside("vendor/d.py"))


def test_outside_of_a_repository_a_path_counts_from_the_current_folder(write):
    write({"src/a.py": ""})
    assert "src/a.py" == inside("src/a.py") == inside("./src/../src/a.py")


def test_what_is_not_below_the_current_folder_is_absolute(write, monkeypatch):
    folder = write({"here/x": "", "other/a.py": ""})
    monkeypatch.chdir("here")
    assert f"{folder}/other/a.py" == inside("../other/a.py")


def test_a_folder_whose_name_begins_alike_is_not_the_repository(write, monkeypatch):
    folder = write({"a/x": "", "ab/a.py": ""})
    monkeypatch.chdir("a")
    assert f"{folder}/ab/a.py" == inside("../ab/a.py")


def test_the_current_folder_does_not_matter_in_a_repository(write, monkeypatch):
    folder = write({".git/HEAD": "", "src/deep/a.py": ""})
    before = inside("src/deep/a.py")
    monkeypatch.chdir("src/deep")
    assert "src/deep/a.py" == before == inside("a.py") == inside(folder / "src/deep/a.py")


@pytest.mark.slow
def test_a_file_of_many_folders_has_its_path(write):
    write({".git/HEAD": "", "a.py": ""})
    deep = "d/" * 20_000 + "a.py"
    assert deep == inside(deep)


def test_each_folder_is_looked_for_once(write, monkeypatch):
    write({".git/HEAD": "", "a/b/c.py": "", "a/b/d.py": "", "a/e.py": ""})
    asked = []
    lexists = os.path.lexists
    monkeypatch.setattr(os.path, "lexists", lambda path: asked.append(path) or lexists(path))
    repositories = Repositories()
    assert ["a/b/c.py", "a/b/d.py", "a/e.py"] == [
        repositories.split(file)[1] for file in ("a/b/c.py", "a/b/d.py", "a/e.py")
    ]
    assert len(asked) == len({*asked})


def test_what_cannot_be_printed_is_escaped(write):
    write({".git/HEAD": ""})
    assert r"\xff/a\nb.py" == inside("\udcff/a\nb.py")
