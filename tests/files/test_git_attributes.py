"""rulekit/files/git_attributes.py: the last and the nearest word counts, as in git."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rulekit.files.git_attributes import GitAttributes, read_attributes

MARKS = ("generated", "vendored", "documentation")


def said(path, root="."):
    """Marks and language of a file, with nothing to tell of the files of attributes."""
    problems = []
    found = GitAttributes(problems.append).of(root, path)
    assert [] == problems
    return found


@pytest.mark.parametrize(
    ("line", "path", "marks"),
    [
        ("*.pb.go linguist-generated", "a/b.pb.go", ("generated",)),
        ("*.pb.go linguist-generated=true", "b.pb.go", ("generated",)),
        ("*.pb.go text linguist-generated -diff", "b.pb.go", ("generated",)),
        ("*.pb.go linguist-generated=false", "b.pb.go", ()),
        ("*.pb.go linguist-generated=0", "b.pb.go", ("generated",)),  # as Linguist reads it
        ("*.pb.go -linguist-generated", "b.pb.go", ()),
        ("*.pb.go !linguist-generated", "b.pb.go", ()),
        ("ext/** linguist-vendored", "ext/a/b.c", ("vendored",)),
        ("ext/* linguist-vendored", "ext/a/b.c", ()),
        ("ext/ linguist-vendored", "ext/b.c", ()),  # a folder's own attributes are no file's
        ("/a.c linguist-vendored linguist-generated", "a.c", ("generated", "vendored")),
        ("/a.c linguist-vendored", "b/a.c", ()),
        ('"a b.c" linguist-documentation', "x/a b.c", ("documentation",)),
        ("# *.c linguist-vendored", "a.c", ()),
        ("!*.c linguist-vendored", "a.c", ()),
        ("[attr]mine linguist-vendored", "mine", ()),
        ("*.c linguist-detectable linguist-unknown", "a.c", ()),
        ("*.c", "a.c", ()),
    ],
)
def test_a_line_marks_the_files_that_it_names(write, line, path, marks):
    write({".gitattributes": line + "\n"})
    assert (marks, "") == said(path)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("*.h linguist-language=C++", "C++"),
        ("*.h linguist-language=Protocol-Buffer", "Protocol-Buffer"),
        ("*.h linguist-language", ""),
        ("*.h -linguist-language", ""),
        ("*.h linguist-language=C++\n*.h -linguist-language", ""),
        ("*.h linguist-language=C++\na.* linguist-language=C", "C"),
    ],
)
def test_a_line_names_the_language(write, line, language):
    write({".gitattributes": line + "\n"})
    assert ((), language) == said("a.h")


def test_the_last_line_and_the_nearest_file_have_the_word(write):
    write(
        {
            ".gitattributes": "* linguist-vendored\n*.md -linguist-vendored\n",
            "lib/.gitattributes": "mine.c linguist-vendored=false\n*.x linguist-language=Lua\n",
        }
    )
    marks = {path: said(path)[0] for path in ("a.c", "a.md", "lib/mine.c", "lib/other.c")}
    assert {
        "a.c": ("vendored",),
        "a.md": (),
        "lib/mine.c": (),
        "lib/other.c": ("vendored",),
    } == marks
    assert [(), ()] == [said(path)[1:0] for path in ("a.x", "lib/a.x")]
    assert ["", "Lua"] == [said(path)[1] for path in ("a.x", "lib/a.x")]


def test_it_says_what_git_says(write):
    """Of all combinations of some lines, in the words of `git check-attr`."""
    lines = [
        "*.c linguist-generated",
        "src/*.c -linguist-generated",
        "src/** linguist-vendored",
        "**/b.c linguist-documentation linguist-generated",
        "a.c !linguist-vendored",
    ]
    paths = ["a.c", "b.c", "src/a.c", "src/b.c", "src/x/a.c", "src/x/b.h"]
    write({".gitattributes": "\n".join(lines) + "\n"})
    subprocess.run(["git", "init", "-q", "."], check=True)
    asked = [f"linguist-{mark}" for mark in MARKS]
    told = subprocess.run(
        ["git", "check-attr", *asked, "--", *paths], capture_output=True, text=True, check=True
    )
    expected = {path: set() for path in paths}
    for line in told.stdout.splitlines():
        path, mark, value = line.split(": ")
        if value == "set":
            expected[path].add(mark.removeprefix("linguist-"))
    assert expected == {path: set(said(path)[0]) for path in paths}
    assert len(set(map(frozenset, expected.values()))) > 3


@given(text=st.text(alphabet=' \t"\\!#[]*?/a.c=-linguist-generated\n', max_size=200))
@example(text='"unclosed linguist-generated\n')
def test_no_text_is_too_odd(text):
    read_attributes(text.splitlines())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            "".join(f"{i}?.c linguist-language=C\n" for i in range(2_000)),
            "over 1,000 patterns with wildcards",
        ),
        ("a" * 1_000_001, "it is larger than 1 MB"),
    ],
)
def test_one_that_is_not_read_is_told_once(write, content, why):
    write({".gitattributes": content})
    problems = []
    attributes = GitAttributes(problems.append)
    assert [((), "")] * 2 == [attributes.of(".", path) for path in ("a.c", "b.c")]
    assert 1 == len(problems)
    assert "`./.gitattributes` is not read: " in problems[0].message
    assert why.split()[-1] in problems[0].message


def test_a_link_is_not_followed(write):
    write({"elsewhere": "*.c linguist-vendored\n"})
    Path(".gitattributes").symlink_to("elsewhere")
    problems = []
    assert ((), "") == GitAttributes(problems.append).of(".", "a.c")
    assert ["it is a link"] == [one.message.rpartition(": ")[2] for one in problems]
