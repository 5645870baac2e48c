"""rulekit/labelling/session.py: what a reader types, and what is stored of it."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from labelled import queued

from rulekit.labelling.label import LABELS, latest
from rulekit.labelling.label_file import LabelFile, read_label_file
from rulekit.labelling.session import Occasion, Session

FILES = [queued("a.py"), queued("b.py", decision="drop"), queued("c.py")]


def typed(session, *words):
    for word in words:
        session.take(word)
    return session


def stored():
    return [json.loads(line) for line in Path("labels.jsonl").read_text().splitlines()]


def test_a_label_is_stored_with_all_that_is_known_of_the_file(begin):
    file = queued("a.py", repo="owner/name")
    typed(begin(file), "d", "g", "l", "  by\ta tool ")
    assert [
        {
            "sha256": file.sha256, "path": "a.py", "shard": "s", "row": 0, "id": None,
            "repo": "owner/name", "language": "python", "label": "drop", "kind": "generated",
            "confidence": "low", "note": "by a tool", "reader": "anna",
            "time": "2026-01-01T00:00:00+00:00", "blind": True,
        }
    ] == stored()  # fmt: skip


@pytest.mark.parametrize(
    ("words", "label", "kind", "confidence", "note"),
    [
        (["k", "", "", ""], "keep", None, "high", ""),
        (["keep", "good", "high", "n"], "keep", "good", "high", "n"),
        (["d", "w", "a licence", "l", ""], "drop", "a licence", "low", ""),
        (["d", "w", "", "h", ""], "drop", None, "high", ""),
        (["u", "why"], "undecided", None, None, "why"),
        (["d", "g", None, "k", "", "", ""], "keep", None, "high", ""),
        (["d", "g", "h", None, "u", ""], "undecided", None, None, ""),
        (["next", "x", "k", "right", "g", "", ""], "keep", "good", "high", ""),
    ],
)
def test_answers_become_a_label(begin, words, label, kind, confidence, note):
    typed(begin(*FILES), *words)
    (row,) = stored()
    assert [label, kind, confidence, note] == [
        row[name] for name in ("label", "kind", "confidence", "note")
    ]


def test_the_next_file_follows_and_after_the_last_the_end(begin):
    session = begin(*FILES)
    for place in range(3):
        assert (place, place) == (session.place, session.done)
        typed(session, "k", "", "", "")
    assert "end" == session.question.name
    assert typed(session, "q").ended


def test_the_verdict_is_told_when_it_is_asked_for_and_the_label_says_so(begin):
    session = begin(*FILES)
    typed(session, "evidence")
    assert session.shows_evidence
    assert ["keep!"] == session.view.lines
    assert not typed(session, "e").shows_evidence
    typed(session, "k", "", "", "", "k", "", "", "")
    assert [False, True] == [row["blind"] for row in stored()]


def test_a_label_after_one_that_was_not_blind_is_not_blind(begin):
    typed(begin(*FILES), "e", "k", "", "", "")
    typed(begin(*FILES), "b", "d", "", "", "")
    assert [False, False] == [row["blind"] for row in stored()]


def test_back_asks_again_and_the_later_label_counts(begin):
    session = typed(begin(*FILES), "k", "", "", "", "k", "", "", "", "b", "b")
    assert 0 == session.place
    assert "you said keep: a new label counts in its place, s leaves it" == session.message
    typed(session, "d", "t", "", "")
    assert "stored: drop (trivial); you had said keep, the later label counts" == session.message
    assert 2 == session.place
    last = latest(read_label_file("labels.jsonl"))
    assert ["keep", "drop"] == [one.label for one in last.values()]


def test_back_at_the_end_is_the_last_file(begin):
    session = typed(begin(FILES[0]), "k", "", "", "")
    typed(session, "b", "u", "")
    assert ["keep", "undecided"] == [row["label"] for row in stored()]


def test_before_the_first_file_there_is_none(begin):
    session = typed(begin(*FILES), "b")
    assert (0, "there is no file before this one") == (session.place, session.message)


def test_what_is_skipped_has_no_label_and_comes_again(begin):
    session = typed(begin(*FILES), "s", "k", "", "", "", "s")
    assert ("end", 1) == (session.question.name, session.done)
    again = begin(*FILES)
    assert 0 == again.place
    assert 2 == typed(again, "k", "", "", "").place


def test_leaving_a_labelled_file_leaves_its_label(begin):
    session = typed(begin(*FILES), "k", "", "", "", "b", "s")
    assert (1, 1) == (session.place, session.done)


def test_a_session_goes_on_where_the_reader_was(begin):
    typed(begin(*FILES), "k", "", "", "", "q")
    assert 1 == begin(*FILES).place


def test_another_reader_sees_none_of_the_labels(begin):
    typed(begin(*FILES), "k", "", "", "")
    other = begin(*FILES, reader="ben")
    assert (0, 0, {}) == (other.place, other.done, other.said)


def test_a_session_in_which_all_is_labelled_is_at_its_end(begin):
    typed(begin(FILES[0]), "k", "", "", "")
    assert "end" == begin(FILES[0]).question.name


def test_a_search_moves_the_text(begin):
    session = typed(begin(queued("a.py", "x\n" * 50 + "needle\n")), "/", "NEEDLE")
    assert (50, "label") == (session.view.found, session.question.name)
    assert "`gone` is not in it" == typed(session, "/", "gone").message


def test_what_is_no_answer_changes_nothing(begin):
    session = typed(begin(*FILES), "x")
    assert ("`x` is no answer here; ? shows the keys", 0) == (session.message, session.place)


def test_help_is_shown_page_after_page_until_another_key(begin):
    session = typed(begin(*FILES), "?", "?")
    assert 2 == session.help_page
    assert 0 == typed(session, None).help_page
    assert "kind" == typed(session, "?", "d").question.name


ANSWERS = [*"kdusbenp/?gvtwhl", "", "x", None, "next", "right", "漢字"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.sampled_from(ANSWERS), max_size=40), some.integers(0, 40))
def test_any_answers_leave_a_file_of_labels_that_tells_where_the_reader_was(folder, words, stop):
    """Whenever a session is killed, the next one knows every label that was said."""
    Path("labels.jsonl").unlink(missing_ok=True)
    around = Occasion("anna", lambda: "2026", lambda one: one.decision)
    said = {}
    for some_words in (words[:stop], words[stop:]):
        with LabelFile("labels.jsonl") as file:
            session = Session(FILES, file, around)
            assert said == {sha: one.label for sha, one in session.said.items()}
            typed(session, *some_words)
            said = {sha: one.label for sha, one in session.said.items()}
    kept = latest(read_label_file("labels.jsonl"))
    assert said == {sha: one.label for (_, sha), one in kept.items()}
    assert {*said.values()} <= {*LABELS}
    assert {*said} <= {one.sha256 for one in FILES}
