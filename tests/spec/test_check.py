"""rulekit/spec/check.py: every mistake in what a person wrote, at its place."""

from typing import Annotated, Literal

import pytest
from pydantic import Field

from rulekit.errors import SpecError
from rulekit.spec.check import Spec, check
from rulekit.spec.strict_yaml import read_yaml


class Bulb(Spec):
    watts: int
    colour: Literal["red", "green"] = "red"


class Lamp(Spec):
    name: str
    bulbs: list[Bulb] = []
    spare: dict[str, Bulb] = {}
    tags: list[str] = []
    height: Annotated[float, Field(gt=0)] | None = None
    on_top: Bulb | None = Field(None, alias="on-top")


def lamp(text):
    return check(read_yaml(text, "lamp.yaml"), Lamp, what="a lamp")


def complaints_about(text):
    with pytest.raises(SpecError) as caught:
        lamp(text)
    return [f"{one.line}:{one.column} {one.message}" for one in caught.value.problems]


def test_what_is_right_is_the_model():
    text = "name: desk\nbulbs: [{watts: 5, colour: green}]\non-top: {watts: 1}"
    expected = Lamp(name="desk", bulbs=[Bulb(watts=5, colour="green")], **{"on-top": Bulb(watts=1)})
    assert expected == lamp(text)


def test_what_was_checked_does_not_change():
    with pytest.raises(ValueError, match="frozen"):
        lamp("name: desk").name = "floor"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nam: a\nname: b", "1:1 unknown key `nam`, did you mean `name`?"),
        ("name: a\nbulbs: [{wats: 1, watts: 1}]", "2:10 unknown key `wats`, did you mean `watts`?"),
        (
            "name: a\nspare: {b: {watts: 1, wats: 2}}",
            "2:23 unknown key `wats`, did you mean `watts`?",
        ),
        ("name: a\non_top: {watts: 1}", "2:1 unknown key `on_top`, did you mean `on-top`?"),
        (
            "name: a\nzzz: 1",
            "2:1 unknown key `zzz`; there are: bulbs, height, name, on-top, spare, tags",
        ),
    ],
)
def test_an_unknown_key_is_told_at_the_key_with_the_nearest(text, expected):
    assert [expected] == complaints_about(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tags: []", "1:1 the key `name` is missing"),
        ("name: a\nbulbs:\n  - watts: 1\n  - colour: red", "4:5 the key `watts` is missing"),
        ("name: a\nspare: {b: {}}", "2:9 the key `watts` is missing"),
        ("name: a\non-top: {}", "2:1 the key `watts` is missing"),
    ],
)
def test_a_missing_key_is_told_where_it_should_stand(text, expected):
    assert [expected] == complaints_about(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: 1", "1:7 `name` must be a text, not `1`"),
        ("name: true", "1:7 `name` must be a text, not `true`"),
        ("name:", "1:6 `name` must be a text, not empty"),
        ("name: [a]", "1:7 `name` must be a text, not a list"),
        ("name: {a: b}", "1:7 `name` must be a text, not a mapping"),
        ("name: a\ntags: x", "2:7 `tags` must be a list, not `x`"),
        ("name: a\ntags: [x, 2]", "2:11 `tags` must be a text, not `2`"),
        ("name: a\nheight: '3'", "2:9 `height` must be a number, not `3`"),
        ("name: a\nheight: 0", "2:9 `height` must be greater than 0, not `0`"),
        (
            "name: a\nbulbs: [{watts: 1, colour: gren}]",
            "2:28 unknown colour `gren`, did you mean `green`?",
        ),
        (
            "name: a\nbulbs: [{watts: 1, colour: no}]",
            "2:28 unknown colour `no`; there are: red, green",
        ),
    ],
)
def test_a_wrong_value_is_told_at_the_value(text, expected):
    assert [expected] == complaints_about(text)


def test_every_mistake_is_told_in_the_order_of_the_file():
    text = "tags: 1\nname: 2\nbulbs:\n  - {watts: x, colour: rd}\nhieght: 3\n"
    expected = [
        "1:7 `tags` must be a list, not `1`",
        "2:7 `name` must be a text, not `2`",
        "4:13 `watts` must be an integer, not `x`",
        "4:24 unknown colour `rd`, did you mean `red`?",
        "5:1 unknown key `hieght`, did you mean `height`?",
    ]
    assert expected == complaints_about(text)


@pytest.mark.parametrize("text", ["", "# nothing", "~"])
def test_an_empty_file_is_called_empty(text):
    assert ["1:1 a lamp is empty"] == complaints_about(text)


@pytest.mark.parametrize("text", ["desk", "- name: a", "1", "true", "[]", "0", "false", "''"])
def test_a_file_that_is_no_mapping_is_told_so(text):
    assert ["1:1 a lamp is a mapping of keys to values"] == complaints_about(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lamp: 1", "1:7 `lamp` must be a mapping, not `1`"),
        ("lamp:", "1:6 `lamp` must be a mapping, not empty"),
        ("lamp: {name: a}\nlabels: [rihgt]", "2:10 unknown labels `rihgt`, did you mean `right`?"),
        ("lamp: {name: a}\nlabels: [true]", "2:10 unknown labels `true`; there are: left, right"),
        ("lamp: {name: a}\nlabels: [[left]]", "2:10 unknown labels a list, did you mean `left`?"),
        ("lamp: {name: a}\nsize: [1]", "2:7 `size` must be a text, not a list"),
    ],
)
def test_a_complaint_speaks_of_yaml_and_not_of_pydantic(text, expected):
    with pytest.raises(SpecError) as caught:
        check(read_yaml(text, "shelf.yaml"), Shelf, what="a shelf")
    assert [expected] == [f"{one.line}:{one.column} {one.message}" for one in caught.value.problems]


class Shelf(Spec):
    lamp: Lamp
    labels: list[Literal["left", "right"]] = []
    size: str | float = 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nam: a", {"the key `name` is missing", "unknown key `nam`, did you mean `name`?"}),
        ("name: a\nbox: {}", {"the key `width` is missing", "the key `height` is missing"}),
    ],
)
def test_every_mistake_at_one_place_is_told(text, expected):
    with pytest.raises(SpecError) as caught:
        check(read_yaml(text, "box.yaml"), Boxed, what="a box")
    assert expected == {problem.message for problem in caught.value.problems}


class Box(Spec):
    width: int
    height: int


class Boxed(Spec):
    name: str
    box: Box | None = None
