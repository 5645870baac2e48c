"""rulekit/synthesis/seed_pool.py: texts of a corpus, each once, with where they come from."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthesizing import SEEDS, lines, seed

from rulekit.audit.folder import is_audit
from rulekit.corpus.readers import readers_of
from rulekit.corpus.shards import find_source
from rulekit.loader import load
from rulekit.synthesis.seed_pool import SeedPool, drawn


@pytest.fixture
def pool(write):
    """A function: the pool of what lies in these files."""
    engine = load()

    def made(files, words=""):
        write({name: one for name, one in files.items() if isinstance(one, str)})
        readers = readers_of(engine)
        source = find_source([*files], readers, is_audit)
        return SeedPool(source.shards, readers, engine.plan.table, words)

    return made


def test_a_seed_has_its_text_its_language_and_its_place(pool):
    found = [*pool({"a.jsonl": lines(SEEDS[:2])}).seeds()]
    assert ["src/first.py", "src/second.py"] == [one["path"] for one in found]
    assert ("python", "a.jsonl", 1) == tuple(
        found[1][name] for name in ("lang", "seed_shard", "seed_row")
    )
    assert found[1]["seed_sha256"].startswith(found[1]["seed"])


def test_equal_texts_are_one_seed_and_rows_without_text_none(pool):
    rows = [SEEDS[0], SEEDS[1], SEEDS[0], {"content": None, "path": "a"}, {"content": " \n"}]
    made = pool({"a.jsonl": lines(rows)})
    assert 2 == len([*made.seeds()])
    assert {"rows": 5, "copies": 1, "unread": 2} == made.told
    assert [*made.seeds()] == [*made.seeds()]  # it may be gone through again


def test_columns_go_along_if_they_are_plain_and_not_ours(pool):
    more = {"package": "json", "version": "3.1", "stars": 4, "task": "x", "two words": 1, "l": [1]}
    (found,) = pool({"a.jsonl": lines([seed("a", **more)])}).seeds()
    assert ("json", "3.1", 4) == tuple(found[name] for name in ("package", "version", "stars"))
    assert set() == {"task", "two words", "l"} & found.keys()


def test_of_a_text_that_was_cut_out_the_place_is_that_in_its_file(pool, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cut = {"id": "x@3-9", "path": "a.py", "content": "x = 1\n", "language": "python"}
    cut |= {"parent_shard": "corpus.jsonl", "parent_row": 7, "start": 3, "end": 9}
    pq.write_table(pa.Table.from_pylist([cut]), "cut.parquet")
    (found,) = pool({"cut.parquet": None}).seeds()
    names = ("seed_shard", "seed_row", "seed_start", "seed_end")
    assert ("corpus.jsonl", 7, 3, 9) == tuple(found[name] for name in names)
    assert not {"parent_row", "start", "end"} & found.keys()


def test_columns_of_another_meaning_are_no_place(pool):
    (found,) = pool({"a.jsonl": lines([seed("a", start="Monday", end="Friday")])}).seeds()
    assert ("Monday", "Friday", None) == (found["start"], found["end"], found.get("seed_start"))


def test_rows_that_a_curation_has_kept_are_told_by_those_of_the_corpus(pool):
    made = pool({"a.jsonl": lines(SEEDS[:2])})
    made.origins = {"a.jsonl": [3, 8]}
    assert [3, 8] == [one["seed_row"] for one in made.seeds()]


def test_columns_may_be_named(pool):
    rows = [json.dumps({"code": "x = 1\n", "file": "a.lua"})]
    (found,) = pool({"a.jsonl": "\n".join(rows)}, "content=code,path=file").seeds()
    assert ("x = 1\n", "a.lua", "lua") == (found["content"], found["path"], found["lang"])


@given(st.sets(st.text(), min_size=1), st.integers(1, 9))
def test_fewer_that_are_drawn_are_a_part_of_more(keys, count):
    fewer, more = (drawn(sorted(keys), most) for most in (count, count + 1))
    assert (fewer <= more, min(count, len(keys))) == (True, len(fewer))
    assert keys == drawn(sorted(keys), None)
