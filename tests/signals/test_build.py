"""rulekit/signals/build.py: where and how much become a signal."""

import pytest
from making import covered, document_of, signal_of, syntax_of

from rulekit.core.document import Document
from rulekit.core.finder import Finder
from rulekit.core.reading import Reading, Unmeasured
from rulekit.core.signal import Signal
from rulekit.core.span import Span
from rulekit.signals.build import (
    captured,
    counted,
    inside,
    matched,
    measured,
    on_path,
    once,
    ratio,
)

TEXT = 'x = "# no"  # TODO: a\n# done\ny = 2  # TODO\n'


def texts(finder, text, **more):
    document = document_of(text, **more)
    return covered(document, finder.find(document))


def test_a_capture_is_found():
    assert ["# TODO: a", "# done", "# TODO"] == texts(captured(["comment"]), TEXT)


def test_several_captures_are_found_in_the_order_of_the_text():
    assert ["x", '"# no"', "y"] == texts(captured(["string", "variable"]), TEXT)


def test_what_two_captures_find_is_found_once():
    assert ["a", "b"] == texts(captured(["parameter", "variable"]), "def f(a): b = 1\n")


def test_a_capture_that_the_language_lacks_adds_nothing_to_others():
    assert ["x", "y"] == texts(captured(["goto", "variable"]), TEXT)


def test_captures_that_the_language_lacks_are_unmeasured():
    with pytest.raises(Unmeasured, match=r"^no @goto is marked in python$"):
        texts(captured(["goto", "switch"]), TEXT)


def test_captures_without_a_grammar_are_unmeasured():
    with pytest.raises(Unmeasured, match=r"^no parser for cobol$"):
        texts(captured(["comment"]), TEXT, language="cobol")


def test_captures_are_what_a_place_needs():
    assert {"comment", "string"} == captured(["comment", "string"]).needs


def test_captures_are_named_with_their_mark():
    assert "@comment+@string" == captured(["comment", "string"]).name


def test_a_pattern_matches_without_overlap():
    assert ["aa", "aa"] == texts(matched("aa"), "aaaaa")


def test_a_pattern_is_found_in_characters():
    assert ["ß字"] == texts(matched("ß."), "aß字b")


def test_an_empty_match_is_none():
    assert ["b", "b"] == texts(matched("b*"), "aba b")


def test_a_pattern_reads_one_line_unless_it_says_otherwise():
    assert [] == texts(matched("^b$"), "a\nb\nc\n")
    assert ["b"] == texts(matched("(?m)^b$"), "a\nb\nc\n")


def test_a_pattern_ignores_case_only_when_it_says_so():
    assert ["todo", "TODO"] == texts(matched("(?i)todo"), "todo TODO")
    assert ["todo"] == texts(matched("todo"), "todo TODO")


def test_a_pattern_needs_no_capture():
    assert frozenset() == matched("a").needs


def test_a_pattern_needs_no_grammar():
    assert ["TODO", "TODO"] == texts(matched("TODO"), TEXT, language="cobol")


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|aa)+$", "(.*)(.*)(.*)x"])
def test_a_pattern_that_would_hang_elsewhere_ends(pattern):
    assert [] == texts(matched(f"^{pattern}$"), "a" * 50_000 + "!")


def test_what_lies_inside_a_region_is_found():
    assert ["TODO", "TODO"] == texts(inside(matched("TODO|x"), captured(["comment"])), TEXT)


def test_what_lies_inside_needs_what_both_need():
    place = inside(captured(["string"]), captured(["function"]))
    assert ("@string in @function", {"string", "function"}) == (place.name, place.needs)


def test_a_measured_place_is_a_signal():
    signal = measured(matched("a"), "count")
    assert ("count(/a/)", "matches") == (signal.name, signal.unit)
    assert Reading(2.0) == signal.read(document_of("banal", language="cobol"))


def test_the_same_words_make_the_same_name():
    one, other = (measured(captured(["pass", "print"]), "per_line") for _ in range(2))
    assert "per_line(@pass+@print)" == one.name == other.name


def test_a_finder_that_two_measures_ask_is_asked_once():
    asked = []

    def find(document):
        asked.append(document.id)
        return [Span(0, 2)]

    finder, document = once(Finder("toy.head", "the head", find)), document_of("abc")
    signals = [measured(finder, measure) for measure in ("count", "longest")]
    assert [1, 2] == [signal.read(document).value for signal in signals]
    assert [Span(0, 2)] == list(signals[0].locate(document))
    assert ["a"] == asked


def test_a_finder_that_says_why_not_leaves_every_measure_without_a_value():
    def find(_document):
        raise Unmeasured("too quiet")

    signal = counted(Finder("toy.marks", "marks", find))
    assert Reading(None, "too quiet") == signal.read(document_of("a"))


def test_a_counted_finder_says_what_is_counted():
    finder = Finder("toy.marks", "loud marks", lambda _document: (), frozenset({"comment"}))
    signal = counted(finder)
    assert ("count(toy.marks)", "loud marks: how many") == (signal.name, signal.doc)
    assert {"comment"} == signal.needs


def test_a_signal_locates_what_it_measures():
    signal, document = measured(captured(["comment"]), "exists"), document_of(TEXT)
    assert ["# TODO: a", "# done", "# TODO"] == covered(document, signal.locate(document))


def test_a_signal_needs_what_its_place_and_its_measure_need():
    signal = measured(captured(["print"]), "code_line_fraction")
    assert {"print", "comment", "docstring"} == signal.needs


@pytest.mark.parametrize(
    "signal",
    [
        measured(captured(["import"]), "code_line_fraction"),
        measured(captured(["string"]), "code_char_fraction"),
        measured(inside(matched("TODO"), captured(["comment"])), "line_fraction"),
        measured(captured(["function", "class"]), "per_code_line"),
    ],
    ids=lambda signal: signal.name,
)
def test_a_signal_reads_the_same_when_only_its_needs_are_queried(signal):
    text = '"""d"""\nimport a\nx = "s"  # TODO\nclass A:\n    def f(self): pass\n'
    alone = document_of(text, syntax=syntax_of(wanted=signal.needs))
    assert signal.read(document_of(text)) == signal.read(alone)


def test_what_cannot_be_captured_is_an_unmeasured_reading():
    signal = measured(captured(["goto"]), "count")
    assert Reading(None, "no @goto is marked in python") == signal.read(document_of(TEXT))


def test_a_ratio_is_one_signal_over_another():
    signal = ratio(measured(matched("a"), "count"), measured(matched("."), "count"))
    assert Reading(0.75) == signal.read(document_of("aaab"))


def test_a_ratio_is_named_by_both():
    assert "a / b" == ratio(signal_of("a"), signal_of("b")).name


def test_a_ratio_over_nothing_is_unmeasured():
    signal = ratio(signal_of("a", 1), signal_of("b", 0))
    assert Reading(None, "b is 0") == signal.read(document_of(""))


def test_a_ratio_locates_its_part():
    signal = ratio(measured(matched("a"), "count"), measured(matched("b"), "count"))
    document = document_of("ab")
    assert ["a"] == covered(document, signal.locate(document))


def test_a_ratio_needs_what_both_need():
    needs = [frozenset({name}) for name in ("call", "print")]
    one, other = (Signal(*"abc", lambda _: 1.0, needs=need) for need in needs)
    assert {"call", "print"} == ratio(one, other).needs


def test_where_the_region_is_unmeasured_nothing_is_searched():
    searched = []
    finder = Finder("mine", "mine", lambda document: searched.append(document) or [])
    with pytest.raises(Unmeasured, match="no parser for text"):
        inside(finder, captured(["comment"])).find(document_of("TODO", "text"))
    assert [] == searched


def test_what_a_finder_yields_is_there_for_every_rule_that_measures_it():
    finder = once(Finder("mine", "mine", lambda document: (Span(i, i + 1) for i in range(3))))
    document = document_of("abc", "text")
    assert [3, 3] == [len(finder.find(document)) for _ in range(2)]


@pytest.mark.parametrize("span", [Span(0, 100), Span(2, 1), (-1, 1)])
def test_a_finder_that_points_outside_of_the_text_is_unmeasured(span):
    finder = Finder("mine", "mine", lambda document: [span])
    note = f"failed: mine gives bytes {span[0]} to {span[1]} of 3"
    assert Reading(None, note) == counted(finder).read(document_of("abc", "text"))


def test_whether_there_is_one_asks_for_no_second():
    asked = []

    def walk(document):
        for number in range(3):
            asked.append(number)
            yield Span(number, number + 1)

    finder = Finder("mine", "mine", lambda document: list(walk(document)), walk=walk)
    assert (1, [0]) == (measured(finder, "exists").read(document_of("abc", "text")).value, asked)


def test_two_rules_that_name_a_finder_ask_it_once():
    asked = []
    finder = Finder("mine", "mine", lambda document: asked.append(document.id) or [Span(0, 1)])
    document = document_of("abc", "text")
    signals = [measured(once(finder), measure) for measure in ("count", "longest")]
    assert [1, 1] == [signal.read(document).value for signal in signals]
    assert ["a"] == asked


# The path


def path_read(expression, measure, path):
    """What a signal on a path reads of it, and the parts that it stands over."""
    signal, document = on_path(expression, measure), document_of(TEXT, path=path)
    data = path.encode(errors="replace")
    found = [data[start:end].decode() for start, end in signal.locate(document)]
    return signal.read(document).value, found


@pytest.mark.parametrize(
    ("expression", "path", "count", "found"),
    [
        ("a", "a/ba/c.py", 2, ["a", "a"]),
        ("(?i)(?:^|/)vendors?/", "src/Vendor/x/vendors/a.c", 2, ["/Vendor/", "/vendors/"]),
        ("^src/", "src/src/a.py", 1, ["src/"]),
        ("é.", "éa/b.py", 1, ["éa"]),
        ("x*", "abc", 0, []),
        ("TODO", "a.py", 0, []),
        ("a", "", 0, []),
    ],
)
def test_a_pattern_on_the_path_looks_at_the_path_and_not_at_the_text(
    expression, path, count, found
):
    assert (count, found) == path_read(expression, "count", path)
    assert (float(count > 0), found) == path_read(expression, "exists", path)


def test_a_path_has_no_more_than_1_000_matches():
    assert 1_000 == path_read("/", "count", 2_000 * "/")[0]


def test_a_path_that_is_no_unicode_is_read():
    assert 1 == path_read("a[.]py", "count", "\ud800/a.py")[0]


def test_a_signal_on_the_path_says_so_in_its_name_and_has_a_unit():
    signal = on_path("a", "count")
    assert ("count(path /a/)", "matches", True) == (signal.name, signal.unit, signal.on_path)
    assert "exists(path /a/)" == on_path("a", "exists").name


def test_a_signal_on_the_path_needs_no_capture():
    assert frozenset() == on_path("a", "count").needs


def test_a_ratio_has_its_places_where_its_part_has_them():
    some = signal_of("some", 2.0)
    assert ratio(on_path("a", "count"), some).on_path
    assert not ratio(some, on_path("a", "count")).on_path


def test_a_finder_whose_gate_is_closed_is_not_asked():
    asked = []
    finder = Finder("x", "", lambda document: asked.append(document) or [], gate="todo")
    assert measured(finder, "char_fraction").read(document_of("done\n")) == Reading(0.0)
    assert not asked
    measured(finder, "char_fraction").read(document_of("todo\n"))
    assert len(asked) == 1


def test_a_closed_gate_does_not_hide_that_a_measure_has_no_ground():
    finder = Finder("x", "", lambda _document: [], gate="todo")
    reading = measured(finder, "per_code_line").read(Document("a", "done\n", "x", "prose"))
    assert reading.value is None
