"""rulekit/report/listing.py: what is installed."""

from dataclasses import replace

from rulekit.core.rule import Bound, Guard, Range, Rule
from rulekit.core.signal import Signal
from rulekit.plan.effective_rules import EffectiveRule
from rulekit.report.listing import (
    ExampleText,
    PluginLine,
    RulePage,
    show_plugins,
    show_rule,
    show_rules,
)

SIGNAL = Signal("mine.shouts", "shouts", "how often the text shouts", lambda document: 0.0)
RULE = Rule(
    "mine/loud", "Too loud", SIGNAL, Range(maximum=Bound(4.0)), kinds=frozenset({"prose", "data"})
)
PAGE = RulePage(
    rule=RULE,
    path="rules/mine/loud.yaml",
    why="Shouting hides what is said. " * 6,
    source="ours",
    limits={"rule": {"": "<= 4"}, "default": {"": "<= 4", "prose": "<= 5"}, "quiet": {"": "off"}},
    keep=[ExampleText("Hi.\n", 0.0)],
    drop=[ExampleText("Hi!!!!!\n[b]you[/b]\n", None)],
)


def rows(shown):
    return [tuple(line.split()) for line in shown]


# The list of rules


def test_a_rule_in_a_list_has_its_limit_and_who_set_it(lines):
    line = EffectiveRule(RULE, on=True, limit_from="rule")
    assert [
        " rule       must be  limit from  action  title",
        " mine/loud  <= 4     rule        drop    Too loud",
        "1 of 1 rules are on in profile default",
    ] == lines(lambda printer: show_rules(printer, [line], "default"))


def test_a_rule_that_is_off_says_so(lines):
    line = EffectiveRule(RULE, on=False, limit_from="")
    shown = lines(lambda printer: show_rules(printer, [line], "quiet"))
    assert ("off", "0 of 1 rules are on in profile quiet") == (shown[1].split()[1], shown[-1])


def test_what_a_rule_spares_is_part_of_its_action(lines):
    line = EffectiveRule(replace(RULE, spare=Bound(0.2)), on=True, limit_from="rule")
    shown = lines(lambda printer: show_rules(printer, [line], "default"))
    assert "drop, spares 20%" in shown[1]


def test_a_rule_that_can_never_be_measured_says_why(lines):
    line = EffectiveRule(RULE, on=True, limit_from="rule", lacks="no parser")
    shown = lines(lambda printer: show_rules(printer, [line], "default"))
    assert shown[1].endswith("Too loud (never measured: no parser)")


# The page of a rule


def test_a_page_begins_with_title_and_file(lines):
    [first, *_] = lines(lambda printer: show_rule(printer, PAGE))
    assert ("Too loud", "rules/mine/loud.yaml") == (first[:8], first.split()[-1])


def test_a_page_tells_when_it_drops_and_what_it_measures(lines):
    shown = lines(lambda printer: show_rule(printer, PAGE))
    assert "  drops when   mine.shouts is not <= 4" in shown
    assert "  measures     how often the text shouts (shouts)" in shown
    assert "  applies to   data, prose" in shown
    at = shown.index("  limits       rule     <= 4")
    assert [
        "               default  <= 4; prose <= 5",
        "               off in   quiet",
    ] == shown[at + 1 : at + 3]


def test_a_rule_for_everything_applies_to_every_text(lines):
    page = replace(PAGE, rule=replace(RULE, kinds=frozenset()))
    assert "  applies to   every text" in lines(lambda printer: show_rule(printer, page))


def test_a_condition_is_told(lines):
    guarded = replace(RULE, when=(Guard(SIGNAL, Range(minimum=Bound(1.0))),))
    shown = lines(lambda printer: show_rule(printer, replace(PAGE, rule=guarded)))
    assert "  only where   mine.shouts is >= 1" in shown


def test_a_rule_that_flags_says_when_it_flags(lines):
    page = replace(PAGE, rule=replace(RULE, action="flag"))
    assert "  flags when   mine.shouts is not <= 4" in lines(
        lambda printer: show_rule(printer, page)
    )


def test_long_prose_is_folded_under_its_name(lines):
    shown = lines(lambda printer: show_rule(printer, PAGE))
    at = next(i for i, line in enumerate(shown) if line.startswith("  why"))
    assert shown[at + 1].startswith(" " * 15)
    assert PAGE.why.split() == " ".join([shown[at][15:], shown[at + 1]]).split()


def test_examples_stand_at_the_end_with_what_they_read(lines):
    shown = lines(lambda printer: show_rule(printer, PAGE))
    assert [
        "  kept",
        f"    {'─' * 40}   reads 0",
        "    Hi.",
        "  dropped",
        f"    {'─' * 40}",
        "    Hi!!!!!",
        "    [b]you[/b]",
    ] == shown[-7:]


def test_an_escape_sequence_in_an_example_is_shown_escaped(piped):
    from rulekit.report.printer import Printer

    page = replace(PAGE, drop=[ExampleText("\x1b[31m", None)])
    assert "\x1b" not in piped(lambda stream: show_rule(Printer(stream), page))


# The list of plugins


def test_a_plugin_has_its_packs_languages_rules_and_state(lines):
    good = PluginLine("go", "1.0", "bundled", "go", 5, "ok", "tree-sitter-go 0.25.0", "")
    bad = PluginLine("cobol", "—", "rulekit-cobol 0.1", "", None, "FAILED", "no module", "try: pip")
    assert [
        ("pack", "version", "from", "language", "rules", "status"),
        ("go", "1.0", "bundled", "go", "5", "ok", "tree-sitter-go", "0.25.0"),
        ("cobol", "—", "rulekit-cobol", "0.1", "—", "—", "FAILED", "no", "module"),
        ("try:", "pip"),
    ] == rows(lines(lambda printer: show_plugins(printer, [good, bad])))
