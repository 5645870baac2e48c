"""rulekit/cli/explain_audit.py: what cannot be answered is refused, with what can be said."""

import shlex
import shutil

import pytest

PROFILE = "--profile does not go with an audit: what it was judged by is stored in it"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("full --near 1", "--near is for one rule, and not for --random: say --rule R --near X"),
        (
            "full --random drop --rule mine/loud --near 1",
            "--near is for one rule, and not for --random",
        ),
        ("full --rule mine/loud --near nan", "--near nan: say a number"),
        ("full --rule mine/loud --near -1", "-1.0 is not in the range"),
        ("full --id 1 --path a", "--id and --path do not go together\n  = say --id X, --path P,"),
        ("full --row 1 --rule mine/loud", "--row and --rule do not go together"),
        ("full --path a --random drop", "--path and --random do not go together"),
        ("full -n 3", "-n is for lists: say it with --rule, --cause or --random"),
        ("full --path a -n 3", "-n is for lists"),
        ("full --seed 3", "--seed is for --random; the seed of `spare` is in the audit's plan"),
        ("full --all", "--all is for one row"),
        ("full --rule mine/loud --all", "--all is for one row"),
        ("full --random drop -n 2 --all", "--all is for one row"),
        ("full --random maybe", "'maybe' is not one of 'drop', 'keep', 'error'"),
        ("full --rule mine/lout", "has no such rule, did you mean `mine/loud`?"),
        ("full --rule nonsense --near 1", "--rule nonsense: `full` has no such rule"),
        ("full --row 1 --profile ours", PROFILE),
        ("full --row 1 --set mine/loud.max=1", "--set does not go with an audit"),
        ("full --row 1 --select all", "--select does not go with an audit"),
        ("full --row 1 --stdin-filename a.py", "--stdin-filename does not go with an audit"),
        (
            "full --cause binari",
            "there is no such cause, did you mean `binary`?\n  = the causes are",
        ),
        ("full --cause ''", "there is no such cause\n  = the causes are binary, too-large, "),
        ("full --rule broken-row", "has no such rule, did you mean --cause broken-row?"),
        ("full --cause binary --rule mine/loud", "--rule and --cause do not go together"),
        ("full --cause binary --near 1", "--near is for one rule"),
        ("full --cause binary --id 1", "--id and --cause do not go together"),
        ("full --cause binary --path a", "--path and --cause do not go together"),
        ("full --cause binary --row 1", "--row and --cause do not go together"),
        ("full --cause binary --all", "--all is for one row"),
        ("full --cause binary --seed 3", "--seed is for --random"),
        ("left --cause binary", "`left` is a folder, and no audit"),
        ("left/d0/f12.py --cause binary", "--cause is asked of an audit"),
        ("full --row 99", "--row 99: say SHARD#row=N"),
        ("full --path left/d0/f12.pi", "no row has this path, did you mean `left/d0/f12.py`?"),
        ("full --path ''", "no row has this path"),
        ("full --id ''", "no row has this id"),
        ("left/d0/f12.py --id 1", "--id is asked of an audit, and `left/d0/f12.py` is none"),
        ("left/d0/f12.py --rule mine/loud", "--rule is asked of an audit"),
        ("left/d0/f12.py -n 1", "-n is asked of an audit"),
        ("- --random drop", "--random is asked of an audit, and `-` is none"),
        ("gone --random drop", "--random is asked of an audit, and `gone` is not there"),
        ("left", "`left` is a folder, and no audit: it has no manifest.json"),
        ("left", "  = rulekit check left judges the files in it; explain takes one file of them"),
        ("full --by rule --row left#row=4", "--by is for the whole audit, not for some of its"),
        ("full --by rule --rule mine/loud", "--by is for the whole audit, not for some of its"),
        ("full --by dir", "'dir' is not one of 'language', 'rule'"),
        ("left/d0/f12.py --by rule", "--by is asked of an audit, and `left/d0/f12.py` is none"),
        ("left --row 3", "`left` is a folder, and no audit: it has no manifest.json"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_what_can_be_said(explain_there, words, message):
    ended = explain_there(*shlex.split(words))
    assert (2, "") == (ended.code, ended.out)
    assert message in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("verdicts", "--row left#row=4"),
        ("verdicts", "--path a"),
        ("verdicts", "--random drop -n 2"),
        ("verdicts", "--cause crashed"),
        ("evidence", "--row left#row=4"),
        ("evidence", "--rule mine/loud"),
        ("readings", "--row left#row=4"),
        ("readings", "--rule mine/loud --near 1"),
    ],
)
def test_a_missing_table_is_one_error_with_its_place(explain_there, project, tmp_path, kind, words):
    audit = shutil.copytree(project / "full", tmp_path / "damaged")
    shutil.rmtree(audit / kind)
    ended = explain_there(str(audit), *words.split())
    path = audit / kind / "left.parquet"
    assert (2, "") == (ended.code, ended.out)
    assert f"error: `{path}` is not as it was written: it is missing" == ended.err.splitlines()[0]
    assert ended.err.splitlines()[1].startswith("  = an audit is written by `rulekit filter` alone")


def test_a_table_that_is_not_needed_is_not_missed(explain_there, project, tmp_path):
    audit = shutil.copytree(project / "full", tmp_path / "damaged")
    shutil.rmtree(audit / "readings")
    assert 0 == explain_there(str(audit), "--rule", "mine/loud").code
