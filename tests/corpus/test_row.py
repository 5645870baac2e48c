"""rulekit/corpus/row.py: every row has a verdict, whatever is in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.document import MAX_BYTES
from rulekit.corpus.job import CorpusJob, Shard
from rulekit.corpus.roles import Columns
from rulekit.corpus.row import file_verdict, row_verdict
from rulekit.errors import RulekitError
from rulekit.files.discover import FoundFile
from rulekit.hooks.reader import BrokenRow
from rulekit.loader import load

ENGINE = load(select=["text/few-lines", "python/pass-heavy"])
SHARD = Shard("a.jsonl", "data/a.jsonl", "jsonl")
JOB = CorpusJob(Columns("content", "path", "lang", "id"))
TEXT = "a = 1\n" * 5


def verdict(raw, job=JOB):
    return row_verdict(ENGINE, job, SHARD, 7, raw)


def test_a_row_is_judged_as_the_file_that_it_was():
    of_file = ENGINE.check_bytes(TEXT.encode(), "x.py")
    of_row = verdict({"content": TEXT, "path": "x.py"})
    assert (of_file.findings, of_file.sha256) == (of_row.findings, of_row.sha256)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_text_and_bytes_of_a_row_are_the_same(mark):
    text = mark + TEXT
    assert verdict({"content": text, "path": "x.py"}) == verdict(
        {"content": text.encode(), "path": b"x.py"}
    )


def test_a_column_says_in_which_repository_a_library_is_at_home():
    engine = load(select=["code/vendored-library"])
    job = CorpusJob(Columns("content", "path", repo="repo_name"))
    raw = {"content": TEXT, "path": "dist/jquery.js"}
    decisions = [
        row_verdict(engine, job, SHARD, 0, raw | {"repo_name": name}).decision
        for name in ("jquery/jquery", "me/shop", None)
    ]
    assert ["keep", "drop", "drop"] == decisions


def test_it_says_the_repository_of_a_column_whatever_becomes_of_the_row():
    job = CorpusJob(Columns("content", "path", repo="repo_name"))
    rows = ({"content": TEXT}, {"content": None}, {"content": "x", "path": "x.unknown"})
    for raw in rows:
        assert "a/b" == row_verdict(load(), job, SHARD, 0, raw | {"repo_name": "a/b"}).repo
    assert verdict({"content": TEXT, "path": "x.py"}).repo is None


def test_it_says_where_it_stood():
    found = verdict({"content": TEXT, "path": "x.py", "id": 5})
    assert ("data/a.jsonl", 7, "x.py", "5") == (found.shard, found.row, found.path, found.id)
    assert "data/a.jsonl#row=7" == found.target


@pytest.mark.parametrize(
    ("row", "language"),
    [
        ({"path": "x.py", "lang": "Java"}, "python"),  # its name says more than what is said of it
        ({"path": "x.h", "lang": "C++"}, "cpp"),  # the name leaves several
        ({"path": "x", "lang": "Go"}, "go"),
        ({"path": None, "lang": "python"}, "python"),
        ({"lang": None}, None),
        ({"lang": "Klingon"}, None),
    ],
)
def test_what_the_corpus_says_of_the_language_is_heard_where_the_name_does_not_tell(row, language):
    assert language == verdict({"content": TEXT, **row}).language


def test_the_users_word_is_heard_last():
    job = CorpusJob(JOB.columns, language="java")
    rows = ({"content": TEXT}, {"content": TEXT, "lang": "Go"})
    assert ["java", "go"] == [verdict(row, job).language for row in rows]


@pytest.mark.parametrize(
    ("raw", "cause", "reason"),
    [
        ({"path": "x.py"}, "no-content", "there is no `content`"),
        ({"content": None}, "no-content", "`content` is null"),
        ({"content": 5}, "no-content", "`content` is a number, not text"),
        ({"content": True}, "no-content", "`content` is a boolean, not text"),
        ({"content": ["a"]}, "no-content", "`content` is a list, not text"),
        ({"content": {"a": 1}}, "no-content", "`content` is an object, not text"),
        (BrokenRow("broken-row", "not JSON"), "broken-row", "not JSON"),
        (BrokenRow("unreadable", "cut off"), "unreadable", "cut off"),
        (BrokenRow("crashed", "it died"), "crashed", "it died"),
    ],
)
def test_a_row_without_a_text_is_an_error_that_says_why(raw, cause, reason):
    found = verdict(raw)
    assert ("error", (cause,), reason) == (found.decision, found.decided_by, found.reason)


def test_half_a_surrogate_pair_in_a_content_is_an_error_with_its_place():
    found = verdict({"content": "a\ud800b", "path": "x.py", "id": "7"})
    reason = "`content` is no text: half a surrogate pair, \\ud800, at character 2"
    assert ("error", ("broken-row",), reason, "7") == (
        found.decision, found.decided_by, found.reason, found.id
    )  # fmt: skip


def test_half_a_surrogate_pair_elsewhere_is_a_replacement_character():
    found = verdict({"content": TEXT, "path": "\ud800.py", "id": "\udfff"})
    assert ("\ufffd.py", "\ufffd", "python") == (found.path, found.id, found.language)


@pytest.mark.parametrize("role", ["content", "path", "lang", "id"])
def test_a_field_that_is_broken_makes_its_row_one_whatever_it_is_for(role):
    raw = {"content": TEXT, "path": "x.py", role: BrokenRow("broken-row", "it is there twice")}
    found = verdict(raw)
    assert ("error", "it is there twice") == (found.decision, found.reason)


def test_a_content_that_is_too_large_is_no_candidate():
    found = verdict({"content": BrokenRow("too-large", "20 MB"), "path": "x.py"})
    assert ("drop", False, "x.py") == (found.decision, found.candidate, found.path)


def test_what_the_folders_say_stands_in_every_row():
    shard = Shard("a.jsonl", "lang=Go/a.jsonl", "jsonl", {"lang": "Go", "year": "2024"})
    assert "go" == row_verdict(ENGINE, JOB, shard, 7, {"content": TEXT}).language


def test_null_in_the_name_of_a_folder_is_null():
    shard = Shard("a.jsonl", "a.jsonl", "jsonl", {"lang": None})
    assert row_verdict(ENGINE, JOB, shard, 7, {"content": TEXT}).language is None


def test_a_column_that_a_folder_names_too_is_there_twice():
    shard = Shard("a.jsonl", "lang=Go/a.jsonl", "jsonl", {"lang": "Go"})
    found = row_verdict(ENGINE, JOB, shard, 7, {"content": TEXT, "lang": "Go"})
    assert ("error", "`lang` is there twice: in the row and in the name of a folder") == (
        found.decision, found.reason
    )  # fmt: skip


def test_folders_may_name_columns_that_nobody_asks_for():
    shard = Shard("a.jsonl", "year=1/a.jsonl", "jsonl", {"year": "1"})
    raw = {"content": TEXT, "path": "x.py", "year": 2}
    assert "python" == row_verdict(ENGINE, JOB, shard, 7, raw).language


def test_memory_that_is_not_there_is_an_error_of_its_row_and_no_bug():
    class Starved:
        def check_bytes(self, *_, **__):
            raise MemoryError

    found = row_verdict(Starved(), JOB, SHARD, 7, {"content": "a"})
    assert ("error", ("out-of-memory",), 7) == (found.decision, found.decided_by, found.row)


def test_the_stack_v2_is_told_where_its_texts_are():
    job = CorpusJob(Columns("content", "path", "language", "blob_id"))
    found = verdict({"path": "x.py", "blob_id": "0f3a"}, job)
    assert ("error", "0f3a", True) == (
        found.decision,
        found.id,
        "Software Heritage" in found.reason,
    )


def test_what_is_too_large_is_no_candidate():
    found = verdict(BrokenRow("too-large", "65 MB in one line"))
    assert ("drop", False) == (found.decision, found.candidate)


@pytest.mark.parametrize(
    ("path", "shown"),
    [("a\n\x1b[31mb.py", "a\\n\\x1b[31mb.py"), ("", "a.jsonl#row=7"), (7, "7"), (["a"], '["a"]')],
)
def test_a_path_can_always_be_printed(path, shown):
    assert shown == verdict({"content": TEXT, "path": path}).path


def test_a_bug_costs_one_row_and_is_told_as_one():
    class Buggy:
        def check_bytes(self, *_, **__):
            raise ZeroDivisionError("no")

    found = row_verdict(Buggy(), JOB, SHARD, 7, {"content": "a"})
    assert ("error", ("failed",), 7) == (found.decision, found.decided_by, found.row)


def test_what_stops_the_whole_run_is_raised():
    class Impossible:
        def check_bytes(self, *_, **__):
            raise RulekitError("the pack is broken")

    with pytest.raises(RulekitError, match="the pack is broken"):
        row_verdict(Impossible(), JOB, SHARD, 7, {"content": "a"})


@pytest.mark.parametrize("path", ["a.py", "gone.py", "folder", "link.py", "big.py"])
def test_a_file_has_one_verdict_whichever_way_it_goes(write, path):
    write({"a.py": TEXT, "folder/b.py": "", "big.py": b"\n" * (MAX_BYTES + 1)})
    Path("link.py").symlink_to("nowhere")
    assert ENGINE.check_path(path) == file_verdict(ENGINE, FoundFile(path, path))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(["content", "path", "lang", "id"]), values))
def test_anything_in_a_row_has_a_verdict_that_can_be_written(raw):
    found = verdict(raw)
    assert found.decision in ("keep", "drop", "error")
    for word in (found.path, found.id or "", found.reason):
        word.encode()  # no lone surrogate
