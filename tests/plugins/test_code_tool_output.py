"""plugins/code/generated/tool_output.py and pattern_finder.py: what tools leave in their output."""

import pytest
from making import SIGNALS, syntax_in

from rulekit import Document

COMPILED, BUNDLED, AMALGAMATED, DECOMPILED, GENERATED = (
    f"count(code.{word}_signs)"
    for word in ("compiler", "bundler", "amalgamation", "decompiler", "generator")
)
OUTPUTS = [
    (COMPILED, "javascript", '"use strict";\nexports.__esModule = true;\n'),
    (
        COMPILED,
        "javascript",
        'Object.defineProperty(exports, "__esModule", {\n  value: true\n});\n',
    ),
    (COMPILED, "javascript", "var __extends = (this && this.__extends) || f;\n"),
    (COMPILED, "javascript", "function _classCallCheck(instance, Constructor) {}\n"),
    (COMPILED, "javascript", "System.register(['./a.js'], function (exports) {});\n"),
    (COMPILED, "javascript", "f();\n//# sourceMappingURL=a.js.map\n"),
    (
        BUNDLED,
        "javascript",
        'define("a/b",["require","exports"], function (require, exports) {});\n',
    ),
    (BUNDLED, "javascript", 'ace.define("ace/lib/a",[],function(e,t,n){});\n'),
    (BUNDLED, "javascript", "/******/ (() => {\n/******/ \tvar a = {};\n/******/ })();\n"),
    (BUNDLED, "javascript", "var __defProp = Object.defineProperty;\n"),
    (BUNDLED, "javascript", "parcelRequire = (function (modules) {})({});\n"),
    (BUNDLED, "javascript", '(self["webpackChunka"] = self["webpackChunka"] || []).push([]);\n'),
    (AMALGAMATED, "cpp", "// SPDX-License-Identifier: MIT\nint a;\n" * 4),
    (AMALGAMATED, "cpp", "// #include <a/b.hpp>\n\nint a;\n" * 5),
    (AMALGAMATED, "javascript", "/*!\n * jQuery JavaScript Library v3.6.0\n */\nf();\n"),
    (DECOMPILED, "java", "/*\n * Decompiled with CFR 0.152.\n */\nclass A { }\n"),
    (DECOMPILED, "java", "class A {\n    /* renamed from: a */\n    int f;\n}\n"),
    (
        DECOMPILED,
        "csharp",
        "class A {\n    [CompilerGenerated] int a;\n"
        + "    [CompilerGenerated] int b;\n" * 2
        + "}\n",
    ),
    (DECOMPILED, "c", "undefined4 FUN_00401000(void)\n{\n  return 0;\n}\n"),
    (GENERATED, "python", "from a.v1 import gapic_version as package_version\n"),
    (GENERATED, "python", "DEFAULT_CLIENT_INFO = gapic_v1.client_info.ClientInfo(\n    a=1,\n)\n"),
    (
        GENERATED,
        "java",
        '@Generated(\n    value = "org.mapstruct.ap.MappingProcessor")\nclass A { }\n',
    ),
    (GENERATED, "csharp", '[GeneratedCode("tool", "1.0")]\nclass A { }\n'),
    (GENERATED, "csharp", "public partial class Initial : Migration\n{\n}\n"),
    (GENERATED, "c", '#line 7 "a.y"\nint a;\n' * 5),
]
WORKS_OF_PEOPLE = [
    # A bundler's own source and its tests hold what it prints in strings.
    (BUNDLED, "javascript", "const head = `\nfunction __webpack_require__(id) {}\n`;\n"),
    (BUNDLED, "javascript", "// it prints: function __webpack_require__(id) {}\nf();\n"),
    (BUNDLED, "javascript", "define('app/view', ['jquery'], function ($) {});\n"),
    (BUNDLED, "javascript", "define(['require', 'exports'], function (require, exports) {});\n"),
    (BUNDLED, "javascript", "odoo.define('web.core', function (require) {});\n"),
    (BUNDLED, "javascript", "__webpack_public_path__ = window.path;\n"),
    (COMPILED, "javascript", "export default function _classCallCheck(a, b) {}\n"),
    (COMPILED, "javascript", "__extends = function (d, b) {};\n"),
    (COMPILED, "javascript", "const text = 'a\\\n//# sourceMappingURL=a.js.map';\n"),
    (COMPILED, "javascript", "const { __esModule } = exports;\n"),
    (AMALGAMATED, "c", "// SPDX-License-Identifier: MIT\n// #include <a/b.h>\n\nint a;\n"),
    (AMALGAMATED, "c", "/* stb_a - v1.0 - public domain, single file */\nint a;\n"),
    (DECOMPILED, "csharp", "class A\n{\n    [CompilerGenerated] int a;\n}\n"),
    (DECOMPILED, "java", 'class A {\n    String head = "// Decompiled with CFR 0.152";\n}\n'),
    (GENERATED, "python", 'HEAD = """\n__protobuf__ = proto.module(manifest={"A"})\n"""\n'),
    (GENERATED, "python", '"""\n__protobuf__ = proto.module(manifest={"A"})\n"""\n'),
    (GENERATED, "java", "@Generated\nclass A { }\n"),
    (GENERATED, "csharp", 'class A { string a = @"\n[GeneratedCode(""tool"")]"; }\n'),
    (GENERATED, "c", '#line 7 "a.y"\nint a;\n'),
]


def places(signal, language, text):
    syntax = syntax_in(language) if language else None
    document = Document("a", text, language or "any", "programming", syntax)
    assert len(list(SIGNALS[signal].locate(document))) == SIGNALS[signal].read(document).value
    return [document.data[start:end].decode() for start, end in SIGNALS[signal].locate(document)]


@pytest.mark.parametrize(("signal", "language", "text"), OUTPUTS)
def test_a_machine_wrote_it(signal, language, text):
    assert places(signal, language, text)


@pytest.mark.parametrize(("signal", "language", "text"), WORKS_OF_PEOPLE)
def test_a_person_wrote_it(signal, language, text):
    assert [] == places(signal, language, text)


def test_without_a_grammar_every_place_counts():
    text = "x = '\n/* renamed from: a */'\n"
    assert ["/* renamed from: "] == places(DECOMPILED, None, text)


def test_the_blanks_before_a_sign_are_no_part_of_it():
    text = "f();\n    //# sourceMappingURL=a.js.map\n"
    assert ["//# sourceMappingURL=a.js.map"] == places(COMPILED, "javascript", text)


def test_a_string_inside_a_string_does_not_end_it():
    text = "const a = `${'b'}\nfunction __webpack_require__(id) {}\n`;\n"
    assert [] == places(BUNDLED, "javascript", text)


def test_a_text_without_signs_has_none():
    assert [] == places(BUNDLED, "javascript", "")
