"""plugins/code/looks.py: words, signs and names of files in any language."""

import pytest
from making import FINDERS, SIGNALS

from rulekit import Document
from rulekit.core.location import Location

BY_NAME = {finder.name: finder for finder in FINDERS}
FOUND = {
    "code.logic_words": ("if (a) { return b; } // iffy", [b"if", b"return"]),
    "code.declaring_words": ("public class Cup\nsubclass", [b"public", b"class"]),
    "code.comparisons": ("a += b == c && d = e", [b"+=", b"==", b"&&"]),
    "code.openings": ("fill(cup) (saucer)", [b"l("]),
    "code.equals_signs": ("a = b == c", [b"=", b"=", b"="]),
}
LYING = [
    ("code.test_path", "src/CupTest.java"),
    ("code.test_path", "spec/cup.rb"),
    ("code.data_path", "cups.JSON"),
    ("code.settings_path", "config/cups.rb"),
    ("code.settings_path", "cups.yml"),
    ("code.page_path", "site/cups.css"),
    ("code.shape_path", "app/models/cup.rb"),
    ("code.shape_path", "CupEnums.cs"),
    ("code.entry_path", "cups/__init__.py"),
    ("code.shared_path", "vendor/cups/a.go"),
]
ELSEWHERE = [
    ("code.test_path", "src/cup"),
    ("code.data_path", "json/cup.py"),
    ("code.settings_path", "yml/cup.py"),
    ("code.page_path", "html/cup.py"),
    ("code.shape_path", "cup.py"),
    ("code.entry_path", "cups/domain.py"),
    ("code.shared_path", "library.py"),
]
ON_PATH = [name for name, signal in SIGNALS.items() if signal.on_path]


@pytest.mark.parametrize("finder", FOUND)
def test_the_words_and_signs_of_code(finder):
    text, expected = FOUND[finder]
    document = Document("a", text, "any", "programming")
    assert expected == [document.data[start:end] for start, end in BY_NAME[finder].find(document)]


@pytest.mark.parametrize(("signal", "path"), LYING)
def test_such_a_file_usually_lies_there(signal, path):
    assert 1 == SIGNALS[signal].read(Document("a", "", "any", "data", path=path)).value


@pytest.mark.parametrize(("signal", "path"), ELSEWHERE)
def test_such_a_file_seldom_lies_there(signal, path):
    assert 0 == SIGNALS[signal].read(Document("a", "", "any", "data", path=path)).value


def test_some_signals_read_the_path():
    assert {"code.copied_folders", "code.named_libraries", "code.test_path"} <= set(ON_PATH)


@pytest.mark.parametrize("signal", ON_PATH)
@pytest.mark.parametrize(
    "path",
    [
        "lib/" + "a." * 2000 + "!/x.js",
        "x" + ".1" * 2000 + "!.js",
        "lib/" + "a-" * 2000 + "/a.c",
        "test" * 2000,
        "\ud800/lib/\udcffa.c",
    ],
    ids=["parts of a release", "builds", "dashes", "tests", "surrogates"],
)
def test_a_path_that_somebody_made_up_is_read_like_any_other(signal, path):
    """A corpus' paths are anybody's; a pattern that backtracks never ends on some of them."""
    here = Location(path, marks=(), package="lib")
    document = Document("a", "", "any", "data", path=path, location=here)
    assert SIGNALS[signal].read(document).value is not None
