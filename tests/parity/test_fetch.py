"""Archives give the wanted members and nothing else; every golden package can be fetched."""

import hashlib
import io
import tarfile
import zipfile

import fetch
import golden
import pytest
from archive import members

FILES = {"package-1.0/a/b.py": b"x = 1\n", "package-1.0/../../evil.py": b"evil\n", "other": b""}


def tarred(files, prefix="") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:xz") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(prefix + name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def debian(tree: bytes) -> bytes:
    def member(name, data):
        header = f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(data):<10}`\n".encode()
        return header + data + b"\n" * (len(data) % 2)

    parts = (("debian-binary", b"2.0\n"), ("control.tar.xz", b"odd"), ("data.tar.xz", tree))
    return b"!<arch>\n" + b"".join(member(*part) for part in parts)


def test_a_source_archive_loses_its_top_folder(tmp_path):
    path = tmp_path / "package-1.0.tgz"
    path.write_bytes(tarred(FILES))
    assert {"a/b.py": b"x = 1\n"} == members(path, {"a/b.py", "missing.py"})


def test_a_wheel_is_read_as_it_is(tmp_path):
    path = tmp_path / "package-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/b.py", b"x = 1\n")
    assert {"a/b.py": b"x = 1\n"} == members(path, {"a/b.py", "missing.py"})


def test_a_debian_package_is_read_from_its_root(tmp_path):
    path = tmp_path / "package_1.0_all.deb"
    path.write_bytes(debian(tarred({"usr/share/a.go": b"package a\n"}, prefix="./")))
    assert {"usr/share/a.go": b"package a\n"} == members(path, {"usr/share/a.go"})


def test_what_is_no_debian_package_says_so(tmp_path):
    path = tmp_path / "package_1.0_all.deb"
    path.write_bytes(b"<html>not found</html>")
    with pytest.raises(ValueError, match="not a Debian package"):
        members(path, {"a"})


def test_every_golden_package_is_fetched_by_one_command():
    packages = list(fetch.packages())
    for name in {file.package for file in golden.golden_files()}:
        assert 1 == sum(package.has(name) for package in packages), name


def test_a_broken_archive_says_so(tmp_path):
    path = tmp_path / "package-1.0.tgz"
    path.write_bytes(tarred(FILES)[:60])
    with pytest.raises(ValueError, match="broken"):
        members(path, {"a/b.py"})


def a_file(data: bytes) -> golden.GoldenFile:
    digest = hashlib.sha256(data).hexdigest()
    return golden.GoldenFile("package-1.0", "a/b.py", digest, "python", {}, frozenset())


def test_what_cannot_be_had_is_told_with_the_command(tmp_path):
    package = fetch.Package("package-1.0.", ("no-such-client-anywhere", "package"))
    (complaint,) = fetch.fetch(tmp_path, [a_file(b"")], [package])
    assert complaint.startswith("package-1.0: 1 files: no-such-client-anywhere is not installed")
    assert complaint.endswith("no-such-client-anywhere package")


def with_archive(folder):
    (folder / "archives").mkdir()
    (folder / "archives" / "package-1.0.tgz").write_bytes(tarred(FILES))
    return fetch.Package("package-1.0.", ("no-such-client-anywhere",))


def test_a_file_is_laid_out_from_an_archive_that_is_there(tmp_path):
    file = a_file(b"x = 1\n")
    assert [] == fetch.fetch(tmp_path, [file], [with_archive(tmp_path)])
    assert b"x = 1\n" == (tmp_path / "files" / "package-1.0" / "a" / "b.py").read_bytes()


def test_another_version_of_a_file_is_not_laid_out(tmp_path):
    file = a_file(b"x = 2\n")
    complaints = fetch.fetch(tmp_path, [file], [with_archive(tmp_path)])
    assert ["package-1.0: a/b.py: another version of it (SHA-256 differs)"] == complaints
    assert not file.within(tmp_path).exists()
