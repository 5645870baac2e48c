"""rulekit/places/place.py: the same words for a path of this machine and an address."""

from pathlib import Path

import pytest

from rulekit.places.place import (
    absolute,
    create,
    files_of,
    matching,
    names_in,
    open_place,
    overwrite,
    place_of,
    remove,
    size_of,
)


@pytest.fixture(params=["here", "far"])
def root(request, far, folder):
    """A folder of this machine, and one in a store."""
    return folder / "root" if request.param == "here" else far


def test_a_path_is_pathlibs_and_an_address_is_kept():
    assert Path("a/b") == place_of("a/b") == place_of(Path("a/b"))
    assert Path("/a/b") == place_of("file:///a/b")
    assert "s3://bucket/a/b" == str(place_of("s3://bucket/a/b/"))


def test_a_place_means_the_same_from_any_folder(folder):
    assert str(folder / "a") == absolute("a")
    assert "s3://bucket/a" == absolute("s3://bucket/a")


def test_of_two_that_create_a_file_one_is_first(root):
    assert create(root / "a", b"first")
    assert not create(root / "a", b"second")
    assert b"first" == (root / "a").read_bytes()
    assert ["a"] == [name for name, _ in files_of(root)]


def test_a_file_is_overwritten_at_once(root):
    create(root / "a", b"first")
    overwrite(root / "a", b"second")
    assert (b"second", 6) == ((root / "a").read_bytes(), size_of(root / "a"))
    assert {"a"} == names_in(root)


def test_names_are_of_files_and_folders(root):
    assert set() == names_in(root)
    create(root / "a", b"")
    create(root / "b" / "c", b"")
    assert {"a", "b"} == names_in(root)


def test_a_pattern_fits_part_by_part(root):
    for name in ("1.json", "a.json", "x/2.json", "x/y/3.json"):
        create(root / name, b"")
    assert [root / "1.json", root / "a.json"] == matching(root, "*.json")
    assert [root / "1.json"] == matching(root, "[0-9]*.json")
    assert [root / "x" / "2.json"] == matching(root, "*/2.json")
    assert 4 == len(matching(root, "**/*.json"))


def test_what_is_removed_is_gone_and_what_is_not_there_may_be_removed(root):
    create(root / "a" / "b", b"")
    create(root / "ab", b"")
    remove(root / "a")
    remove(root / "a")
    assert {"ab"} == names_in(root)
    remove(root / "ab")
    assert set() == names_in(root)


def test_a_link_to_a_folder_is_not_followed_to_be_removed(folder):
    (folder / "there").mkdir()
    (folder / "there" / "precious").write_text("")
    (folder / "link").symlink_to("there")
    with pytest.raises(OSError, match="symbolic link"):
        remove(folder / "link")
    remove(folder / "link", as_far_as_it_goes=True)
    assert {"precious"} == names_in(folder / "there")


def test_files_are_told_with_their_sizes(root):
    create(root / "b" / "c", b"12")
    create(root / "a", b"1")
    assert [("a", 1), ("b/c", 2)] == sorted(files_of(root))


def test_an_open_place_is_read_and_sought_in(root):
    create(root / "a", b"0123456789")
    with open_place(str(root / "a")) as file:
        file.seek(4)
        assert b"45" == file.read(2)
    with pytest.raises(FileNotFoundError):
        open_place(str(root / "none"))
