"""rulekit/cli/train.py: a model of labels, to be read by rules."""

import hashlib
import json
import sys
from pathlib import Path

import pytest
from labelled import as_jsonl, labelled_rows
from modelling import FILES, RULE, model_of

from rulekit.learned.model_file import written_model

ROWS = labelled_rows(30)
EXAMPLES = {
    "return value\\n": ROWS[0]["content"].replace("\n", "\\n"),
    "lorem ipsum\\n": ROWS[1]["content"].replace("\n", "\\n"),
}


@pytest.fixture
def hidden(monkeypatch):
    """A function: have a library as if it were not installed."""
    return lambda name: monkeypatch.setitem(sys.modules, name, None)


@pytest.fixture
def train(rulekit, write):
    """A function: how `rulekit train worth` ends on short programs and boilerplate."""
    write({"labels.jsonl": as_jsonl(ROWS)})

    def called(*words):
        return rulekit("train", "worth", "labels.jsonl", *words)

    return called


@pytest.mark.slow
def test_labels_make_a_model_that_changes_verdicts_and_says_why(train, write, rulekit):
    ended = train()
    assert (0, "written: rules/models/worth.model; in rules: signal: learned(worth)\n") == (
        ended.code, ended.err,
    )  # fmt: skip
    assert "worth  60 texts of 15 groups: 30 to keep, 30 to drop" == ended.lines[0]
    assert ended.lines[1].startswith("area under the ROC  1.000; dropping below 0.5: F1 ")
    rule = RULE
    for before, after in EXAMPLES.items():
        rule = rule.replace(before, after)
    write({"rules/mine/unworthy.yaml": rule, "a.py": ROWS[1]["content"]})
    mine = ("--rules", "rules", "--select", "mine/", "--isolated")
    assert 0 == rulekit("test", "mine/", "--rules", "rules").code
    checked = rulekit("check", "a.py", *mine)
    assert (1, True) == (checked.code, "speak against it" in checked.out)
    assert 0 == rulekit("check", "a.py", *mine, "--set", "mine/unworthy.min=0").code


@pytest.mark.slow
def test_an_audit_with_scores_is_judged_again_by_another_limit(write, rulekit):
    write({**FILES, "src/a.py": "return value\n", "src/b.py": "lorem = 1\nipsum = 2\n"})
    own, mine = ("--rules", "own", "--isolated"), ("--select", "mine/")
    sums = []
    for jobs in ("1", "2"):
        words = ("src", "--out", f"audit{jobs}", "--signals", "used", "-q", "-j", jobs)
        ended = rulekit("filter", *words, *own, *mine)
        assert 0 == ended.code, ended.err
        sums.append(Path(f"audit{jobs}/SHA256SUMS").read_text())
    assert sums[0] == sums[1]
    assert ["worth"] == [*json.loads(Path("audit1/manifest.json").read_text())["plan"]["models"]]
    row = ("--row", "src#row=1")
    assert "speak against it" in rulekit("explain", "audit1", *row, *own).out
    limit = ("--set", "mine/unworthy.min=0")
    again = rulekit("rejudge", "audit1", "--out", "again", *limit, *own, *mine)
    assert "2 rows judged: 2 kept, 0 dropped" in again.out
    assert "learned(worth)" in rulekit("tune", "mine/unworthy", "audit1", *own).out
    Path("src").rename("gone")
    limit = ("--set", "mine/unworthy.min=0.3")
    rulekit("rejudge", "audit1", "--out", "later", *limit, *own, *mine)
    assert "speak against it" in rulekit("explain", "later", *row, *own).out


@pytest.mark.slow
def test_readings_of_another_model_are_not_judged_again(write, rulekit):
    """Not even those that no rule had asked for."""
    write({**FILES, "src/a.py": "return value\n"})
    own = ("--rules", "own", "--isolated")
    rulekit("filter", "src", "--out", "audit", "--signals", "all", "--select", "text/", *own)
    again = ("rejudge", "audit", "--select", "mine/", *own)
    assert "" == rulekit(*again, "--out", "same").err
    write({"own/models/worth.model": written_model(model_of(weight=50))})
    ended = rulekit(*again, "--out", "other")
    assert (2, False) == (ended.code, Path("other").exists())
    assert "has readings of others than are here: the model worth: has changed" in ended.err
    told = (
        "warning: the model worth: has changed since, and the readings of audit are those of before"
    )
    assert told in rulekit("tune", "mine/unworthy", "audit", *own).err


@pytest.mark.slow
def test_the_same_labels_give_the_same_words_and_the_same_file(train, folder):
    first, second = train("--out", "a"), train("--out", "b")
    assert first.out == second.out
    models = [folder / one / "models" / "worth.model" for one in "ab"]
    assert models[0].read_bytes() == models[1].read_bytes()


@pytest.mark.slow
def test_a_model_that_rules_lack_or_that_is_damaged_can_be_trained(train, write, rulekit):
    write({"rulekit.toml": 'rules = ["rules"]\n', "rules/mine/unworthy.yaml": RULE, "a.py": "a\n"})
    assert "unknown signal `learned(worth)`" in rulekit("check", "a.py").err
    write({"rules/models/worth.model": b"{}"})
    assert "this is no model of rulekit" in rulekit("check", "a.py").err
    assert 0 == train().code
    assert "" == rulekit("check", "a.py").err
    assert "" == rulekit("check", "a.py", "--rules", "./rules").err  # the folder that is named


@pytest.mark.slow
def test_a_model_of_byte_pairs_is_read_where_nothing_learns_them(train, write, rulekit, hidden):
    assert 0 == (ended := train("--unit", "bpe")).code, ended.err
    assert "bpe" == json.loads(Path("rules/models/worth.model").read_text())["unit"]
    rule = RULE
    for before, after in EXAMPLES.items():
        rule = rule.replace(before, after)
    write({"rules/mine/unworthy.yaml": rule, "a.py": ROWS[1]["content"]})
    hidden("tokenizers")
    checked = rulekit("check", "a.py", "--rules", "rules", "--select", "mine/", "--isolated")
    assert (1, True) == (checked.code, "speak against it" in checked.out)
    ended = train("--unit", "bpe")
    assert (2, "") == (ended.code, ended.out)
    assert "--unit bpe: tokenizers is not installed" in ended.err
    assert "pip install 'rulekit[bpe]'" in ended.err


@pytest.mark.slow
def test_a_model_is_written_where_the_rulekit_toml_has_rules(train, write, rulekit, monkeypatch):
    rule = RULE.replace("learned(worth)", "text.characters")
    folder = write({"rulekit.toml": 'rules = ["own"]\n', "own/mine/unworthy.yaml": rule})
    assert "written: own/models/worth.model;" in train().err
    assert Path("own/models/worth.model").exists()
    assert "learned(worth)" in rulekit("signals", "labels.jsonl").out
    assert "written: rules/models/worth.model;" in train("--isolated").err
    write({"sub/labels.jsonl": as_jsonl(ROWS)})
    monkeypatch.chdir(folder / "sub")
    assert "written: ../own/models/worth.model;" in train().err


def test_a_rulekit_toml_that_is_wrong_is_told_before_labels_are_read(train, write):
    write({"rulekit.toml": "ruels = []\n"})
    ended = train()
    assert (2, True) == (ended.code, "unknown key `ruels`, did you mean `rules`?" in ended.err)


@pytest.mark.slow
def test_texts_of_labels_without_are_found_in_a_corpus(train, write):
    whole = train().out
    rows = [dict(row) for row in ROWS]
    write({f"src/{row['path']}": row["content"] for row in rows})
    for row in rows:
        row["sha256"] = hashlib.sha256(row.pop("content").encode()).hexdigest()
    write({"labels.jsonl": as_jsonl(rows)})
    assert (whole, True) == ((found := train("src")).out, "warning" not in found.err)
    write({"src/p3.py": "another = 1\n"})
    assert "warning: 1 text of labels not in SRC, and left out" in train("src").err
    lacking = train()
    assert 2 == lacking.code
    assert "60 files of `labels.jsonl` have a label and no `content`\n  = SRC" in lacking.err


def test_too_few_labels_are_refused_and_counted(rulekit, write):
    write({"labels.jsonl": as_jsonl(labelled_rows(12))})
    ended = rulekit("train", "worth", "labels.jsonl")
    assert (2, "") == (ended.code, ended.out)
    assert "has only 12 to keep and 12 to drop: 20 of either are the least" in ended.err


@pytest.mark.slow
def test_labels_that_do_not_say_what_they_are_of_are_told(rulekit, write):
    rows = [{name: row[name] for name in ("content", "path", "label")} for row in ROWS]
    write({"labels.jsonl": as_jsonl(rows)})
    told = "warning: 60 labels without `repo`, each taken for a repository of its own"
    assert rulekit("train", "worth", "labels.jsonl").err.startswith(told)


def test_labels_of_one_sort_are_refused(rulekit, write):
    write({"labels.jsonl": as_jsonl(ROWS[::2])})
    ended = rulekit("train", "worth", "labels.jsonl")
    assert "`labels.jsonl` has only 0 to drop: 20 of either are the least" in ended.err


@pytest.mark.parametrize("name", ["Worth", "a b", "../worth", ""])
def test_a_name_that_no_rule_could_write_is_refused(rulekit, name):
    ended = rulekit("train", name, "labels.jsonl")
    assert (2, f"error: NAME: a model's name is lower-case words and hyphens, not `{name}`\n") == (
        ended.code, ended.err,
    )  # fmt: skip


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_told(train, write):
    write({"taken": ""})
    assert "error: --out: cannot write `taken/models/worth.model`: " in train("--out", "taken").err
