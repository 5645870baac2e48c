"""rulekit/labelling/queue.py: files of an audit to read, in an order that tells nothing."""

from contextlib import chdir

import pytest

from rulekit.audit.found_texts import FoundTexts
from rulekit.audit.texts import Texts
from rulekit.corpus.job import CorpusJob
from rulekit.corpus.roles import Columns
from rulekit.errors import UsageError
from rulekit.labelling.queue import QueueWords, make_queue


@pytest.fixture(scope="module")
def audit(project):
    from rulekit import open_audit

    return open_audit(project / "full", config=project / "rulekit.toml")


@pytest.fixture
def found(project, audit):
    with chdir(project):
        yield FoundTexts.of(audit, audit.engine)


@pytest.fixture
def ask(audit, found):
    """A function: the files of these words."""
    return lambda **words: make_queue(audit, found, QueueWords(**words)).files


def paths(files):
    return [one.verdict.path for one in files]


def candidates(audit):
    return [one for one in audit.verdicts() if one.candidate]


def test_a_file_has_its_text(project, ask):
    for one in ask(count=9):
        assert (project / one.verdict.path).read_text() == one.text


def test_half_of_a_balanced_choice_is_kept_and_half_dropped(ask):
    decisions = [one.verdict.decision for one in ask(count=10)]
    assert (5, 5) == (decisions.count("keep"), decisions.count("drop"))


def test_the_order_does_not_tell_the_decision(ask):
    """Of the first five of ten there are kept ones and dropped ones, for most seeds."""
    firsts = [{one.verdict.decision for one in ask(count=10, seed=seed)[:5]} for seed in range(9)]
    assert firsts.count({"keep", "drop"}) > 6
    begins = {ask(count=10, seed=seed)[0].verdict.decision for seed in range(9)}
    assert {"keep", "drop"} == begins


def test_all_are_taken_where_there_are_no_more_and_no_text_twice(audit, ask):
    files = ask(count=1_000)
    hashes = [one.sha256 for one in files]
    assert {one.sha256 for one in candidates(audit)} == set(hashes)
    assert len(hashes) == len(set(hashes))


@pytest.mark.parametrize("sample", ["balanced", "random", "near"])
def test_the_same_words_give_the_same_files_and_another_seed_others(ask, sample):
    first = paths(ask(sample=sample, count=8))
    assert 8 == len(first)
    assert first == paths(ask(sample=sample, count=8))
    assert first != paths(ask(sample=sample, count=8, seed=1))


@pytest.mark.parametrize("sample", ["balanced", "random"])
def test_more_files_have_the_fewer_among_them(ask, sample):
    few, many = ask(sample=sample, count=8), ask(sample=sample, count=16)
    assert {*paths(few)} < {*paths(many)}


def test_of_a_rule_there_are_rows_that_it_failed(ask, audit):
    failed = {one.path for one in audit.verdicts(rule="mine/loud")}
    files = paths(ask(rule="mine/loud", count=7))
    assert 7 == len(files)
    assert {*files} <= failed


def test_near_the_limit_of_a_rule_there_are_both_sides_of_it(ask, audit):
    found = {
        verdict.path: next(one for one in verdict.findings if one.rule == "mine/loud")
        for verdict in audit.verdicts()
        if any(one.rule == "mine/loud" for one in verdict.findings)
    }
    chosen = [found[path] for path in paths(ask(sample="near", rule="mine/loud", count=8))]
    outcomes = [one.outcome for one in chosen]
    assert (4, 4) == (outcomes.count("fail"), outcomes.count("pass"))
    widest = max(abs(one.margin) for one in chosen)
    nearer = [one for one in found.values() if one.outcome in ("pass", "fail")]
    assert sum(abs(one.margin) < widest for one in nearer) < len(nearer) / 2


def test_without_readings_only_the_failures_near_a_limit_are_known(project):
    from rulekit import open_audit

    bare = open_audit(project / "bare", config=project / "rulekit.toml")
    with chdir(project):
        from rulekit.loader import build_engine

        texts = FoundTexts.of(bare, build_engine(bare.here))
        files = make_queue(bare, texts, QueueWords("near", "mine/loud", 5)).files
    failed = {one.path for one in bare.verdicts(rule="mine/loud")}
    assert {*paths(files)} <= failed
    assert files


def test_a_rule_that_there_is_not_is_told_with_the_nearest(ask):
    with pytest.raises(UsageError, match="did you mean `mine/loud`"):
        ask(rule="mine/loude")


def test_texts_that_are_gone_are_counted_and_others_are_taken(audit, ask):
    kept = {one.sha256: one.text for one in ask(count=6, seed=5)}
    nowhere = FoundTexts(kept, Texts(audit.engine, CorpusJob(Columns("content"))), "it is gone")
    queue = make_queue(audit, nowhere, QueueWords(count=4))
    assert 4 == len(queue.files)
    assert {one.sha256 for one in queue.files} <= {*kept}
    assert queue.absent > 0
    every = {one.sha256 for one in candidates(audit)}
    whole = make_queue(audit, nowhere, QueueWords(count=50))
    assert (6, len(every) - 6) == (len(whole.files), whole.absent)
