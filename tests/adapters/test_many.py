"""rulekit/adapters/many.py: the verdicts on many rows, by `Engine.check_many`."""

import re
import sys
from html import unescape
from itertools import count, islice

import datasets
import pandas
import pyarrow
import pytest

from rulekit.audit.tables import columns
from rulekit.errors import RulekitError, UsageError

GOOD = """def mean(numbers):
    total = 0
    for number in numbers:
        total += number
    return total / len(numbers) if numbers else 0
"""
STUBS = "class A:\n    pass\n" * 20


@pytest.fixture
def frame():
    """A DataFrame of texts and paths, with labels of its own."""
    texts = [STUBS, GOOD, None]
    return pandas.DataFrame({"text": texts, "path": ["a.py", "b.py", "c.py"]}, index=[7, 3, 5])


def endings(judged):
    return [(one.decision, one.path) for one in judged]


ENDINGS = [("drop", "a.py"), ("keep", "b.py"), ("error", "c.py")]


# Verdicts


def test_a_row_has_the_verdict_of_its_text(engine, rows):
    expected = [engine.check_text(row["content"], row["path"]) for row in rows]
    assert expected == list(engine.check_many(rows))


def test_texts_are_judged_with_the_language_that_is_said(engine):
    expected = [engine.check_text(text, language="Python") for text in (GOOD, STUBS)]
    assert expected == list(engine.check_many([GOOD, STUBS], language="Python"))


def test_a_frame_a_table_and_a_data_set_are_judged_alike(engine, frame):
    data, table = datasets.Dataset.from_pandas(frame), pyarrow.Table.from_pandas(frame)
    rows = table.to_pylist()
    for given in (frame, table, data, data.to_iterable_dataset(), rows, iter(rows)):
        assert ENDINGS == endings(engine.check_many(given))


def test_columns_are_those_that_are_said(engine):
    row = {"content": "a\n", "body": GOOD, "where": "a.py", "hexsha": "1"}
    (verdict,) = engine.check_many([row], columns="content=body,path=where,id=")
    assert engine.check_text(GOOD, "a.py") == verdict


def test_an_id_and_a_language_are_read_of_their_columns(engine):
    (verdict,) = engine.check_many([{"text": GOOD, "lang": "Python", "id": 3}])
    assert engine.check_text(GOOD, id="3", language="Python") == verdict


# Rows that cannot be read


@pytest.mark.parametrize(
    ("reason", "row"),
    [
        ("the row is null, neither a text nor a mapping of columns", None),
        ("the row is of type int, neither a text nor a mapping of columns", 3),
        ("the row is of type list, neither a text nor a mapping of columns", ["a"]),
        ("the row is null, neither a text nor a mapping of columns", float("nan")),
        ("there is no `content`", {"path": "a.py"}),
        ("there is no `content`", {}),
        ("`content` is null", {"content": None}),
        ("`content` is null", {"content": float("nan")}),
        ("`content` is a number, not text", {"content": 3}),
        ("`content` is a list, not text", {"content": ["a"]}),
    ],
)
def test_a_row_without_a_text_is_an_error_in_its_place(engine, reason, row):
    good = {"content": GOOD, "path": "b.py"}
    first, broken, last = engine.check_many([good, row, good])
    assert first == last == engine.check_text(GOOD, "b.py")
    assert ("error", ("no-content",), reason) == (
        broken.decision,
        broken.decided_by,
        broken.reason,
    )


def test_bytes_are_those_of_a_file(engine):
    expected = [engine.check_bytes(b"\x00\xff\x00", "a.py"), engine.check_bytes(b"x\n", "b.py")]
    given = [{"content": b"\x00\xff\x00", "path": "a.py"}, {"content": b"x\n", "path": "b.py"}]
    assert expected == list(engine.check_many(given))


def test_rows_before_the_columns_are_known_are_errors_that_say_what_to_do(engine):
    given = iter([{"x": 1}, {"content": GOOD, "path": "b.py"}, {"text": STUBS}])
    first, second, third = engine.check_many(given)
    assert first.reason.startswith("no column is known to hold the text; there are: x; say which")
    assert ("keep", "there is no `content`") == (second.decision, third.reason)


def test_no_rows_have_no_verdicts(engine):
    judged = engine.check_many([])
    assert ([], 0, 0) == (list(judged), len(judged), len(judged.to_pandas()))


# Mistakes of the caller


@pytest.mark.parametrize("given", [[{"body": "a"}], pandas.DataFrame({"body": ["a"]})])
def test_without_a_column_of_texts_the_columns_and_the_option_are_named(engine, given):
    with pytest.raises(UsageError) as raised:
        engine.check_many(given)
    (problem,) = raised.value.problems
    assert "no column is known to hold the text; there are: body" == problem.message
    assert 'say which: columns="content=NAME,path=NAME"' == problem.remedy


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("columns=contnt=text: say ROLE=COLUMN, did you mean `content`?", "contnt=text"),
        ("columns=content=txt: there is no column `txt`, did you mean `text`?", "content=txt"),
        ("columns: `path` is given twice", "path=text,path=path"),
    ],
)
def test_words_for_columns_that_are_wrong_are_refused(engine, frame, message, words):
    with pytest.raises(UsageError, match=re.escape(message)):
        engine.check_many(frame, columns=words)


def test_the_form_of_words_is_looked_at_before_an_iterator_is(engine):
    with pytest.raises(UsageError, match="say ROLE=COLUMN"):
        engine.check_many(iter([]), columns="contnt=text")


def test_two_columns_of_one_name_are_refused(engine):
    frame = pandas.DataFrame([[GOOD, STUBS]], columns=["text", "text"])
    with pytest.raises(UsageError, match="two columns are called `text`"):
        engine.check_many(frame)


def test_a_language_that_is_not_known_is_refused_with_the_nearest(engine):
    with pytest.raises(UsageError, match=r"language=pyton: .* did you mean `python`\?"):
        engine.check_many([GOOD], language="pyton")


def test_every_mistake_is_a_rulekit_error(engine):
    with pytest.raises(RulekitError):
        engine.check_many(None)


# One after the other


def test_a_row_is_read_when_its_verdict_is_asked_for(engine):
    given = ({"content": GOOD, "path": f"{number}.py"} for number in count())
    assert ["0.py", "1.py"] == [one.path for one in islice(engine.check_many(given), 2)]
    assert "2.py" == next(given)["path"]


def test_the_error_of_an_iterator_passes_through_after_the_verdicts_before_it(engine):
    def broken():
        yield {"content": GOOD, "path": "b.py"}
        raise OSError("the disk is gone")

    judged = iter(engine.check_many(broken()))
    assert "keep" == next(judged).decision
    with pytest.raises(OSError, match="the disk is gone"):
        next(judged)


def test_a_list_can_be_gone_through_twice_and_an_iterator_once(engine, frame):
    judged, once = engine.check_many(frame), engine.check_many(iter([GOOD]))
    assert endings(judged) == endings(judged) == ENDINGS
    assert [1, 0] == [len(list(once)), len(list(once))]


def test_it_is_as_long_as_what_is_judged(engine, frame):
    assert 3 == len(engine.check_many(frame))
    with pytest.raises(TypeError, match="has no len"):
        len(engine.check_many(iter([GOOD])))


# Tables


def test_a_table_has_a_row_for_each_verdict_in_the_columns_of_an_audit(engine, frame):
    judged = engine.check_many(frame)
    table = judged.to_arrow()
    assert [name for name in columns("verdicts") if name not in ("shard", "row")] == (
        table.schema.names
    )
    for row, verdict in zip(table.to_pylist(), judged, strict=True):
        assert {name: getattr(verdict, name) for name in row} == (
            row | {"decided_by": tuple(row["decided_by"])}
        )


def test_a_data_frame_has_the_labels_of_the_rows(engine, frame):
    found = frame.join(engine.check_many(frame).to_pandas()[["decision", "size"]])
    assert ["drop", "keep", "error"] == list(found["decision"])
    assert [360, len(GOOD), pandas.NA] == list(found["size"])


@pytest.mark.parametrize(("library", "line"), [("pandas", "pandas"), ("pyarrow", "'rulekit")])
def test_without_the_library_the_error_says_how_to_get_it(engine, monkeypatch, library, line):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=f"try: pip install {line}"):
        engine.check_many([GOOD]).to_pandas()


# At a prompt and in a notebook


def test_it_says_itself_in_a_line(engine, frame):
    expected = "<verdicts on 3 rows of a DataFrame: content=text path=path>"
    assert expected == repr(engine.check_many(frame))
    assert "<verdicts on the rows of a list_iterator>" == repr(engine.check_many(iter([GOOD])))


def text_of(judged):
    return unescape(re.sub(r"<[^>]*>", "", judged._repr_html_()))


def test_a_notebook_shows_counts_and_the_first_rows(engine, frame):
    page = text_of(engine.check_many(frame))
    assert page.startswith("3 rows   drop 1 (33.3%)   keep 1 (33.3%)   error 1 (33.3%)\n")
    assert re.search(r"^ +1 +keep .* b\.py$", page, re.MULTILINE)


def test_a_notebook_judges_no_more_than_a_hundred_rows(engine):
    page = text_of(engine.check_many([None] * 101))
    assert page.startswith("the first 100 of 101 rows   error 100 (100.0%)\n")
    assert page.endswith("\n   90 more\n")


def test_a_notebook_takes_nothing_of_an_iterator(engine):
    given = iter([GOOD])
    assert "<verdicts on the rows of a list_iterator>\n" == text_of(engine.check_many(given))
    assert GOOD == next(given)
