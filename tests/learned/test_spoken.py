"""rulekit/learned/spoken.py: which words speak for a text, and which against it."""

from struct import pack

from hypothesis import given
from hypothesis import strategies as st
from modelling import SHAPE, model_of

from rulekit.learned.model import Model, Shape
from rulekit.learned.spoken import PARTS, SHOWN, _by_byte, _words, side_of, spoken, told

MODEL = model_of()


def test_the_words_of_either_side_are_found_where_they_first_stand():
    found = spoken(MODEL, b"lorem = value\nlorem = value\n")
    sides = {word.text: word.points > 0 for word in found}
    assert (True, False) == (sides[b"value"], sides[b"lorem"])
    assert {(0, 5), (8, 13)} <= {tuple(word.span) for word in found}


def test_a_message_tells_those_against_first():
    assert "`lorem`, `ipsum` speak against it; `value`, `return` speak for it" == told(
        spoken(MODEL, b"return value\nlorem ipsum\n")
    ).replace("`return`, `value`", "`value`, `return`")


def test_the_words_of_the_stronger_side_are_those_that_decide():
    found = spoken(MODEL, b"return value return\nlorem\n")
    assert {b"return", b"value"} == {one.text for one in side_of(found)} - {b"lorem"}
    assert [] == side_of([])


def test_no_more_than_a_few_of_a_side_are_told():
    good, bad = b"alphabet betas gammas deltas", b"onyx twig thud fuzz"
    sides = [one.points > 0 for one in spoken(model_of(good, bad), good + b" " + bad)]
    assert (SHOWN, SHOWN) == (sides.count(True), sides.count(False))


def test_nothing_is_told_of_a_text_that_the_model_does_not_know():
    assert ([], "") == (spoken(MODEL, b"0000 1111\n"), told([]))


def test_a_long_word_is_told_in_part():
    said = told(spoken(MODEL, b"value" * 30))
    assert "`valuevaluevaluevaluevalu…` speak for it" == said


@given(st.text(alphabet="retunlovam ips\n{}é字", max_size=60))
def test_what_words_have_adds_up_to_the_sum_of_the_score(text):
    """All of it but leading white space, and what a division leaves over."""
    data = text.lstrip().encode()
    total = int(MODEL.by_bucket[SHAPE.present(data)].sum(dtype="int64"))
    points = sum(points for _, _, points in _words(data, _by_byte(MODEL, data)))
    assert abs(points - total * PARTS) <= 5 * 4 * len(data)
    found = spoken(MODEL, data)
    assert all(word.text == data[slice(*word.span)] for word in found)
    assert not found or (points > 0) is (sum(word.points for word in found) > 0)


def test_words_of_a_model_of_byte_pairs_are_found_by_the_bytes_of_its_units():
    """ "é" has two bytes, which are a unit each; "lor" is one of three."""
    shape = Shape("bpe", (1,), 12, b"".join(pack("<HH", *one) for one in [(108, 111), (256, 114)]))
    weights = bytearray(1 << shape.bits)
    for bucket in shape.present("é".encode()):
        weights[bucket] = 100
    (bad,) = shape.present(b"lor")
    weights[bad] = 156  # -100
    model = Model(shape, bytes(weights), 1.0, 0.0)
    data = "x lor é".encode()
    spans = {data[slice(*one.span)].decode(): one.points for one in spoken(model, data)}
    assert {"é": 200 * PARTS, "lor": -100 * PARTS} == spans
