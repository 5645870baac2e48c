"""plugins/text/prose.py: sentences, links and tags, the name of the file."""

import pytest
from making import SIGNALS, located, note, read

from rulekit.core.document import Document


def named(name):
    """Whether a document of this name is about code."""
    return SIGNALS["text.code_related_name"].read(Document(name, "", "text", "prose")).value


def test_sentences_end_with_marks_and_with_lines():
    assert 1.5 == read("text.mean_sentence_chars", "abc.de?f\n")


def test_a_text_without_sentence_ends_is_one_sentence():
    assert 3 == read("text.mean_sentence_chars", "字字字")


def test_a_link_in_parentheses_is_a_link():
    text = "see [it](https://a.org/b) or https://a.org\n"
    assert ["(https://a.org/b)"] == located("text.link_fraction", text)


def test_a_tag_on_one_line_is_a_tag():
    assert ["<p>", "</p>"] == located("text.link_fraction", "<p>1 <\n2</p>\n")


def test_links_and_tags_are_a_share_of_all_characters():
    assert 0.75 == read("text.link_fraction", "字<字>")


def test_what_is_link_and_tag_counts_twice():
    assert pytest.approx(22 / 12) == read("text.link_fraction", "<(http://a)>")


def test_an_empty_text_has_no_share_of_links():
    assert "the text is empty" == note("text.link_fraction", "")


@pytest.mark.parametrize("name", ["README", "docs/ReadMe.md", "todo.txt", "dev-requirements.txt"])
def test_a_name_may_say_that_a_text_is_about_code(name):
    assert 1 == named(name)


@pytest.mark.parametrize("name", ["novel.txt", "my-readme-2.txt", "todo/novel.txt", "a.readme"])
def test_other_names_say_nothing(name):
    assert 0 == named(name)
