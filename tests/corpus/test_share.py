"""rulekit/corpus/share.py: which shards a task of an array judges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.corpus.job import Shard
from rulekit.corpus.share import FEW, Share
from rulekit.errors import UsageError


def shares(names, sizes, count):
    shards = [Shard(name, name, "jsonl") for name in names]
    return [Share(i + 1, count).of(shards, sizes) for i in range(count)]


@given(st.data(), st.integers(1, 9))
def test_each_shard_is_in_one_share(data, count):
    sizes = data.draw(st.lists(st.integers(0, 99), max_size=FEW * count + 5))
    dealt = shares([f"{i}.jsonl" for i in range(len(sizes))], sizes, count)
    assert [*range(len(sizes))] == sorted(number for share in dealt for number in share)
    assert all(sorted(share) == share for share in dealt)


def test_few_shards_are_dealt_out_by_size():
    assert [[0], [1, 2, 3]] == shares("abcd", [90, 30, 30, 30], 2)
    assert [[0, 2], [1, 3]] == shares("abcd", [1, 1, 1, 1], 2)


def test_many_stay_in_their_share_when_others_come():
    names = [f"{i}.jsonl" for i in range(2 * FEW)]
    more = [*names, *(f"more-{i}.jsonl" for i in range(30))]
    before, after = (shares(some, [1] * len(some), 2)[0] for some in (names, more))
    assert before == [number for number in after if number < len(names)]


@pytest.mark.parametrize("word", ["0/8", "9/8", "3", "3/", "a/b", "-1/8", "3/8/9", ""])
def test_what_is_no_share_is_refused(word):
    with pytest.raises(UsageError, match=f"--shard {word}: it is the number"):
        Share.parse(word)


def test_a_share_is_read_as_it_is_written():
    assert Share(3, 8) == Share.parse("3/8")


def test_where_there_is_less_than_tasks_several_have_the_same_share():
    few = [Share(number, 8).of_few(3) for number in range(1, 9)]
    assert [1, 2, 3, 1, 2, 3, 1, 2] == [one.number for one in few]
    assert {3} == {one.count for one in few}
    assert Share(7, 8) == Share(7, 8).of_few(40)
