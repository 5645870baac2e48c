"""plugins/component/embedded.py: in which language scripts and styles are read."""

import re

import pytest
from making import page_of

READ = ("javascript", "typescript", "tsx", "coffeescript", "css")


def inner(text, language="vue"):
    """What is read, by language."""
    page = page_of(text, language)
    texts = {name: page.embedded(name).text.strip() for name in READ}
    return {name: text for name, text in texts.items() if text}


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("<script>", "javascript"),
        ("<script setup>", "javascript"),
        ('<script type="module">', "javascript"),
        ("<script type='text/javascript' lang='jsx'>", "javascript"),
        ('<script setup lang="ts">', "typescript"),
        ("<script lang=ts setup generic='T extends A<B>'>", "typescript"),
        ('<script generic="A<B>" lang="ts">', "typescript"),
        ("<script type='text/typescript'>", "typescript"),
        ('<script lang="tsx">', "tsx"),
        ('<script lang="coffee">', "coffeescript"),
        ("<script data-lang='ts'>", "javascript"),
    ],
)
def test_a_script_is_in_the_language_of_its_tag(tag, language):
    assert {language: "a();"} == inner(f"{tag}a()</script>")


@pytest.mark.parametrize(
    "tag", ["<script lang='civet'>", "<style lang='scss'>", "<style lang=less>"]
)
def test_what_no_grammar_reads_is_nothing(tag):
    assert {} == inner(f"{tag}a</{tag[1:].split()[0]}>")


@pytest.mark.parametrize("tag", ["<style>", "<style scoped lang='css'>", '<style lang="postcss">'])
def test_a_style_is_css(tag):
    assert {"css": "a {}"} == inner(f"{tag}a {{}}</style>")


@pytest.mark.parametrize("language", ["vue", "svelte"])
def test_two_scripts_in_one_language_are_one_text(language):
    text = "<script module>export let a</script>\n<script>let b</script>\n<p>c</p>"
    assert ["export let a;", "let b;"] == re.split(r"\s{2,}", inner(text, language)["javascript"])


def test_a_script_stands_where_it_stands_in_the_component():
    page = page_of("<p>é</p>\n<script>\na(1)</script>", "svelte")
    (call,) = page.embedded("javascript").capture("call")
    assert b"a(1)" == page.data[call.start : call.end]


def test_a_script_of_another_file_is_nothing():
    assert {} == inner('<script src="./a.ts" lang="ts"></script>')
