"""rulekit/language/modeline.py: modelines of Emacs and vim, and shebangs."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.language.modeline import EDGE_CHARS, modeline_words, shebang_programs, shebang_word


def shebang_program(text):
    return next(shebang_programs(text), "")


def first_word(text):
    return next((word for word in modeline_words(text) if word), None)


@pytest.mark.parametrize(
    "line",
    [
        "# -*- ruby -*-",
        "/* -*-ruby-*- */",
        "# -*- mode: ruby -*-",
        "# -*- coding: utf-8; Mode: ruby; tab-width: 4; -*-",
        "# vim: ft=ruby",
        "# vim:ft=ruby:ts=2",
        "/* vim: set ts=4 filetype=ruby : */",
        "# vi: se syntax=ruby:",
        "# ex: ft=ruby",
        "# vim700: ft=ruby",
        "vim: ft=ruby",
        "# Vim: ft=ruby",
        "# Local Variables:\n# mode: ruby\n# End:",
    ],
)
def test_a_modeline_names_its_language(line):
    assert "ruby" == first_word(f"{line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "# -*- coding: utf-8 -*-",
        "\\ -*- text -*-",
        "# -*- mode: Fundamental -*-",
        "# -*- mode: ruby",
        "# vim: ts=4",
        "a_vim: ft=ruby",
        "# ft=ruby",
        "the vim filetype=ruby",
        "",
    ],
)
def test_what_is_no_modeline_names_nothing(line):
    assert first_word(f"{line}\n") is None


def test_a_modeline_may_end_in_a_carriage_return():
    assert "ruby" == first_word("# vim: ft=ruby\r\n")


def test_a_modeline_counts_in_the_first_and_the_last_five_lines():
    mark, blank = "# vim: ft=ruby\n", "x\n"
    assert ["ruby", "ruby", None] == [
        first_word(blank * 4 + mark + blank * 20),
        first_word(blank * 20 + mark + blank * 4),
        first_word(blank * 10 + mark + blank * 10),
    ]


def test_blank_lines_at_the_end_do_not_count():
    assert "ruby" == first_word("x\n" * 20 + "# vim: ft=ruby\n" + "\n" * 9)


def test_long_lines_are_read_at_their_edges_only():
    middle = "x" * EDGE_CHARS
    assert first_word(middle + " vim: ft=ruby " + middle) is None


@pytest.mark.parametrize(
    ("line", "program"),
    [
        ("#!/bin/sh", "sh"),
        ("#! /usr/bin/perl -w", "perl"),
        ("#!/usr/bin/env python3", "python3"),
        ("#!/usr/bin/env -S python3.11 -u", "python3.11"),
        ("#!/usr/bin/env LANG=C /opt/bin/ruby", "ruby"),
        ("#!python", "python"),
        ("#!/usr/bin/env", ""),
        ("#!", ""),
        ("#![feature(test)]", "[feature(test)]"),
        ("# !/bin/sh", ""),
        ("", ""),
    ],
)
def test_a_shebang_names_its_program(line, program):
    assert program == shebang_program(f"{line}\nsecond line")


def test_a_shebang_stands_on_the_first_line_only():
    assert "" == shebang_program("\n#!/bin/sh\n")


def test_a_shebang_may_end_in_a_carriage_return():
    assert "sh" == shebang_program("#!/bin/sh\r\n")


@pytest.mark.parametrize(
    "line",
    [
        'exec scala "$0" "$@"',
        'exec /opt/bin/scala -nocompdaemon "$0"',
        "exec scala ${0}",
        "'''exec' scala \"$0\" \"$@\"",
        "true\nexec scala $0",
    ],
)
def test_a_script_that_hands_itself_on_is_for_that_program(line):
    assert ["scala", "sh"] == list(shebang_programs(f"#!/bin/sh\n{line}\n"))


@pytest.mark.parametrize(
    "line", ["exec scala App", "# exec scala $0", "echo\n\n\n\nexec scala $0", "execute scala $0"]
)
def test_a_script_that_starts_another_is_for_the_shell(line):
    assert ["sh"] == list(shebang_programs(f"#!/bin/sh\n{line}\n"))


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("#!/usr/bin/env osascript -l JavaScript", "JavaScript"),
        ("#!/usr/bin/osascript -l JavaScript -i", "JavaScript"),
        ("#!/bin/bash -l", ""),
        ("#!/bin/sh", ""),
        ("x -l JavaScript", ""),
        ("", ""),
    ],
)
def test_a_program_that_knows_several_languages_is_told_one(line, word):
    assert word == shebang_word(f"{line}\n")


@given(st.text(st.characters()))
def test_any_text_has_edges(text):
    assert list(modeline_words(text)) == list(modeline_words(text))
    assert list(shebang_programs(text)) == list(shebang_programs(text))


@pytest.mark.parametrize(
    "text",
    [
        "Local Variables:" * 80 + "\n" * 2_700,
        "Local Variables:" * 80 + "\n " * 1_300,
        "#!/bin/sh\nexec " + "-" * 2_000 + "-a" * 1_000,
        "#!/bin/sh -l" + " -l" * 1_300,
        "-*-" * 1_300,
    ],
)
def test_hostile_edges_are_read_in_milliseconds(text):
    begun = process_time()
    assert not [word for word in modeline_words(text) if word.isalpha()]
    assert len(list(shebang_programs(text))) < 3
    assert len(shebang_word(text)) < 3
    assert process_time() - begun < 0.5
