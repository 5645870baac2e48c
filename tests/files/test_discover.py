"""rulekit/files/discover.py: which files are found, and how their paths are shown."""

import os
import socket
import subprocess
import time
from pathlib import Path

import pytest

from rulekit.errors import UsageError
from rulekit.files.discover import FoundFile, discover
from rulekit.files.locations import Locations
from rulekit.files.repository import printable


def found(*paths, **how):
    return [one.path for one in discover(paths or ["."], **how)]


def causes(*paths, **how):
    return {one.path: one.cause for one in discover(paths or ["."], **how) if one.cause}


@pytest.fixture
def repository(write):
    """A function: these files in a folder that git takes for a repository's root."""

    def written(files):
        return write({".git/HEAD": "ref: refs/heads/main\n", **files})

    return written


# Order


def test_files_and_folders_of_a_folder_come_sorted_by_name(write):
    write({"b/x.py": "", "b.py": "", "a.py": "", "c/y.py": "", "c/a/z.py": ""})
    assert ["a.py", "b/x.py", "b.py", "c/a/z.py", "c/y.py"] == found()


def test_names_sort_by_code_point_not_by_locale(write):
    write({"b": "", "A": "", "a": "", "é": "", "Z": "", "_": ""})
    assert ["A", "Z", "_", "a", "b", "é"] == found()


def test_the_order_in_which_files_were_made_does_not_matter(write):
    names = [f"{i:02}.py" for i in range(30)]
    write(dict.fromkeys(names[::-1], ""))
    assert names == found()


def test_named_paths_come_in_the_order_given(write):
    write({"a.py": "", "b/x.py": "", "c.py": ""})
    assert ["c.py", "b/x.py", "a.py"] == found("c.py", "b", "a.py")


# Paths


def test_a_path_is_shown_as_it_is_reached_from_here(write):
    write({"src/a.py": "", "src/sub/b.py": ""})
    assert ["src/a.py", "src/sub/b.py"] == found("./src/")


def test_a_path_above_is_shown_with_its_dots(write, monkeypatch):
    folder = write({"a.py": "", "sub/b.py": ""})
    monkeypatch.chdir(folder / "sub")
    assert ["../a.py"] == found("../a.py")


def test_an_absolute_path_is_shown_whole(write):
    folder = write({"src/a.py": ""})
    assert [f"{folder}/src/a.py"] == found(str(folder / "src"))


def test_the_same_file_named_twice_is_found_once(write):
    write({"a.py": "", "src/b.py": ""})
    assert ["a.py", "src/b.py"] == found("a.py", "./a.py", "src", "src/b.py", ".")


def test_a_missing_path_is_told_by_name(write):
    write({"a.py": ""})
    with pytest.raises(UsageError, match=r"no file or folder `b\.py`"):
        found("a.py", "b.py")


def test_nothing_is_found_before_every_path_is_known_to_be_there(write):
    write({"a.py": ""})
    with pytest.raises(UsageError):
        next(discover(["a.py", "b.py"]))


def test_an_empty_folder_holds_nothing(write):
    (write({}) / "empty").mkdir()
    assert [] == found()


def test_a_path_that_is_named_is_taken_though_it_is_excluded_but_for_force(write):
    write({"gen/a.py": "", "b.py": ""})
    named = ("gen/a.py", "gen", "b.py")
    assert ["gen/a.py", "b.py"] == found(*named, exclude=["gen/"])
    assert ["b.py"] == found(*named, exclude=["gen/"], force=True)


# Names


def test_a_name_that_is_not_utf8_is_shown_escaped_and_opened_as_it_is(folder):
    name = os.fsdecode(b"caf\xe9.py")
    (folder / name).write_text("x = 1\n")
    [one] = discover(["."])
    assert (r"caf\xe9.py", "x = 1\n") == (one.path, Path(one.file).read_text())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb.py", r"a\nb.py"),
        ("a\tb.py", r"a\tb.py"),
        ("a\x1b[31mb.py", r"a\x1b[31mb.py"),
        ("a\u202eb.py", r"a\u202eb.py"),
        ("naïve 文.py", "naïve 文.py"),
        ("[bold]b.py", "[bold]b.py"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_escaped(folder, name, shown):
    (folder / name).write_text("")
    assert [shown] == found()


def test_a_named_file_is_shown_escaped_too():
    assert r"a\x1bb\udcffc".replace("udcff", "xff") == printable("a\x1bb\udcffc")


# Ignore files


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ("*.log", ["a.py", "src/a.py", "src/build/b.py"]),
        ("build/", ["a.log", "a.py", "src/a.py"]),
        ("/src/build", ["a.log", "a.py", "src/a.py"]),
        ("/build", ["a.log", "a.py", "src/a.py", "src/build/b.py"]),
        ("a.py/", ["a.log", "a.py", "src/a.py", "src/build/b.py"]),
        ("src/*.py", ["a.log", "a.py", "src/build/b.py"]),
        ("src/**/*.py", ["a.log", "a.py"]),
        ("**/b.py", ["a.log", "a.py", "src/a.py"]),
        ("a.*\n!a.py", ["a.py", "src/a.py", "src/build/b.py"]),
        ("!a.py\na.*", ["src/build/b.py"]),
        ("*.py\r\n*.log\r\n", []),
        ("# a.py\n\n   \n", ["a.log", "a.py", "src/a.py", "src/build/b.py"]),
        ("src\n!src/a.py", ["a.log", "a.py"]),
        ("src/*\n!src/a.py", ["a.log", "a.py", "src/a.py"]),
        ("A.PY", ["a.log", "a.py", "src/a.py", "src/build/b.py"]),
    ],
)
def test_gitignore_patterns_mean_what_git_means(write, patterns, left):
    write(dict.fromkeys(("a.log", "a.py", "src/a.py", "src/build/b.py"), ""))
    write({".gitignore": patterns})
    assert left == [path for path in found() if path != ".gitignore"]


def test_the_ignore_file_nearest_to_a_file_has_the_word(write):
    write({".gitignore": "*.log", "src/.gitignore": "!a.log", "src/a.log": "", "a.log": ""})
    assert [".gitignore", "src/.gitignore", "src/a.log"] == found()


def test_a_nested_ignore_file_says_nothing_of_its_siblings(write):
    write({"src/.gitignore": "a.py", "src/a.py": "", "a.py": "", "lib/a.py": ""})
    assert ["a.py", "lib/a.py", "src/.gitignore"] == found()


def test_a_file_cannot_come_back_when_its_folder_is_ignored(write):
    write({".gitignore": "src/", "src/.gitignore": "!a.py", "src/a.py": ""})
    assert [".gitignore"] == found()


def test_git_info_exclude_counts_and_has_the_least_word(repository):
    repository({".git/info/exclude": "*.log\n*.tmp\n", "a.log": "", "a.tmp": "", "b.py": ""})
    repository({".gitignore": "!*.tmp\n"})
    assert [".gitignore", "a.tmp", "b.py"] == found()


def test_ignore_files_above_the_start_count_up_to_the_repository(repository):
    repository({".gitignore": "*.log\n", "src/.gitignore": "*.tmp\n", ".git/info/exclude": "x.py"})
    repository(
        dict.fromkeys(("src/lib/a.log", "src/lib/a.tmp", "src/lib/x.py", "src/lib/a.py"), "")
    )
    assert ["src/lib/a.py"] == found("src/lib")


def test_ignore_files_above_the_repository_do_not_count(write):
    write({".gitignore": "*.py", "repository/.git/HEAD": "", "repository/a.py": ""})
    assert ["repository/a.py"] == found("repository")


def test_without_a_repository_ignore_files_above_the_start_do_not_count(write):
    write({".gitignore": "*.py", "src/a.py": "", "src/b.log": "", "src/.gitignore": "*.log"})
    assert ["src/.gitignore", "src/a.py"] == found("src")


def test_a_start_in_another_folder_is_ignored_by_its_own_patterns(
    repository, monkeypatch, tmp_path
):
    folder = repository({".gitignore": "/here\n/src/a.py\n", "src/a.py": "", "src/b.py": ""})
    monkeypatch.chdir(tmp_path)
    assert [f"{folder.name}/src/b.py"] == found(f"{folder.name}/src")


def test_a_named_file_is_judged_though_git_ignores_it(repository):
    repository({".gitignore": "*.py", "a.py": ""})
    assert ["a.py"] == found("a.py")


def test_a_named_folder_is_judged_though_git_ignores_it(repository):
    repository({".gitignore": "build/", "build/lib/a.py": "", "build/b.py": ""})
    assert ["build/b.py", "build/lib/a.py"] == found("build")


def test_a_folder_inside_an_ignored_one_can_be_named(repository):
    repository({".gitignore": "build/", "build/lib/a.py": ""})
    assert ["build/lib/a.py"] == found("build/lib")


def test_no_ignore_takes_what_git_ignores(repository):
    repository({".gitignore": "*.log", "a.log": "", ".git/info/exclude": "b.py", "b.py": ""})
    assert [".gitignore", "a.log", "b.py"] == found(ignore=False)


@pytest.mark.parametrize("name", [".git", ".hg", ".svn", ".jj"])
def test_what_version_control_keeps_for_itself_is_never_found(write, name):
    write({f"{name}/a.py": "", f"src/{name}/b.py": "", ".hidden/c.py": ""})
    assert [".hidden/c.py"] == found(ignore=False)


def test_an_ignore_file_that_is_not_utf8_still_counts(write):
    write({".gitignore": b"# caf\xe9\n*.log\n", "a.log": ""})
    assert [".gitignore"] == found()


# Ignore files that are not read


def told(*paths, **how):
    problems = []
    list(discover(paths or ["."], tell=problems.append, **how))
    return [problem.message for problem in problems]


UNREAD = "is not read, and nothing is ignored by it"


@pytest.mark.parametrize("target", ["real", "gone", "/proc/kmsg", "/proc/kcore", "/dev/zero"])
def test_an_ignore_file_that_is_a_link_is_told_and_not_read(write, target):
    (write({"real": "a.py\n", "a.py": ""}) / ".gitignore").symlink_to(target)
    assert ([f"`./.gitignore` {UNREAD}: it is a link"], True) == (told(), "a.py" in found())


def test_an_ignore_file_that_is_a_pipe_is_told_and_not_read(write):
    os.mkfifo(write({"src/a.py": ""}) / "src/.gitignore")
    assert [f"`src/.gitignore` {UNREAD}: it is no regular file"] == told("src")


def test_an_ignore_file_over_a_megabyte_is_told_and_not_read(write):
    write({"src/.gitignore": "a.py\n" * 200_001, "src/a.py": ""})
    assert [f"`src/.gitignore` {UNREAD}: it is over 1 MB"] == told("src")


def test_too_many_wildcards_are_told_and_not_read(write):
    write({"src/.gitignore": "".join(f"*{i}\n" for i in range(1_001)), "src/a.py": ""})
    (one,) = told("src")
    assert one.startswith(f"`src/.gitignore` {UNREAD}: there are over 1,000 patterns with")


def test_wildcards_count_with_those_of_the_folders_above(write):
    many = "".join(f"*{i}\n" for i in range(600))
    write({"src/.gitignore": many, "src/lib/.gitignore": many, "src/other/.gitignore": "*.x\n"})
    assert ["`src/lib/.gitignore`"] == [one.split(" ")[0] for one in told("src")]


@pytest.mark.parametrize("link", [".git", ".git/info", ".git/info/exclude"])
def test_what_git_excludes_is_not_read_through_a_link(repository, tmp_path, link):
    folder = repository({"src/a.py": "", "src/b.log": ""})
    real = tmp_path / "real"
    (folder / ".git").rename(real)
    (real / "info").mkdir()
    (real / "info/exclude").write_text("*.py\n")
    (folder / link).parent.mkdir(parents=True, exist_ok=True)
    (folder / link).symlink_to(real / link.removeprefix(".git").lstrip("/"))
    assert (1, ["src/a.py", "src/b.log"]) == (len(told("src")), found("src"))


def test_an_ignore_file_above_the_start_is_told_too(repository):
    (repository({"src/a.py": ""}) / ".gitignore").symlink_to("/proc/kmsg")
    assert 1 == len(told("src"))


def test_a_work_tree_of_git_has_no_excludes_to_be_told_of(write):
    write({".git": "gitdir: ../elsewhere\n", "src/a.py": ""})
    assert [] == told("src")


def test_ignore_files_that_are_not_asked_for_are_not_told(write):
    (write({"a.py": ""}) / ".gitignore").symlink_to("/proc/kmsg")
    assert [] == told(ignore=False)


def test_attributes_of_git_are_files_like_others(write):
    write({".gitattributes": "*.py linguist-generated export-ignore\n", "a.py": ""})
    assert [".gitattributes", "a.py"] == found()


def test_an_ignore_file_of_a_hundred_thousand_names_takes_no_longer_than_few(write):
    write(dict.fromkeys((f"src/{i % 20}/{i}.py" for i in range(2_000)), ""))
    names = "".join(f"name{i:05}\n" for i in range(90_000))
    write({"src/.gitignore": names + "7.py\n", "src/20/name00007": ""})
    began = time.process_time()
    files = found("src")
    assert time.process_time() - began < 5  # 0.2 where nothing else runs
    assert (2_000, False, False) == (
        len(files),
        "src/7/7.py" in files,
        "src/20/name00007" in files,
    )


def test_too_many_patterns_to_exclude_are_refused(write):
    write({"a.py": ""})
    with pytest.raises(UsageError, match="too much is excluded: over 1,000 patterns"):
        found(exclude=[f"*{i}" for i in range(1_001)])


# Exclude


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("vendor/", ["a.py", "src/a.py"]),
        ("a.py", ["vendor/lib/b.py"]),
        ("/a.py", ["src/a.py", "vendor/lib/b.py"]),
        ("**/lib/", ["a.py", "src/a.py"]),
    ],
)
def test_exclude_patterns_leave_paths_out(write, pattern, left):
    write(dict.fromkeys(("a.py", "src/a.py", "vendor/lib/b.py"), ""))
    assert left == found(exclude=[pattern])


def test_exclude_patterns_count_from_the_root_they_are_given_for(write):
    write({"src/a.py": "", "src/sub/a.py": ""})
    assert ["src/sub/a.py"] == found("src", exclude=["/a.py"], root="src")


def test_exclude_counts_even_where_ignore_files_do_not(write):
    write({"a.py": "", "b.py": ""})
    assert ["b.py"] == found(exclude=["a.py"], ignore=False)


# What is no file


def test_links_found_in_a_folder_are_told_and_not_followed(write):
    folder = write({"src/a.py": ""})
    (folder / "file.py").symlink_to("src/a.py")
    (folder / "folder").symlink_to("src")
    (folder / "loop").symlink_to(".")
    (folder / "gone.py").symlink_to("nothing")
    links = dict.fromkeys(("file.py", "folder", "gone.py", "loop"), "symbolic-link")
    assert (links, ["file.py", "folder", "gone.py", "loop", "src/a.py"]) == (causes(), found())


def test_a_named_link_is_followed(write):
    folder = write({"src/a.py": "x"})
    (folder / "file.py").symlink_to("src/a.py")
    (folder / "folder").symlink_to("src")
    expected = [
        FoundFile(one, one, location=Locations().of(one)) for one in ("file.py", "folder/a.py")
    ]
    assert expected == list(discover(["file.py", "folder"]))


def test_an_ignored_link_is_not_told(write):
    folder = write({".gitignore": "link\n"})
    (folder / "link").symlink_to(".gitignore")
    assert {} == causes()


def test_a_pipe_and_a_socket_are_told_as_special(folder):
    os.mkfifo(folder / "pipe.py")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.py")
        assert {"pipe.py": "special-file", "socket.py": "special-file"} == causes()


def test_a_folder_that_cannot_be_read_is_told_with_its_path_and_why(too_deep):
    [one] = discover([str(too_deep)])
    assert ("unreadable", "File name too long") == (one.cause, one.note)
    assert one.path.startswith(f"{too_deep}/ddd")


def test_what_lies_beside_a_folder_that_cannot_be_read_is_found(too_deep, write):
    write({"z.py": ""})
    assert "z.py" == found()[-1]


@pytest.mark.slow
def test_folders_nest_deeper_than_python_recurses(folder):
    deep = "/".join("d" * 1200)
    subprocess.run(["mkdir", "-p", deep], check=True)
    Path(deep, "a.py").write_text("")
    try:
        assert [f"{deep}/a.py"] == found()
    finally:
        subprocess.run(["rm", "-r", "d"], check=True)  # pytest's own cleaning recurses


# Git itself

HARD = {
    ".gitignore": r"""
# comment
\#hash.py
\!bang.py
*.log
!keep.log
/top.py
trail.py␣␣
escaped\␣
build/
!build/
docs/**/gen/
**/cache
a/**/z.py
x?y.py
[abc]?.txt
[!n-p]o.txt
*.[oa]
deep/*
!deep/in/
!deep/*.md
*~
q/*/r
\*star
un\used.py
"only".txt
.hidden
name with space.py
""".replace("␣", " "),
    ".git/info/exclude": "*.bak\nlocal/\n!top.py\n",
    "src/.gitignore": "*.py\n!main.py\n/gen\n!*.log\n",
    "src/sub/.gitignore": "!*.py\nmain.py\n",
    "deep/in/.gitignore": "*\n!.gitignore\n!*.py\n",
    "lib/.gitignore": "*.md\r\n*.rst\r\n",
}
PLACES = (
    "#hash.py", "!bang.py", "a.log", "keep.log", "top.py", "src/top.py", "trail.py", "trail.py ",
    "escaped ", "escaped", "build/a.py", "src/build", "docs/gen/a.py", "docs/x/gen/a.py",
    "docs/x/y/gen/a.py", "gen/a.py", "cache", "src/cache/a.md", "lib/cache", "a/z.py", "a/b/z.py",
    "a/b/c/z.py", "b/a/z.py", "xay.py", "xaay.py", "x/y.py", "a1.txt", "d1.txt", "no.txt",
    "zo.txt", "m.o", "m.a", "m.c", "deep/a.py", "deep/a.md", "deep/in/a.py", "deep/in/a.md",
    "deep/out/a.py", "file~", "q/a/r", "q/a/b/r", "q/r", "q/a/r2", "*star", "astar", "unused.py",
    '"only".txt', "only.txt", ".hidden", "src/.hidden/a.md", "name with space.py", "a.bak",
    "local/a.py", "src/local", "src/main.py", "src/other.py", "src/gen", "src/sub/gen/a.md",
    "src/sub/main.py", "src/sub/other.py", "src/a.log", "lib/a.md", "lib/a.rst", "lib/a.py",
    "[abc]1.txt", "é.py", "back\\slash.py", "new\nline.py", "-dash.py",
)  # fmt: skip


def git(*words, folder):
    clean = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    run = subprocess.run(
        ["git", *words], cwd=folder, env=os.environ | clean, capture_output=True, check=True
    )
    return sorted(os.fsdecode(path) for path in run.stdout.split(b"\0") if path)


@pytest.fixture
def hard(write):
    """A small tree with the hard patterns, as git made its repository."""
    folder = write(dict.fromkeys(PLACES, "x"))
    git("init", "--quiet", folder=folder)
    write(HARD)
    git("add", "m.c", "keep.log", folder=folder)
    return folder


def files(*paths):
    return sorted(os.path.normpath(one.file) for one in discover(paths))


LISTED = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")


def test_the_same_files_are_found_as_git_lists(hard):
    assert git(*LISTED, folder=hard) == files(".")


@pytest.mark.parametrize("start", ["src", "src/sub", "deep", "deep/in", "lib", "docs/x", "a/b"])
def test_the_same_files_are_found_as_git_lists_below_a_folder(hard, start):
    assert git(*LISTED, "--", start, folder=hard) == files(start)
