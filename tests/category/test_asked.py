"""rulekit/category/asked.py: embeddings that an endpoint gives, each asked for once."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from asking import serving

from rulekit.ask.journal import ReplyJournal
from rulekit.category.asked import AskedLikeness
from rulekit.errors import UsageError
from rulekit.places import waiting
from rulekit.spec.categories import EmbeddingLimits, EmbeddingPrefix, EmbeddingSpec

DESCRIPTIONS = ["encrypt secret passwords", "query the tables"]
TEXTS = [f"encrypt password {'x' * i} of tables" for i in range(30)]


@pytest.fixture(autouse=True)
def waits(monkeypatch):
    """No time is waited."""
    monkeypatch.setattr(waiting.time, "sleep", lambda seconds: None)


def likeness(prefix=None, **limits):
    limits = EmbeddingLimits(**{"open": 4, "tries": 3, **limits})
    spec = EmbeddingSpec(embeddings="stub", prefix=prefix or EmbeddingPrefix(), limits=limits)
    return AskedLikeness(spec, DESCRIPTIONS, Path("journal"))


def journal():
    return [*ReplyJournal(Path("journal")).entries()]


def test_each_text_is_asked_once_whatever_befalls_the_first_tries(folder):
    with serving(faults=0.5, hang=0) as script:
        found = [*likeness().similarities([*TEXTS, *TEXTS])]
        assert found == [*likeness().similarities([*TEXTS, *TEXTS])]
    assert found[:30] == found[30:]
    assert [32, 32] == [len(script.answered), len({one.key for one in journal()})]
    assert all(one.is_answered for one in journal())


def test_more_texts_ask_only_for_what_is_new(folder):
    with serving() as script:
        [*likeness().similarities(TEXTS[:10])]
        more = likeness()
        [*more.similarities(TEXTS[:12])]
    assert (2, 14, 1) == (more.asked, len(script.answered), max(script.answered.values()))


def test_nobody_is_needed_where_all_is_known(folder, monkeypatch):
    with serving():
        found = [*likeness().similarities(TEXTS)]
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    assert found == [*likeness().similarities(TEXTS)]


def test_who_names_nobody_to_ask_is_told_before_there_is_a_folder(folder, monkeypatch):
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with pytest.raises(UsageError, match="OPENAI_BASE_URL is not set"):
        [*likeness().similarities(TEXTS)]
    assert not Path("journal").exists()


def test_what_is_not_answered_is_told_and_asked_again(folder):
    with (
        serving(faults=0.2, kinds=["500"], always=True),
        pytest.raises(UsageError, match=r"\d texts are not embedded.*had an error"),
    ):
        [*likeness(open=1).similarities(TEXTS)]
    known = sum(one.is_answered for one in journal())
    assert 20 <= known < 32
    with serving() as script:
        assert 30 == len([*likeness().similarities(TEXTS)])
    assert 32 - known == script.answered.total()


def test_a_server_that_is_down_is_not_asked_for_all(folder):
    with (
        serving(faults=1, kinds=["500"], always=True),
        pytest.raises(UsageError, match="10 texts are not embedded"),
    ):
        [*likeness(open=1).similarities(TEXTS)]


def test_a_wrong_key_stops_all_at_once(folder, monkeypatch):
    with serving(key="right"):
        monkeypatch.setenv("OPENAI_API_KEY", "wrong")
        with pytest.raises(UsageError, match="answers 401"):
            [*likeness().similarities(TEXTS)]
    assert len(journal()) <= 4


def test_limits_stop_it_and_the_next_call_goes_on(folder):
    with serving() as script:
        with pytest.raises(UsageError, match=r"limits: \{requests: 10\}` is reached"):
            [*likeness(requests=10).similarities(TEXTS)]
        assert 10 == script.answered.total()
        assert 30 == len([*likeness().similarities(TEXTS)])
    assert 32 == script.answered.total()


def test_tokens_are_counted_as_an_embedding_has_no_output(folder):
    with serving():
        asked = likeness(tokens=1e6)
        [*asked.similarities(TEXTS)]
    spent = asked.budget.spent
    assert (True, 0, 0) == (spent.input > 0, spent.output, spent.uncounted)


def test_prefixes_stand_before_texts_and_descriptions_and_texts_are_cut(folder):
    prefix = EmbeddingPrefix(texts="passage: ", categories="query: ")
    with serving() as script:
        sent = likeness(prefix, characters=7)
        [*sent.similarities(["encrypted", "encrypt"])]
    assert 3 == len(script.answered)
    assert ["query: encrypt", "query: query t"] == [one.text for one in sent._described]


def test_vectors_of_different_length_are_refused(folder):
    with serving():
        [*likeness().similarities(TEXTS[:1])]
    path = Path("journal/000000.jsonl")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    lines[0]["body"] = json.dumps({"data": [{"embedding": [1]}]})
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    with pytest.raises(UsageError, match="vectors of"):
        [*likeness().similarities(TEXTS[:1])]


@pytest.mark.slow
def test_a_kill_loses_no_answer(folder):
    code = (
        "from tests.category.test_asked import *\n"
        "[*likeness().similarities(f'text {i}' for i in range(300))]"
    )
    root = Path(__file__).parents[2]
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path[:0]={[str(root), f'{root}/tests']}\n{code}",
    ]
    with serving(delay=0.01) as script:
        for _ in range(3):
            process = subprocess.Popen(command)
            count = script.answered.total()
            while script.answered.total() < count + 50:
                time.sleep(0.01)
            process.kill()
            process.wait()
        assert 0 == subprocess.run(command, check=False).returncode
    assert (302, 302) == (len(script.answered), len({one.key for one in journal()}))
    assert script.answered.total() <= 302 + 3 * 4  # that were under way
