"""rulekit/corpus/foreign_formats.py: forms of corpora that nothing here reads."""

import pytest

from rulekit.corpus.foreign_formats import FORMS, form_of, hint, refusal
from rulekit.corpus.shards import reader_for
from rulekit.loader import load
from rulekit.run.tasks import readers_of

READERS = readers_of(load(select=["text/few-lines"]))


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("a.jsonl.bz2", ".bz2"),
        ("A.JSONL.XZ", ".xz"),
        ("a.parquet.gz", ".parquet.gz"),
        ("a.warc.gz", ".warc.gz"),
        ("a.tar.bz2", ".tar.bz2"),
        ("x/a.csv", ".csv"),
        ("a.py", ""),
        ("csv", ""),
    ],
)
def test_the_end_of_a_name_tells_the_form(name, end):
    assert end == form_of(name)


@pytest.mark.parametrize("end", FORMS)
def test_no_reader_reads_it(end):
    assert "" == reader_for(f"a{end}", READERS)


def test_a_hint_says_what_it_is_and_what_to_do():
    assert "it seems to be an archive: unpack it and name the folder" == hint("a.zip")
    assert "" == hint("a.py")


def test_a_refusal_names_each_form_once_with_a_file_of_it():
    first, second = refusal("d", ["d/a.csv", "d/b.csv", "d/c.orc"]).problems
    assert "nothing reads `.csv`, a table of text: a.csv in `d`, 2 in all" == first.message
    assert "nothing reads `.orc`, an ORC table: c.orc in `d`" == second.message
    assert "or judge them as the files that they are: --reader tree" in first.remedy
