"""rulekit/report/markdown.py: a comment, read by a parser of Markdown."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reporting import (
    BINARY,
    DROP,
    ERROR,
    FLAGGED,
    HOSTILE,
    KEEP,
    LOUD,
    RUN,
    RUNS,
    TEXTS,
    dropped,
    report,
    with_findings,
)

from rulekit.core.escape import visible
from rulekit.report.markdown import LIMIT, REASONS, code


def lines(verdicts=RUN, **style):
    return report("md", verdicts, **style).splitlines()


def tokens(text):
    """The tokens of a text, those in lines too."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield token
        yield from token.children or ()


def test_it_begins_with_the_counts():
    assert [
        "### rulekit: 1 of 4 files dropped, 1 error",
        "",
        "4 files judged: 2 kept, 1 dropped, 1 error (25.0% dropped).",
        "",
        "Not judged: 1 file (1 binary).",
    ] == lines()[:5]


def test_a_table_has_the_reasons_with_the_files_that_each_alone_drops():
    shown = lines()
    at = shown.index("| reason | files | only reason | flagged |")
    assert [
        "| `mine/loud` | 1 | 1 | 0 |",
        "| `unreadable` | 1 | 1 | 0 |",
        "| `mine/odd` | 0 | 0 | 1 |",
    ] == shown[at + 2 : at + 5]


def test_a_file_is_a_link_to_the_place_of_its_first_reason():
    other = replace(LOUD, rule="mine/other", margin=0.1)
    expected = "- [`src/a.py:2`](src/a.py#L2): `mine/loud` `[b]50%[/b] (50% > 5%)` (+1 more)"
    assert expected in lines([with_findings(LOUD, other)])


def test_links_lead_to_where_the_files_are_shown():
    prefix = "https://github.example/o/r/blob/abc/"
    shown = lines([dropped("a b.py")], links=prefix)
    assert any(line.startswith(f"- [`a b.py:2`]({prefix}a%20b.py#L2)") for line in shown)


@pytest.mark.parametrize("path", ["../a.py", "/elsewhere/a.py"])
def test_what_is_outside_of_the_current_folder_is_no_link(path):
    assert any(line.startswith(f"- `{path}:2`: ") for line in lines([dropped(path)]))


def test_a_row_of_a_corpus_is_no_link():
    row = replace(DROP, shard="c.jsonl", row=7)
    assert any(line.startswith("- `c.jsonl#row=7:2`: ") for line in lines([row], what="row"))


def test_dropped_files_and_flagged_ones_are_parts_that_can_be_opened():
    summaries = [line for line in lines() if line.startswith("<summary>")]
    assert [
        "<summary>2 files dropped or not judged for an error</summary>",
        "<summary>1 file kept with a flag</summary>",
    ] == summaries


def test_only_a_short_list_is_open():
    few, many = ([dropped(f"{number}.py") for number in range(count)] for count in (5, 6))
    assert ("<details open>" in lines(few), "<details>" in lines(many)) == (True, True)


def test_of_kept_files_there_are_only_counts():
    assert [
        "### rulekit: 0 of 1 file dropped",
        "",
        "1 file judged: 1 kept, 0 dropped (0.0% dropped).",
    ] == [*lines([KEEP, BINARY])[:3]]
    assert not any("<details" in line for line in lines([KEEP]))


def test_it_ends_with_the_next_step():
    assert "Explain one: `rulekit explain --isolated src/a.py`" == lines(words="--isolated ")[-1]


def test_the_rulekit_toml_in_force_is_named():
    assert "Configured by `rulekit.toml`." in lines(config="rulekit.toml")


# What GitHub takes


def test_a_comment_of_many_files_stays_short_and_counts_those_that_are_left_out():
    written = report("md", [dropped(f"{'folder/' * 20}{number}.py") for number in range(5_000)])
    assert len(written.encode()) <= LIMIT
    listed = written.count("\n- [")
    assert f"- and {5_000 - listed:,} files that would make this too long" in written
    assert listed > 100


def test_of_many_reasons_the_table_has_the_first():
    written = report("md", [dropped(rule=f"mine/r{number}") for number in range(REASONS + 3)])
    assert "| and 3 more reasons | | | |" in written


def test_long_names_and_messages_are_cut():
    (line,) = (line for line in lines([dropped("a" * 4_000, message="b" * 4_000)]) if "- [" in line)
    assert len(line) < 5_000


def test_flags_find_room_after_drops():
    drops = [dropped(f"{'folder/' * 20}{number}.py") for number in range(5_000)]
    flags = [replace(FLAGGED, path=f"flagged/{number}.py") for number in range(100)]
    written = report("md", [*drops, *flags])
    assert len(written.encode()) <= LIMIT
    assert "100 files kept with a flag" in written


# No text is markup


@given(TEXTS)
def test_code_is_read_as_the_text_that_it_was_made_of(text):
    if not text:
        return
    (paragraph,) = (one for one in tokens(f"a {code(text)} b") if one.type == "inline")
    before, inner, after = paragraph.children
    assert ("a ", "code_inline", " b") == (before.content, inner.type, after.content)
    assert visible(text) == inner.content or not visible(text).strip()


HTML = {"<details open>", "<details>", "</details>"}
SUMMARY = re.compile(r"<summary>[\w ,]+</summary>")


@given(RUNS, st.booleans())
def test_nothing_of_a_file_is_markup_a_mention_or_a_link_elsewhere(verdicts, links):
    prefix = "https://github.example/o/r/blob/abc/" if links else ""
    for token in tokens(report("md", verdicts, links=prefix)):
        if token.type == "html_block":
            assert {
                line for line in token.content.split("\n") if line and not SUMMARY.fullmatch(line)
            } <= HTML
        assert token.type not in ("html_inline", "image", "em_open", "strong_open")
        if token.type == "link_open":
            assert token.attrs["href"].startswith(f"{prefix}src/")
        if token.type == "text":
            assert re.fullmatch(r"[\w ,.:()+%-]*", token.content, re.ASCII)


def test_a_hostile_name_stands_in_code():
    hostile = "x`@octocat`<img src=x>[a](http:y)|z.py"
    assert any(f"- [``{hostile}:2``](x%60%40" in line for line in lines([dropped(hostile)]))
    assert r"a\x1b[31m.py" in report("md", [HOSTILE, ERROR])
