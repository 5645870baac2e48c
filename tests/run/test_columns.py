"""rulekit/run/columns.py: which columns hold what is judged."""

import pytest

from rulekit.errors import UsageError
from rulekit.run.columns import detect_columns, parse_columns
from rulekit.run.shard import Columns

# The columns of published data sets, as their cards list them.
STACK_V1 = ("hexsha", "size", "ext", "lang", "max_stars_repo_path", "max_stars_count", "content")
STACK_V2 = ("blob_id", "directory_id", "path", "content_id", "language", "length_bytes")
OPENCODER = ("filename", "text", "program_lang")
STARCODER = ("max_stars_repo_path", "max_stars_repo_name", "max_stars_count", "id", "content")


@pytest.mark.parametrize(
    ("known", "expected", "form"),
    [
        (STACK_V1, Columns("content", "max_stars_repo_path", "lang", "hexsha"), "The Stack v1"),
        (STARCODER, Columns("content", "max_stars_repo_path", None, "id"), "StarCoderData"),
        (("text", "id", "source", "added", "metadata"), Columns("text", id="id"), "dolma"),
        (("text", "id", "metadata"), Columns("text", id="id"), "datatrove"),
        (
            ("title", "document_id", "contents", "programming_language", "size"),
            Columns("contents", "title", "programming_language", "document_id"),
            "data-prep-kit",
        ),
        (OPENCODER, Columns("text", "filename", "program_lang"), "OpenCoder"),
        (STACK_V2, Columns("content", "path", "language", "blob_id"), "The Stack v2"),
        (("code", "file_path"), Columns("code", "file_path"), ""),
        (("content",), Columns("content"), ""),
    ],
)  # fmt: skip
def test_the_columns_of_a_known_form_are_found(known, expected, form):
    assert (expected, form) == detect_columns(known)


def test_their_order_does_not_matter():
    assert detect_columns(STACK_V1) == detect_columns(STACK_V1[::-1])


@pytest.mark.parametrize(
    ("known", "message", "remedy"),
    [
        (("content", "text"), "content may be `content` or `text`", "--columns content=content"),
        (("text", "path", "filename"), "path may be `path` or `filename`", "--columns path=path"),
        (("body", "path"), "no column is known to hold the text; there are: body, path", "=NAME"),
    ],
)
def test_what_may_be_either_is_for_the_user_to_say(known, message, remedy):
    with pytest.raises(UsageError) as raised:
        detect_columns(known)
    [problem] = raised.value.problems
    assert (message, True) == (problem.message, remedy in problem.remedy)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("content=text", Columns("text", id="id")),  # the rest is detected
        ("content=text, path=a.b ,id=n", Columns("text", "a.b", None, "n")),
        ("lang=n", Columns("text", None, "n", "id")),
        ("content=text,id=", Columns("text")),
        ("content=id", Columns("id")),
    ],
)
def test_the_user_can_say_which_is_which(words, expected):
    assert expected == parse_columns(words, ["text", "a.b", "n", "id"])


def test_what_is_said_breaks_a_tie():
    columns = parse_columns("path=filename", ["content", "path", "filename"])
    assert Columns("content", "filename") == columns


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("content", "--columns content: say ROLE=COLUMN"),
        ("content=", "the roles are content, path, lang, id"),
        ("contend=text", "did you mean `content`?"),
        ("content=txt", "there is no column `txt`, did you mean `text`?"),
        ("content=text,content=n", "`content` is given twice"),
        ("=text", "the roles are content, path, lang, id"),
    ],
)
def test_wrong_words_are_told_with_the_nearest_right_one(words, message):
    with pytest.raises(UsageError) as raised:
        parse_columns(words, ["text", "n"])
    assert message in str(raised.value)
