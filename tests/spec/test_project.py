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
    ("text", "expected"),
    [
        ("seed = 1\nprofle = 'x'", "2:1 unknown key `profle`, did you mean `profile`?"),
        ("min_score = 0.5", "1:1 unknown key `min_score`, did you mean `min-score`?"),
        ("profile = 1", "1:11 `profile` must be a text, not `1`"),
        ("profile = ''", "1:11 `profile` must not be empty"),
        ("select = 'all'", "1:10 `select` must be a list, not `all`"),
        ("select = ['a', 1]", "1:16 `select` must be a text, not `1`"),
        ("exclude = [\n  'a', # ]\n  2,\n]", "3:3 `exclude` must be a text, not `2`"),
        ("min-score = 2", "1:13 `min-score` must be less than or equal to 1, not `2`"),
        ("profile = 2020-01-01", "1:11 `profile` must be a text, not `2020-01-01`"),
        ("max-drop-rate = 'banana'", "1:17 `banana` is no share; say 5% or 0.05"),
        ("'' = 1", "1:1 unknown key ``; there are: "),
        ("[limits]\n'' = {mix = 1}", "2:7 unknown key `mix`, did you mean `min`?"),
        ("limits = {'a/b' = {mix = 1}}", "1:20 unknown key `mix`, did you mean `min`?"),
        ("[ limits . 'a/b' ] # x\nmix = 1", "2:1 unknown key `mix`, did you mean `min`?"),
        ("[limits]\n'a/b' = {max = 1, min = 2}", "2:9 `min` 2 is above `max` 1"),
        ("[limits]\n'a/b' = {mix = 1}", "2:10 unknown key `mix`, did you mean `min`?"),
        ("[limits]\n'a/b'.mix = 1", "2:1 unknown key `mix`, did you mean `min`?"),
        ("[limits.'a/b']\nmix = 1", "2:1 unknown key `mix`, did you mean `min`?"),
        ("[limits]\n'a/b' = {}", "2:9 this changes nothing: say min, max, spare, weight or action"),
        ("[[override]]\npaths = ['a']", "1:3 the key `reason` is missing"),
        ("[[override]]\npaths = ['a']\nreason = ''", "3:10 `reason` must not be empty"),
        ("override = [{paths = ['a']}]", "1:13 the key `reason` is missing"),
        (
            "[[override]]\npaths = ['a']\nreason = 'b'\n[[override]]\nreason = 'c'",
            "4:3 the key `paths` is missing",
        ),
        ("[[override]]\npaths = []\nreason = 'b'", "2:9 `paths` must not be empty"),
    ],
)
def test_a_mistake_is_told_at_its_key(text, expected):
    (complaint,) = complaints_about(text)
    assert complaint.startswith(expected)


def test_several_mistakes_are_told_in_the_order_of_the_file():
    text = "seed = 'x'\nzzz = 1\n[limits]\n'a/b' = {max = 'y'}\n"
    assert ["1:8", "2:1", "4:16"] == [told.split()[0] for told in complaints_about(text)]


@pytest.mark.parametrize("text", ["profle = 1", "[limits]", "[[override]]", "x = [", "# no"])
def test_what_stands_in_a_text_of_several_lines_is_no_key_and_no_table(text):
    written = f"profile = '''\n{text}\n'''\nselect = 1"
    assert ["4:10 `select` must be a list, not `1`"] == complaints_about(written)


@pytest.mark.parametrize(
    ("rate", "share"), [("'5%'", 0.05), ("'0.05'", 0.05), ("0.05", 0.05), ("0", 0.0), ("1", 1.0)]
)
def test_a_drop_rate_is_a_share(rate, share):
    assert share == read_project(f"max-drop-rate = {rate}", "rulekit.toml")[0].max_drop_rate


@pytest.mark.parametrize("rate", ["'banana'", "'-5%'", "'101%'", "7.0", "nan", "inf", "''", "[]"])
def test_what_is_no_share_is_refused(rate):
    (complaint,) = complaints_about(f"max-drop-rate = {rate}")
    assert complaint.endswith(" is no share; say 5% or 0.05")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("profile 1", "1:9"),
        ("seed = 1\nseed = 2\n", "2:9"),
        ("[limits]\na/b = {max = 1}", "2:2"),
        ("\ufeffseed = 1", "1:1"),
        ("seed = ", "1:8"),
        ("seed = 1\nseed = 2", "2:9"),
        ("[limits", "1:8"),
        ("profile = 'x", "1:13"),
    ],
)
def test_what_is_not_toml_is_told_at_its_place(text, place):
    (complaint,) = complaints_about(text)
    assert complaint.startswith(f"{place} not TOML: ")


MARKS = ["[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\n", "\r\n", "'''", '"', "'", "#", "\\"]
WORDS = ["limits", "override", "paths", "'a/b'", "max", "reason", "select", "1", "nan", "é", "'x'"]
TOMLISH = st.lists(st.sampled_from(MARKS + WORDS), max_size=30).map("".join)


@given(st.text() | TOMLISH)
def test_any_text_is_read_or_refused_with_a_complaint(text):
    try:
        read, _ = read_project(text, "rulekit.toml")
    except SpecError as error:
        read = error
    assert isinstance(read, ProjectSpec | SpecError)


@pytest.mark.parametrize("text", ["a = " + "[" * 50_000, "a = " + "[" * 500 + "]" * 500])
def test_deep_nesting_is_refused(text):
    (complaint,) = complaints_about(text)
    assert complaint.endswith("not TOML: nested too deeply")


def test_an_endless_integer_is_refused():
    assert complaints_about("seed = " + "9" * 5_000)


# Bugs that are known.
