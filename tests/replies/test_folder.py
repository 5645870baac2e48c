"""rulekit/replies/folder.py: a folder of `rulekit ask`, or why it is none."""

import json
from pathlib import Path

import pytest
from replying import answered, write_replies

from rulekit.errors import SpecError
from rulekit.replies.folder import read_reply_folder

FOLDER = Path("asked")


@pytest.fixture(autouse=True)
def asked(folder):
    write_replies(FOLDER, {"x = 1\n": [answered(3)]})


def said(change):
    manifest = json.loads(Path("asked/manifest.json").read_text())
    Path("asked/manifest.json").write_text(json.dumps(change(manifest)))


def complaint():
    with pytest.raises(SpecError) as error:
        read_reply_folder(FOLDER)
    return error.value.problems[0].message


def test_a_folder_has_its_name_its_properties_and_whole_replies():
    found = read_reply_folder(FOLDER)
    assert ("marks", "integer") == (found.name, dict(found.properties)["score.quality"])
    assert found.problem() is None


def test_replies_that_are_not_those_of_the_manifest_are_told():
    found = read_reply_folder(FOLDER)
    whole = found.file.read_bytes()
    for broken in (whole[:-1], whole + b"x", whole.replace(b"3", b"9", 1)):
        found.file.write_bytes(broken)
        assert "damaged, or half written" in found.problem().message
    found.file.unlink()
    assert "cannot be read" in found.problem().message


def test_replies_that_have_changed_since_the_rules_were_read_are_not_taken_for_them():
    found = read_reply_folder(FOLDER)
    write_replies(FOLDER, {"x = 1\n": [answered(9)]})
    with pytest.raises(SpecError, match="the replies have changed since the rules were read"):
        _ = found.texts


def test_a_folder_that_is_not_there_is_told():
    with pytest.raises(SpecError, match="the folder of replies is not there\n  --> gone"):
        read_reply_folder(Path("gone"))


def test_a_folder_where_asking_has_not_ended_is_told():
    Path("asked/manifest.json").unlink()
    assert "this is no folder of replies" == complaint()
    Path("asked/journal").mkdir()
    assert "asking has not ended here: no table is written" == complaint()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda said: {"plan": said}, "this is no folder of replies"),
        (lambda said: [said], "this is no folder of replies"),
        (lambda said: said | {"ask": "marks"}, "this is no folder of replies"),
        (lambda said: said.pop("texts") and said, "an older rulekit has written it"),
        (lambda said: said | {"properties": 3}, "the manifest of the replies is damaged"),
        (lambda said: said | {"properties": [["a"]]}, "the manifest of the replies is damaged"),
        (lambda said: said | {"texts": {}}, "the manifest of the replies is damaged"),
        (
            lambda said: said | {"ask": {"ask": "a\x1b[2J"}},
            "the manifest of the replies is damaged",
        ),
    ],
)
def test_a_manifest_of_something_else_or_that_is_damaged_is_told(change, why):
    said(change)
    assert complaint().startswith(why)


def test_a_manifest_that_is_no_json_is_told():
    Path("asked/manifest.json").write_text("{")
    assert "this is no JSON" == complaint()
