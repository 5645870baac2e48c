"""rulekit/catalog/check_pack.py: mistakes in a pack, alone and beside all that is installed."""

from pathlib import Path

import pytest

from rulekit import Finder, Grammar, Language, Pack, Signal, pattern_finder
from rulekit.catalog.check_pack import fit_problems, pack_problems
from rulekit.errors import SpecError
from rulekit.syntax.query_check import PREDICATES

MARKS = Signal("toy.marks", "marks", "how many", lambda document: document.text.count("!"))
LOUD = Finder("toy.loud", "loud marks", lambda _document: ())
GRAMMAR = Grammar("tree_sitter_python")
QUERIES = Path("queries.scm")


@pytest.fixture(autouse=True)
def queries(write):
    write({"queries.scm": "(comment) @comment\n"})


def complaints_about(pack):
    return [f"{one.place} {one.message}".strip() for one in pack_problems(pack)]


def language(**facts):
    return Language(**{"id": "python", "grammar": GRAMMAR, "queries": QUERIES, **facts})


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"signals": (MARKS,)},
        {"signals": [MARKS], "languages": []},
        {"signals": (MARKS,), "finders": (LOUD,)},
        {"languages": (language(),)},
        {"languages": [language(kind="markup", extensions=(".py", ".pyi"))]},
    ],
)
def test_nothing_is_wrong_with_these(parts):
    assert [] == complaints_about(Pack("toy", Path(), **parts))


@pytest.mark.parametrize(
    "name", ["all", "profiles", "models", "*", "a/b", "", "..", "A B", "toy_pack", "-a"]
)
def test_a_pack_is_called_by_lower_case_words_and_hyphens(name):
    expected = f"a pack's name is lower-case words and hyphens, not `{name}`"
    assert [expected] == complaints_about(Pack(name, Path()))


def test_a_model_of_a_pack_has_a_name_that_rules_can_say(write):
    write({"rules/models/My.model": b"", "rules/models/my.model": b""})
    expected = "rules/models/My.model a model's name is lower-case words and hyphens, not `My`"
    assert [expected] == complaints_about(Pack("toy", Path("rules")))


def test_the_rules_folder_is_there():
    expected = ["none the rules folder of `toy` is not there"]
    assert expected == complaints_about(Pack("toy", Path("none")))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"rules": "rules"}, "rules is `rules`, not a Path"),
        ({"rules": None}, "rules is of type NoneType, not a Path"),
        ({"signals": MARKS.measure}, "signals[0] is of type function, not a Signal"),
        ({"signals": (MARKS, 1)}, "signals[1] is of type int, not a Signal"),
        ({"signals": "toy.marks"}, "signals[0] is `toy.marks`, not a Signal"),
        ({"finders": (MARKS,)}, "finders[0] is of type Signal, not a Finder"),
        ({"finders": LOUD.find}, "finders[0] is of type function, not a Finder"),
        ({"languages": (1,)}, "languages[0] is of type int, not a Language"),
        ({"languages": "python"}, "languages[0] is `python`, not a Language"),
        (
            {"languages": (language(grammar="tree_sitter_python"),)},
            "languages[0].grammar is `tree_sitter_python`, not a Grammar",
        ),
        (
            {"languages": (language(queries="queries.scm"),)},
            "languages[0].queries is `queries.scm`, not a Path",
        ),
        ({"languages": (language(extensions=(1,)),)}, "a name in languages[0] is of type int, not"),
    ],
)
def test_a_part_of_another_type_is_told_in_words(parts, expected):
    (complaint,) = complaints_about(Pack(**{"name": "toy", "rules": Path(), **parts}))
    assert complaint.startswith(f"`toy`: {expected}")


def test_every_part_of_another_type_is_told():
    assert 3 == len(complaints_about(Pack("toy", "rules", signals=(1,), languages=(2,))))


@pytest.mark.parametrize("name", ["marks", "toys.marks", "toy"])
def test_a_signal_is_called_by_its_pack(name):
    signal = Signal(name, "marks", "how many", MARKS.measure)
    expected = [f"a signal of `toy` is called `toy.<what>`, not `{name}`"]
    assert expected == complaints_about(Pack("toy", Path(), signals=(signal,)))


def test_a_signal_is_there_once():
    expected = ["there are two signals called `toy.marks`"]
    assert expected == complaints_about(Pack("toy", Path(), signals=(MARKS, MARKS)))


@pytest.mark.parametrize("name", ["loud", "toys.loud", "toy"])
def test_a_finder_is_called_by_its_pack(name):
    finder = Finder(name, "loud marks", LOUD.find)
    expected = [f"a finder of `toy` is called `toy.<what>`, not `{name}`"]
    assert expected == complaints_about(Pack("toy", Path(), finders=(finder,)))


def test_a_finder_is_there_once():
    expected = ["there are two finders called `toy.loud`"]
    assert expected == complaints_about(Pack("toy", Path(), finders=(LOUD, LOUD)))


def test_a_finder_and_a_signal_have_two_names():
    finder = Finder(MARKS.name, "marks", LOUD.find)
    expected = ["there are a signal and a finder called `toy.marks`"]
    assert expected == complaints_about(Pack("toy", Path(), signals=(MARKS,), finders=(finder,)))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"extensions": ("py",)}, "an extension of `python` begins with a dot, not `py`"),
        ({"kind": "programing"}, "unknown kind `programing` of `python`, did you mean `programm"),
        (
            {"kind": "snake"},
            "unknown kind `snake` of `python`; there are: programming, data, markup",
        ),
        (
            {"grammar": Grammar("tree_sitter_cobol")},
            "the grammar tree_sitter_cobol of `python` is not installed",
        ),
    ],
)
def test_a_language_says_what_can_be_so(facts, expected):
    (complaint,) = complaints_about(Pack("toy", Path(), languages=(language(**facts),)))
    assert complaint.startswith(expected)


def test_a_grammar_that_is_not_installed_comes_with_its_wheel():
    missing = language(grammar=Grammar("tree_sitter_cobol"))
    (problem,) = pack_problems(Pack("toy", Path(), languages=(missing,)))
    assert "try: pip install tree-sitter-cobol" == problem.remedy


@pytest.mark.parametrize(
    "text",
    [
        "(pass_statement) @toy.pass",
        '((call function: (identifier) @_name) @print (#eq? @_name "print"))',
        '((comment) @comment (#not-match? @comment "TODO|#lua-match?"))',
        "; @nothing and #nothing?\n(comment) @comment",
    ],
)
def test_queries_over_the_vocabulary_are_accepted(write, text):
    write({"queries.scm": text})
    assert [] == complaints_about(Pack("toy", Path(), languages=(language(),)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(comment) @commnt", "1:11 unknown capture `@commnt`, did you mean `comment`?"),
        (
            "(comment) @zebra.note",
            "1:11 unknown capture `@zebra.note`; a capture of this pack begins with `toy.`",
        ),
        ("(comment) @error", "1:11 unknown capture `@error` is the parser's own"),
        (
            '\n((comment) @comment\n  (#lua-match? @comment "x"))',
            "3:4 unknown predicate `#lua-match?`, did you mean `match?`?",
        ),
        (
            "((comment) @comment (#set! priority 1))",
            f"1:22 unknown predicate `#set!`; there are: {', '.join(PREDICATES)}",
        ),
        (
            '(comment) @comment\n(#eq? @comment "a")',
            "2:2 `#eq?` belongs to no pattern: put pattern and predicate in one ( )",
        ),
        ("(comment)+ @comment", "1:12 `@comment` under a repeat hangs on long files"),
        ("((comment) @comment)*", "1:21 a capture under `*` hangs on long files"),
        (
            "((comment) @comment (#eq? @comment))",
            "1:22 `#eq?` takes a capture and what to compare it with",
        ),
        ('((comment) @comment (#match? @comment "(?=x)"))', "1:39 not a pattern of RE2: "),
    ],
)
def test_a_mistake_in_queries_is_told_at_its_place(write, text, expected):
    write({"queries.scm": text})
    (complaint,) = complaints_about(Pack("toy", Path(), languages=(language(),)))
    assert complaint.startswith(f"queries.scm:{expected}")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("none.scm", "none.scm the query file is not there"),
        ("latin.scm", "latin.scm cannot be read: "),
    ],
)
def test_queries_that_cannot_be_read_are_told(write, told, path, expected):
    write({"latin.scm": b"; caf\xe9"})
    pack = Pack("toy", Path(), languages=(language(queries=Path(path)),))
    (complaint,) = told(pack_problems, pack)
    assert complaint.startswith(expected)


@pytest.mark.parametrize("part", ["table", "content_rules"])
@pytest.mark.parametrize("text", [None, "{", '{"x": 1}', '{"languages": 1}', "[" * 10_000])
def test_a_table_that_cannot_be_read_is_told_with_its_path(write, tmp_path, part, text):
    if text is not None:
        write({"table.json": text})
    with pytest.raises(SpecError) as caught:
        pack_problems(Pack("toy", Path(), **{part: tmp_path / "table.json"}))
    assert ["table.json"] == [problem.path for problem in caught.value.problems]


def test_a_table_of_another_type_is_told_in_words():
    assert ["`toy`: table is `table.json`, not a Path"] == complaints_about(
        Pack("toy", Path(), table="table.json")
    )


def test_a_name_of_another_type_is_told_in_words():
    assert complaints_about(Pack(1, Path(), signals=(MARKS,)))


# Beside everything else that is installed.

TABLE = '{"languages": {"html": {"name": "HTML", "kind": "markup", "extensions": [".html"]}}}'


def idle(pack, *others, absent=()):
    """Complaints about a pack that would load and then do nothing."""
    return [
        f"{one.place} {one.message}".strip() for one in fit_problems(pack, [pack, *others], absent)
    ]


@pytest.fixture
def toy(write, rule):
    """A function from more files and parts to the pack `toy`, which has one rule."""

    def made(files=None, **parts):
        write({"rules/toy/loud.yaml": rule(), "table.json": TABLE, **(files or {})})
        return Pack("toy", Path("rules"), **parts)

    return made


@pytest.mark.parametrize(
    "path",
    [
        "rules/profiles/a.yaml",
        "rules/__pycache__/a.pyc",
        "rules/.git/config",
        "rules/README.md",
    ],
)
def test_what_is_no_folder_of_rules_is_left_alone(toy, path):
    assert [] == idle(toy({path: ""}))


def test_a_folder_that_belongs_to_nobody_is_told_with_the_nearest(toy):
    expected = ["rules/toi no pack is called `toi`, did you mean `toy`?"]
    assert expected == idle(toy({"rules/toi/loud.yaml": ""}))


def test_packs_may_share_a_folder_of_rules(toy):
    pack = toy({"rules/boa/loud.yaml": ""})
    assert [] == idle(pack, Pack("boa", Path("rules")))


def test_rules_of_a_plugin_that_is_off_belong_to_it(toy):
    assert [] == idle(toy({"rules/boa/loud.yaml": ""}), absent=["boa"])


def test_a_pack_of_nothing_is_told(write):
    write({"rules/README.md": ""})
    expected = ["rules the pack `toy` brings nothing"]
    assert expected == idle(Pack("toy", Path("rules")))


def test_a_pack_of_signals_needs_no_rules(write):
    write({"rules/README.md": ""})
    assert [] == idle(Pack("toy", Path("rules"), signals=(MARKS,)))


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        ("html", {}, []),
        ("html", {"kind": "markup"}, []),
        ("boa", {"extensions": (".boa",)}, []),
        ("boa", {"filenames": ("Boafile",)}, []),
        ("boa", {"interpreters": ("boa",)}, []),
        ("htm", {}, ["no file would be in the language `htm`, did you mean `html`?"]),
        ("boa", {}, ["no file would be in the language `boa`; give it extensions or filenames"]),
        ("html", {"kind": "data"}, ["`html` is of kind markup, not data"]),
    ],
)
def test_a_language_is_in_the_table_or_has_files_of_its_own(toy, tmp_path, name, facts, expected):
    pack = toy(table=tmp_path / "table.json", languages=(language(id=name, **facts),))
    assert expected == idle(pack)


def test_a_pack_of_an_empty_folder_brings_nothing(write):
    write({"rules/toy/README.md": ""})
    assert ["rules the pack `toy` brings nothing"] == idle(Pack("toy", Path("rules")))


def test_a_language_without_files_and_without_a_table_is_told(toy):
    assert idle(toy(languages=(language(id="boa"),)))


def test_a_rule_beside_the_folders_is_told(toy):
    assert idle(toy({"rules/loud.yaml": ""}))


def test_a_pattern_that_re2_cannot_read_is_told_before_a_text_is_searched():
    finder = pattern_finder("toy.open", "brackets", "(")
    (told,) = complaints_about(Pack("toy", Path(), finders=(finder,)))
    assert told.startswith("the pattern of `toy.open` is none of RE2: missing ")
