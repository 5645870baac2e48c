"""plugins/leaks/entry_point.py: functions that are called as a benchmark's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.leaks.entry_point import DefinedNames, distinctive, function_at

from rulekit.testing import curated_row

NAMES = DefinedNames(["hascloseelements", "minpath"])


def defined(text, path="untitled"):
    row = curated_row(text, path)
    return {name: row.data[start:end].decode() for name, (start, end) in NAMES.places(row).items()}


def test_a_distinctive_name_has_several_words():
    assert {"hascloseelements", "minpath"} == distinctive(["has_close_elements", "minPath", "add"])


def test_a_name_of_several_items_is_anybody_s():
    assert set() == distinctive(["task_func", "task_func", "taskFunc", "_solve", "__f__"])


def test_what_is_no_name_is_left_out():
    assert set() == distinctive(["", "a_b c", "größe_von", "a.b_c"])


@pytest.mark.parametrize(
    "text",
    [
        "def has_close_elements(numbers):",
        "def self.has_close_elements numbers",
        "func (s *Set) hasCloseElements(n []int) bool {",
        "pub fn has_close_elements<T>(n: &[T]) -> bool {",
        "fun hasCloseElements(n: List<Int>) = true",
        "function M.hasCloseElements(n)",
        "sub has_close_elements {",
        "const hasCloseElements = async (n, t) => {",
        "hasCloseElements: function (n) {",
        "has_close_elements <- function(n) {",
        "has_close_elements = lambda n: n",
    ],
)
def test_a_definition_says_so_in_many_languages(text):
    assert ["hascloseelements"] == list(defined(f"x = 1\n{text}\n"))


def test_a_definition_without_a_word_for_it_is_told_by_the_tree():
    text = "class A { boolean hasCloseElements(int[] n) { return false; } }"
    assert {"hascloseelements": "hasCloseElements"} == defined(text, "A.java")
    assert {} == defined(text)


@pytest.mark.parametrize(
    "text",
    [
        "has_close_elements(numbers)",
        "return has_close_elements",
        "# has_close_elements, as a function",
        "from m import has_close_elements",
        "def has_close_elements_too(n):",
        "def will_have(has_close_elements):",
    ],
)
def test_a_name_that_is_only_used_is_no_definition(text):
    assert {} == defined(text, "a.py")


def test_the_first_definition_counts():
    places = NAMES.places(curated_row("def min_path(): 1\ndef minPath(): 2\n", "a.py"))
    assert {"minpath": (4, 12)} == places


def test_no_names_are_nowhere():
    assert {} == DefinedNames([]).places(curated_row("def has_close_elements(): pass"))


def test_a_function_is_known_by_its_tree():
    text = "x = 1\n\ndef é(): pass\n\ndef min_path(a):\n    def inner(): pass\n    return a\n"
    row = curated_row(text, "a.py")
    start, end = function_at(row, row.data.index(b"min_path"))
    assert text[22:-1] == row.data[start:end].decode()
    assert None is function_at(row, 0)
    assert None is function_at(curated_row(text), row.data.index(b"min_path"))


@given(st.text("def minPath_(\n ", max_size=60))
def test_places_are_names_that_are_looked_for(text):
    names = defined(text).items()
    assert all(spelled.replace("_", "").lower() == name for name, spelled in names)
