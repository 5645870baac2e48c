"""rulekit/spec/patterns.py: patterns of git, however many there are."""

import subprocess
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.spec.patterns import GLOB_CHARACTERS, GLOBS, TooManyGlobs, read_patterns


def says(lines, path, is_folder=False):
    return read_patterns(lines).says(path, is_folder)


@pytest.mark.parametrize(
    ("line", "matched"),
    [
        ("a.py", ["a.py", "src/a.py"]),
        ("/a.py", ["a.py"]),
        ("src/a.py", ["src/a.py"]),
        ("*.py", ["a.py", "src/a.py", ".py"]),
        ("*.tar.gz", ["x.tar.gz"]),
        ("src/", []),
        ("src", ["src"]),
        ("s?c", ["src"]),
        ("/*.py", ["a.py", ".py"]),
        ("#a.py", []),
        (r"\#a", ["#a"]),
        ("", []),
        ("a.py ", ["a.py", "src/a.py"]),
    ],
)
def test_a_pattern_matches_the_entries_that_git_means(line, matched):
    paths = ["a.py", "src/a.py", ".py", "x.tar.gz", "src", "#a"]
    assert matched == [path for path in paths if says([line], path)]


def test_a_pattern_for_a_folder_matches_no_file():
    assert (True, None) == (says(["src/"], "src", True), says(["src/"], "src"))


@pytest.mark.parametrize("lines", [["a*", "!a.py"], ["a.py", "!a.*"], ["*.py", "!a.py"]])
def test_the_last_pattern_has_the_word_whatever_its_form(lines):
    assert (False, True) == (says(lines, "a.py"), says(lines[::-1], "a.py"))


def test_a_file_is_covered_by_what_matches_a_folder_above_it():
    patterns = read_patterns(["api/", "!api/a.py"])
    assert (True, False) == (patterns.covers("sub/api/x/a.py"), patterns.covers("src/a.py"))


def test_many_plain_patterns_are_one_look_up():
    patterns = read_patterns(f"name{i}" for i in range(90_000))
    began = time.process_time()
    assert [True, None] * 1_000 == [
        patterns.says(path, False) for path in ("src/name7", "src/other") * 1_000
    ]
    assert time.process_time() - began < 1


def test_globs_are_limited_in_number():
    assert read_patterns(f"*{i}" for i in range(GLOBS)).says("x7", False)
    with pytest.raises(TooManyGlobs, match="over 1,000 patterns with wildcards"):
        read_patterns(f"*{i}" for i in range(GLOBS + 1))


def test_globs_are_limited_in_length():
    with pytest.raises(TooManyGlobs, match="over 20,000 characters"):
        read_patterns(["?" * (GLOB_CHARACTERS + 1)])


def test_globs_that_are_in_force_already_count():
    with pytest.raises(TooManyGlobs):
        read_patterns(["*a"], [read_patterns(f"*{i}" for i in range(GLOBS))])


def test_as_many_globs_as_are_allowed_take_little_for_each_path():
    patterns = read_patterns(f"*a*b{i}*c?d" for i in range(GLOBS))
    began = time.process_time()
    assert [None] * 1_000 == [patterns.says(f"a{i}xbc{i}/axbzcqd{i}", False) for i in range(1_000)]
    assert time.process_time() - began < 2  # 0.05 where nothing else runs


PATHS = ("a.py", "a/b", "a/b/c", "b/a", "b/a/c", "c/a.py", "b", ".a", "ab", "a b", "b/.a/c")
LISTS = [
    ["a"], ["a/"], ["/a"], ["a/b"], ["a/*"], ["**/a"], ["a/**"], ["*"], ["*.py"], ["a*", "!ab"],
    ["a/", "!a/b"], ["*", "!a.py"], ["*/"], ["!a", "a"], ["a ", "b"], ["a b"], ["[ab]"], ["?"],
    ["/*", "!/b"], ["*", "!*/", "!c"], [".a/"], ["#a", "\\#a", "!#b"], ["!!a", "b/**/c"], ["/"],
]  # fmt: skip


@pytest.mark.parametrize("lines", LISTS, ids=repr)
def test_what_is_covered_is_what_git_ignores(write, lines):
    write({".gitignore": "\n".join(lines) + "\n"})
    subprocess.run(["git", "init", "-q"], check=True)
    words = ["git", "check-ignore", "--no-index", "--stdin", "-z"]
    done = subprocess.run(words, input="\0".join(PATHS).encode(), capture_output=True, check=False)
    patterns = read_patterns(lines)
    expected = [path for path in done.stdout.decode().split("\0") if path]
    assert expected == [path for path in PATHS if patterns.covers(path)]


@given(st.from_regex(r"/?[ab.]{1,3}(/[ab.]{1,3}){0,2}/?", fullmatch=True), st.sampled_from(PATHS))
def test_a_plain_pattern_means_the_same_as_one_with_a_wildcard(line, path):
    first = next((c for c in line if c in "ab"), "")
    glob = line.replace(first, f"[{first}]", 1) if first else line
    for is_folder in (True, False):
        assert says([line], path, is_folder) == says([glob], path, is_folder)
