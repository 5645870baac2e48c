"""rulekit/report/notebook.py: what a terminal shows, in HTML."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from rulekit.core.position import Positions
from rulekit.core.span import Span
from rulekit.core.verdict import Finding, Verdict
from rulekit.report.explain import show_explanation
from rulekit.report.notebook import CSS, HtmlPrinter, list_html, verdict_html
from rulekit.report.pieces import Styled

HOSTILE = "</pre><script>alert('\"&amp;')</script>\x1b[31m\u202e\u2066 [bold]x[/bold]"
SHOWN = "</pre><script>alert('\"&amp;')</script>\\x1b[31m\\u202e\\u2066 [bold]x[/bold]"
PLACE = Positions(f"x = 1  # {HOSTILE}\n".encode()).evidence(Span(0, 30))
FAILED = Finding(
    "mine/loud", "fail", value=6.0, limit=4.0, bound="max", margin=2.0, limit_from="rule",
    message="6 shouts", evidence=(PLACE,), evidence_count=1,
)  # fmt: skip
DROPPED = Verdict(
    "src/a.py", "drop", "mine/loud: 6 shouts", ("mine/loud",), size=4096, language="python",
    kind="programming", detected_by=".py", score=0.75, findings=(FAILED,),
)  # fmt: skip


class Tags(HTMLParser):
    """The tags of a page, each once, with the names of their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.add((tag, *(name for name, _ in attributes)))


def text_of(page):
    return unescape(re.sub(r"<[^>]*>", "", page))


def lines_of(page):
    return [line.rstrip() for line in text_of(page).splitlines()]


@pytest.fixture
def printed():
    """A function: the HTML of a line."""

    def line(*pieces):
        printer = HtmlPrinter()
        printer.line(*pieces)
        return printer.html()

    return line


def test_a_verdict_shows_what_explain_shows(lines):
    def explain(printer):
        show_explanation(printer, DROPPED, everything=False, about="")

    assert lines(explain) == lines_of(verdict_html(DROPPED))


def test_what_is_left_out_is_said_in_the_words_of_python():
    passed = Finding("mine/a", "pass", value=0.0, limit=9.0, bound="max", margin=-9.0)
    page = verdict_html(replace(DROPPED, findings=(FAILED, passed)))
    assert "   1 more passed or did not apply (verdict.findings)" in page


@pytest.mark.parametrize(
    "verdict",
    [
        DROPPED,
        replace(DROPPED, path=HOSTILE),
        replace(DROPPED, language=HOSTILE),
        replace(DROPPED, reason=HOSTILE, findings=()),
        replace(DROPPED, findings=(replace(FAILED, message=HOSTILE),)),
    ],
)
def test_text_of_a_file_is_shown_and_never_obeyed(verdict):
    page = verdict_html(verdict)
    assert {("pre", "style"), ("span", "style")} == Tags(page).found
    assert page.replace("\n", "").isprintable()
    assert SHOWN in text_of(page)
    assert "&lt;script&gt;alert(&#x27;&quot;&amp;amp;&#x27;)&lt;/script&gt;" in page


def test_styles_are_inline(printed):
    page = printed("a ", Styled("b", "bold red"), Styled("c", "nonsense"))
    assert f'a <span style="{CSS["bold"]};{CSS["red"]}">b</span>c\n</pre>' in page


def test_the_colours_of_the_notebook_stay_behind_the_text(printed):
    assert "background:none;color:inherit" in printed("a")


def test_a_long_line_is_whole_and_can_be_scrolled(printed):
    page = printed("word " * 60 + "end")
    assert "word " * 60 + "end" in page
    assert "white-space:pre;overflow-x:auto" in page


def test_the_environment_of_a_terminal_changes_no_page(monkeypatch):
    page = verdict_html(DROPPED)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.setenv(name, "1")
        assert page == verdict_html(DROPPED)


def test_a_list_counts_all_and_shows_the_first():
    verdicts = [DROPPED, Verdict("b.py", "keep", "fine"), replace(DROPPED, path="c.py")]
    page = list_html("3 rows", verdicts, 2)
    expected = [
        "3 rows   drop 2 (66.7%)   keep 1 (33.3%)",
        " row  decision  reason               path",
        "   0  drop      mine/loud: 6 shouts  src/a.py",
        "   1  keep      fine                 b.py",
        "   1 more",
    ]
    assert expected == lines_of(page)


def test_a_long_path_does_not_widen_a_list():
    page = list_html("1 row", [replace(DROPPED, path="a" * 10_000)], 1)
    assert len(page) < 2_000
