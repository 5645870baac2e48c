"""rulekit/places/remote_path.py: an address with pathlib's words."""

from pathlib import PurePosixPath

import pytest

from rulekit.errors import UsageError
from rulekit.places.place import place_of

SHARD = place_of("s3://bucket/data/lang=c/part-0.jsonl.gz")


def test_parts_are_those_of_a_path():
    assert ("part-0.jsonl.gz", "part-0.jsonl") == (SHARD.name, SHARD.stem)
    assert "s3://bucket/data/lang=c" == str(SHARD.parent)
    assert "s3://bucket/a/b" == str(place_of("s3://bucket") / "a/b")
    assert PurePosixPath("lang=c/part-0.jsonl.gz") == SHARD.relative_to(
        place_of("s3://bucket/data")
    )
    assert "a.parquet" == place_of("https://host/a.parquet?signature=x").name


def test_a_password_must_not_be_written_down():
    with pytest.raises(
        UsageError, match=r"`https://…@host/a.parquet` has a password in it"
    ) as raised:
        place_of("https://me:secret@host/a.parquet")
    assert "secret" not in str(raised.value)


def test_a_folder_is_there_as_long_as_something_is_in_it(far):
    assert (False, False) == (far.exists(), far.is_dir())
    (far / "a" / "b").write_bytes(b"x")
    assert (True, True, False) == (far.exists(), far.is_dir(), far.is_file())
    assert (True, False) == ((far / "a" / "b").is_file(), (far / "a" / "b").is_dir())
    (far / "a" / "b").unlink()
    assert not far.exists()


def test_what_is_not_there_is_said_as_a_disk_says_it(far):
    for ask in ("read_bytes", "there", "unlink", "open"):
        with pytest.raises(FileNotFoundError):
            getattr(far / "none", ask)()
    (far / "none").unlink(missing_ok=True)
    (far / "a" / "b").write_bytes(b"")
    with pytest.raises(IsADirectoryError):
        (far / "a").open()


def test_a_folder_of_this_machine_is_put_whole(far, folder):
    (folder / "tree" / "a[1]").mkdir(parents=True)
    (folder / "tree" / "a[1]" / "é.txt").write_text("é")
    (folder / "tree" / "empty").write_text("")
    (far / "copy").put(str(folder / "tree"))
    assert {"a[1]/é.txt": 2, "empty": 0} == {
        name: one.size for name, one in (far / "copy").files().items()
    }
    assert "é" == (far / "copy" / "a[1]" / "é.txt").read_text()


def test_another_content_is_another_version(far):
    (far / "a").write_bytes(b"1")
    first = (far / "a").there()
    (far / "a").write_bytes(b"2")
    assert (first.size, True) == ((far / "a").there().size, first != (far / "a").there())
    assert (far / "a").there() == far.files()["a"]
