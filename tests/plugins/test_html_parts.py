"""plugins/html/parts.py: every byte of a page belongs to one part."""

from itertools import pairwise

import pytest
from making import covered, page_of
from rulekit_plugins.html.parts import PART_SIGNALS, PARTS, parts

SIGNALS = {signal.name.removeprefix("html."): signal for signal in PART_SIGNALS}


def part(name, text):
    """The pieces of one part of a page."""
    document = page_of(text)
    return [piece.strip() for piece in covered(document, document.view(parts).spans(name))]


def read(name, text):
    return SIGNALS[name].read(page_of(text)).value


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<title>a</title><p>b<b>c</b></p>", ["a", "b", "c"]),
        ("a & b < c > d", ["a & b < c > d"]),
        ("<p hidden title='a'>b</p><noscript>c</noscript><textarea>d</textarea>", ["b", "c", "d"]),
        ("<!-- a --><script>b</script><style>c</style><!DOCTYPE html>", []),
        ("<template><p>a</p></template><p>b", ["b"]),
        ("<p>{{ a }}b{% c %}{# d #}<%= e %><?php f ?></p>", ["b"]),
        ("<p>a</p></div>b<![if IE]>c<![endif]><?xml version='1.0'?>d", ["a", "b", "c", "d"]),
        ("<p>{{ and {% stand in this text alone</p>", ["{{ and {% stand in this text alone"]),
    ],
)
def test_visible_text_is_what_a_reader_sees_without_running_anything(text, seen):
    assert seen == part("text", text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<a href='{{ b }}' {% if c %}d{% endif %}>", ["{{ b }}", "{% if c %}", "{% endif %}"]),
        ("<a v-if='b' :c='d' class='e'>", ["v-if='b'", ":c='d'"]),
        ("<a x='1' (click)='f()' #g th:text='${h}'>", ["(click)='f()'", "th:text='${h}'"]),
        ("<template>a</template>", ["a"]),
        ("a<?php echo '<p>'", ["<?php echo '<p>'"]),
        ("<script>'{{ a'</script>}}<!-- {% b --> %}", []),
    ],
)
def test_template_code_is_what_an_engine_or_framework_reads(text, code):
    assert code == part("template", text)


def test_handlers_of_events_are_scripts():
    assert ["onclick='a()'", "b()"] == part(
        "script", "<p onclick='a()' data-on='c'>on=e</p><script>b()</script>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "<p>\u4e2d &nbsp; \u00e9</p>",
        "<p a={{ b }}>{{ c }}<!-- {{ d }} --></p>" * 3,
        "<template><script>a</script>b<!-- c --></template>",
    ],
)
def test_the_parts_are_disjoint_and_hold_all_but_blanks(text):
    document = page_of(text)
    spans = sorted(span for part in PARTS for span in document.view(parts).spans(part))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join(text.split()) == "".join("".join(covered(document, spans)).split())


def test_shares_of_all_parts_are_one():
    found = page_of("<p a=b>c<!-- d --></p><script>e</script><style>f</style>{{ g }}").view(parts)
    assert 1 == pytest.approx(sum(found.share(name) for name in PARTS))


def test_indentation_and_entities_count_for_what_is_seen():
    flat = "<ul><li>one two</li><li>&lt;3</li></ul>"
    indented = "<ul>\n    <li>\n        one\n        two\n    </li>\n    <li>&lt;3</li>\n</ul>\n"
    assert len("one two <3") == read("text_chars", flat) == read("text_chars", indented)


def test_comments_in_scripts_and_styles_are_comments():
    text = "<script>a() // b\n</script><style>/* c */ d {}</style><!-- e -->"
    assert ["// b", "/* c */", "<!-- e -->"] == part("comment", text)
    assert ["a()"] == part("script", text)


def test_a_script_that_cannot_be_parsed_says_why():
    text = f"<p>a</p><script>{'(' * 2_000}1{')' * 2_000}</script>"
    note = SIGNALS["content_chars"].read(page_of(text)).note
    assert note == "not queried: nested deeper than 1,000"


def test_content_is_all_but_markup_and_comments():
    text = "<p>ab</p><script>cd</script><style>ef</style>{{ g }}<!-- h -->"
    assert len("ab" + "cd" + "ef" + "{{ g }}") == read("content_chars", text)


@pytest.mark.parametrize("name", SIGNALS)
def test_an_empty_page_has_no_shares(name):
    reading = SIGNALS[name].read(page_of(" \n"))
    assert reading.value == 0 if name.endswith("_chars") else reading.note == "the page is empty"


@pytest.mark.slow
@pytest.mark.parametrize("text", ["{{" * 20_000, "<?php " * 10_000, "{%{#<%" * 3_000])
def test_marks_that_nothing_ends_take_no_longer_than_the_text(text):
    assert read("template_fraction", text) in (0, 1)
