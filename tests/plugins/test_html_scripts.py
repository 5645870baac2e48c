"""plugins/html/scripts.py: what scripts and styles are to their grammars."""

import pytest
from making import covered, page_of
from rulekit_plugins.html.scripts import SCRIPT_SIGNALS

SIGNALS = {signal.name.removeprefix("html."): signal for signal in SCRIPT_SIGNALS}


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
    assert things == read("script_logic", text)


def test_errors_are_told_where_they_stand():
    text = "<p>a</p><script>a = = b</script><style>a { ! }</style>"
    assert ["="] == located("script_error_fraction", text)
    assert ["!"] == located("style_error_fraction", text)


def test_shares_of_errors_leave_blanks_apart():
    assert 0.25 == read("script_error_fraction", "<script>\n  a\n )  b \n</script>")


def test_the_same_script_elsewhere_reads_the_same():
    script = "<script>a = = b; c()</script>"
    one, other = (read("script_error_fraction", text) for text in (script, f"<p>é\n{script}\n<p>"))
    assert one == other


@pytest.mark.parametrize("name", ["script", "style"])
def test_a_page_without_any_has_no_share(name):
    assert read(f"{name}_error_fraction", "<p>a</p><script src=b> </script>") is None
