"""rulekit/corpus/folder_reader.py: a folder of files as a shard."""

from pathlib import Path

from making import raws, split

from rulekit.core.document import MAX_BYTES
from rulekit.corpus.folder_reader import TreeReader
from rulekit.hooks.reader import BrokenRow, Reader

READER = TreeReader()


def rows(**more):
    return raws(READER, "src", ("content", "path"), **more)


def test_it_is_a_reader():
    assert isinstance(READER, Reader)


def test_each_file_is_a_row_in_the_order_of_check(write):
    write({"src/b.py": "b", "src/a/z.py": b"\xff", "src/.gitignore": "*.log", "src/x.log": "x"})
    expected = [(".gitignore", b"*.log"), ("a/z.py", b"\xff"), ("b.py", b"b")]
    assert [{"path": f"src/{path}", "content": data} for path, data in expected] == rows()
    assert (3, rows()[1:]) == (READER.count("src"), rows(start=1))


def test_what_is_not_read_has_its_row_too(write):
    write({"src/big.py": b"\n" * (MAX_BYTES + 1), "src/z.py": ""})
    Path("src/link.py").symlink_to("z.py")
    big, link, _ = rows()
    assert BrokenRow("too-large", "8.0 MB, over 8 MB", "src/big.py", MAX_BYTES + 1) == big
    assert ("symbolic-link", "src/link.py") == (link.cause, link.path)


def test_what_is_excluded_is_no_row(write):
    write({"src/a.py": "", "src/b.py": ""})
    assert 1 == TreeReader(exclude=("a.py",)).count("src")


def test_files_are_copied_to_where_they_lay(write):
    write({"src/a.py": "a", "src/x/b.py": "b", "src/x/c.py": "c"})
    split(READER, "src", [True, False, True], {True: "kept", False: "dropped"})
    assert "a" == Path("kept/a.py").read_text()
    assert "c" == Path("kept/x/c.py").read_text()
    assert ["x/b.py"] == [str(one.relative_to("dropped")) for one in Path("dropped").rglob("*.py")]


def test_a_side_that_is_not_wanted_is_not_written(write):
    write({"src/a.py": "a"})
    split(READER, "src", [False], {True: "kept"})
    assert [] == list(Path("kept").iterdir())
