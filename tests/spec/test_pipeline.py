"""rulekit/spec/pipeline.py: the steps of a curation, in a file."""

import pytest

from rulekit.errors import SpecError
from rulekit.spec.check import Spec
from rulekit.spec.pipeline import STEPS, read_pipeline, settings_of, steps_path

PIPELINE = """\
curate: ours
title: Our own way
corpus: {stars: n, committed: null}
steps:
  - admit: {max_bytes: 8}
  - exact
  - near:
outputs:
  code:
    - exact
    - admit: {max_bytes: 9}
"""


class AdmitSettings(Spec):
    max_bytes: int
    types: list[str] = []


class NoSettings(Spec):
    pass


def pipeline(old="", new=""):
    assert old in PIPELINE
    return read_pipeline(PIPELINE.replace(old, new, 1), "p.yaml")


def settings(model, at, old="", new=""):
    return settings_of(pipeline(old, new)[1], at, model)


def complaints_about(read, *words):
    with pytest.raises(SpecError) as caught:
        read(*words)
    return [f"{one.line}:{one.column} {one.message}" for one in caught.value.problems]


def test_a_pipeline_is_its_steps_in_their_order_each_with_its_settings():
    assert [{"admit": {"max_bytes": 8}}, {"exact": None}, {"near": None}] == pipeline()[0].steps


def test_an_output_has_steps_of_its_own():
    spec, _ = pipeline()
    assert [{"exact": None}, {"admit": {"max_bytes": 9}}] == spec.steps_of("code")
    assert spec.steps == spec.steps_of("")


def test_the_corpus_names_columns_by_role_null_for_none():
    assert {"stars": "n", "committed": None} == pipeline()[0].corpus


def test_the_steps_of_an_output_stand_below_its_name():
    assert [("steps",), ("outputs", "code")] == [steps_path(""), steps_path("code")]
    places = pipeline()[1].places
    assert [5, 10] == [places[*steps_path(output), 0][0] for output in ("", "code")]


def test_only_the_name_and_the_steps_are_needed():
    spec, _ = read_pipeline("curate: a\nsteps: [exact]\n", "p.yaml")
    assert ("a", "", "", {}, [{"exact": None}], {}) == (
        spec.curate, spec.title, spec.source, spec.corpus, spec.steps, spec.outputs,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("curate: ours\n", "", "1:1 the key `curate` is missing"),
        ("curate: ours", "curate:", "1:8 `curate` must be a text, not empty"),
        ("curate: ours", "curate: 3", "1:9 `curate` must be a text, not `3`"),
        ("title: Our", "titel: Our", "2:1 unknown key `titel`, did you mean `title`?"),
        ("{stars: n, committed: null}", "stars", "3:9 `corpus` must be a mapping, not `stars`"),
        ("stars: n", "stars: 3", "3:17 `stars` must be a text, not `3`"),
        ("stars: n", "stars: [n]", "3:17 `stars` must be a text, not a list"),
        ("  - exact\n", "  - 3\n", "6:5 `steps` must be a mapping, not `3`"),
        ("  - exact\n", "  -\n", "6:4 `steps` must be a mapping, not empty"),
        ("  - exact\n", "  - [exact]\n", "6:5 `steps` must be a mapping, not a list"),
        ("    - exact\n", "    - 3\n", "10:7 `code` must be a mapping, not `3`"),
        ("  - exact\n", "  - exact: 1\n    exact: 2\n", "7:5 the key `exact` is here twice"),
        ("  - exact\n", "  - exact: &a {}\n", "6:12 anchors and aliases are not read here: `&a`"),
    ],
)
def test_a_mistake_in_a_pipeline_is_told_at_its_place(old, new, expected):
    assert [expected] == complaints_about(pipeline, old, new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 a pipeline is empty"),
        ("- exact\n", "1:1 a pipeline is a mapping of keys to values"),
        ("curate: a\n", "1:1 the key `steps` is missing"),
        ("curate: a\nsteps: []\n", "2:8 `steps` must not be empty"),
        ("curate: a\nsteps:\n", "2:7 `steps` must be a list, not empty"),
        ("curate: a\nsteps: exact\n", "2:8 `steps` must be a list, not `exact`"),
        ("curate: a\nsteps: {exact: {}}\n", "2:8 `steps` must be a list, not a mapping"),
        ("curate: a\nsteps: [exact]\noutputs: [b]\n", "3:10 `outputs` must be a mapping, not a l"),
        ("curate: a\nsteps: [exact]\noutputs: {b: []}\n", "3:14 `b` must not be empty"),
        ("curate: a\nsteps: [exact]\noutputs: {b: exact}\n", "3:14 `b` must be a list, not `exac"),
    ],
)
def test_a_file_without_steps_is_no_pipeline(text, expected):
    (complaint,) = complaints_about(read_pipeline, text, "p.yaml")
    assert complaint.startswith(expected)


def test_a_pipeline_has_so_many_steps_and_no_more():
    text = "curate: a\nsteps: [" + "exact, " * STEPS + "exact]\n"
    expected = ["2:8 `steps` has at most 100 items, not 101"]
    assert expected == complaints_about(read_pipeline, text, "p.yaml")
    assert STEPS == len(read_pipeline(text.replace(", exact]", "]"), "p.yaml")[0].steps)


@pytest.mark.parametrize(
    ("old", "new", "place", "count"),
    [
        ("  - exact\n", "  - exact: {}\n    near: {}\n", "6:5", 2),
        ("  - exact\n", "  - {}\n", "6:5", 0),
        ("    - exact\n", "    - exact: {}\n      near: {}\n", "10:7", 2),
    ],
)
def test_a_step_with_more_or_fewer_names_than_one_is_told_at_its_place(old, new, place, count):
    """In a pipeline of eleven steps, the first line of all steps says little."""
    (complaint,) = complaints_about(pipeline, old, new)
    assert f" has {count} names: begin each with `- ` and one name" in complaint
    assert place == complaint.split()[0]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    text = "curate: 3\ntitel: x\nsteps: [4, 5]\noutputs: {a: b}\n"
    assert ["1:9", "2:1", "3:9", "3:12", "4:14"] == [
        one.split()[0] for one in complaints_about(read_pipeline, text, "p.yaml")
    ]


# The settings of a step.


def test_settings_are_checked_by_the_model_of_the_step():
    assert AdmitSettings(max_bytes=8) == settings(AdmitSettings, ("steps", 0, "admit"))
    assert AdmitSettings(max_bytes=9) == settings(AdmitSettings, ("outputs", "code", 1, "admit"))


@pytest.mark.parametrize("at", [("steps", 1, "exact"), ("steps", 2, "near")])
def test_a_step_without_settings_has_those_of_its_model(at):
    assert NoSettings() == settings(NoSettings, at)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("{max_byte: 8, max_bytes: 8}", "5:13 unknown key `max_byte`, did you mean `max_bytes`?"),
        ("{max_bytes: eight}", "5:24 `max_bytes` must be an integer, not `eight`"),
        ("{max_bytes: 8.5}", "5:24 `max_bytes` must be an integer, not `8.5`"),
        ("{max_bytes: null}", "5:24 `max_bytes` must be an integer, not empty"),
        ("{max_bytes: 8, types: text}", "5:34 `types` must be a list, not `text`"),
        ("{max_bytes: 8, types: [text, 3]}", "5:41 `types` must be a text, not `3`"),
        ("{}", "5:12 the key `max_bytes` is missing"),
        ("8", "5:12 the settings of `admit` are a mapping of keys to values"),
        ("[max_bytes]", "5:12 the settings of `admit` are a mapping of keys to values"),
    ],
)
def test_a_mistake_in_the_settings_of_a_step_is_told_at_its_place(new, expected):
    at = ("steps", 0, "admit")
    assert [expected] == complaints_about(settings, AdmitSettings, at, "{max_bytes: 8}", new)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("  - admit\n", "5:5 the key `max_bytes` is missing"),
        ("  - admit:\n", "5:5 the key `max_bytes` is missing"),
        ("  - {admit: }\n", "5:6 the key `max_bytes` is missing"),
    ],
)
def test_a_setting_that_a_step_without_any_needs_is_missed_at_its_name(new, expected):
    old = "  - admit: {max_bytes: 8}\n"
    assert [expected] == complaints_about(settings, AdmitSettings, ("steps", 0, "admit"), old, new)


def test_all_mistakes_in_settings_are_told_at_once():
    new = "{max_bytes: x, type: 3}"
    found = complaints_about(settings, AdmitSettings, ("steps", 0, "admit"), "{max_bytes: 8}", new)
    assert ["5:24", "5:27"] == [one.split()[0] for one in found]
