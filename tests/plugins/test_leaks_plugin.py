"""plugins/leaks: the settings of the step `decontaminate`."""

from pathlib import Path

import pytest
from pydantic import ValidationError
from rulekit_plugins.leaks.plugin import DECONTAMINATE, rulekit_steps

import rulekit

TEXT = "Give back the longest road between two towns that no other traveller has taken"
KNOWN = {
    "towns": rulekit.Benchmark(
        "towns", "made up", lambda: [rulekit.BenchmarkItem("1", {"prompt": TEXT})]
    ),
    "counts": rulekit.Benchmark(
        "counts", "counts", lambda: [rulekit.BenchmarkItem("1", {"prompt": "1 2 3 4 5 6 7"})]
    ),
}


def build(*against, folder=Path()):
    context = rulekit.StepContext(folder, None, benchmarks=KNOWN)
    return DECONTAMINATE.build(DECONTAMINATE.settings(against=list(against)), context)


def refusal(*against, folder=Path()):
    with pytest.raises(rulekit.UsageError) as error:
        build(*against, folder=folder)
    return str(error.value)


def test_one_step_is_brought():
    assert ["decontaminate"] == [step.name for step in rulekit_steps()]


def test_installed_benchmarks_and_files_go_together(tmp_path):
    (tmp_path / "mine.jsonl").write_text(f'{{"text": "{TEXT} before the end of his life"}}')
    watch = build("towns", "./mine.jsonl", folder=tmp_path).watch
    assert ["towns", "mine"] == [part.benchmark for part in watch.index.parts]


def test_the_plan_hashes_the_files(tmp_path):
    settings = DECONTAMINATE.settings(against=["towns", "./mine.jsonl"])
    assert [tmp_path / "mine.jsonl"] == list(DECONTAMINATE.files(settings, tmp_path))


def test_an_unknown_benchmark_is_told_with_the_nearest():
    assert "there is no benchmark `town`, did you mean `towns`?" in refusal("town")
    assert "; installed are counts, towns: name an installed one" in refusal("mbpp")


def test_two_benchmarks_of_one_name_are_refused(tmp_path):
    (tmp_path / "towns.txt").write_text(TEXT)
    assert "two benchmarks that are called `towns`" in refusal(
        "towns", "./towns.txt", folder=tmp_path
    )


def test_a_benchmark_that_cannot_be_looked_for_is_refused():
    told = refusal("towns", "counts")
    assert "no text of the benchmark `counts` has 6 different words among 10 in a row" in told
    assert "leave it out" in told


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"against": []},
        {"against": [""]},
        {"against": ["towns"], "words": 4},
        {"against": ["towns"], "words": 8, "min_distinct": 9},
        {"against": ["towns"], "max_share": 2},
        {"against": ["towns"], "entry_points": "always"},
    ],
)
def test_settings_that_make_no_sense_are_refused(settings):
    with pytest.raises(ValidationError):
        DECONTAMINATE.settings(**settings)
