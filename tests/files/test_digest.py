"""rulekit/files/digest.py: what files and folders are known by."""

import hashlib
from pathlib import Path

from rulekit.files.digest import digest_of


def test_a_file_is_known_by_its_bytes(write):
    write({"a": "x"})
    assert hashlib.sha256(b"x").hexdigest() == digest_of("a")


def test_a_folder_is_known_by_the_names_and_bytes_of_its_files(write):
    write({"a/x": "1", "a/b/y": "2", "c/x": "1", "c/b/y": "2"})
    assert digest_of("a") == digest_of("c")
    for other in ({"c/x": "3"}, {"c/x": "1", "c/z": ""}):
        write(other)
        assert digest_of("a") != digest_of("c")


def test_what_is_not_there_has_none(folder):
    assert "" == digest_of(Path("nothing"))
