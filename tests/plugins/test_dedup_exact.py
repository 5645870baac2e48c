import hashlib

import pytest
from pydantic import ValidationError
from rulekit_plugins.dedup.exact import EXACT, ExactSettings

import rulekit
from rulekit.testing import curated_row


def exact(**settings):
    return EXACT.build(ExactSettings(**settings), None)


def test_the_key_is_the_beginning_of_the_original_s_hash():
    assert (hashlib.sha256(b"x = 1\n").digest()[:16],) == exact().keys(curated_row("x = 1\n"))


def test_rows_of_another_path_and_the_same_bytes_share_their_key():
    rows = curated_row("x = 1\n", "a.py"), curated_row("x = 1\n", "b.txt")
    assert 1 == len({exact().keys(row) for row in rows})


def test_one_blank_more_is_another_key():
    assert 2 == len({exact().keys(curated_row(text)) for text in ("x = 1\n", "x = 1\n\n")})


def test_of_content_no_edit_counts():
    row = curated_row("# by jane@doe.org\n")
    assert exact().keys(row) == exact().keys(row.edited("# by <EMAIL>\n"))


def test_of_text_rows_that_were_edited_into_the_same_share_their_key():
    rows = [
        curated_row(text).edited("# by <EMAIL>\n") for text in ("# by a@b.org\n", "# by c@d.org")
    ]
    assert 2 == len({exact().keys(row) for row in rows})
    assert 1 == len({exact(of="text").keys(row) for row in rows})


def test_of_text_no_edit_gives_the_key_of_the_content():
    row = curated_row("naïve = 1\n")
    assert exact().keys(row) == exact(of="text").keys(row)


def test_an_equal_key_is_enough():
    step = exact()
    assert isinstance(step, rulekit.CopyStep)
    assert (None, True) == (step.threshold, step.is_exact)
    assert None is step.features(curated_row("x = 1\n"))


def test_the_most_stars_and_then_the_latest_are_kept_unless_it_is_said_otherwise():
    assert ("stars?", "committed?") == exact().prefer
    assert ("size asc",) == exact(prefer=["size asc"]).prefer


@pytest.mark.parametrize("wrong", [{"of": "contents"}, {"off": "text"}, {"prefer": [""]}])
def test_settings_that_do_not_exist_are_refused(wrong):
    with pytest.raises(ValidationError):
        ExactSettings(**wrong)
