"""plugins/html/embedded.py: what scripts and styles of a page are, and their text."""

import re

import pytest
from making import page_of


def inner(language, text):
    """What is read as a language, runs of blanks and of what stands for a value as one."""
    return re.sub("_+", "_", " ".join(page_of(text).embedded(language).text.split()))


@pytest.mark.parametrize(
    "tag",
    [
        "<script>",
        "<SCRIPT>",
        "<script type=module>",
        "<script async type='text/javascript; charset=utf-8'>",
        '<script data-a=">" type="text/babel">',
        "<script language=JavaScript1.2>",
        "<script id='type=text/x'>",
    ],
)
def test_scripts_are_javascript(tag):
    assert "a();" == inner("javascript", f"{tag}a()</script>")


@pytest.mark.parametrize(
    "type", ["text/vbscript", "text/template", "x-shader/x-vertex", "text/html"]
)
def test_scripts_of_another_type_are_nothing(type):
    text = f"<script type='{type}'>a()</script>"
    assert ["", "", ""] == [inner(name, text) for name in ("javascript", "json", "css")]


@pytest.mark.parametrize("type", ["importmap", "application/ld+json", "application/json"])
def test_data_in_scripts_is_json(type):
    assert "{}" == inner("json", f"<script type='{type}'>{{}}</script>")


@pytest.mark.parametrize(
    ("tag", "text"),
    [("<style>", "a {}"), ("<style type='text/css'>", "a {}"), ("<style lang=scss>", "")],
)
def test_styles_are_css(tag, text):
    assert text == inner("css", f"{tag}a {{}}</style>")


def test_a_script_ends_with_its_last_statement():
    assert "a(); b();" == inner("javascript", "<script>a()</script><script>b()</script>")
    assert "" == inner("javascript", "<script src='a.js'> </script>")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a = {{ b }};", "a = _;;"),
        ("a = {{ {'b': '}}'}|tojson }};", "a = _;;"),
        ("a = <?= $b ?>, c = <%= d\n%>;", "a = _, c = _ _;;"),
        ("{% if a %}b(){% endif %}", "b() ;"),
        ("{{#if a}}b(){{/if}}", "b() ;"),
        ("{{ range .A }}b(){{ end }}", "b() ;"),
        ("<?php if ($a) { ?>b()<?php } ?>{# c #}", "b() ;"),
        ("'{{ é }}'", "'_';"),
        ("a = ['{{', '}}']", "a = ['_'];"),
        ("a({b: {c: 1}})", "a({b: {c: 1}});"),
    ],
)
def test_what_a_template_engine_replaces_is_a_name_or_nothing(text, read):
    assert read == inner("javascript", f"<script>{text}</script>")


def test_double_braces_of_jsx_stay():
    text = "<script type='text/babel'>a = <b style={{c: 1}}/></script>"
    assert "a = <b style={{c: 1}}/>;" == inner("javascript", text)


@pytest.mark.parametrize(
    "text", ["<!-- hide\na()\n-->", "<![CDATA[\na()\n]]>", "<!--//--><![CDATA[//><!--\na()\n"]
)
def test_what_hid_scripts_is_blank(text):
    assert "a() ;" == inner("javascript", f"<script>{text} </script>")


@pytest.mark.parametrize(
    "text", ["<!--\na {}\n-->", "<![CDATA[\na {}\n]]>", "/*<![CDATA[*/a {}/*]]>*/"]
)
def test_what_hid_styles_is_blank(text):
    found = inner("css", f"<style>{text}</style>")
    assert "a {}" == re.sub(r"/\*.*?\*/", "", found)


@pytest.mark.parametrize(
    "mark",
    [
        "{{",
        "{%",
        "<?",
        "<%",
        "{{'",
        "{#",
        "<!--",
        "]]>",
        "{%{{a}}",
        "<?{%%}",
        "{{ \"{{a}}' '",
        "a;",
    ],
)
def test_marks_that_nothing_ends_take_no_longer_than_the_text(mark):
    text = f"<script>{mark * 10_000}</script><style>{mark * 10_000}</style>"
    assert len(text) == len(page_of(text).embedded("javascript").text)
