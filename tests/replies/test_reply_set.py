"""rulekit/replies/reply_set.py: what a model replied, as a number that rules limit."""

from dataclasses import replace
from pathlib import Path

import pytest
from making import document_of
from replying import answered, failed, sha256, write_replies

from rulekit.catalog.reply_folders import find_replies
from rulekit.core.reading import Reading
from rulekit.replies.folder import read_reply_folder
from rulekit.replies.reply_set import ReplySet, reply_name

TEXTS = {
    "low": [answered(2), answered(9), answered(3, "dull\x1b[2J\nand\tlong " + "x" * 300)],
    "even": [answered(8), answered(2)],
    "partly": [failed("unparsed"), answered(5), failed("refused")],
    "safe": [answered(1, safe=True)],
    "mixed": [failed("length"), failed("unparsed"), failed("unparsed")],
    "cut": [failed("length")],
    "silent": [failed("refused")],
    "late": [failed("unasked")],
    "bare": [failed("unread")],
}


@pytest.fixture
def signal(folder):
    """A function: the signal of a property."""
    known = ReplySet((read_reply_folder(write_replies(Path("asked"), TEXTS)),))
    signals = {one.name: one for one in known.signals}
    return lambda prop: signals[reply_name(prop, "marks")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("low", Reading(3.0)),
        ("even", Reading(2.0)),
        ("partly", Reading(5.0)),
        ("mixed", Reading(None, "unparsed: the model's reply is not of its form")),
        ("cut", Reading(None, "length: the model's reply was cut off")),
        ("silent", Reading(None, "refused: the model did not reply")),
        ("late", Reading(None, "unasked: the server gave no answer")),
        ("bare", Reading(None, "unread: the row lacked what the prompt asks of it")),
        ("new", Reading(None, "unasked: no model was asked about this text")),
    ],
)
def test_the_lower_median_of_what_was_answered_counts_and_nothing_is_never_0(
    signal, text, expected
):
    assert expected == signal("score.quality").read(document_of(text))


def test_a_boolean_is_0_or_1_and_a_property_may_be_left_out(signal):
    assert Reading(1.0) == signal("safe").read(document_of("safe"))
    assert Reading(None, "the reply leaves `safe` out") == signal("safe").read(document_of("low"))


def test_texts_and_lists_are_no_numbers(signal):
    for prop in ("reason", "tags", "kind"):
        with pytest.raises(KeyError):
            signal(prop)


def test_words_are_the_reason_of_the_reply_that_counts_and_what_the_others_say(signal):
    tell = signal("score.quality").tell
    words = tell(document_of("low"))
    assert words.startswith('"dull\\x1b[2J and long xxx')
    assert words.endswith('x…" (replies: 2, 9, 3)')
    assert len(words) < 230
    assert '"so it is" (replies: 5; 1 unparsed; 1 refused)' == tell(document_of("partly"))
    assert '"so it is"' == tell(document_of("safe"))


def test_without_a_reason_the_words_name_what_was_asked(folder):
    numbers = [["mark", "number"]]
    path = write_replies("asked", {"x": [("answered", {"mark": 2.5})]}, properties=numbers)
    (mark, _) = ReplySet((read_reply_folder(path),)).signals
    assert (2.5, "so marks replies") == (
        mark.read(document_of("x")).value,
        mark.tell(document_of("x")),
    )


def test_the_reason_is_called_so_or_is_the_first_text_before_the_number(folder):
    def reason(*properties):
        kinds = [one.split(":") for one in properties]
        path = write_replies("asked", {}, properties=kinds)
        return ReplySet((read_reply_folder(path),)).reason_of("mark")

    assert "why.reason" == reason("kind:string", "mark:integer", "why.reason:string")
    assert "first" == reason("first:string", "second:string", "mark:integer")
    assert "" == reason("mark:integer", "after:string")


def test_replies_are_counted_and_none_is_0(folder):
    path = write_replies("asked", TEXTS)
    *_, count = ReplySet((read_reply_folder(path),)).signals
    assert "replies(marks)" == count.name
    assert [3, 1, 0, 0] == [
        count.read(document_of(one)).value for one in ("low", "partly", "cut", "new")
    ]


def test_a_text_that_a_curation_has_changed_has_its_own_reply_or_that_of_before(signal):
    quality, document = signal("score.quality"), document_of("new", sha256=sha256("low"))
    assert 3.0 == quality.read(document).value
    edited = replace(document, edited=sha256("new"))
    assert (3.0, True) == (quality.read(edited).value, "as it came" in quality.tell(edited))
    again = replace(edited, edited=sha256("even"))
    assert (2.0, False) == (quality.read(again).value, "as it came" in quality.tell(again))


def test_a_folder_that_is_named_twice_is_one(folder):
    path = Path(write_replies("a", {"x": [answered(1)]}))
    (known,) = find_replies([path, path.absolute()]).sets.values()
    assert 1 == len(known.folders)


def test_two_folders_of_one_name_are_asked_both(folder):
    paths = [write_replies("a", {"x": [answered(1)]}), write_replies("b", {"y": [answered(2)]})]
    known = ReplySet(tuple(map(read_reply_folder, paths)))
    mark = known.signals[0]
    assert [1.0, 2.0] == [mark.read(document_of(one)).value for one in "xy"]
    assert known.sha256 not in {one.sha256 for one in known.folders}
