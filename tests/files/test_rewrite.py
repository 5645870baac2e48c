"""rulekit/files/rewrite.py: a file is written whole, or not at all."""

import os

import pytest

from rulekit.files.rewrite import rewrite


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_the_file_has_other_bytes_and_the_same_mode(folder):
    file = folder / "a.yaml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    rewrite("a.yaml", b"new")
    assert (b"new", 0o640, ["a.yaml"]) == (
        file.read_bytes(), file.stat().st_mode & 0o777, names(folder),
    )  # fmt: skip


def test_another_name_of_the_file_keeps_the_old_bytes(folder):
    (folder / "a.yaml").write_bytes(b"old")
    os.link("a.yaml", "stored.yaml")
    rewrite(str(folder / "a.yaml"), b"new")
    assert b"old" == (folder / "stored.yaml").read_bytes()


def test_what_cannot_be_put_in_its_place_leaves_nothing_behind(folder):
    (folder / "a.yaml").mkdir()
    with pytest.raises(OSError, match="directory"):
        rewrite("a.yaml", b"new")
    assert ["a.yaml"] == names(folder)
