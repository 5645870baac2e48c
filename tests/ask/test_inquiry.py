"""rulekit/ask/inquiry.py: what is asked, as its files say."""

import pytest
from asking import ASK, FILES

from rulekit.ask.inquiry import read_inquiry
from rulekit.errors import SpecError


@pytest.fixture
def keys(write):
    """A function: keys of what is asked about a text, by a file that is changed so."""

    def of(*change, text="x = 1"):
        write(FILES | {"score.yaml": ASK.replace(*change) if change else ASK})
        inquiry = read_inquiry("score.yaml")
        return [one.key for one in inquiry.requests(text, {"path": "a.py"})]

    return of


@pytest.mark.parametrize(
    "change",
    [("open: 4", "open: 9"), ("input: 1", "input: 7"), ("ask: score", "ask: other")],
)
def test_what_is_not_sent_asks_nothing_anew(keys, change):
    assert keys() == keys(*change)


@pytest.mark.parametrize(
    "change",
    [
        ("model: stub", "model: other"),
        ("limits:", "sample: {seed: 1}\nlimits:"),
        ("limits:", "sample: {seed: }\nlimits:"),
        ("limits:", "sample: {top_p: 0.5}\nlimits:"),
    ],
)
def test_what_is_sent_asks_anew(keys, change):
    assert keys() != keys(*change)


def test_a_longer_cut_asks_anew_about_texts_that_it_changes(keys):
    short, long = ("tries: 3", "characters: 3"), ("tries: 3", "characters: 4")
    assert keys(*short, text="abc") == keys(*long, text="abc")
    assert keys(*short, text="abcd") != keys(*long, text="abcd")


def test_more_replies_keep_those_that_are_there(keys):
    more = keys("limits:", "sample: {n: 3}\nlimits:")
    assert (keys(), 3) == (more[:1], len({*more}))


def test_paths_count_from_the_folder_of_the_file(write):
    write({f"deep/{name}": text for name, text in FILES.items()})
    assert "deep/prompt.md" == read_inquiry("deep/score.yaml").prompt.path


def test_a_file_that_is_not_there_is_told_at_its_name(write):
    write(FILES | {"score.yaml": ASK.replace("prompt.md", "prmpt.md")})
    with pytest.raises(SpecError, match=r"no file `prmpt.md`\n +--> score.yaml:2:9"):
        read_inquiry("score.yaml")
