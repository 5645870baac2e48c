"""rulekit/cli/influence.py: three steps from the command line."""

import json
from pathlib import Path

import pytest
from influencing import FILE, TinyReference, line, lines, write_small

MORE = FILE.replace("top: 10", "top: 60") + "held_out: 0.5\n"


@pytest.fixture
def small(folder, monkeypatch):
    """Samples, and a model that numpy can train in place of one that takes gigabytes."""
    write_small(folder, samples=160, strong=80)
    monkeypatch.setattr("rulekit.cli.influence.LoraReference", lambda *_: TinyReference())
    return folder


def test_a_selection_is_told_beside_loss_norm_and_length(rulekit, small):
    ended = rulekit("influence", "good.yaml")
    assert (0, "") == (ended.code, ended.err)
    heads = "category  samples  selected  ~loss  ~norm  ~length  low loss  low norm  chance"
    assert heads == ended.lines[0].strip()
    assert ["–", "130", "10"] == ended.lines[1].split()[:3]
    assert "selection: good/selection.parquet; a weak signal: docs/influence.md" in ended.lines
    assert "samples without a rank: 30 strong" in ended.lines


def test_what_is_no_better_than_loss_is_told_to_be_so(rulekit, small):
    """Candidates as good as the strong samples: nothing can tell them apart."""
    rows = [line(i, "abc") for i in range(200, 300)]
    Path("samples.jsonl").write_text(lines(rows))
    strong = [line(i, "abc", instruction=f"strong {i}") for i in range(200, 280)]
    Path("strong.jsonl").write_text(lines(strong))
    Path("good.yaml").write_text(MORE)
    ended = rulekit("influence", "good.yaml")
    assert "not better than loss" in ended.lines
    assert "a strong sample that was held out and a candidate as hard and as long" in ended.out


def test_few_pairs_say_nothing(rulekit, small):
    write_small(small, samples=10, strong=4)
    assert "not known whether it is better than loss" in rulekit("influence", "good.yaml").lines


def test_steps_are_done_one_by_one_and_by_shares(rulekit, small):
    ended = rulekit("influence", "good.yaml", "--until", "reference")
    assert (0, ["plan.json", "reference", "work"]) == (ended.code, there())
    told = "the step reference: done; the same command without the option goes on"
    assert [told] == ended.lines
    assert "share 2-of-2: done" in rulekit("influence", "good.yaml", "--shard", "2/2").out
    assert ["samples-000001.parquet", "strong-000001.parquet"] == there("gradients")
    assert 0 == rulekit("influence", "good.yaml", "--until", "gradients").code
    assert 0 == rulekit("influence", "good.yaml", "--out", "whole", "-q").code
    assert 0 == rulekit("influence", "good.yaml", "-q").code
    some, other = (json.loads(Path(one, "manifest.json").read_text()) for one in ("good", "whole"))
    assert some == other


def there(name=""):
    return sorted(path.name for path in Path("good", name).iterdir())


def test_a_category_cannot_speak_to_a_terminal(rulekit, small):
    Path("samples.jsonl").write_text(lines([line(1, "abc", category="\x1b[31mred")]))
    Path("strong.jsonl").write_text(lines([line(2, "abc", category="\x1b[31mred")]))
    Path("good.yaml").write_text(FILE + "held_out: 0\n")
    out = rulekit("influence", "good.yaml").out
    assert "red" in out
    assert "\x1b" not in out


def test_without_its_libraries_it_says_what_to_install_and_leaves_nothing(
    rulekit, folder, monkeypatch
):
    write_small(folder)
    monkeypatch.setattr("rulekit.influence.lora.LIBRARIES", ("no-torch",))
    ended = rulekit("influence", "good.yaml")
    assert 2 == ended.code
    assert "gradients need no-torch; try: pip install 'rulekit[influence]'" in ended.err
    assert not Path("good").exists()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("top: 10", "topp: 10", "did you mean `top`?"),
        ("strong.jsonl", "weak.jsonl", "weak.jsonl"),
        ("{base: tiny}", "{}", "`base`"),
        ("training: {rank: 1}", "", "or an `adapter` that there is"),
        ("top: 10", "adapter: a", "or an `adapter` that there is"),
        ("{size: 256}", "{size: 100}", "64"),
        ("top: 10", "columns: {response: answer}", "there is no column `answer`"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(rulekit, small, before, after, message):
    Path("good.yaml").write_text(FILE.replace(before, after))
    ended = rulekit("influence", "good.yaml")
    assert (2, True) == (ended.code, message in ended.err), ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("none.yaml",), "there is no file `none.yaml`"),
        (("good.yaml", "--until", "end"), "'end' is not one of"),
        (("good.yaml", "--shard", "3/2"), "as 3/8"),
        (("good.yaml", "--shard", "1/2"), "there is no reference yet"),
        (("good.yaml", "--out", "good.yaml"), "it is no folder"),
    ],
)
def test_words_that_mean_nothing_are_refused(rulekit, small, words, message):
    ended = rulekit("influence", *words)
    assert (2, True) == (ended.code, message in ended.err), ended.err
