"""rulekit/cli/fit.py: the scorecard of a profile, from labels."""

import hashlib
import re
from pathlib import Path

import pytest
from labelled import as_jsonl, labelled_rows

from rulekit.loader import load

pytestmark = pytest.mark.slow  # they start processes, or judge a corpus

PROFILE = {"rules/profiles/mine.yaml": "title: Mine\nsource: ours\nextends: default\n"}


@pytest.fixture
def fit(rulekit, write):
    """A function: how `rulekit fit` ends on short programs and boilerplate."""
    write({"labels.jsonl": as_jsonl(labelled_rows())})

    def called(*words):
        return rulekit("fit", "labels.jsonl", "--isolated", *words)

    return called


@pytest.mark.slow
def test_it_says_how_well_scores_rank_files_of_other_repositories(fit):
    ended = fit()
    assert (0, "") == (ended.code, ended.err)
    found = re.match(
        r"area under the ROC  (\d\.\d+)   \(120 files of 30 repositories, 10-fold by repository\)",
        ended.lines[0],
    )
    assert float(found[1]) > 0.95
    assert re.match(r"scorecard           [1-9]\d* steps? of [1-9]\d* signals?$", ended.lines[1])


@pytest.mark.slow
def test_it_shows_what_each_limit_would_do_and_whether_scores_are_chances(fit):
    shown = fit().lines
    limits, bins = (
        shown.index(one) for one in shown if one.split()[:1] in (["min_score"], ["score"])
    )
    assert ["min_score", "F1", "bad", "dropped", "good", "kept"] == shown[limits].split()
    assert "0" == shown[limits + 1].split()[0]
    assert ["score", "documents", "to", "keep"] == shown[bins].split()
    assert 120 == sum(int(line.split()[1]) for line in shown[bins + 1 :])


@pytest.mark.slow
def test_the_same_labels_give_the_same_words_and_the_same_file(fit, folder):
    first = fit("--out", "a.score.yaml")
    second = fit("--out", "b.score.yaml")
    assert first.out == second.out
    assert (folder / "a.score.yaml").read_text() == (folder / "b.score.yaml").read_text()


def test_the_file_is_the_scorecard_of_the_profile_that_it_stands_beside(fit, write, rulekit):
    write(PROFILE)
    ended = fit("--profile", "mine", "--rules", "rules", "--out", "rules/profiles/mine.score.yaml")
    assert (0, "written: rules/profiles/mine.score.yaml\n") == (ended.code, ended.err)
    engine = load("mine", rules=["rules"], all_evidence=True)
    assert engine.plan.scorecard.terms
    rows = labelled_rows()
    good, bad = (engine.check_text(row["content"], row["path"]).score for row in rows[:2])
    assert bad < 0.5 < good
    write({"p.py": rows[0]["content"]})
    shown = rulekit("explain", "p.py", "--all", "--profile", "mine", "--rules", "rules").out
    assert f"   score {good:.2f}: the chance that a careful reader keeps it" in shown
    assert f"{engine.plan.scorecard.base:+.2f}  to begin with" in shown


def test_the_file_names_its_title_and_where_it_is_from(fit, folder):
    fit("--out", "a.score.yaml", "--title", 'Ours: "the" chance')
    first, second, *_ = (folder / "a.score.yaml").read_text().splitlines()
    assert first == r'title: "Ours: \"the\" chance"'
    assert second.startswith('source: "rulekit fit: 120 files of 30 repositories, 10-fold')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "`labels.jsonl` cannot be read: "),
        ("", "`labels.jsonl` has only 0 to keep and 0 to drop: 50 of either are the least"),
        ("{", "no labelled document: "),
        ("[]", "no labelled document: "),
        ('{"content": "a", "path": "a.py"}', "no labelled document: it has no 'label'"),
    ],
)
def test_what_is_wrong_with_labels_is_one_reason_and_code_2(rulekit, write, text, said):
    if text is not None:
        write({"labels.jsonl": text})
    ended = rulekit("fit", "labels.jsonl")
    assert (2, "") == (ended.code, ended.out)
    assert f"error: {said}" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("out", ["gone/a.score.yaml", "."])
def test_a_file_that_cannot_be_written_is_told(fit, out):
    ended = fit("--out", out)
    assert 2 == ended.code
    assert f"error: --out: cannot write `{out}`: " in ended.err


def test_a_profile_that_is_not_there_is_told(fit):
    assert "there is no profile `mnie`" in fit("--profile", "mnie").err


def test_labels_without_texts_are_fitted_by_those_of_their_audit(fit, write, rulekit):
    rows = labelled_rows()
    write({f"src/{row['path']}": row["content"] for row in rows})
    assert 0 == rulekit("filter", "src", "--out", "audit", "--isolated", "-q", "-j", "1").code
    whole = fit()
    for row in rows:
        row["sha256"] = hashlib.sha256(row.pop("content").encode()).hexdigest()
    write({"labels.jsonl": as_jsonl(rows)})
    assert "error: 120 files of `labels.jsonl` have a label and no `content`\n  = --audit" in (
        fit().err
    )
    assert (whole.out, "") == (fit("--audit", "audit").out, fit("--audit", "audit").err)
    Path("src/p3.py").write_text("another = 1\n")
    ended = fit("--audit", "audit")
    assert "warning: 1 text of labels not at hand, and left out; --src SRC names" in ended.err
    assert "(119 files of 30 repositories" in ended.lines[0]
    Path("src").rename("moved")
    gone = fit("--audit", "audit")
    assert "warning: 120 texts of labels not at hand (there is no file or folder" in gone.err
    assert (2, "") == (gone.code, gone.out)


def test_a_corpus_without_its_audit_is_refused(fit):
    assert "--src is where the corpus of an audit lies: say --audit AUDIT, too" in (
        fit("--src", "src").err
    )
