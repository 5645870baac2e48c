"""rulekit/cli/rules.py: the rules, one rule, and the configuration in force."""

import pytest


def table(lines):
    """The first words of each row that is about a rule."""
    return {line.split()[0]: line.split() for line in lines if "/" in line.split(" ")[1]}


# rules


def test_every_rule_is_listed_with_the_limit_in_force(rulekit, mine):
    ended = rulekit("rules", *mine[:2], "mine/")
    assert (
        0,
        [
            " rule        must be  limit from  action  title",
            " mine/loud   <= 2     rule        drop    Too loud",
            " mine/odd    <= 0     rule        flag    Odd",
            " mine/short  >= 3     rule        drop    Too short",
            "3 of 3 rules are on in profile default",
        ],
    ) == (ended.code, ended.lines)


def test_a_rule_that_is_not_selected_is_off(rulekit, mine):
    shown = table(rulekit("rules", *mine[:2], "--select", "mine/loud", "mine/").lines)
    assert ["<=", "off", "off"] == [words[1] for words in shown.values()]


def test_a_limit_of_the_command_line_names_it(rulekit, mine):
    shown = table(rulekit("rules", *mine, "mine/loud", "--set", "mine/loud.max=9").lines)
    assert ["<=", "9", "--set"] == shown["mine/loud"][1:4]


@pytest.mark.parametrize(
    ("scope", "rule", "listed"),
    [
        ("python", "python/pass-heavy", True),
        ("go", "python/pass-heavy", False),
        ("prose", "text/bullet-heavy", True),
        ("programming", "text/bullet-heavy", False),
    ],
)
def test_for_a_language_or_kind_only_what_applies_is_listed(rulekit, scope, rule, listed):
    assert listed == (rule in table(rulekit("rules", "--for", scope).lines))


def test_for_a_kind_its_own_limits_are_in_force(rulekit):
    words = ("rules", "text/repeated-5grams", "--profile", "opencoder")
    limits = [table(rulekit(*words, *more).lines) for more in ((), ("--for", "prose"))]
    assert ["0.8", "0.6"] == [one["text/repeated-5grams"][2].strip(";") for one in limits]


# rule


def test_a_rule_has_a_page(rulekit, mine):
    ended = rulekit("rule", "mine/loud", *mine)
    assert (0, "Too loud") == (ended.code, ended.lines[0][:8])
    assert ended.lines[0].endswith("/rules/mine/loud.yaml")
    assert [
        "  drops when   count(/!/) is not <= 2",
        "  measures     /!/: how many (matches)",
        "  applies to   every text",
        "  why          Because the test says so.",
        "  source       ours",
        "  limits       rule            <= 2",
        "               default         <= 2",
        "               solution        <= 2",
        (
            "               off in          deepseek-coder, granite, opencoder, place, stack-v1, "
            "starcoder2"
        ),
        "  kept",
        f"    {'─' * 40}",
        "    Hi!",
        "  dropped",
        f"    {'─' * 40}",
        "    Hi!!!",
    ] == ended.lines[1:]


def test_the_page_tells_the_limits_of_profiles_and_kinds(rulekit):
    shown = " ".join(rulekit("rule", "text/repeated-5grams").out.split())
    assert "opencoder <= 0.8; prose <= 0.6; html <= 0.6 solution <= 0.8; data" in shown
    assert "prose <= 0.85 off in deepseek-coder, granite" in shown


def test_long_examples_are_cut_on_the_page(rulekit):
    shown = rulekit("rule", "text/many-lines").lines
    assert len(shown) < 50
    assert "    …" in shown


@pytest.mark.parametrize("rule", ["text/few-lines", "code/generated", "python/pass-heavy"])
def test_installed_rules_have_pages(rulekit, rule):
    ended = rulekit("rule", rule)
    assert (0, True, True) == (ended.code, "  kept" in ended.lines, "  dropped" in ended.lines)


# config


def setting(ended, name):
    """The first row of that name: its value and where it comes from."""
    line = next(line for line in ended.lines if line.startswith(f" {name} "))
    return " ".join(line.split()).removeprefix(f"{name} ")


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("profile", (), "the default opencoder < default"),
        ("profile", ("--profile", "opencoder"), "--profile opencoder"),
        ("rulekit.toml", (), "none found"),
        ("seed", (), "0"),
        ("seed", ("--seed", "7"), "--seed 7"),
        ("plugins off", (), "none"),
        ("plugins off", ("-p", "no:python"), "-p python"),
        ("more rules", (), "none"),
        ("--set", (), "nothing"),
        (
            "--set",
            ("--select", "text/", "--ignore", "text/few-*"),
            "selects text/; skips text/few-*",
        ),
        ("--set", ("--set", "text/few-lines.min=3"), "limits text/few-lines"),
    ],
)
def test_each_setting_has_its_value_and_where_it_comes_from(rulekit, name, words, expected):
    assert expected == setting(rulekit("config", *words), name)


def test_the_project_file_is_named(rulekit, write):
    write({"rulekit.toml": 'profile = "opencoder"\nseed = 7\n', "src/a.py": ""})
    ended = rulekit("config", "src")
    assert ("rulekit.toml opencoder", "rulekit.toml") == (
        setting(ended, "profile"),
        setting(ended, "rulekit.toml"),
    )


def test_the_rules_follow_with_their_limits(rulekit, mine):
    assert "3 of " in rulekit("config", *mine).lines[-1]


def test_a_list_of_rules_names_the_project_file(rulekit, write):
    write({"rulekit.toml": "seed = 7\n"})
    assert "in profile default and rulekit.toml" in rulekit("rules").lines[-1]
