"""plugins/html/scripts.py: what scripts and styles are to their grammars."""

import pytest
from making import covered, page_of
from rulekit_plugins.html.scripts import LOGIC, SCRIPT_FINDERS, SCRIPT_SIGNALS

import rulekit
from rulekit.signals.build import counted

NUMBERS = (*SCRIPT_SIGNALS, *map(counted, SCRIPT_FINDERS))
SIGNALS = {signal.name.removeprefix("html."): signal for signal in NUMBERS}


def read(name, text):
    return SIGNALS[name].read(page_of(text)).value


def located(name, text):
    document = page_of(text)
    return covered(document, SIGNALS[name].locate(document))


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("<p>if (a) b()</p>", 0),
        ("<script>// if (a) b()</script>", 0),
        ("<script type=text/template>a()</script>", 0),
        ("<script>const a = {b: 1}; let c = a</script>", 0),
        ("<script>function f() { if (a) b() }</script><script>for (a of b) c()</script>", 5),
    ],
)
def test_logic_is_functions_branches_loops_and_calls_of_scripts(text, things):
    assert things == read("count(html.script_logic)", text)


def test_errors_are_told_where_they_stand():
    text = "<p>a</p><script>a = = b</script><style>a { ! }</style>"
    assert ["="] == located("script_error_fraction", text)
    assert ["!"] == located("style_error_fraction", text)


def test_shares_of_errors_leave_blanks_apart():
    assert 0.25 == read("script_error_fraction", "<script>\n  a\n )  b \n</script>")


def test_an_error_inside_another_counts_once():
    text = "<style>a { b: c } <! x -- y</style>"
    assert ["<! x", "<! x -- y", "y"] == located("style_error_fraction", text)
    assert 0.5 == read("style_error_fraction", text)


def test_rules_ask_of_scripts_what_their_signals_need():
    inside = rulekit.load().plan.languages.document("<p>", "a.html").find_embedded
    assert {"comment", "error", *LOGIC} == inside.syntaxes["javascript"].wanted
    assert frozenset({"comment"}) == inside.syntaxes["css"].wanted
    assert frozenset() == inside.syntaxes["python"].wanted


def test_what_no_rule_asks_for_is_read_as_well():
    engine = rulekit.load(all_signals=True)
    readings = dict(engine.check_text("<style>a { ! }</style>", "a.html").readings)
    assert 0 < readings["html.style_error_fraction"].value < 1


def test_the_same_script_elsewhere_reads_the_same():
    script = "<script>a = = b; c()</script>"
    one, other = (read("script_error_fraction", text) for text in (script, f"<p>é\n{script}\n<p>"))
    assert one == other


@pytest.mark.parametrize("name", ["script", "style"])
def test_a_share_of_none_is_zero(name):
    assert 0 == read(f"{name}_error_fraction", "<p>a</p><script src=b> </script>")
