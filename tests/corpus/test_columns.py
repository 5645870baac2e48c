"""rulekit/corpus/columns.py: which columns hold what is judged."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rulekit.corpus.columns import detect_columns, find_columns, parse_columns
from rulekit.corpus.job import Shard
from rulekit.corpus.roles import Columns
from rulekit.errors import UsageError
from rulekit.loader import load
from rulekit.run.tasks import readers_of

READERS = readers_of(load(select=["text/few-lines"]))

# The columns of published data sets, as their cards list them.
STACK_V1 = ("hexsha", "size", "ext", "lang", "max_stars_repo_path", "max_stars_count", "content")
STACK_V2 = ("blob_id", "directory_id", "path", "content_id", "language", "length_bytes")
OPENCODER = ("filename", "text", "program_lang")
STARCODER = ("max_stars_repo_path", "max_stars_repo_name", "max_stars_count", "id", "content")


@pytest.mark.parametrize(
    ("known", "expected", "form"),
    [
        (STACK_V1, Columns("content", "max_stars_repo_path", "lang", "hexsha"), "The Stack v1"),
        (
            STARCODER,
            Columns("content", "max_stars_repo_path", None, "id", "max_stars_repo_name"),
            "StarCoderData",
        ),
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


def test_forms_that_fit_alike_say_together_what_they_agree_on():
    known = ("text", "id", "metadata", "filename", "program_lang")
    expected = Columns("text", "filename", "program_lang", "id")
    assert (expected, "datatrove and OpenCoder") == detect_columns(known)


def test_what_a_form_has_no_column_for_is_found_by_its_usual_name():
    assert (
        Columns("content", "max_stars_repo_path", "lang", "id", "max_stars_repo_name")
        == (detect_columns((*STARCODER, "lang"))[0])
    )


def test_two_usual_names_for_what_a_form_has_no_column_for_are_a_tie():
    with pytest.raises(UsageError, match="lang may be `lang` or `language`"):
        detect_columns((*STARCODER, "language", "lang"))


def test_a_hundred_thousand_columns_are_not_all_listed():
    with pytest.raises(UsageError) as raised:
        detect_columns([f"c{number}" for number in range(100_000)])
    assert str(raised.value).partition("\n")[0].endswith(", c19 and 99,980 more")


def two(names, path="s.parquet", **more):
    """A shard in Parquet with columns of these names."""
    pq.write_table(pa.table([pa.array(["x"])] * len(names), names=names), path)
    return [Shard(path, path, "parquet", **more)]


def refused(shards, words=""):
    with pytest.raises(UsageError) as raised:
        find_columns(shards, READERS, words)
    (problem,) = raised.value.problems
    return problem


@pytest.mark.parametrize("words", ["", "content=content", "path=path"])
def test_two_columns_of_a_name_that_is_used_are_an_error(folder, words):
    problem = refused(two(["content", "path", "content"]), words)
    assert "two columns of `s.parquet` are called `content`" == problem.message
    assert "rename one of them: --columns content=content does not say" in problem.remedy


def test_another_column_may_be_said_to_be_meant(folder):
    shards = two(["content", "text", "content"])
    assert (Columns("text"), "") == find_columns(shards, READERS, "content=text")


def test_two_columns_of_a_name_that_is_not_used_are_none(folder):
    assert Columns("content") == find_columns(two(["content", "x", "x"]), READERS, "")[0]


def test_columns_that_differ_in_case_are_two(folder):
    assert Columns("content") == find_columns(two(["content", "Content"]), READERS, "")[0]


def test_what_folders_name_is_a_column(folder):
    shards = two(["content"], partition={"lang": "Go", "year": "1"})
    assert Columns("content", None, "lang") == find_columns(shards, READERS, "")[0]
    assert Columns("content", "year", "lang") == find_columns(shards, READERS, "path=year")[0]


def test_what_only_later_folders_name_is_a_column_too(folder):
    shards = [*two(["content"]), *two(["content"], "t.parquet", partition={"lang": "Go"})]
    assert Columns("content", None, "lang") == find_columns(shards, READERS, "")[0]


def test_a_column_that_a_folder_names_too_is_an_error_where_it_is_used(folder):
    shards = two(["content", "lang"], partition={"lang": "Go"})
    problem = refused(shards)
    assert "a folder and a column of `s.parquet` are called `lang`" == problem.message
    assert problem.remedy.endswith("or do without: --columns lang=")
    assert Columns("content") == find_columns(shards, READERS, "lang=")[0]


def test_a_column_of_one_shard_may_be_in_the_name_of_anothers_folder(folder):
    shards = [*two(["content", "lang"]), *two(["content"], "t.parquet", partition={"lang": "Go"})]
    assert Columns("content", None, "lang") == find_columns(shards, READERS, "")[0]


def test_their_order_does_not_matter():
    assert detect_columns(STACK_V1) == detect_columns(STACK_V1[::-1])


@pytest.mark.parametrize(
    ("known", "message", "remedy"),
    [
        (("content", "text"), "content may be `content` or `text`", "--columns content=content"),
        (("text", "path", "filename"), "path may be `path` or `filename`", "--columns path=path"),
        (("Content",), "no column is known to hold the text, did you mean `Content`?", "=NAME"),
        (
            ("text", "id", "metadata", "max_stars_repo_path", "content"),
            "content may be `content` or `text`",
            "--columns content=content",
        ),
        (("body", "path"), "no column is known to hold the text; there are: body, path", "=NAME"),
    ],
)
def test_what_may_be_either_is_for_the_user_to_say(known, message, remedy):
    with pytest.raises(UsageError) as raised:
        detect_columns(known)
    [problem] = raised.value.problems
    assert problem.message.startswith(message)
    assert remedy in problem.remedy


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


def test_words_that_come_from_python_are_told_as_python_has_them():
    with pytest.raises(UsageError, match="columns=path=x: there is no column `x`"):
        parse_columns("path=x", ["content"], "columns=")
