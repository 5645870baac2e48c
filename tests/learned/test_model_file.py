"""rulekit/learned/model_file.py: a model as a file, and what is wrong with one."""

import base64
import hashlib
import json
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modelling import model_of

from rulekit.errors import SpecError
from rulekit.learned.model import Model, Shape
from rulekit.learned.model_file import ModelFile, parse_model, written_model

MODEL = model_of()
numbers = st.floats(allow_nan=False, allow_infinity=False)
merges = st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255)), max_size=4)
pairs = st.builds(
    Shape,
    st.just("bpe"),
    st.sampled_from([(1,), (1, 2), (2, 3)]),
    st.integers(1, 6),
    merges.map(lambda one: b"".join(pack("<HH", *pair) for pair in one)),
)
shapes = pairs | st.builds(
    Shape,
    st.just("bytes"),
    st.lists(st.integers(1, 7), min_size=1, unique=True).map(lambda one: tuple(sorted(one))),
    st.integers(1, 6),
)


@st.composite
def models(draw):
    """Any small model."""
    shape = draw(shapes)
    size = 1 << shape.bits
    weights = draw(st.binary(min_size=size, max_size=size))
    return Model(shape, weights, draw(numbers), draw(numbers), {"labels": draw(st.integers())})


@given(models())
def test_a_model_that_is_written_is_read_back(model):
    read = parse_model(written_model(model), "a.model")
    assert (model, model.card) == (read, read.card)
    assert written_model(model) == written_model(read)


@given(st.binary(max_size=60))
def test_bytes_that_are_no_model_are_told_and_never_a_traceback(data):
    with pytest.raises(SpecError, match=r"a\.model"):
        parse_model(data, "a.model")


@given(st.data())
def test_a_file_that_was_cut_is_no_model(data):
    whole = written_model(MODEL)
    with pytest.raises(SpecError):
        parse_model(whole[: data.draw(st.integers(0, len(whole) - 3))], "a.model")


def changed(**said):
    """The file with other values; None takes one away."""
    found = json.loads(written_model(MODEL)) | said
    return json.dumps({name: one for name, one in found.items() if one is not None}).encode()


WEIGHTS = bytes([1]) + MODEL.weights[1:]


@pytest.mark.parametrize(
    ("said", "message", "remedy"),
    [
        ({"rulekit_model": None}, "this is no model of rulekit", "`rulekit train` writes models"),
        ({"rulekit_model": 2}, "the model is of form 2, and this rulekit reads form 1", "newer"),
        ({"weights": None}, "the model is damaged: it has no 'weights'", "`rulekit train`"),
        ({"weights": "ä"}, "the model is damaged: ", "`rulekit train` writes it anew"),
        (
            {"weights": base64.b64encode(WEIGHTS).decode()},
            "the model is damaged: the weights are not those that were written",
            "`rulekit train` writes it anew",
        ),
        ({"slope": float("nan")}, "`slope` and `offset` are numbers", "anew"),
        ({"offset": "1"}, "`slope` and `offset` are numbers", "anew"),
        ({"unit": "words"}, "`unit` is none of bytes, bpe", "anew"),
        ({"unit": []}, "the model is damaged: ", "anew"),
        ({"orders": [3, 2]}, "`orders` are no ascending numbers", "anew"),
        ({"orders": [2, 9]}, "`orders` go to 7, `bits` to 19", "anew"),
        ({"orders": [True]}, "`True` is no whole number", "anew"),
        ({"unit": "bpe", "orders": [1]}, "it has no 'merges'", "anew"),
        ({"unit": "bpe", "orders": [1], "merges": "AAA="}, "`merges` are pairs of numbers", "anew"),
        (
            {"unit": "bpe", "orders": [1], "merges": "YQBiAA=="},
            "the weights are not those that were written",
            "anew",
        ),
        ({"unit": "bpe", "orders": [1, 4]}, "`orders` go to 3, `bits` to 18", "anew"),
        ({"bits": 60}, "`orders` go to 7, `bits` to 19", "anew"),
        ({"card": []}, "`card` is no object", "anew"),
    ],
)
def test_what_is_wrong_names_the_file_and_the_next_step(said, message, remedy):
    with pytest.raises(SpecError) as caught:
        parse_model(changed(**said), "own/models/a.model")
    (problem,) = caught.value.problems
    assert "own/models/a.model" == problem.path
    assert message in problem.message
    assert remedy in problem.remedy


def test_a_file_is_read_when_its_model_is_asked_for(folder):
    file = ModelFile(folder / "worth.model")
    assert ("worth", "learned(worth)") == (file.name, file.signal.name)
    with pytest.raises(SpecError, match="cannot be read: No such file"):
        _ = file.model
    (folder / "worth.model").write_bytes(written_model(MODEL))
    assert MODEL == ModelFile(folder / "worth.model").model


def test_a_link_is_read_only_where_it_may_be(folder, write):
    write({"a.model": written_model(MODEL)})
    (folder / "b.model").symlink_to("a.model")
    assert MODEL == ModelFile(folder / "b.model", linked=True).model
    with pytest.raises(SpecError, match="not read: it is a link"):
        _ = ModelFile(folder / "b.model").model


def test_the_hash_is_that_of_the_bytes(folder, write):
    write({"a.model": b"abc"})
    assert hashlib.sha256(b"abc").hexdigest() == ModelFile(folder / "a.model").sha256
