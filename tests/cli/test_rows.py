"""rulekit/cli/check.py and explain.py on the rows of corpora."""

import json
import shlex

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.slow  # each test starts processes of its own

ROWS = [
    {"content": "a\nb\nc\n", "path": "src/a.py"},
    {"content": "a!\nb!\nc!\n", "path": "src/b.py"},
    {"content": None, "path": "src/c.py"},
]


@pytest.fixture
def corpus(folder):
    pq.write_table(pa.Table.from_pylist(ROWS), "c.parquet")
    (folder / "c.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return folder


@pytest.mark.parametrize("shard", ["c.parquet", "c.jsonl"])
def test_every_row_is_judged_and_named_by_its_place(corpus, rulekit, mine, shard):
    ended = rulekit("check", shard, "-j1", *mine)
    assert 1 == ended.code
    assert any(line.startswith(f"drop  {shard}#row=1  src/b.py") for line in ended.lines)
    assert any(line.startswith(f"error {shard}#row=2  src/c.py") for line in ended.lines)
    again = f"rulekit explain --isolated --select mine/ --rules {mine[1]} '{shard}#row=1'"
    assert f"Explain one: {again}" == ended.lines[-1]


def test_rows_are_called_rows(corpus, rulekit, mine):
    shown = rulekit("check", "c.jsonl", "-j1", "--statistics", *mine).lines
    assert ["reason", "rows"] == shown[1].split()[:2]
    assert "3 rows judged: 1 kept, 1 dropped, 1 error (33.3% dropped)" in shown


def test_the_command_for_a_row_names_its_columns_too(folder, rulekit, mine):
    rows = ({"a": "a!\nb!\nc!\n", "b": "x.py"}, {"a": "a\nb\nc\n", "b": "y.py"})
    (folder / "d.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ended = rulekit("check", "d.jsonl", "-j1", "--columns", "content=a,path=b", *mine)
    words = shlex.split(ended.lines[-1].removeprefix("Explain one: rulekit "))
    assert ["--columns", "content=a,path=b", "d.jsonl#row=0"] == words[-3:]
    assert "DROP  3 shouts, the first: !; at most 2 allowed" == rulekit(*words).lines[1]


def test_a_record_says_where_it_stood(corpus, rulekit, mine):
    ended = rulekit("check", "c.parquet", "-j1", "-ojsonl", *mine)
    records = [json.loads(line) for line in ended.lines]
    assert [("c.parquet", i) for i in range(3)] == [(one["shard"], one["row"]) for one in records]
    assert ["src/a.py", "src/b.py", "src/c.py"] == [one["path"] for one in records]


def test_concise_begins_with_the_place(corpus, rulekit, mine):
    ended = rulekit("check", "c.jsonl", "-j1", "-oconcise", *mine)
    assert ended.lines[0].startswith("c.jsonl#row=1:1:2: drop: mine/loud")


def test_a_row_is_explained(corpus, rulekit, mine):
    ended = rulekit("explain", "c.parquet#row=1", *mine)
    assert 0 == ended.code
    assert ended.lines[0].startswith("c.parquet#row=1  src/b.py   python (.py)")
    assert ended.lines[1].startswith("DROP  3 shouts, the first: !; at most 2 allowed")
    assert "  paths = ['/src/b.py']" in ended.lines  # as the row is known to a rulekit.toml


def test_every_number_of_a_row_is_shown(corpus, rulekit, mine):
    ended = rulekit("signals", "c.parquet#row=1", *mine)
    assert any(line.split()[:2] == ["text.characters", "9"] for line in ended.lines)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("explain", "c.parquet#row=9"), "has 3 rows, numbered from 0: no row 9"),
        (("explain", "gone.parquet#row=0"), "there is no file `gone.parquet`"),
        (("explain", "c.parquet"), "`c.parquet` is a corpus: say which row, `c.parquet#row=0`"),
        (("explain", "a.py#row=0"), "nothing reads the rows of `a.py`"),
        (("explain", "c.parquet#row=0", "--columns", "content=txt"), "there is no column `txt`"),
        (("check", "c.parquet", "a.py"), "rows and files are judged apart: `a.py` is no shard"),
        (("check", "d.parquet"), "no column is known to hold the text; there are: body"),
    ],
)
def test_what_cannot_be_done_ends_with_code_2_and_one_reason(corpus, write, rulekit, words, said):
    write({"a.py": ""})
    pq.write_table(pa.table({"body": ["a"]}), "d.parquet")
    ended = rulekit(*words)
    assert (2, True) == (ended.code, said in ended.err)
