"""plugins/notices/header.py: notices go from a heading, and all else in it stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rulekit_plugins.notices.header import HeaderSettings, HeaderStep

from rulekit.testing import curated_row

BOTH = HeaderStep(HeaderSettings())

APACHE = (
    'Licensed under the Apache License, Version 2.0 (the "License");',
    "you may not use this file except in compliance with the License.",
    "You may obtain a copy of the License at",
    "",
    "    http://www.apache.org/licenses/LICENSE-2.0",
    "",
    "Unless required by applicable law or agreed to in writing, software",
    'distributed under the License is distributed on an "AS IS" BASIS,',
    "WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.",
    "See the License for the specific language governing permissions and",
    "limitations under the License.",
)
MIT = (
    "Permission is hereby granted, free of charge, to any person obtaining a copy",
    'of this software and associated documentation files (the "Software"), to deal',
    "in the Software without restriction, including without limitation the rights",
    "to use, copy, modify, merge, publish, distribute, sublicense, and/or sell",
    "copies of the Software, and to permit persons to whom the Software is",
    "furnished to do so, subject to the following conditions:",
    "",
    "The above copyright notice and this permission notice shall be included in",
    "all copies or substantial portions of the Software.",
)
NOTICE = ("Copyright (C) 2019-2021 Ada Lovelace. All rights reserved.", "", *APACHE)


def without_notices(text, path, step=BOTH):
    row = curated_row(text, path)
    edits = step.apply(row).edits
    data, pieces, at = row.data, [], 0
    for edit in edits:
        assert at <= edit.start < edit.end <= len(data)
        pieces.append(data[at : edit.start])
        at = edit.end
    return b"".join([*pieces, data[at:]]).decode()


def hashes(*lines):
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def slashes(*lines):
    return "".join(f"// {line}".rstrip() + "\n" for line in lines)


def stars(*lines):
    return "/*\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"


# Files of each language with a tree: what opens it, how it comments, and code.
LANGUAGES = {
    "a.py": (hashes, "import os\n\n\ndef run():\n    return os.getpid()\n"),
    "a.c": (stars, "#include <stdio.h>\n\nint main(void) { return 0; }\n"),
    "a.cpp": (slashes, "#include <vector>\n\nint main() { return 0; }\n"),
    "a.cs": (slashes, "using System;\n\nclass A { void Run() { } }\n"),
    "a.css": (stars, "body { color: red; }\n"),
    "a.go": (slashes, "package main\n\nfunc main() {}\n"),
    "a.html": (
        lambda *lines: "<!--\n" + "\n".join(lines) + "\n-->\n",
        "<html><body><p>hello</p></body></html>\n",
    ),
    "A.java": (stars, "package a;\n\nclass A { int run() { return 1; } }\n"),
    "a.js": (stars, "'use strict';\nconst a = require('a');\n"),
}


@pytest.mark.parametrize("path", LANGUAGES)
def test_a_heading_of_notices_goes_with_its_line_ends(path):
    comment, code = LANGUAGES[path]
    assert code == without_notices(comment(*NOTICE) + "\n" + code, path)


@pytest.mark.parametrize("path", LANGUAGES)
def test_documentation_stays_in_a_comment_that_is_closed(path):
    comment, code = LANGUAGES[path]
    said = "Reads the clock of a remote machine."
    text = comment(said, "", *NOTICE) + "\n" + code
    assert comment(said) + "\n" + code == without_notices(text, path)
    text = comment(*NOTICE, "", said) + "\n" + code
    assert comment(said) + "\n" + code == without_notices(text, path)


@pytest.mark.parametrize("path", ["a.rb", "a.sh", "a.yaml", "Makefile", "a.toml"])
def test_languages_without_a_tree_are_known_by_their_marks(path):
    assert "a: b\n" == without_notices(hashes(*NOTICE) + "a: b\n", path)


def test_all_blocks_of_a_heading_are_read():
    text = "/* Copyright 2001 A */\n/* Copyright 2002 B */\n\n/* Sorts. */\n\n" + stars(*MIT)
    assert "/* Sorts. */\n\nint a;\n" == without_notices(text + "\nint a;\n", "a.c")


def test_a_notice_after_the_first_code_stays():
    text = "int a;\n/* Copyright 2001 A */\nint b;\n"
    assert text == without_notices(text, "a.c")


def test_a_notice_behind_an_include_guard_goes():
    guard, code = "#ifndef A_H\n#define A_H\n", "int a;\n#endif\n"
    assert guard + code == without_notices(guard + "/* Copyright 2001 A */\n" + code, "a.h")


def test_a_language_without_marks_is_read_by_those_that_most_have():
    text = "<!--\n Copyright 2001 A\n-->\n<template><p/></template>\n"
    assert "<template><p/></template>\n" == without_notices(text, "a.vue")
    text = "%GRAY  Black-white colormap\n% Copyright (c) 2001 A\nfunction gray()\n"
    assert "%GRAY  Black-white colormap\nfunction gray()\n" == without_notices(text, "gray.m")


def test_documentation_that_goes_on_after_a_notice_stays():
    said = "See https://example.org/format for the format."
    text = hashes("Copyright 2001 A", "", "Authors: B, (c) of none", "         C", "", said)
    kept = hashes("Authors: B, (c) of none", "         C", "", said)
    assert kept + "a = 1\n" == without_notices(text + "a = 1\n", "a.py")


def test_a_region_of_a_licence_loses_its_comments():
    text = "#region License\n// Copyright 2001 A\n#endregion\n\nclass A { }\n"
    kept = "#region License\n#endregion\n\nclass A { }\n"
    assert kept == without_notices(text, "A.cs")


def test_a_module_docstring_that_is_a_notice_goes():
    text = '"""Copyright 2001 A. All rights reserved."""\nimport os\n'
    assert "import os\n" == without_notices(text, "a.py")


def test_a_docstring_keeps_what_it_documents():
    text = '"""Reads clocks.\n\nCopyright 2001 A\nLicense: MIT\n"""\nimport os\n'
    assert '"""Reads clocks.\n"""\nimport os\n' == without_notices(text, "a.py")


def test_a_docstring_before_a_semicolon_stays():
    text = '"""Copyright 2001 A"""; import os\n'
    assert text == without_notices(text, "a.py")


def test_a_licence_file_is_none_of_it():
    text = "Copyright 2001 A\n\n" + "\n".join(MIT)
    assert text == without_notices(text, "LICENSE")
    text = hashes(*NOTICE)
    assert text == without_notices(text, "LICENSE.py")


STAYING = [
    ("a.py", "#!/usr/bin/env python3\n"),
    ("a.py", "# -*- coding: utf-8 -*-\n"),
    ("a.py", "# vim: set ts=4 sw=4:\n"),
    ("a.py", "# pylint: disable=missing-docstring\n"),
    ("a.py", "# flake8: noqa\n"),
    ("a.py", "# type: ignore\n"),
    ("a.py", "# mypy: strict\n"),
    ("a.py", "# Generated by the protocol buffer compiler.  DO NOT EDIT!\n"),
    ("a.py", "# Author: Ada Lovelace\n"),
    ("a.rb", "# frozen_string_literal: true\n"),
    ("a.rb", "# typed: strict\n"),
    ("a.sh", "# shellcheck disable=SC2034\n"),
    ("a.go", "//go:build linux\n"),
    ("a.go", "// +build linux\n"),
    ("a.go", "// Code generated by protoc-gen-go. DO NOT EDIT.\n"),
    ("a.js", "/* eslint-disable no-console */\n"),
    ("a.js", "/* global jQuery */\n"),
    ("a.js", "/* jshint esversion: 6 */\n"),
    ("a.js", "/* istanbul ignore file */\n"),
    ("a.js", "// @flow\n"),
    ("a.js", "// @ts-nocheck\n"),
    ("a.js", "/** @jsx h */\n"),
    ("a.js", "/* @generated */\n"),
    ("a.js", "//= require jquery\n"),
    ("a.ts", '/// <reference types="node" />\n'),
    ("a.h", "#pragma once\n"),
    ("a.cpp", "// clang-format off\n"),
    ("a.cs", "// <auto-generated />\n"),
    ("a.swift", "// swift-tools-version:5.5\n"),
    ("a.hs", "{-# LANGUAGE GADTs #-}\n"),
    ("a.php", "<?php\n"),
    ("a.xml", '<?xml version="1.0" encoding="utf-8"?>\n'),
    ("a.html", "<!DOCTYPE html>\n"),
    ("a.html", "<!--[if lt IE 9]><p>old</p><![endif]-->\n"),
    ("a.sql", "/*!40101 SET NAMES utf8 */\n"),
]
MARKS = {".py": hashes, ".rb": hashes, ".sh": hashes, ".hs": None, ".sql": None}
CODE = {".html": "<p>a</p>\n", ".xml": "<a/>\n", ".h": "int a;\n", ".cpp": "int a;\n"}


@pytest.mark.parametrize(("path", "line"), STAYING)
def test_what_tools_read_stays(path, line):
    suffix = path[path.index(".") :]
    comment = {
        ".hs": lambda *lines: "{-\n" + "\n".join(lines) + "\n-}\n",
        ".sql": lambda *lines: "".join(f"-- {one}".rstrip() + "\n" for one in lines),
        ".xml": LANGUAGES["a.html"][0],
        ".html": LANGUAGES["a.html"][0],
    }.get(suffix) or (hashes if MARKS.get(suffix) else slashes)
    code = CODE.get(suffix, "a\n")
    text = line + comment(*NOTICE) + "\n" + code
    assert line in without_notices(text, path)
    assert "opyright" not in without_notices(text, path)


def test_a_directive_in_the_middle_of_a_notice_stays():
    text = hashes("Copyright 2001 A", "pylint: disable=all", "All rights reserved.") + "a = 1\n"
    assert "# pylint: disable=all\na = 1\n" == without_notices(text, "a.py")


def test_a_build_constraint_keeps_the_empty_line_that_it_needs():
    text = "// +build linux\n// Copyright 2001 A\n\npackage a\n"
    assert "// +build linux\n\npackage a\n" == without_notices(text, "a.go")


def test_a_heading_of_a_theme_stays_for_the_programs_that_read_it():
    text = "/*\nTheme Name: A\nLicense: GPL v2\nText Domain: a\n*/\nbody { }\n"
    assert text == without_notices(text, "style.css")


def test_a_comment_that_goes_on_in_the_next_line_stays():
    text = "# Copyright 2001 A \\\n  and more\nall:\n\ttrue\n"
    assert text == without_notices(text, "Makefile")


def test_code_beside_a_comment_stays_on_its_line():
    assert "int a;\n" == without_notices("/* Copyright 2001 A */ int a;\n", "a.c")
    assert "<?php\nfoo();\n" == without_notices("<?php /* Copyright 2001 A */\nfoo();\n", "a.php")
    text = "<?php /* Copyright\n 2001 A */ foo();\n"
    assert "foo();" in without_notices(text, "a.php")


def test_a_frame_stays_around_what_stays():
    frame = "#" * 20 + "\n"
    text = frame + hashes("Reads clocks.", "", "Copyright 2001 A") + frame + "import os\n"
    assert frame + "# Reads clocks.\n" + frame + "import os\n" == without_notices(text, "a.py")


def test_a_text_about_licences_is_documentation():
    text = hashes("Checks that every file names a licence, and prints those that do not.")
    assert text + "import os\n" == without_notices(text + "import os\n", "a.py")


def test_only_what_is_asked_for_goes():
    text = hashes("Copyright 2001 A", "License: MIT", "", "Reads clocks.") + "import os\n"
    of_copyright = HeaderStep(HeaderSettings(remove=["copyright"]))
    kept = "# License: MIT\n#\n# Reads clocks.\nimport os\n"
    assert kept == without_notices(text, "a.py", of_copyright)
    of_licence = HeaderStep(HeaderSettings(remove=["licence"]))
    kept = "# Copyright 2001 A\n#\n# Reads clocks.\nimport os\n"
    assert kept == without_notices(text, "a.py", of_licence)


def test_an_edit_says_what_went():
    edits = BOTH.apply(curated_row("# Copyright 2001 A\n# License: MIT\na = 1\n", "a.py")).edits
    assert ["copyright", "licence"] == [edit.kind for edit in edits]
    assert ["notices/copyright", "notices/licence"] == [edit.rule for edit in edits]
    assert [("", False)] * 2 == [(edit.replacement, edit.secret) for edit in edits]


def test_spans_count_in_bytes():
    text = "# Прочитай\n\n# © 2001 Ада Лавлейс\n\nимя = 1\n"
    assert "# Прочитай\n\nимя = 1\n" == without_notices(text, "a.py")


def test_a_text_of_no_known_language_is_left_alone():
    assert () == tuple(BOTH.apply(curated_row("# Copyright 2001 A\n", "a.unknownext")).edits)


@pytest.mark.slow
def test_thousands_of_comments_cost_what_they_weigh():
    text = "# Copyright 2001 A\n\n" * 20_000 + "a = 1\n"
    assert "a = 1\n" == without_notices(text, "a.rb")


PARTS = st.lists(
    st.sampled_from(
        [
            NOTICE,
            MIT,
            ("Copyright 2001 A",),
            ("Reads clocks: one after the other,", "and tells the time."),
            ("pylint: disable=all",),
            ("@file a", "@license MIT", "@brief Reads"),
            ("=" * 30,),
            ("",),
            ("This file is part of Foo.",),
            ("Copyright 2001 A", "Author: B", "Licence: BSD, see the file COPYING", "for details."),
        ]
    ),
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(LANGUAGES)), PARTS, PARTS)
def test_code_is_the_same_and_a_second_time_nothing_goes(path, first, second):
    comment, code = LANGUAGES[path]
    lines = [[line for part in parts for line in (*part, "")] for parts in (first, second) if parts]
    text = "\n".join(comment(*one) for one in lines) + "\n" + code
    once = without_notices(text, path)
    assert once == without_notices(once, path)
    assert tree(text, path) == tree(once, path)


def tree(text, path):
    """Kinds and texts of the leaves of a parse tree, comments left out."""
    document = curated_row(text, path).document
    parsed = document.syntax.parse(document.data)
    cursor, leaves = parsed.walk(), []
    while True:
        node = cursor.node
        if "comment" not in node.type:
            if node.child_count == 0:
                leaves.append((node.type, document.data[node.start_byte : node.end_byte]))
            if cursor.goto_first_child():
                continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return leaves
