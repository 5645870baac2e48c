"""rulekit/catalog/reply_folders.py: the replies that rules find, by the names that they write."""

from pathlib import Path

import pytest
from replying import answered, write_replies

from rulekit.catalog.reply_folders import NO_REPLIES, find_replies
from rulekit.errors import SpecError

MARK = [["score.quality", "integer"]]


@pytest.fixture
def known(folder):
    """A function: what is known of these folders, each with the name and properties that it has."""

    def found(**folders):
        paths = []
        for path, (name, properties, *more) in folders.items():
            paths.append(write_replies(path, {"x": [answered(1)]}, name, properties, *more))
        return find_replies(paths)

    return found


ONE = {"a": ("marks", [["kind", "string"], *MARK, ["safe", "boolean"]])}
TWO = ONE | {"b": ("other", [*MARK, ["depth", "number"]])}


def test_a_property_that_one_inquiry_has_needs_no_name(known):
    signals = known(**TWO).signals
    assert {
        *("reply(marks:score.quality)", "reply(other:score.quality)", "reply(marks:safe)"),
        *("reply(safe)", "reply(other:depth)", "reply(depth)", "replies(marks)", "replies(other)"),
    } == signals.keys()
    assert signals["reply(safe)"] is signals["reply(marks:safe)"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("reply(score.qualty)", "a reply has no `score.qualty`, did you mean `score.quality`?"),
        ("reply(marks:x)", "it has kind (string), score.quality (integer), safe (boolean)"),
        ("reply(kind)", "`kind` is of the type string, and a rule limits numbers and booleans; "),
        ("reply(mark:safe)", "nothing called `mark` was asked, did you mean `marks`?"),
        (
            "reply(score.quality)",
            "write `reply(marks:score.quality)` or `reply(other:score.quality)`",
        ),
        ("reply()", "a reply has no ``"),
    ],
)
def test_a_name_that_is_none_is_told_with_the_nearest_or_all(known, name, why):
    assert why in known(**TWO).complaint(name)


def test_another_signal_is_no_business_of_replies(known):
    assert "" == known(**ONE).complaint("text.lines")
    assert "" == NO_REPLIES.complaint("text.lines")


def test_without_a_folder_it_is_said_how_to_name_one():
    for name in ("reply(x)", "replies(x)"):
        assert "--replies DIR" in NO_REPLIES.complaint(name)


def test_folders_of_one_name_are_one_if_the_same_was_asked(known):
    both = known(a=ONE["a"], b=ONE["a"])
    assert 2 == len(both.sets["marks"].folders)


def test_folders_of_one_name_that_were_asked_otherwise_are_refused(known):
    with pytest.raises(SpecError, match="`a` has replies to another `marks`"):
        known(a=ONE["a"], b=("marks", MARK))


def test_the_same_folder_twice_is_one(known):
    known(**ONE)
    assert 1 == len(find_replies([Path("a"), Path("a")]).sets["marks"].folders)


def test_every_folder_that_is_none_is_told(folder):
    with pytest.raises(SpecError) as error:
        find_replies([Path("gone"), Path("lost")])
    assert ["gone", "lost"] == [one.path for one in error.value.problems]
