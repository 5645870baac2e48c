"""rulekit/curate/columns.py: the columns that steps read, found by their role."""

import json

import pytest

import rulekit
from curate.planning import built, engine, steps
from rulekit.corpus.job import Shard
from rulekit.curate.columns import column_words, fact_columns
from rulekit.errors import SpecError


def shard(folder, name="a.jsonl", partition=None, **columns):
    path = folder / name
    path.write_text(json.dumps({"content": "x", **columns}) + "\n" if columns else "")
    return Shard(name, str(path), "jsonl", partition or {})


@pytest.fixture(scope="module")
def readers():
    return engine().plan.readers


def facts(readers, shards, *lines, more=""):
    return fact_columns(built(steps(*lines, more=more)), shards, readers)


def complaints_about(*words, **more):
    with pytest.raises(SpecError) as caught:
        facts(*words, **more)
    return [(f"{one.line}:{one.column} {one.message}", one.remedy) for one in caught.value.problems]


BY_COLUMN = "licence: {from: [column]}"
STARS = "exact: {prefer: [stars]}"


def test_a_column_has_the_name_of_its_role(tmp_path, readers):
    shards = [shard(tmp_path, stars=3, committed="2024")]
    expected = {"stars": "stars", "committed": "committed"}
    assert expected == facts(readers, shards, "exact")


def test_or_one_that_is_usual(tmp_path, readers):
    shards = [shard(tmp_path, star_events_count=3)]
    assert {"stars": "star_events_count"} == facts(readers, shards, STARS)


def test_or_the_one_that_the_file_says(tmp_path, readers):
    shards, more = [shard(tmp_path, stars=3, points=4)], "corpus: {stars: points}\n"
    assert {"stars": "points"} == facts(readers, shards, STARS, more=more)


def test_a_role_that_the_file_says_has_no_column_is_left_out(tmp_path, readers):
    shards, more = [shard(tmp_path, stars=3)], "corpus: {stars: null}\n"
    assert {} == facts(readers, shards, STARS, more=more)


def test_a_column_that_may_lack_is_left_out_if_it_does(tmp_path, readers):
    shards = [shard(tmp_path, other=3)]
    assert {} == facts(readers, shards, "exact: {prefer: ['stars?', 'committed asc?']}")


def test_the_columns_of_all_steps_are_found(tmp_path, readers):
    shards = [shard(tmp_path, a=1, b=2, licence="MIT")]
    lines = ("exact: {prefer: [a]}", "near: {prefer: [b desc, a asc]}", BY_COLUMN)
    assert {"a": "a", "b": "b", "licences": "licence"} == facts(readers, shards, *lines)


def test_a_column_that_is_missing_is_told_at_its_step_with_what_to_do(tmp_path, readers):
    shards = [shard(tmp_path, starz=3)]
    ((complaint, remedy),) = complaints_about(readers, shards, "near: {prefer: []}", STARS)
    assert "4:5 no column is known to hold `stars`, did you mean `starz`?" == complaint
    assert "say which in `corpus: {stars: COLUMN}`, or do without: `stars?`" == remedy


def test_every_column_that_is_missing_is_told(tmp_path, readers):
    lines = ("exact: {prefer: [stars, size]}", "near: {prefer: [age]}")
    found = complaints_about(readers, [shard(tmp_path, other=3)], *lines)
    assert ["3:5", "3:5", "4:5"] == [one.split()[0] for one, _ in found]


def test_a_column_that_the_file_says_must_be_there(tmp_path, readers):
    shards, more = [shard(tmp_path, starz=3)], "corpus: {stars: star}\n"
    for line in (STARS, "exact: {prefer: ['stars?']}"):
        ((complaint, _),) = complaints_about(readers, shards, line, more=more)
        expected = "4:17 `corpus` says that stars is `star`, and there is no such column"
        assert complaint == f"{expected}, did you mean `starz`?"


def test_what_is_no_preference_is_told_at_its_step(tmp_path, readers):
    shards = [shard(tmp_path, stars=3)]
    ((complaint, _),) = complaints_about(readers, shards, "near", "exact: {prefer: [stars up]}")
    assert "4:5 `stars up` is no preference; say stars, stars asc, or stars?" == complaint


def test_the_columns_of_the_first_shard_that_has_any_count(tmp_path, readers):
    shards = [shard(tmp_path, "a.jsonl"), shard(tmp_path, "b.jsonl", stars=3)]
    assert {"stars": "stars"} == facts(readers, shards, STARS)


def test_what_folders_name_is_a_column_too(tmp_path, readers):
    shards = [
        shard(tmp_path, "a.jsonl", other=1),
        shard(tmp_path, "b.jsonl", {"stars": "5"}, other=1),
    ]
    assert {"stars": "stars"} == facts(readers, shards, STARS)


def test_a_corpus_that_is_broken_has_no_columns(tmp_path, readers):
    shards = [shard(tmp_path)]
    assert {} == facts(readers, shards, "exact")
    assert 1 == len(complaints_about(readers, shards, STARS))


def test_the_words_of_the_user_win_over_those_of_the_file():
    pipeline = built(
        steps("exact", more="corpus: {content: text, path: file, id: null, stars: n}\n")
    )
    assert "content=text,path=name,id=" == column_words(pipeline, "path=name")
    assert "content=text,path=file,id=" == column_words(pipeline, "")


def test_without_any_word_there_is_none():
    pipeline = built(steps("exact", more="corpus: {stars: n}\n"))
    assert ("", "lang=x") == (column_words(pipeline, ""), column_words(pipeline, "lang=x"))


def test_words_of_another_form_are_refused():
    with pytest.raises(rulekit.UsageError, match="say ROLE=COLUMN"):
        column_words(built(steps("exact")), "text")


def test_a_role_that_no_step_reads_is_told_with_the_nearest(tmp_path, readers):
    more = "corpus: {content: content, starz: n}\n"
    shards = [shard(tmp_path, n=3)]
    ((complaint, _),) = complaints_about(readers, shards, "exact: {prefer: ['stars?']}", more=more)
    assert complaint.endswith("no step reads `starz`, did you mean `stars`?")
