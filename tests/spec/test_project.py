"""rulekit/spec/project.py: a project's rulekit.toml."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.errors import SpecError
from rulekit.spec.profile import LimitSpec
from rulekit.spec.project import ProjectSpec, read_project

PROJECT = """\
profile = "opencoder"
extend-select = ["mine/"]
ignore = ["text/few-words"]
exclude = ["vendor/"]
min-score = 0.8
max-drop-rate = "5%"
seed = 7

[limits]
"code/long-line" = {max = 500}
"python/pass-heavy".max = 0.1

[limits."text/digit-heavy"]
min = 0.1

[[override]]
paths = ["src/api/*"]
reason = "stubs"
skip = ["python/pass-heavy"]

[[override]]
paths = ["tests/"]
reason = "data"
[override.limits."code/long-line"]
max = 900
"""


def complaints_about(text):
    with pytest.raises(SpecError) as caught:
        read_project(text, "rulekit.toml")
    return [f"{one.line}:{one.column} {one.message}" for one in caught.value.problems]


def test_an_empty_file_says_nothing():
    assert ProjectSpec() == read_project("", "rulekit.toml")[0]


def test_a_limit_may_be_written_in_three_ways():
    expected = {
        "code/long-line": LimitSpec(max=500.0),
        "python/pass-heavy": LimitSpec(max=0.1),
        "text/digit-heavy": LimitSpec(min=0.1),
    }
    assert expected == read_project(PROJECT, "rulekit.toml")[0].limits


def test_overrides_stay_in_their_order():
    overrides = read_project(PROJECT, "rulekit.toml")[0].override
    assert [["src/api/*"], ["tests/"]] == [override.paths for override in overrides]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("seed",), (7, 1, 4)),
        (("limits",), (9, 2, 6)),
        (("limits", "code/long-line"), (10, 1, 16)),
        (("limits", "code/long-line", "max"), (10, 21, 3)),
        (("limits", "python/pass-heavy", "max"), (11, 1, 23)),
        (("limits", "text/digit-heavy", "min"), (14, 1, 3)),
        (("override", 0), (16, 3, 8)),
        (("override", 0, "paths"), (17, 1, 5)),
        (("override", 1, "reason"), (23, 1, 6)),
    ],
)
def test_each_key_has_its_place(path, place):
    assert place == read_project(PROJECT, "rulekit.toml")[1].keys[path]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seed = 1\nprofle = 'x'", "2:1 unknown key `profle`, did you mean `profile`?"),
        ("min_score = 0.5", "1:1 unknown key `min_score`, did you mean `min-score`?"),
        ("profile = 1", "1:1 `profile` must be a string, not `1`"),
        ("select = 'all'", "1:1 `select` must be a list, not `all`"),
        ("select = ['a', 1]", "1:1 `select` must be a string, not `1`"),
        ("min-score = 2", "1:1 `min-score` must be less than or equal to 1, not `2`"),
        ("profile = 2020-01-01", "1:1 `profile` must be a string, not `2020-01-01`"),
        ("[limits]\n'a/b' = {mix = 1}", "2:10 unknown key `mix`, did you mean `min`?"),
        ("[limits]\n'a/b'.mix = 1", "2:1 unknown key `mix`, did you mean `min`?"),
        ("[limits.'a/b']\nmix = 1", "2:1 unknown key `mix`, did you mean `min`?"),
        ("[limits]\n'a/b' = {}", "2:1 this changes nothing: say min, max, spare, weight or action"),
        ("[[override]]\npaths = ['a']", "1:3 the key `reason` is missing"),
        (
            "[[override]]\npaths = ['a']\nreason = 'b'\n[[ override ]]\nreason = 'c'",
            "4:4 the key `paths` is missing",
        ),
        ("[[override]]\npaths = []\nreason = 'b'", "2:1 `paths` list should have at least 1 item"),
    ],
)
def test_a_mistake_is_told_at_its_key(text, expected):
    (complaint,) = complaints_about(text)
    assert complaint.startswith(expected)


def test_several_mistakes_are_told_in_the_order_of_the_file():
    text = "seed = 'x'\nzzz = 1\n[limits]\n'a/b' = {max = 'y'}\n"
    assert ["1:1", "2:1", "4:10"] == [told.split()[0] for told in complaints_about(text)]


def test_a_key_inside_a_text_of_several_lines_is_no_key():
    text = "profile = '''\nprofle = 1\n'''\nselect = 1"
    assert ["4:1 `select` must be a list, not `1`"] == complaints_about(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("profile 1", "1:9"),
        ("seed = 1\nseed = 2\n", "2:9"),
        ("[limits]\na/b = {max = 1}", "2:2"),
        ("\ufeffseed = 1", "1:1"),
    ],
)
def test_what_is_not_toml_is_told_at_its_place(text, place):
    (complaint,) = complaints_about(text)
    assert complaint.startswith(f"{place} not TOML: ")


TOMLISH = st.lists(
    st.sampled_from(
        ["[", "]", "[[", "]]", "{", "}", "=", " = ", ".", ",", "\n", "\r\n", "'''", '"x"', "é"]
        + ["limits", "override", "paths", "'a/b'", "max", "reason", "select", "1", "nan", "#", "\\"]
    ),
    max_size=30,
).map("".join)


@given(st.text() | TOMLISH)
def test_any_text_is_read_or_refused_with_a_complaint(text):
    try:
        read_project(text, "rulekit.toml")
    except SpecError as error:
        assert all(problem.message for problem in error.problems)


# Bugs that are known.


@pytest.mark.xfail(raises=RuntimeError, reason="bug: `next` of an empty group")
@pytest.mark.parametrize("text", ["'' = 1", "[limits.'']\nmax = 1", "[limits]\n'' = {max = 1}"])
def test_an_empty_key_is_a_key(text):
    assert complaints_about(text)


@pytest.mark.xfail(raises=RecursionError, reason="bug: tomllib recurses")
@pytest.mark.parametrize("text", ["a = " + "[" * 500 + "]" * 500, "a = " + "{b = " * 500])
def test_deep_nesting_is_refused(text):
    assert complaints_about(text)


@pytest.mark.xfail(raises=ValueError, reason="bug: Python reads no integer of over 4,300 digits")
def test_an_endless_integer_is_refused():
    assert complaints_about("seed = " + "9" * 5_000)


@pytest.mark.xfail(reason="bug: tomllib says `at end of document`, and the place is lost")
@pytest.mark.parametrize("text", ["seed = ", "seed = 1\nseed = 2", "[limits", "profile = 'x"])
def test_what_ends_too_early_has_its_place(text):
    assert not complaints_about(text)[0].startswith("0:0")


@pytest.mark.xfail(reason="bug: a table below an [[override]] is not found")
def test_a_table_of_an_override_has_its_place():
    tree = read_project(PROJECT, "rulekit.toml")[1]
    path = ("override", 1, "limits", "code/long-line", "max")
    assert (25, 1, 3) == tree.keys.get(path)


@pytest.mark.xfail(reason="bug: only the outermost of nested inline tables is looked into")
def test_a_nested_inline_table_has_its_places():
    complaint = complaints_about("limits = {'a/b' = {mix = 1}}")[0]
    assert "1:20 unknown key `mix`, did you mean `min`?" == complaint


@pytest.mark.xfail(reason="bug: lines inside a text are taken for tables and keys")
def test_a_table_inside_a_text_is_no_table():
    text = "profile = '''\n[limits]\n'''\nseed = 'x'"
    assert ["4:1 `seed` must be a integer, not `x`"] == complaints_about(text)


@pytest.mark.xfail(reason="bug: any text is taken; the gate would have to refuse it")
@pytest.mark.parametrize("rate", ["'banana'", "'-5%'", "7.0", "nan", "''"])
def test_a_drop_rate_is_a_share(rate):
    assert complaints_about(f"max-drop-rate = {rate}")


@pytest.mark.xfail(reason="bug: a reason may be empty, and so may be a profile's name")
@pytest.mark.parametrize("text", ["profile = ''", "[[override]]\npaths = ['a']\nreason = ''"])
def test_what_is_asked_for_is_not_empty(text):
    assert complaints_about(text)
