"""rulekit reads what OpenCoder's reference reads, where a definition is about the text alone."""

from pathlib import Path

import pytest
from compare import equalities
from equality import Equality
from golden import GoldenFile, golden_files
from hypothesis import given
from hypothesis import strategies as st
from pairs import PLAIN, TREE
from reading import Reader, Subject
from reference import normal_words

from rulekit.core.words import normal_words as our_normal_words

READER = Reader()
TEXTS = sorted(Path(__file__).with_name("texts").iterdir())
LANGUAGES = {".py": "python", ".c": "c", ".html": "html"}
EDGES = (
    "\n", " ", "\n\n \n", "\r\n", "x", "x\ny", "...", "a.b", "…\n", "(http://a)", "<a\nb>", "0x0",
)  # fmt: skip
ODD = (
    "ab AB01_.,!?-\n\r\t\x0b\x0c\x1c\x1f\x85\xa0\u2009\u200b\u3000\u0301é“’—…，。【】•<>(){}=+'\"İß"
)


def subject(text: str, path: str = "README.txt") -> Subject:
    """A text of ours, as the comparison has files."""
    language = LANGUAGES.get(Path(path).suffix, "python")
    golden = GoldenFile("ours", path, "", language, {}, frozenset())
    return Subject(golden, text.encode(), READER)


def mismatches(files) -> list[str]:
    """What is not equal to the transcription."""
    return [told for one in equalities(files) for told in one.mismatches]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_text_of_ours_reads_as_the_definitions_say(path):
    text = path.read_bytes().decode()
    assert [] == mismatches([subject(text, path.name.removesuffix(".txt"))])


@pytest.mark.parametrize("text", EDGES, ids=repr)
def test_an_edge_reads_as_the_definitions_say(text):
    assert [] == mismatches([subject(text)])


def test_an_empty_text_reads_as_the_definitions_say_but_for_a_share_of_nothing():
    name = (
        "qsc_doc_frac_chars_hex_words"  # a rule's char_fraction is 0 where the reference has none
    )
    told = f"{name} ours/README.txt: 0.0 is not None (our transcription)"
    assert [told] == mismatches([subject("")])


@given(st.text(st.sampled_from(ODD), min_size=1, max_size=80))
def test_any_text_reads_as_the_definitions_say(text):
    assert [] == mismatches([subject(text)])


@given(st.text())
def test_any_text_has_the_words_that_the_definition_says(text):
    assert list(normal_words(text)) == our_normal_words(text)


def test_our_texts_try_every_definition():
    files = [subject(path.read_bytes().decode(), path.stem) for path in TEXTS]
    unvaried = {pair.reference for pair in PLAIN if len({file.ours(pair) for file in files}) == 1}
    assert set() == unvaried


def test_a_wrong_number_is_told():
    equality = Equality("qsc", ("ours",))
    equality.compare("a.py", 0.12345678, 0.123456779, "the definition")
    assert [] == equality.mismatches
    equality.compare("a.py", 0.12345678, 0.12345677, "the definition")
    assert ["qsc a.py: 0.12345678 is not 0.12345677 (the definition)"] == equality.mismatches


def test_every_general_reading_of_the_reference_is_compared():
    compared = {pair.reference for pair in (*PLAIN, *TREE)}
    read = {name for file in golden_files() for name in file.readings}
    assert set() == {name for name in read if name.startswith("qsc_code_")} - compared
