"""plugins/pii/detector.py and finder.py: conditions, words, and what a hostile text costs."""

from rulekit_plugins.pii.detector import PiiDetector
from rulekit_plugins.pii.plugin import rulekit_detectors
from rulekit_plugins.pii.rule import PiiRuleSpec, WordList

from rulekit.testing import curated_row

LISTS = {"pets": WordList(title="T", source="S", words=["Cat", "a.b"])}
EXAMPLES = {"find": [{"text": [["a1"]]}], "leave": [{"text": "x"}]}


def found(text, path="a.txt", **keys):
    known = {"title": "T", "why": "W", "source": "S", "kind": "key", "examples": EXAMPLES}
    spec = PiiRuleSpec.model_validate({**known, "pattern": "(?P<tag>[a-z]+)[0-9]", **keys})
    data = text.encode()
    detections = PiiDetector({"r": spec}, LISTS).find(curated_row(text, path))
    return [data[one.start : one.end].decode() for one in detections]


def test_all_of_a_match_is_found():
    assert ["ab1", "c2"] == found("ab1 c2")


def test_a_group_called_value_is_found_alone():
    assert ["1", "2"] == found("ab1 c2", pattern="[a-z](?P<value>[0-9])")


def test_a_text_without_a_word_is_not_looked_at():
    assert [] == found("ab1", words=["key"])


def test_a_word_counts_in_any_case():
    assert ["ab1"] == found("ab1 KEY", words=["key"])


def test_a_condition_may_look_before_and_after_a_match_on_its_line():
    text = "x\nno ab1 c2\nd3"
    assert ["d3"] == found(text, unless=[{"at": "before", "pattern": "no"}])
    assert ["c2", "d3"] == found(text, unless=[{"at": "after", "pattern": "c"}])


def test_a_condition_may_look_at_the_line():
    assert ["b2"] == found("a1 no\nb2\n", unless=[{"at": "line", "pattern": "no"}])


def test_a_line_ends_far_from_a_match():
    far = "no" + " " * 300
    assert ["a1"] == found(far + "a1" + " " * 300 + "no", unless=[{"at": "line", "pattern": "no"}])


def test_a_condition_may_look_just_around_a_match():
    assert ["a1"] == found("a1 'b2'", unless=[{"at": "around", "pattern": "^'.*'$"}])


def test_a_condition_may_look_at_a_group():
    assert ["b1"] == found("aa1 b1", unless=[{"at": "tag", "pattern": "aa"}])


def test_a_condition_may_look_at_the_path_from_a_slash():
    unless = [{"at": "path", "pattern": "/tests/"}]
    assert [] == found("a1", path="tests/a.txt", unless=unless)
    assert ["a1"] == found("a1", path="mytests/a.txt", unless=unless)


def test_what_is_needed_has_to_be_there():
    assert ["b2"] == found("a1\nkey b2", needs=[{"at": "line", "pattern": "key"}])


def test_a_list_has_whole_words_in_any_case():
    assert ["cats1", "axb1"] == found("cat1 cats1 axb1", unless=[{"at": "tag", "list": "pets"}])


def test_a_list_may_have_parts_of_words():
    unless = [{"at": "tag", "list": "pets", "part": True}]
    assert ["axb1"] == found("cat1 cats1 axb1", unless=unless)


def test_what_is_also_said_has_to_hold_too():
    both = [{"at": "tag", "pattern": "a", "also": {"at": "line", "pattern": "no"}}]
    assert ["a1", "b2"] == found("a1\nno b2 a3", unless=both)


def test_any_of_several_conditions_is_enough_to_leave():
    unless = [{"at": "tag", "pattern": "^a"}, {"at": "tag", "pattern": "(?i)^B"}]
    assert ["c3"] == found("a1 b2 c3", unless=unless)


def test_what_is_too_long_is_left():
    assert ["b1"] == found("aaaa1 b1", longest=3)


def test_what_has_little_of_chance_is_left():
    assert ["abcdefgh1"] == found("aaaaaaaa1 abcdefgh1", entropy=3.0)


def test_a_text_of_nothing_but_beginnings_has_nothing():
    (detector,) = rulekit_detectors()
    find = detector.build(None)
    for piece in ("a@", "1.1.", "-----BEGIN PRIVATE KEY-----", "password=", "http://", '"'):
        assert [] == list(find(curated_row(piece * 5_000, "a.env")))
