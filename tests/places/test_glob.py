"""rulekit/places/glob.py: the files of a store that a glob names."""

import pytest

from rulekit.errors import UsageError
from rulekit.places.glob import is_odd, named_by
from rulekit.places.place import place_of


@pytest.fixture
def root(folder):
    root = place_of(f"memory://{folder.parent.name}")
    for name in ("a/x.jsonl", "a/b/y.jsonl", "a/b/z.txt"):
        (root / name).write_bytes(b"{}\n")
    return root


def test_a_glob_names_files_of_any_depth_in_their_order(root):
    assert [f"{root}/a/b/y.jsonl", f"{root}/a/x.jsonl"] == [*named_by(f"{root}/a/**/*.jsonl")]
    assert [f"{root}/a/x.jsonl"] == [*named_by(f"{root}/a/*.jsonl")]


@pytest.mark.parametrize(("name", "odd"), [
    ("a/b.c", False), ("..a/b..", False), ("a//b", True), ("a/../b", True), ("./a", True),
    ("a/", True),
])  # fmt: skip
def test_a_key_is_odd_that_no_file_of_a_disk_could_have(name, odd):
    assert odd == is_odd(name)


def test_such_a_key_is_not_passed_over(root, monkeypatch):
    from rulekit.places.store import Store

    files = Store.files
    monkeypatch.setattr(Store, "files", lambda *words: files(*words) | {"b//w.jsonl": object()})
    with pytest.raises(UsageError, match=r"b//w\.jsonl`: no file of a disk could have this name"):
        named_by(f"{root}/a/**/*.jsonl")
