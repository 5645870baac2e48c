"""rulekit/syntax/embedded.py: texts of other languages inside a document."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import covered, syntax_of

from rulekit.core.document import Document
from rulekit.core.reading import Unmeasured
from rulekit.core.span import Span
from rulekit.errors import PluginError
from rulekit.syntax.embedded import Embedding, blanked

BOOK = "A book.\r\n<<x = 1\n>> and «<<y = (x\n)>>»\n"


def chunks(document):
    for match in re.finditer(rb"<<(.*?)>>", document.data, re.DOTALL):
        yield "python", match.start(1), match[1]


def book_of(text=BOOK, pieces=chunks, **syntaxes):
    inside = Embedding(pieces, syntaxes or {"python": syntax_of()})
    return Document("a.book", text, "book", "prose", sha256="ab12", find_embedded=inside)


def test_pieces_of_a_language_are_one_text_with_blanks_around():
    shown = "       \r\n  x = 1\n         " + "  y = (x\n)    \n"
    assert shown == book_of().embedded("python").text.replace("\u00ab", "  ")


def test_spans_are_those_of_the_whole():
    whole = book_of()
    spans = whole.embedded("python").capture("variable")
    assert ["x", "y"] == covered(whole, spans)
    assert [(2, 3), (3, 11)] == [
        (one.line, one.column) for one in map(whole.positions.evidence, spans)
    ]


@given(st.text("a<>«\r\n "))
def test_the_text_is_as_long_as_the_whole_and_has_its_lines(text):
    whole = book_of(f"{text}<<>>")
    before, after = (re.split(rb"[\r\n]", one.data) for one in (whole, whole.embedded("python")))
    assert [len(line) for line in before] == [len(line) for line in after]


def test_it_is_computed_once():
    whole = book_of()
    assert whole.embedded("python") is whole.embedded("python")


def test_pieces_are_looked_for_once():
    asked = []

    def counted(document):
        asked.append(document.id)
        return chunks(document)

    whole = book_of(pieces=counted)
    whole.embedded("python")
    whole.embedded("go")
    assert ["a.book"] == asked


def test_what_is_embedded_has_the_id_kind_and_hash_of_the_whole():
    inner = book_of().embedded("python")
    assert ("a.book", "prose", "ab12") == (inner.id, inner.kind, inner.sha256)


def test_a_language_that_is_not_there_is_an_empty_text():
    assert "" == book_of("No code.").embedded("python").text.strip()
    assert [] == book_of("No code.").embedded("python").capture("variable")


def test_a_language_without_a_grammar_says_so():
    with pytest.raises(Unmeasured, match="no parser for python"):
        book_of(go=syntax_of()).embedded("python").capture("variable")


def test_a_document_in_which_nobody_looks_for_other_languages_says_so():
    with pytest.raises(Unmeasured, match="other languages inside book"):
        Document("a", BOOK, "book", "prose").embedded("python")


def test_what_is_embedded_embeds_nothing():
    with pytest.raises(Unmeasured, match="other languages inside python"):
        book_of().embedded("python").embedded("python")


def test_pieces_may_say_what_to_read_in_place_of_a_text():
    whole = book_of(pieces=lambda document: [("python", 0, b"a + b")])
    assert "a + b" == whole.embedded("python").text.strip()


def test_a_piece_that_goes_beyond_the_end_is_the_packs_fault():
    with pytest.raises(PluginError, match="python goes beyond its book"):
        book_of("abc", pieces=lambda document: [("python", 2, b"x=1")]).embedded("python")


def test_a_script_over_a_limit_says_so():
    whole = book_of(f"<<{'(' * 2_000}1{')' * 2_000}>>")
    with pytest.raises(Unmeasured, match="nested deeper than 1,000"):
        whole.embedded("python").capture("variable")


def test_a_grammar_is_held_to_what_is_wanted_of_its_language():
    wanted = ["comment", "python:variable", "go:call", "java.variable"]
    inside = book_of().find_embedded.restricted_to(wanted)
    whole = Document("a", BOOK, "book", "prose", find_embedded=inside)
    assert [Span(11, 12)] == whole.embedded("python").capture("variable")[:1]
    with pytest.raises(PluginError, match="asks for @call"):
        whole.embedded("python").capture("call")


def test_a_blanked_text_keeps_its_length_and_its_line_ends():
    assert b"  \r\n    \n" == blanked("ab\r\né{}\n".encode())
