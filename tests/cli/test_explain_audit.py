"""rulekit/cli/explain_audit.py: rows of an audit, as people ask for them."""

import json
import shlex
import shutil

import pytest
from pyarrow import parquet


def records(ended):
    assert 0 == ended.code, ended.err
    return [json.loads(line) for line in ended.lines]


# one row


@pytest.mark.parametrize("path", ["left/d0/f12.py", "left/d0/f09.json", "right/d2/f38.md"])
def test_a_row_is_told_as_its_file_is(explain_there, path):
    (stored,) = records(explain_there("full", "--path", path, "-ojson"))
    (judged,) = records(explain_there(path, "-ojson"))
    for record in (stored, judged):
        for finding in record["findings"]:
            if finding["outcome"] == "pass":  # an audit has no evidence of these
                finding |= {"evidence": [], "evidence_count": 0}
    about_the_row = {"shard", "row", "readings"}
    assert judged == {name: one for name, one in stored.items() if name not in about_the_row}
    assert stored["shard"] == path.split("/")[0]
    assert stored["readings"]


def test_people_read_the_same_of_a_row_as_of_its_file(explain_there):
    stored, judged = (
        explain_there("full", "--path", "left/d0/f12.py"),
        explain_there("left/d0/f12.py"),
    )
    assert (0, 0, judged.lines[1:]) == (stored.code, judged.code, stored.lines[1:])
    about = "python (.py)   24 B   profile ours   rulekit.toml"
    assert f"left#row=4  left/d0/f12.py   {about}" == stored.lines[0]


def test_all_shows_rules_that_passed(explain_there):
    shown = explain_there("full", "--row", "left#row=4", "--all").out
    assert " ✓  mine/guarded        0  <= 1     rule" in shown


def test_without_readings_it_is_said_why_passed_rules_are_not_shown(explain_there):
    ended = explain_there("bare", "--path", "left/d0/f12.py", "--all")
    assert ended.lines[-1] == (
        "Rules that passed are not shown: `rulekit filter --signals used` keeps what tells them."
    )
    assert "mine/guarded" not in ended.out
    assert " ✗  mine/loud      5  <= 4     profile ours  line 1" in ended.lines


def test_with_another_plan_it_is_said_what_differs(rulekit, project):
    last = rulekit("explain", str(project / "full"), "--row", "left#row=4").lines[-1]
    assert last.startswith("Rules that passed are not shown: the audit's plan cannot be made here")


def test_in_json_such_notes_go_to_standard_error(explain_there):
    ended = explain_there("bare", "--row", "left#row=4", "-ojson")
    assert (1, "Rules that passed are not shown") == (len(records(ended)), ended.err[:31])


def test_what_is_no_candidate_has_its_cause_and_nothing_else(explain_there):
    ended = explain_there("full", "--path", "left/picture.png")
    assert ["NOT JUDGED  binary: a NUL byte near the start"] == ended.lines[1:]


def test_other_rows_of_the_same_path_are_named(explain_there, project, tmp_path):
    shutil.copytree(project / "bare", tmp_path / "twice")
    for kind in ("verdicts", "evidence"):  # both shards hold the same paths now
        shutil.copy(
            tmp_path / f"twice/{kind}/left.parquet", tmp_path / f"twice/{kind}/right.parquet"
        )
    ended = explain_there(str(tmp_path / "twice"), "--path", "left/d0/f12.py")
    assert "left#row=4" in ended.lines[0]
    assert "The same stands in right#row=4." == ended.lines[-1]


# lists


def test_the_rows_that_a_rule_failed_are_listed_and_counted(explain_there):
    ended = explain_there("full", "--rule", "mine/loud", "-n", "2")
    assert [
        " row         value  must be  margin  decision  path",
        " left#row=1      3  <= 2         +1  drop      left/d0/f03.c",
        " left#row=2      6  <= 2         +4  drop      left/d0/f06.md",
        "46 rows failed mine/loud; 2 are shown (-n)",
        "Explain one: rulekit explain full --row 'left#row=1'",
    ] == ended.lines


def test_the_command_that_a_list_ends_with_explains_its_first_row(explain_there):
    *_, last = explain_there("full", "--rule", "mine/odd").lines
    words = shlex.split(last.removeprefix("Explain one: rulekit explain "))
    assert explain_there(*words).lines[0].startswith("left#row=0  left/d0/f00.py ")


def test_twenty_rows_are_listed_unless_more_are_asked_for(explain_there):
    assert 1 + 20 + 2 == len(explain_there("full", "--rule", "mine/loud").lines)
    assert 1 + 46 + 2 == len(explain_there("full", "--rule", "mine/loud", "-n", "50").lines)


def test_a_rule_that_failed_nothing_says_so(explain_there):
    assert ["0 rows failed mine/named"] == explain_there("full", "--rule", "mine/named").lines


def test_near_lists_both_sides_nearest_first(explain_there):
    ended = explain_there("full", "--rule", "mine/guarded", "--near", "1", "-n", "3")
    assert 0 == ended.code
    assert "30 rows within 1 of the limit of mine/guarded; 3 are shown (-n)" == ended.lines[-2]


def test_near_without_readings_says_that_passed_rows_are_not_known(explain_there):
    ended = explain_there("bare", "--rule", "mine/guarded", "--near", "1")
    assert (
        "Passed rows are not known: `rulekit filter --signals used` keeps what tells them.\n"
        == ended.err
    )
    assert "10 rows failed within 1 of the limit of mine/guarded" == ended.lines[-2]


def test_one_random_row_is_told_whole_and_is_the_first_of_more(explain_there):
    one = explain_there("full", "--random", "drop", "--seed", "5").lines
    first = explain_there("full", "--random", "drop", "--seed", "5", "-n", "3").lines[1]
    assert "DROP" == one[1].split()[0]
    assert first.split()[0] in one[0]


def test_random_rows_are_the_same_each_time(explain_there):
    words = ("full", "--random", "keep", "-n", "5")
    assert (
        explain_there(*words).out
        == explain_there(*words).out
        == explain_there("bare", *words[1:]).out.replace("bare", "full")
    )


def test_random_rows_of_one_rule_are_among_those_it_dropped(explain_there):
    told = records(
        explain_there("full", "--random", "drop", "--rule", "mine/asking", "-n50", "-ojson")
    )
    assert 13 == len(told)
    assert all("mine/asking" in record["decided_by"] for record in told)


def test_the_rows_that_ended_by_a_cause_are_listed_with_their_reasons(explain_there):
    assert [
        " row          decision  reason                             path",
        " left#row=40  drop      binary: a NUL byte near the start  left/picture.png",
        "1 row ended by binary",
        "Explain one: rulekit explain full --row 'left#row=40'",
    ] == explain_there("full", "--cause", "binary").lines


def test_a_cause_that_ended_no_row_says_so(explain_there):
    assert ["0 rows ended by crashed"] == explain_there("full", "--cause", "crashed").lines


def test_a_cause_in_json_is_a_record_a_line(explain_there):
    (told,) = records(explain_there("full", "--cause", "binary", "-ojson"))
    assert ("left/picture.png", ["binary"]) == (told["path"], told["decided_by"])


def test_a_random_row_of_a_cause_is_told_whole(explain_there):
    ended = explain_there("full", "--cause", "binary", "--random", "drop")
    assert "NOT JUDGED  binary: a NUL byte near the start" == ended.lines[1]
    none = explain_there("full", "--cause", "binary", "--random", "keep")
    assert ["0 rows ended by binary as keep"] == none.lines


def test_where_there_is_no_row_nothing_is_explained(explain_there):
    assert ["0 rows ended as error"] == explain_there("full", "--random", "error").lines


def test_a_list_in_json_is_a_whole_record_a_line(explain_there):
    told = records(explain_there("full", "--rule", "mine/loud", "-n", "4", "-ojson"))
    (alone,) = records(explain_there("full", "--row", f"left#row={told[3]['row']}", "-ojson"))
    assert (4, alone) == (len(told), told[3])


# the overview


def test_an_audit_alone_shows_what_was_judged_and_the_ways_to_go_on(explain_there):
    shown = explain_there("full").lines
    assert "columns   content=content path=path" == shown[0]
    assert shown[1].startswith("plan      profile ours · 6 rules · hash ")
    assert ["shards    2: left, right", "readings  those that rules use"] == shown[2:4]
    assert [
        " language  rows  keep  drop  drop rate  reasons",
        " c           20     0    20     100.0%  mine/guarded 20",
    ] == shown[5:7]
    assert " mine/loud       46  57.5%           25  580 B        0" in shown
    assert [
        "80 rows judged: 18 kept, 62 dropped (77.5% dropped)",
        "Not judged: 1 row (1 binary).",
    ] == shown[-5:-3]
    assert shown[-3].startswith("tables: full/verdicts/ and full/evidence/ are Parquet")
    assert shown[-2].startswith("next: rulekit explain full --rule mine/loud · rulekit explain ")
    assert shown[-1].startswith("also: rulekit explain full --path P · --id X · --row SHARD#row=N")


@pytest.mark.parametrize(("by", "heads"), [("language", [" language"]), ("rule", [" reason"])])
def test_one_of_its_tables_may_be_asked_for_alone(explain_there, by, heads):
    shown = explain_there("full", "--by", by).lines
    assert heads == [line[: line.find("  ")] for line in shown if " rows  " in line][:1]
    assert any(line.startswith(" no parser for markdown") for line in shown) == (by == "rule")
    assert "80 rows judged: 18 kept, 62 dropped (77.5% dropped)" in shown


def test_an_audit_that_was_written_before_findings_had_a_unit_is_told(explain_there, copied):
    folder = copied("bare")
    for path in folder.glob("evidence/*.parquet"):
        parquet.write_table(parquet.read_table(path).drop_columns(["unit", "implied_by"]), path)
    words = ("--path", "left/d0/f12.py")
    ended = explain_there(str(folder), *words)
    assert (0, explain_there("bare", *words).out) == (ended.code, ended.out)


def test_an_unfinished_audit_says_so(explain_there):
    said = "unfinished: 1 of 2 shards are closed, and only they count"
    assert f"state     {said}" in explain_there("half").lines
    ended = explain_there("half", "--rule", "mine/loud")
    assert (f"{said}\n", "23 rows failed mine/loud; 20 are shown (-n)") == (
        ended.err,
        ended.lines[-2],
    )


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_an_overview_in_json_is_the_manifest(explain_there, project, form):
    assert [json.loads((project / "full/manifest.json").read_text())] == records(
        explain_there("full", "-o", form)
    )


def test_jsonl_is_json_of_a_row_and_of_a_list(explain_there):
    for words in (("--row", "left#row=4"), ("--rule", "mine/loud", "-n", "2")):
        as_json, as_jsonl = (
            explain_there("full", *words, "-o", form) for form in ("json", "jsonl")
        )
        assert as_json.out == as_jsonl.out != ""
