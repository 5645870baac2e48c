"""Short ways of the HTML pack find what their long definitions find, whatever the page."""

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st
from making import covered, page_of
from rulekit_plugins.html import repetition
from rulekit_plugins.html.parts import PARTS, parts
from rulekit_plugins.html.regions import FILLER_GATE, _alphabets, _is_filler
from rulekit_plugins.html.text import solid, squeezed

from rulekit.core.gates import matches

PAGES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<td a='1'>",
            '<td a = "2">',
            "</td>",
            " ",
            "\n",
            "é",
            "&nbsp;",
            "&amp",
            "a < b",
            "<!-- c -->",
            "<script>f(1)</script>",
            "<style>a{}</style>",
            "{{ x }}",
            "<? y ?>",
            "lorem ipsum",
            "\x00",
            "<template>t</template>",
            "<br/>",
            "abcdefghijklmnopqrstuvwxyz",
            "<a href=x>l</a>",
            "<",
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=60)
@given(PAGES)
def test_the_size_of_a_part_is_that_of_its_spans(text):
    page = page_of(text)
    found = page.view(parts)
    assert {part: len(squeezed(page.data, found.spans(part))) for part in PARTS} == found.sizes


@settings(max_examples=60)
@given(PAGES)
def test_tags_have_the_same_shape_whatever_their_values_are(text):
    page, values = page_of(text * 3), re2.compile(rb"=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
    shapes = [values.sub(b"", page.data[a:b]).lower() for a, b in page.capture("html.tag")]
    assert shapes == [
        repetition._VALUE.sub(b"", page.data[a:b]).lower() for a, b in page.capture("html.tag")
    ]


@settings(max_examples=60)
@given(PAGES)
def test_a_page_goes_through_the_alphabet_in_a_piece_of_its_text(text):
    page = page_of(text)
    pieces = (squeezed(page.data, [piece]) for piece in page.view(parts).spans("text"))
    expected = sum("abcdefghijklmnopqrstuvwxyz" in piece.lower() for piece in pieces)
    assert expected == len(covered(page, _alphabets(page)))


@pytest.mark.parametrize(
    "text",
    ["Lorem ipsum dolor", "x&nbspLOREM&nbspIPSUM", "&#108;orem &#x69;psum", "(lorem) 'ipsum'"],
)
def test_filler_opens_its_gate(text):
    assert _is_filler(squeezed(text.encode(), [(0, len(text))]))
    assert matches(FILLER_GATE, text.encode())


@given(st.binary(max_size=30))
def test_what_is_solid_is_no_blank(data):
    assert len(b"".join(data.split())) == solid(data)
