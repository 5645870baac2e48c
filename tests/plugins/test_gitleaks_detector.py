"""plugins/gitleaks: rules of a gitleaks.toml that is made here, and mistakes in one."""

import pytest
from rulekit_plugins.gitleaks.plugin import rulekit_detectors

import rulekit
from rulekit.testing import curated_row

(GITLEAKS,) = rulekit_detectors()
ONE, TWO = "zap_" + "Q7XK2M4RTZ5V", "zap_" + "8MWD3KJ6BN1P"

RULE = r"""
[[rules]]
id = "zap"
description = "A made-up token"
regex = '''\b(zap_[A-Z0-9]{12})(?:[^A-Z0-9]|$)'''
keywords = ["ZAP_"]
"""


@pytest.fixture
def find(tmp_path):
    def find(toml, text, path="a.py"):
        file = tmp_path / "gitleaks.toml"
        file.write_text(toml)
        data = text.encode()
        found = GITLEAKS.build(file)(curated_row(text, path))
        return [(one.rule, data[one.start : one.end].decode()) for one in found]

    return find


def values(found):
    return [value for _, value in found]


def test_a_secret_is_found_by_its_rule(find):
    assert [("gitleaks/zap", ONE)] == find(RULE, f"key = {ONE}\n")


def test_spans_count_bytes(find):
    assert [ONE] == values(find(RULE, f"# é 漢 {ONE}\n"))


def test_a_text_without_a_keyword_is_not_looked_at(find):
    assert [] == find(RULE.replace("ZAP_", "other"), ONE)


def test_a_rule_without_keywords_looks_at_every_text(find):
    assert [ONE] == values(find(RULE.replace('keywords = ["ZAP_"]', ""), ONE))


def test_the_secret_is_the_group_that_the_rule_names(find):
    rule = RULE.replace("(zap_[A-Z0-9]{12})", "(zap_)([A-Z0-9]{12})") + "secretGroup = 2\n"
    assert [ONE[4:]] == values(find(rule, ONE))


def test_without_a_named_group_it_is_the_first_that_has_anything(find):
    rule = RULE.replace("(zap_[A-Z0-9]{12})", "(no)?(zap_[A-Z0-9]{12})")
    assert [ONE] == values(find(rule, ONE))


def test_a_secret_has_more_entropy_than_the_rule_says(find):
    dull = "zap_" + "A" * 12
    assert [ONE] == values(find(RULE + "entropy = 3.0\n", f"{dull} {ONE}"))


def test_a_rule_may_be_of_some_paths_only(find):
    rule = RULE + r"path = '''\.env$'''" + "\n"
    assert [ONE] == values(find(rule, ONE, path="a/.env"))
    assert [] == find(rule, ONE, path="a.py")


def test_a_rule_of_paths_alone_finds_nothing_in_texts(find):
    rule = '[[rules]]\nid = "file"\npath = "a"\n'
    assert [ONE] == values(find(RULE + rule, ONE))


@pytest.mark.parametrize("head", ["[[rules.allowlists]]", "[rules.allowlist]"])
def test_what_a_rule_allows_is_left(find, head):
    assert [TWO] == values(find(f"{RULE}{head}\nregexes = ['''Q7XK''']\n", f"{ONE} {TWO}"))


@pytest.mark.parametrize("head", ["[[allowlists]]", "[allowlist]"])
def test_what_the_file_allows_is_left(find, head):
    assert [TWO] == values(find(f"{RULE}{head}\nstopwords = ['q7xk']\n", f"{ONE} {TWO}"))


def test_an_allowance_may_be_for_named_rules(find):
    other = RULE.replace('"zap"', '"zip"')
    more = "[[allowlists]]\ntargetRules = ['zip']\nstopwords = ['q7xk']\n"
    assert [("gitleaks/zap", ONE)] == find(RULE + other + more, ONE)


def test_a_path_may_be_allowed(find):
    more = "[[allowlists]]\npaths = ['''(?:^|/)vendor/''']\n"
    assert [] == find(RULE + more, ONE, path="vendor/a.py")
    assert [ONE] == values(find(RULE + more, ONE, path="vendors/a.py"))


def test_an_allowance_may_look_at_the_match_or_the_line(find):
    more = "[[rules.allowlists]]\nregexTarget = '{}'\nregexes = ['''demo''']\n"
    text = f"{ONE} demo\n{TWO}\n"
    assert [TWO] == values(find(RULE + more.format("line"), text))
    assert [ONE, TWO] == values(find(RULE + more.format("match"), text))


@pytest.mark.parametrize("word", ["AND", "&&", "and"])
def test_an_allowance_may_need_all_its_checks(find, word):
    more = f"[[rules.allowlists]]\ncondition = '{word}'\npaths = ['''b''']\nstopwords = ['q7']\n"
    assert [ONE] == values(find(RULE + more, ONE, path="a.py"))
    assert [] == find(RULE + more, ONE, path="b.py")


def test_a_commit_that_is_needed_is_never_known(find):
    more = "[[rules.allowlists]]\ncondition = 'AND'\ncommits = ['1a']\nstopwords = ['q7']\n"
    assert [ONE] == values(find(RULE + more, ONE))


def test_an_author_may_allow_a_line(find):
    assert [TWO] == values(find(RULE, f"{ONE} # gitleaks:allow\n{TWO}\n"))


def test_the_generic_rule_is_off_unless_the_file_says_what_is_off(find):
    generic = RULE.replace('"zap"', '"generic-api-key"')
    assert [ONE] == values(find(RULE + generic, ONE))
    on = "[extend]\ndisabledRules = []\n"
    assert ["gitleaks/generic-api-key"] == [rule for rule, _ in find(on + generic, ONE)]


def test_a_rule_may_be_off(find):
    assert [] == find("[extend]\ndisabledRules = ['zap']\n" + RULE, ONE)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("rules = [", "not TOML"),
        ("title = 'x'\n", "rules: the key is missing"),
        (RULE + "entropi = 3\n", "rule `zap`: entropi: unknown key; did you mean `entropy`"),
        (RULE + "entropy = 'x'\n", "rule `zap`: entropy.*not `x`"),
        (RULE + "[[rules.required]]\nid = 'a'\n", "rule `zap`: required: unknown key"),
        (RULE + RULE, "the rule `zap` is there twice"),
        ("[[rules]]\nid = 'a'\n", "rule `a`: it has neither"),
        ("[extend]\nuseDefault = true\n" + RULE, "extend.usedefault: unknown key"),
        (RULE + "[[rules.allowlists]]\ncondition = 'XOR'\n", "condition.*not `XOR`"),
        ("[[allowlists]]\nregexes = ['''(?=a)''']\n" + RULE, "allowlists: .*invalid perl operator"),
    ],
)
def test_a_mistake_names_the_file_and_the_rule(find, toml, said):
    with pytest.raises(rulekit.RulekitError, match=said) as raised:
        find(toml, "")
    assert "gitleaks.toml" in str(raised.value)


def test_every_rule_that_re2_refuses_is_named(find):
    refused = "".join(f"[[rules]]\nid = '{name}'\nregex = '''(?<=a)b'''\n" for name in "xy")
    with pytest.raises(rulekit.RulekitError) as raised:
        find(refused + RULE, "")
    said = str(raised.value)
    assert ("rule `x`" in said, "rule `y`" in said, "rule `zap`" in said) == (True, True, False)


def test_without_a_file_the_next_step_is_told():
    with pytest.raises(rulekit.UsageError, match="use: gitleaks, file"):
        GITLEAKS.build(None)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(rulekit.UsageError, match="No such file"):
        GITLEAKS.build(tmp_path / "gitleaks.toml")
