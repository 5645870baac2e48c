"""rulekit/run/stored.py, story.py, pick.py, near.py, find.py, same.py: rows of a stored audit."""

import json
import shutil
from contextlib import chdir
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.rule import TOLERANCE
from rulekit.errors import UsageError
from rulekit.run.find import find, find_row
from rulekit.run.near import near_failures, near_rows
from rulekit.run.pick import by_lot, failing, lots
from rulekit.run.same import same_engine
from rulekit.run.settings import Settings
from rulekit.run.stored import open_audit
from rulekit.run.story import Teller
from tests.auditing import make_audit, make_project

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

RULES = ("mine/loud", "mine/odd", "mine/asking", "mine/guarded", "mine/named", "mine/commented")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with three audits: with readings, without, and one that was stopped half-way."""
    folder = tmp_path_factory.mktemp("project")
    make_project(folder)
    make_audit(folder, "full", "used")
    make_audit(folder, "bare")
    make_audit(folder, "half", shards=1)
    return folder


@pytest.fixture(scope="module")
def full(project):
    return open_audit(str(project / "full"))


@pytest.fixture(scope="module")
def bare(project):
    return open_audit(str(project / "bare"))


@pytest.fixture(scope="module")
def engine(project, full):
    found, why_not = same_engine(full, str(project / "rulekit.toml"))
    assert why_not == ""
    return found


@pytest.fixture(scope="module")
def judged(project, full):
    """The verdicts on the files themselves, by shard and row, judged without any audit."""
    judge = Settings(config=str(project / "rulekit.toml"), used_signals=True).build()
    keys = [(shard, row) for shard in full.shards for row in range(count(full, shard))]
    with chdir(project):
        return {
            key: replace(judge.check_path(verdict.path), shard=key[0], row=key[1])
            for key, verdict in zip(keys, Teller(full).verdicts(keys), strict=True)
        }


@pytest.fixture
def copied(project, tmp_path):
    """A function: the folder of a copy of an audit that may be damaged."""

    def copy(name):
        return shutil.copytree(project / name, tmp_path / name)

    return copy


def count(stored, shard):
    return stored.file("verdicts", shard).metadata.num_rows


def found_by(rule, judged):
    """Keys and findings of one rule, in the order of shards and rows."""
    for key, verdict in judged.items():
        yield from ((key, one) for one in verdict.findings if one.rule == rule)


def bare_of_evidence(finding):
    return replace(finding, evidence=(), evidence_count=0)


def refused(call, *words):
    """The one problem that a call ends with."""
    with pytest.raises(UsageError) as error:
        call(*words)
    (problem,) = error.value.problems
    return problem


# what is there


def test_a_finished_audit_has_all_its_shards(full):
    assert (True, ("left", "right")) == (full.finished, full.shards)


def test_an_unfinished_audit_has_the_shards_that_are_closed(project):
    half = open_audit(str(project / "half"))
    assert (False, ("left",), 41) == (half.finished, half.shards, half.tally.total)


def test_the_counts_are_those_of_the_run(full, judged):
    expected = sum(one.decision == "drop" and one.candidate for one in judged.values())
    assert expected == full.tally.all.drop


# stories


def test_with_readings_a_story_is_the_verdict_on_the_file(full, engine, judged):
    assert list(judged.values()) == Teller(full, engine).stories(list(judged))


def test_without_readings_a_story_has_what_failed_or_was_not_measured(bare, judged):
    for one in judged.values():
        told = [each for each in one.findings if each.outcome != "pass" and each.applies]
        expected = replace(one, findings=tuple(told), readings=())
        assert [expected] == Teller(bare).stories([(one.shard, one.row)])


def test_stories_come_in_the_order_that_is_asked(full):
    keys = [("right", 3), ("left", 7), ("right", 0)]
    told = Teller(full).stories(keys)
    assert keys == [(one.shard, one.row) for one in told]


def test_evidence_that_the_readings_contradict_is_refused(copied, engine):
    folder = copied("full")
    path = folder / "evidence/left.parquet"
    parquet.write_table(parquet.read_table(path).slice(1), path)
    stored = open_audit(str(folder))
    row = parquet.read_table(folder.parent / "full/verdicts/left.parquet")["row"][0].as_py()
    problem = refused(Teller(stored, engine).stories, [("left", row)])
    assert "evidence and readings of left#row=0 do not agree" in problem.message


# failing


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_failed_the_rows_that_it_fails_again(bare, judged, rule):
    expected = [key for key, one in found_by(rule, judged) if one.outcome == "fail"]
    picked = failing(bare, rule, 1000)
    assert (expected, len(expected)) == (picked.keys, picked.count)


@given(limit=st.integers(1, 60))
def test_a_list_is_cut_and_its_count_is_not(bare, limit):
    whole = failing(bare, "mine/loud", 1000)
    cut = failing(bare, "mine/loud", limit)
    assert (whole.keys[:limit], whole.count) == (cut.keys, cut.count)


def test_a_listed_row_has_the_finding_of_the_rule_alone(bare, judged):
    for key, one in found_by("mine/loud", judged):
        if one.outcome == "fail":
            (verdict,) = Teller(bare).verdicts([key], "mine/loud")
            assert (replace(one, evidence=()),) == verdict.findings


# near


def nearest(rule, judged, within, *, failed=False):
    """Rows near the limit of a rule, by looking at every verdict."""
    found = [
        (abs(one.margin), place, key)
        for place, (key, one) in enumerate(found_by(rule, judged))
        if one.value is not None and abs(one.margin) <= within + TOLERANCE
        if one.outcome == "fail" or not failed
    ]
    return [key for _, _, key in sorted(found)]


@given(rule=st.sampled_from(RULES), within=st.floats(0, 8), limit=st.integers(1, 90))
def test_near_is_what_looking_at_every_verdict_finds(full, engine, judged, rule, within, limit):
    expected = nearest(rule, judged, within)
    picked = near_rows(full, engine.plan, rule, within, limit)
    assert (expected[:limit], len(expected)) == (picked.keys, picked.count)


@given(rule=st.sampled_from(RULES), within=st.floats(0, 8), limit=st.integers(1, 90))
def test_near_without_readings_is_so_of_what_failed(bare, judged, rule, within, limit):
    expected = nearest(rule, judged, within, failed=True)
    picked = near_failures(bare, rule, within, limit)
    assert (expected[:limit], len(expected)) == (picked.keys, picked.count)


def test_the_rules_of_these_audits_meet_closed_guards_passes_and_failures(judged):
    guarded = [one for _, one in found_by("mine/guarded", judged)]
    assert {"pass", "fail", "unmeasured"} == {one.outcome for one in guarded}
    assert {0, 2, 4} == {one.limit for _, one in found_by("mine/loud", judged)}
    assert {"min", "max"} == {one.bound for _, one in found_by("mine/asking", judged)}


def test_near_refuses_readings_of_other_rows(copied, engine):
    folder = copied("full")
    path = folder / "readings/left.parquet"
    parquet.write_table(parquet.read_table(path).slice(1), path)
    problem = refused(near_rows, open_audit(str(folder)), engine.plan, "mine/loud", 1, 20)
    assert "verdicts and readings of `left` have other rows" == problem.message


def test_a_passed_row_that_is_listed_has_its_finding(full, engine, judged):
    for key, one in found_by("mine/loud", judged):
        (verdict,) = Teller(full, engine).verdicts([key], "mine/loud")
        (finding,) = verdict.findings
        assert bare_of_evidence(one) == bare_of_evidence(finding)


# by lot


def test_lots_are_the_same_on_every_machine():
    rows = pyarrow.array([0, 1, 2**40]).to_numpy()
    assert LOTS == lots(7, "left", rows).tolist()


LOTS = [3869808714217674125, 18307502655804903075, 8971007352363457068]


@pytest.mark.parametrize("decision", ["keep", "drop", "error"])
def test_by_lot_picks_candidates_of_the_decision(full, judged, decision):
    expected = {key for key, one in judged.items() if one.decision == decision and one.candidate}
    picked = by_lot(full, decision, "", 0, 1000)
    assert (expected, len(expected)) == (set(picked.keys), picked.count)


@pytest.mark.parametrize("decision", ["keep", "drop"])
def test_by_lot_with_a_rule_picks_what_it_did(full, judged, decision):
    expected = {
        key
        for key, one in found_by("mine/asking", judged)
        if one.outcome == "fail" and judged[key].decision == decision
        if decision == "keep" or one.action == "drop"
    }
    assert expected == set(by_lot(full, decision, "mine/asking", 0, 1000).keys)


def test_fewer_by_lot_are_the_first_of_more(full):
    more, fewer = (by_lot(full, "drop", "", 3, limit).keys for limit in (40, 5))
    assert more[:5] == fewer


def test_another_seed_picks_others(full):
    assert by_lot(full, "drop", "", 0, 10).keys != by_lot(full, "drop", "", 1, 10).keys


# find


def test_a_row_is_found_by_its_path(full, judged):
    for key, one in judged.items():
        assert [key] == find(full, "path", one.path).keys


def test_all_rows_of_one_id_are_counted_and_the_first_are_told(copied):
    folder = copied("bare")
    for shard in ("left", "right"):
        path = folder / f"verdicts/{shard}.parquet"
        table = parquet.read_table(path)
        ids = pyarrow.array([f"i{row % 20}" for row in range(table.num_rows)], pyarrow.string())
        parquet.write_table(table.set_column(2, "id", ids), path)
    picked = find(open_audit(str(folder)), "id", "i3", limit=3)
    assert ([("left", 3), ("left", 23), ("right", 3)], 4) == (picked.keys, picked.count)


@pytest.mark.parametrize("word", ["left/d0/f21.jsn", "left/d0/f2.json", "d0/f21.json", "f21.json"])
def test_a_wrong_path_is_told_with_a_near_one(full, word):
    problem = refused(find, full, "path", word)
    assert "no row has this path, did you mean `" in problem.message
    assert "f21.json`?" in problem.message


def test_an_id_where_there_are_none_says_so(full):
    assert "this audit has no ids" in refused(find, full, "id", "x").remedy


def test_a_path_that_an_unfinished_audit_lacks_may_come(project):
    half = open_audit(str(project / "half"))
    problem = refused(find, half, "path", "right/d0/f21.json")
    assert "the audit is unfinished; the row may be in an open shard" == problem.remedy


def test_a_row_is_found_by_its_place(full):
    assert ("right", 12) == find_row(full, "right#row=12")


def test_with_one_shard_a_number_is_enough(project):
    assert ("left", 12) == find_row(open_audit(str(project / "half")), "12")


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("12", "say SHARD#row=N, rows count from 0"),
        ("left#row=-1", "say SHARD#row=N, rows count from 0"),
        ("left#row=", "say SHARD#row=N, rows count from 0"),
        ("left#row=²", "say SHARD#row=N, rows count from 0"),
        ("left#row=41", "`left` has 41 rows; they count from 0"),
        ("lefd#row=1", "the audit has no shard `lefd`, did you mean `left`?"),
        ("a/b/c#row=1", "the audit has no shard `a/b/c`; there are: left, right"),
    ],
)
def test_a_place_that_is_not_there_is_refused(full, word, message):
    assert f"--row {word}: {message}" == refused(find_row, full, word).message


# the same engine


def test_without_readings_there_is_no_engine_to_be_had(bare, project):
    expected = (None, "`rulekit filter --signals used` keeps what tells them")
    assert expected == same_engine(bare, str(project / "rulekit.toml"))


def test_another_limit_makes_another_plan(full, project, tmp_path):
    shutil.copytree(project / "rules", tmp_path / "rules")
    shutil.copy(project / "rulekit.toml", tmp_path)
    file = tmp_path / "rules/mine/loud.yaml"
    file.write_text(file.read_text().replace("max: 2", "max: 1"))
    engine, why_not = same_engine(full, str(tmp_path / "rulekit.toml"))
    assert (None, "another plan is installed here: the rule mine/loud: has changed") == (
        engine,
        why_not,
    )


def test_a_plan_that_cannot_be_made_here_says_why(full):
    engine, why_not = same_engine(full, None)
    assert engine is None
    assert why_not.startswith("the audit's plan cannot be made here: there is no profile `ours`")


def test_overrides_count_from_a_folder_that_no_audit_knows(tmp_path):
    make_project(tmp_path)
    with (tmp_path / "rulekit.toml").open("a") as file:
        file.write('[[override]]\npaths = ["*.c"]\nreason = "x"\nskip = ["mine/loud"]\n')
    stored = open_audit(str(make_audit(tmp_path, "out", "used")))
    engine, why_not = same_engine(stored, str(tmp_path / "rulekit.toml"))
    assert (None, "rulekit.toml has overrides, whose rows are not known again") == (
        engine,
        why_not,
    )


# damage


def changed(**fields):
    return lambda text: json.dumps(json.loads(text) | fields)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text[:100], "it is not JSON"),
        (lambda text: "", "it is not JSON"),
        (lambda text: "[" * 100_000, "it is not JSON"),
        (lambda text: "[]", "is not that of an audit"),
        (lambda text: '{"name": "a web page", "icons": []}', "is not that of an audit"),
        (changed(schema="1"), "is not that of an audit"),
        (changed(schema=0), "is not that of an audit"),
        (changed(schema=2), "is an audit of schema 2; this rulekit reads 1"),
        (changed(plan={}), "is not that of an audit"),
        (changed(shards=["left"]), "is not that of an audit"),
        (changed(counts={}), "its counts are not those of an audit"),
        (changed(counts=None), "its counts are not those of an audit"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(copied, change, message):
    folder = copied("bare")
    file = folder / "manifest.json"
    file.write_text(change(file.read_text()))
    problem = refused(open_audit, str(folder))
    assert message in problem.message
    assert str(folder) in problem.message
    assert problem.remedy


def test_a_manifest_of_bytes_is_refused(copied):
    folder = copied("bare")
    (folder / "manifest.json").write_bytes(b"\xff\xfe")
    assert "it is not JSON" in refused(open_audit, str(folder)).message


def test_a_folder_without_a_manifest_is_no_audit(tmp_path):
    problem = refused(open_audit, str(tmp_path))
    assert f"`{tmp_path}` is a folder and no audit: it has no manifest.json" == problem.message


def missing(path):
    path.unlink()


def cut(path):
    path.write_bytes(path.read_bytes()[:-20])


def of_text(path):
    path.write_text("rows")


def of_others(path):
    parquet.write_table(pyarrow.table({"row": [0], "shard": ["left"]}), path)


def with_wrong_bytes(path):
    data = bytearray(path.read_bytes())
    data[4:400] = bytes(396)
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [missing, cut, of_text, of_others, with_wrong_bytes])
@pytest.mark.parametrize("kind", ["verdicts", "evidence"])
def test_a_damaged_table_is_told_with_its_place(copied, kind, damage):
    folder = copied("bare")
    path = folder / f"{kind}/left.parquet"
    damage(path)
    stored = open_audit(str(folder))
    names = [name for name in ("row", "rule", "decision") if name != _other(kind)]
    problem = refused(lambda: list(stored.groups(kind, "left", names)))
    assert f"`{path}` is not as it was written: " in problem.message
    assert problem.remedy


def _other(kind):
    return "rule" if kind == "verdicts" else "decision"


def test_a_new_column_of_a_later_rulekit_is_no_damage(copied, judged):
    folder = copied("bare")
    path = folder / "verdicts/left.parquet"
    table = parquet.read_table(path)
    more = pyarrow.array([1] * table.num_rows)
    parquet.write_table(table.append_column("new", more), path)
    (verdict,) = Teller(open_audit(str(folder))).verdicts([("left", 0)])
    assert judged["left", 0].reason == verdict.reason
