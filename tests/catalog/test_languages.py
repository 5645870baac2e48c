"""rulekit/catalog/languages.py: where a text becomes a document."""

import pytest

import rulekit

PAGE = "<p>Words.</p><script>let a = 1;</script>"


@pytest.fixture(scope="module")
def languages():
    """All installed languages."""
    return rulekit.load().plan.catalog.languages


def test_a_text_is_in_the_language_that_its_name_tells(languages):
    document = languages.document("x = 1\n", "a.py")
    assert ("python", "programming", ".py") == (
        document.language,
        document.kind,
        document.detected_by,
    )


def test_lines_that_end_with_carriage_returns_alone_are_lines(languages):
    document = languages.document("# é\rx = 1\r", "a.py")
    assert (["# é", "x = 1"], {1}) == (document.lines, document.code_lines)
    assert ["# é"] == [document.data[a:b].decode() for a, b in document.capture("comment")]


def test_the_runner_up_of_a_language_is_told(languages):
    document = languages.document("% plot it\nNSLog(x);\n", "a.m")
    assert ("objective-c", ".m by content, else matlab") == (
        document.language,
        document.detected_by,
    )


def test_a_hint_decides_where_name_and_text_do_not(languages):
    assert languages.document("x\n", "untitled") is None
    assert "go" == languages.document("x\n", "untitled", hint="go").language


def test_a_document_has_the_hash_and_size_of_its_bytes_when_they_are_given(languages):
    document = languages.document("é", "a.py", sha256="ab", size=1)
    assert ("ab", 1) == (document.sha256, document.size)


def test_a_page_comes_with_what_it_holds_in_other_languages(languages):
    page = languages.document(PAGE, "a.html")
    assert "let a = 1;" in page.embedded("javascript").text


def test_prose_has_its_natural_language(languages):
    text = "This is what the words of the text are like, and there are many of them here.\n" * 3
    assert "en" == languages.document(text, "a.md").natural_language.id


def test_a_language_without_a_grammar_has_its_comments_by_marks(languages):
    document = languages.document("# a comment\nx = 1\n", "a.rb")
    assert ["# a comment"] == [document.text[a:b] for a, b in document.capture("comment")]


def test_restricted_languages_refuse_what_nobody_asked_for(languages):
    held = languages.restricted_to({"python": frozenset({"import"})}).document("import a\n", "a.py")
    assert 1 == len(held.capture("import"))
    with pytest.raises(rulekit.RulekitError, match="@function_name"):
        held.capture("function_name")


def test_a_document_is_read_again_with_everything(languages):
    held = languages.restricted_to({}).document("def f(): pass\n", "a.py")
    assert 1 == len(languages.reread(held).capture("function_name"))
