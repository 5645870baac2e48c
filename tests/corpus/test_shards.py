"""rulekit/corpus/shards.py: from what a user names to the shards of a corpus."""

import os
from pathlib import Path

import pytest

from rulekit.audit.folder import is_audit
from rulekit.corpus.foreign_formats import form_of
from rulekit.corpus.job import Shard
from rulekit.corpus.shards import find_source, reader_for, samples_of
from rulekit.errors import UsageError
from rulekit.loader import load
from rulekit.run.tasks import readers_of

MANIFEST = '{"plan": {}, "columns": {}, "shards": []}'
READERS = readers_of(load(select=["text/few-lines"]))


def found(*words, **more):
    """Names, paths and readers of the shards."""
    shards = find_source(words, READERS, is_audit, **more).shards
    return [(shard.name, shard.path, shard.reader) for shard in shards]


def complaint(*words, **more):
    with pytest.raises(UsageError) as raised:
        find_source(words, READERS, is_audit, **more)
    return str(raised.value)


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("a.parquet", "parquet"),
        ("A.PARQUET", "parquet"),
        ("a.jsonl", "jsonl"),
        ("a.jsonl.gz", "jsonl"),
        ("a.b.jsonl.zst", "jsonl"),
        ("a.json.gz", "jsonl"),
        ("a.jsonl.zstd", "jsonl"),
        ("a.jsonl.bz2", ""),
        ("a.json", ""),
        ("a.py", ""),
        ("parquet", ""),
    ],
)
def test_the_name_of_a_file_says_what_reads_it(name, reader):
    assert reader == reader_for(f"x/{name}", READERS)


def test_a_file_is_a_shard_named_for_itself(write):
    write({"data/a.jsonl": "{}"})
    assert [("a.jsonl", "data/a.jsonl", "jsonl")] == found("data/a.jsonl")


def test_a_glob_gives_its_files_in_the_order_of_their_names(write):
    write({f"data/{name}.jsonl": "" for name in "cab"} | {"data/d.txt": ""})
    assert ["a.jsonl", "b.jsonl", "c.jsonl"] == [name for name, *_ in found("data/*.jsonl")]


def test_shards_are_named_by_the_way_from_the_folder_they_have_in_common(write):
    write({"d/x=1/a.jsonl": "", "d/x=2/a.jsonl": ""})
    assert ["x=1/a.jsonl", "x=2/a.jsonl"] == [name for name, *_ in found("d/x=1/*", "d/x=2/*")]


def test_a_shard_that_is_named_twice_is_read_once(write):
    write({"a.jsonl": ""})
    assert 1 == len(found("a.jsonl", "./a.jsonl", "*.jsonl"))


def test_the_folder_of_a_data_set_gives_its_shards_and_tells_what_else_is_there(write):
    write({"d/data/0.parquet": "", "d/data/1.parquet": "", "d/README.md": "", "d/.git/x": ""})
    source = find_source(["d"], READERS, is_audit)
    assert ["0.parquet", "1.parquet"] == [shard.name for shard in source.shards]
    assert ("d/README.md",) == source.beside


def test_what_spark_leaves_beside_shards_is_none(write):
    write({"d/part-0.parquet": "", "d/_SUCCESS": "", "d/.part-0.parquet.crc": ""})
    assert ["part-0.parquet"] == [name for name, *_ in found("d")]


def test_a_folder_without_shards_is_a_tree(write):
    write({"src/a.py": ""})
    assert [("src", "src", "tree")] == found("src")


def test_source_files_may_be_called_as_nothing_in_a_data_set_is(write):
    write({"src/__init__.py": "", "src/.hidden.py": ""})
    assert [("src", "src", "tree")] == found("src")


@pytest.mark.parametrize("name", ["a.jsonl.bz2", "a.csv", "a.arrow", "x/a.tar.gz", "a.warc.gz"])
def test_a_folder_of_a_form_that_nothing_reads_is_no_tree(write, name):
    write({f"d/{name}": "", "d/README.md": "", "d/.hidden.py": ""})
    assert f"nothing reads `{form_of(name)}`" in complaint("d")
    assert [("d", "d", "tree")] == found("d", reader="tree")


def test_source_files_may_lie_beside_tables_and_archives(write):
    write({"src/a.py": "", "src/b.csv": "", "src/c.zip": ""})
    assert [("src", "src", "tree")] == found("src")


def test_what_nothing_reads_is_told_among_shards(write):
    write({"d/a.jsonl": "", "d/b.jsonl.bz2": "", "d/c.csv": ""})
    source = find_source(["d"], READERS, is_audit)
    assert ["a.jsonl"] == [shard.name for shard in source.shards]
    assert ("d/b.jsonl.bz2", "d/c.csv") == source.beside


def test_folders_say_columns_of_their_shards(write):
    write({"d/lang=Go/a.jsonl": "", "d/lang=C%2B%2B/a.jsonl": ""})
    shards = find_source(["d"], READERS, is_audit).shards
    assert [{"lang": "C++"}, {"lang": "Go"}] == [shard.partition for shard in shards]


def test_folders_of_source_files_say_no_columns(write):
    write({"lang=Go/a.py": ""})
    assert [{}] == [shard.partition for shard in find_source(["lang=Go"], READERS, is_audit).shards]


def test_a_folder_with_shards_among_source_files_is_for_the_user_to_tell(write):
    write({"src/a.py": "", "src/b.jsonl": ""})
    said = complaint("src")
    assert "holds shards (b.jsonl, 1 in all) and other files (a.py, 1 in all)" in said
    assert "--reader jsonl for the shards, --reader tree for all files" in said
    assert [("src", "src", "tree")] == found("src", reader="tree")
    assert [("b.jsonl", "src/b.jsonl", "jsonl")] == found("src", reader="jsonl")


def test_the_folder_of_the_audit_is_not_part_of_the_corpus(write):
    write({"d/a.parquet": "", "d/audit/verdicts/a.parquet": ""})
    assert ["a.parquet"] == [name for name, *_ in found("d", out="d/audit")]


def test_an_audit_inside_of_a_corpus_is_no_part_of_it(write):
    write({"d/a.parquet": "", "d/old/manifest.json": MANIFEST, "d/old/verdicts/a.parquet": ""})
    assert ["a.parquet"] == [name for name, *_ in found("d")]
    assert ("d/old",) == find_source(["d"], READERS, is_audit).beside


def test_a_shard_that_is_hidden_is_told_to_be_there(write):
    write({"d/a.parquet": "", "d/_b.parquet": "", "d/.c.jsonl": "", "d/_SUCCESS": ""})
    assert ("d/.c.jsonl", "d/_b.parquet") == find_source(["d"], READERS, is_audit).beside


def test_what_this_run_writes_is_not_found_by_a_glob_or_a_link(write):
    write({"d/a.jsonl": "", "d/out/kept/a.jsonl": ""})
    Path("link").symlink_to("d")
    for word in ("d/**/*.jsonl", "link/**/*.jsonl", "link"):
        assert 1 == len(found(word, out="d/out"))


def test_a_linked_shard_has_the_name_of_its_link(write):
    write({"blobs/0f3a": "{}", "d/x": ""})
    Path("d/train.jsonl").symlink_to("../blobs/0f3a")
    assert [("train.jsonl", "d/train.jsonl", "jsonl")] == found("d/train.jsonl")


@pytest.mark.parametrize(
    ("words", "more", "message"),
    [
        (("gone.jsonl",), {}, "there is no file or folder `gone.jsonl`"),
        (("a.csv",), {}, "nothing reads `a.csv`"),
        (("a.csv",), {}, "it seems to be a table of text: convert it to Parquet"),
        (("a.odd",), {}, "nothing reads `a.odd`"),
        (("a.odd",), {}, "names end in .jsonl"),
        (("a.csv",), {"reader": "jsonk"}, "there is no reader `jsonk`, did you mean `jsonl`?"),
        (("empty",), {"reader": "parquet"}, "no shard in empty"),
        (("nothing",), {}, "there is no file in `nothing`"),
        (("pipe.jsonl",), {}, "`pipe.jsonl` is no regular file"),
        (("audit",), {}, "`audit` is an audit, and no corpus"),
        (("d", "d/e"), {"reader": "tree"}, "`d` holds another of the shards"),
        (("d/e", "d"), {"reader": "tree"}, "`d` holds another of the shards"),
        (("a\nb.jsonl",), {}, "`a\\nb.jsonl`: the name of a shard must be text in one line"),
        ((f"{'x' * 240}.jsonl",), {}, "the name of a shard has at most 240 bytes"),
        (("x.jsonl", "x.jsonl.parquet"), {}, "would write the same tables, `x.jsonl.parquet`"),
    ],
)
def test_what_cannot_be_read_is_told(write, words, more, message):
    write(
        {
            "a.csv": "",
            "a.odd": "",
            "empty/a.txt": "",
            "x.jsonl": "",
            "x.jsonl.parquet": "",
            "d/e/f": "",
        }
    )
    write({"a\nb.jsonl": "", f"{'x' * 240}.jsonl": "", "audit/manifest.json": MANIFEST})
    Path("nothing").mkdir()
    os.mkfifo("pipe.jsonl")
    assert message in complaint(*words, **more)


def test_a_sample_is_the_first_of_those_that_the_same_libraries_read_from_one_store():
    paths = ("a.jsonl", "b.jsonl", "c.jsonl.zst", "s3://b/d.jsonl", "s3://b/e.jsonl")
    shards = [Shard(path, path, "jsonl") for path in paths]
    shards += [Shard("f", "f.jsonl", "parquet"), Shard("g.py", "g.py", "")]
    found = [one.path for one in samples_of(shards, READERS)]
    assert ["a.jsonl", "c.jsonl.zst", "s3://b/d.jsonl", "f.jsonl", "g.py"] == found
