"""rulekit/rejudge/run.py: the audit that a run over the corpus would have written."""

import json
import shutil
from contextlib import chdir
from dataclasses import replace

import pytest
from auditing import OURS, make_audit, refused

from rulekit import open_audit
from rulekit.loader import build_engine
from rulekit.rejudge.run import Rejudge

pytestmark = pytest.mark.slow  # each of them judges a corpus

SOURCES = ("left", "right")
CHANGES = {
    "the same plan": {},
    "a lower limit": {"settings": ("mine/loud.max=1",)},
    "a higher limit": {"settings": ("mine/loud.max=5", "mine/asking.max=9")},
    "fewer rules": {"ignore": ("mine/loud", "mine/guarded")},
    "a flag that drops": {"settings": ("mine/odd.action=drop",)},
    "nothing is spared": {"settings": ("mine/asking.spare=0",)},
    "others are spared": {"seed": 3},
    "a rule of prose alone": {"select": ("mine/named",)},
    "a rule that is closed for most": {"select": ("mine/guarded",)},
    "a rule that cannot be measured": {"select": ("mine/commented",)},
    "nearly no rule, and a limit": {
        "select": ("mine/odd", "mine/guarded"),
        "ignore": ("mine/odd",),
    },
}


@pytest.fixture(scope="module")
def own(project, tmp_path_factory):
    """A copy of the project, to be judged and changed."""
    folder = tmp_path_factory.mktemp("own") / "project"
    shutil.copytree(project, folder)
    return folder


def rejudge(folder, out, before="full", sources=SOURCES, jobs=1, **words):
    with chdir(folder):
        options = replace(OURS, **words)
        engine = build_engine(options)
        run = Rejudge(open_audit(before), engine, out, sources, jobs, options)
        assert [*run.before.shards] == list(run.run())
    return folder / out


def tables(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("*/*.parquet")}


def test_shards_that_are_judged_side_by_side_have_the_same_bytes(own):
    alone = rejudge(own, "alone", settings=("mine/loud.max=1",))
    beside = rejudge(own, "beside", settings=("mine/loud.max=1",), jobs=2)
    assert tables(alone) == tables(beside)
    assert (alone / "manifest.json").read_bytes() == (beside / "manifest.json").read_bytes()


def counts(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    return {name: manifest[name] for name in ("plan", "counts", "shards", "columns", "signals")}


@pytest.mark.parametrize("change", CHANGES)
def test_every_table_has_the_bytes_of_a_run_over_the_corpus(own, change):
    name = change.replace(" ", "-")
    fresh = make_audit(own, f"fresh-{name}", "used", options=replace(OURS, **CHANGES[change]))
    again = rejudge(own, f"again-{name}", **CHANGES[change])
    assert tables(fresh) == tables(again)
    assert counts(fresh) == counts(again)
    assert (change == "the same plan") == (tables(own / "full") == tables(again))


def test_without_texts_what_failed_nowhere_before_has_a_note_in_the_place_of_evidence(own):
    again = open_audit(rejudge(own, "blind", sources=(), settings=("mine/loud.max=0",)))
    before = open_audit(own / "full")
    told = {one.target: one for one in before.verdicts(rule="mine/loud")}
    loud = {one.target: one for one in again.verdicts(rule="mine/loud")}
    assert told.keys() < loud.keys()
    for target, verdict in loud.items():
        (finding,) = [one for one in verdict.findings if one.rule == "mine/loud"]
        if target in told:
            assert finding.evidence
            assert "of them, the first: !" in finding.message
        else:
            assert ((), "Too loud") == (finding.evidence, finding.message)
            assert finding.note.startswith("where is not known: ")


def test_decisions_do_not_hang_on_texts(own):
    blind = open_audit(rejudge(own, "blind-too", sources=(), settings=("mine/loud.max=0",)))
    seeing = open_audit(rejudge(own, "seeing", settings=("mine/loud.max=0",)))
    for one, other in zip(blind.verdicts(), seeing.verdicts(), strict=True):
        assert (one.decision, one.decided_by, one.score) == (
            other.decision,
            other.decided_by,
            other.score,
        )


def test_a_shard_that_has_changed_gives_no_evidence(own, tmp_path):
    folder = shutil.copytree(own, tmp_path / "changed")
    (folder / "left/d0/f00.py").write_text("left !!! changed")
    with chdir(folder):
        engine = build_engine(replace(OURS, settings=("mine/loud.max=1",)))
        run = Rejudge(open_audit("full"), engine, "again", SOURCES)
        assert {"left": "its bytes are others"} == dict(run.texts.others)
        assert ["right"] == list(run.texts.shards)


def test_a_rule_that_says_something_else_has_no_evidence_of_what_it_said(own, tmp_path):
    folder = shutil.copytree(own, tmp_path / "other")
    rule = folder / "rules/mine/loud.yaml"
    rule.write_text(rule.read_text().replace("{count} of them, the first", "{count} shouts"))
    again = open_audit(rejudge(folder, "again", sources=()))
    for verdict in again.verdicts(rule="mine/loud"):
        (finding,) = [one for one in verdict.findings if one.rule == "mine/loud"]
        assert ((), "Too loud") == (finding.evidence, finding.message)


def test_readings_that_the_audit_does_not_have_are_counted_by_row(own):
    make_audit(own, "few", "used", options=replace(OURS, select=("mine/odd",)))
    with chdir(own):
        run = Rejudge(open_audit("few"), build_engine(OURS), "more")
        lines = refused(list, run.run()).message.splitlines()
    assert "`few` has no readings of 7 signals that rules ask for:" == lines[0]
    assert "  count(/!/), on 80 rows, for mine/loud" in lines
    assert "  count(/class/), on 20 rows, for mine/named" in lines  # of prose alone
    assert not (own / "more").exists()


def test_readings_that_some_rows_do_not_have_are_counted_too(own):
    without = replace(OURS, settings=("mine/loud.max=9",), select=("mine/loud", "mine/named"))
    make_audit(own, "some", "used", options=without)
    rule = own / "rules/mine/named.yaml"
    told = rule.read_text()
    rule.write_text(told.replace("kinds: [prose]", "kinds: [prose, data]"))
    try:
        with chdir(own):
            run = Rejudge(open_audit("some"), build_engine(without), "more")
            lines = refused(list, run.run()).message.splitlines()
    finally:
        rule.write_text(told)
    assert "  count(/class/), on 20 rows, for mine/named" in lines
    assert not (own / "more").exists()


def test_the_manifest_says_whose_readings_these_are(own):
    manifest = json.loads((rejudge(own, "told") / "manifest.json").read_text())
    before = json.loads((own / "full/manifest.json").read_text())
    assert before["plan"]["hash"] == manifest["rejudged"]["plan"]
    assert before["plan"]["sources"] == manifest["rejudged"]["sources"]


def test_what_is_left_of_a_run_that_died_is_refused(own):
    (own / "died").mkdir()
    (own / "died/manifest.json").write_text("{}")
    with chdir(own):
        problem = refused(Rejudge, open_audit("full"), build_engine(OURS), "died")
    assert "--out: `died` is not empty: name another folder" in problem.message


@pytest.mark.parametrize(
    ("audit", "said"), [("bare", "`bare` has no readings"), ("half", "is not finished")]
)
def test_an_audit_without_all_readings_is_refused(project, audit, said):
    with chdir(project):
        problem = refused(Rejudge, open_audit(audit), build_engine(OURS), "nowhere")
    assert said in problem.message
