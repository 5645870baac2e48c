"""rulekit/synthesis/earlier_round.py: a round that has ended, as it stands."""

import json

import pytest

from rulekit.errors import UsageError
from rulekit.synthesis.earlier_round import read_earlier
from rulekit.synthesis.json_lines import sha256_of

KEPT = '{"id": "1-a", "response": "x"}\n'
TOLD = {"synthesize": "mine", "round": 1, "files": {"kept.jsonl": sha256_of(KEPT)}}


def test_its_samples_are_those_of_all_rounds_up_to_it(write):
    text = json.dumps(TOLD)
    earlier = KEPT.replace("1-a", "0-a")
    write({"one/manifest.json": text, "one/kept.jsonl": KEPT, "one/earlier.jsonl": earlier})
    found = read_earlier("one", "mine")
    assert (1, sha256_of(text)) == (found.number, found.sha256)
    assert ["0-a", "1-a"] == [one["id"] for one in found.samples()]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "is no synthesis that has ended"),
        ({"one/manifest.json": "{"}, "manifest.json"),
        ({"one/manifest.json": "[]"}, "manifest.json"),
        ({"one/manifest.json": '{"synthesize": "mine"}'}, "is no synthesis that has ended"),
        ({"one/manifest.json": json.dumps(TOLD)}, "is not as it was written"),
        (
            {"one/manifest.json": json.dumps(TOLD), "one/kept.jsonl": KEPT + "\n"},
            "kept.jsonl` is not as it was written",
        ),
        (
            {
                "one/manifest.json": json.dumps(TOLD | {"synthesize": "other"}),
                "one/kept.jsonl": KEPT,
            },
            "it is a round of the recipe other",
        ),
    ],
)
def test_another_folder_is_none(write, files, said):
    write({"x": ""} | files)
    with pytest.raises(UsageError, match=said.replace(".", r"\.")):
        read_earlier("one", "mine")
