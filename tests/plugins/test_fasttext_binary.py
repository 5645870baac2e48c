"""plugins/fasttext/binary.py: files that the library may be given."""

import pytest
from fasttext_model import LABELS, fasttext_model
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.fasttext.binary import labels_in

from rulekit.errors import RulekitError

WHOLE = fasttext_model()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A function: the labels in a file of these bytes, or why there are none."""
    file = tmp_path_factory.mktemp("models") / "a.bin"

    def of(data):
        file.write_bytes(data)
        try:
            return labels_in(file)
        except RulekitError as error:
            return error.problems[0].message

    return of


def test_labels_stand_behind_the_words(told):
    assert {*LABELS} == told(WHOLE)


@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_that_was_cut_is_told(told, size):
    wanted = "the file is empty" if not size else "the file is damaged, or is cut off"
    assert wanted == told(WHOLE[:size])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>Not Found</html>", "this is no model of fastText"),
        (WHOLE + b"\0", "the file is damaged, or is cut off"),
        (fasttext_model(version=13), "the model is of version 13, not of 12"),
        (fasttext_model(model=2), "the model has no labels: it was not trained with any"),
        (WHOLE.replace(b"lorem\0", b"lorem\1"), "the file is damaged, or is cut off"),
    ],
)
def test_what_is_no_model_says_why(told, data, why):
    assert why == told(data)


@given(st.binary(max_size=300))
def test_whatever_bytes_follow_the_mark_end_in_words(told, data):
    assert told(WHOLE[:8] + data) in {
        "the file is damaged, or is cut off",
        "the model has no labels: it was not trained with any",
    }


def test_a_file_that_is_not_there_is_told(folder):
    with pytest.raises(RulekitError, match="cannot be read: No such file"):
        labels_in(folder / "gone.bin")
