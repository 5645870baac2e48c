"""plugins/*/*.scm: what every capture finds, by the tables of the languages' own tests."""

from importlib import import_module

import pytest
from making import bundled, captured_in, syntax_in

# For every language and capture: sources, and the texts that the capture finds in each.
MODULES = {language: f"test_{language.replace('-', '_')}_queries" for language in bundled()}
FOUND = {language: import_module(module).FOUND for language, module in MODULES.items()}
EXAMPLES = [
    (language, name, *example)
    for language, captures in FOUND.items()
    for name, examples in captures.items()
    for example in examples
]


@pytest.mark.parametrize("language", FOUND)
def test_every_capture_that_a_language_provides_has_examples(language):
    assert syntax_in(language).provided == FOUND[language].keys()


@pytest.mark.parametrize(("language", "name", "text", "expected"), EXAMPLES)
def test_a_capture_finds_what_it_means(language, name, text, expected):
    assert expected == captured_in(language, text, name)


@pytest.mark.parametrize(
    ("language", "name"), [(language, name) for language in FOUND for name in FOUND[language]]
)
def test_a_capture_finds_something_somewhere(language, name):
    assert any(expected for _, expected in FOUND[language][name])
