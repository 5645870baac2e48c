"""What every capture finds in Lua, and what holds for every text."""

from pathlib import Path

import pytest
from rulekit.testing import conformance_suite

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("-- one\nlocal a = 1 -- two\n", ["-- one", "-- two"]),
        (
            "--[[ one\n]]\n--[==[ two ]] ]==]\n---@param a number\n",
            [
                "--[[ one\n]]",
                "--[==[ two ]] ]==]",
                "---@param a number",
            ],
        ),
        ("#!/usr/bin/env lua\nprint(1)\n", ["#!/usr/bin/env lua"]),
        ('local a = "-- one" .. [[--two]]\n', []),
    ],
    "string": [
        ("local a, b = \"one\", 'two'\n", ['"one"', "'two'"]),
        ("local a = [[one]] .. [==[two ]] ]==]\n", ["[[one]]", "[==[two ]] ]==]"]),
        ('require "one"\nf{["two"] = 1}\n', ['"one"', '"two"']),
        ("-- 'one'\nlocal one = {}\n", []),
    ],
    "number": [
        (
            "local a = {1, 2.5, .5, 3e-2, 0xFF, 0x1p4}\n",
            [
                "1",
                "2.5",
                ".5",
                "3e-2",
                "0xFF",
                "0x1p4",
            ],
        ),
        ("local a = 1LL + 2i\n", ["1LL", "2i"]),
        ('local a1 = "1" -- 1\n', []),
    ],
    "identifier": [
        ("local a = b.c\n", [*"abc"]),
        ("function a.b:c(d) end\n", [*"abcd"]),
        ("goto a ::a::\nf{b = 1}\n", ["a", "a", "f", "b"]),
        ('f"a"\n', ["f"]),
        ("return nil, true, 1\n", []),
    ],
    "function": [
        (
            "function a() end\nlocal function b() end\n",
            [
                "function a() end",
                "local function b() end",
            ],
        ),
        (
            "function A.b() end\nfunction A:c() end\n",
            [
                "function A.b() end",
                "function A:c() end",
            ],
        ),
        (
            "local a = function() end\nA.b = function(c) end\nA['d'] = function(e) end\n",
            [
                "function() end",
                "function(c) end",
                "function(e) end",
            ],
        ),
        (
            "return {a = function() end, ['b'] = function(c) end}\n",
            [
                "function() end",
                "function(c) end",
            ],
        ),
        ("return function(a) end\n", ["function(a) end"]),
        ("f(function() end)\n(function() end)()\nlocal a = f(function() end)\n", []),
        ("local a = {function() end}\nlocal b, c = function() end, function() end\n", []),
    ],
    "function_name": [
        ("function a() end\nfunction B.c() end\nfunction B.D:e() end\n", ["a", "c", "e"]),
        ("local a = function() end\nB.c = function() end\nB['d'] = function() end\n", ["a", "c"]),
        ("return {a = function() end, b = 1}\n", ["a"]),
        ("a()\nB.c = d\n", []),
    ],
    "simple_function": [
        (
            "function a() return 1 end\nlocal function b() return end\n",
            [
                "function a() return 1 end",
                "local function b() return end",
            ],
        ),
        (
            "function a()\n  -- why\n  return b(c)\nend\n",
            [
                "function a()\n  -- why\n  return b(c)\nend",
            ],
        ),
        (
            "a = function() return b end\nreturn {c = function() return d end}\n",
            [
                "function() return b end",
                "function() return d end",
            ],
        ),
        ("function a() b() return c end\nfunction d() end\n", []),
        ("a(function() return b end)\nfunction c() if d then return e end end\n", []),
    ],
    "accessor": [
        (
            "function A:b() return self.b end\nfunction A.c(d) return d.c end\n",
            [
                "function A:b() return self.b end",
                "function A.c(d) return d.c end",
            ],
        ),
        ("function A:set(b) self.b = b end\n", ["function A:set(b) self.b = b end"]),
        (
            "A.b = function(c) return c.b end\nA.d = function(e, f) e.d = f end\n",
            [
                "function(c) return c.b end",
                "function(e, f) e.d = f end",
            ],
        ),
        ("function A:b() return self.b, self.c end\nfunction A:d() return self.d() end\n", []),
        ("function A:b(c) self.b = c + 1 end\nfunction A:d() return self.e.f end\n", []),
    ],
    "import": [
        (
            'local a = require "a"\nlocal b = require("b.c")\n',
            [
                'local a = require "a"',
                'local b = require("b.c")',
            ],
        ),
        (
            'a = require "a"\nrequire("b")\ndofile("c.lua")\n',
            [
                'a = require "a"',
                'require("b")',
                'dofile("c.lua")',
            ],
        ),
        (
            'local a = require("a").b\nlocal c = require("c").new(1)\nlocal d = require("d")(2)\n',
            [
                'local a = require("a").b',
                'local c = require("c").new(1)',
                'local d = require("d")(2)',
            ],
        ),
        ('local ok, a = pcall(require, "a")\n', ['local ok, a = pcall(require, "a")']),
        (
            'function f() require "a" local b = require "b" c = require "c" end\n',
            [
                'require "a"',
                'local b = require "b"',
                'c = require "c"',
            ],
        ),
        ('return require "a"\n', ['return require "a"']),
        ('return {a = require "a", b = require("b")}\n', ['a = require "a"', 'b = require("b")']),
        ('local a = required "a"\nlocal b = "require"\nf(require)\npcall(f, "a")\n', []),
        ('-- require "a"\nlocal a = A.require "a"\n', []),
    ],
    "variable": [
        ("local a, b = 1\nlocal c\nd = 2\n", [*"abcd"]),
        ("local a <const>, b <close> = 1, 2\n", ["a", "b"]),
        ("a.b, c = 1, 2\n", ["b", "c"]),
        ("for i = 1, 2 do end\nfor k, v in pairs(t) do end\n", ["i", "k", "v"]),
        ("function a(b, ...) end\nlocal c = function(d) end\n", ["b", "c", "d"]),
        ("f(a)\nt[b] = 1\nreturn {c = 1}\n", []),
    ],
    "parameter": [
        ("function a(b, c, ...) end\n", ["b", "c", "..."]),
        ("local a = function(b) end\nf(function(c) end)\n", ["b", "c"]),
        ("function a() return ... end\nf(b)\n", []),
    ],
    "simple_variable": [
        ("local a\nlocal b, c\n", ["local a", "local b, c"]),
        (
            "local a = 1\nlocal b = 'c'\nlocal d = -1\nlocal e = f\n",
            [
                "local a = 1",
                "local b = 'c'",
                "local d = -1",
                "local e = f",
            ],
        ),
        ("local a = b()\nlocal c = {}\nlocal d = 1 + 2\ne = 1\nlocal f, g = 1, 2\n", []),
    ],
    "simple_return": [
        ("function a() return end\nfunction b() return; end\n", ["return", "return;"]),
        (
            "function a() return b end\nfunction c() return 'd', -1 end\nreturn nil, e\n",
            [
                "return b",
                "return 'd', -1",
                "return nil, e",
            ],
        ),
        ("function a() return b.c end\nfunction d() return e() end\nreturn {}\n", []),
        ("function a() return b, c, d end\nfunction e() return f + 1 end\n", []),
    ],
    "statement": [
        ("a()\nb = 1\nlocal c = 2\nreturn c\n", ["a()", "b = 1", "local c = 2", "return c"]),
        ("while a do b:c() break end\n", ["b:c()", "break"]),
        ("for i = 1, 2 do goto a ::a:: end\n", ["goto a"]),
        ("local a\nfunction b() end\nif c() then end\n", []),
        ("do end ;\n::a::\n", []),
    ],
    "operation": [
        ("local a = b + 1\nlocal c = not d\nlocal e = #f\n", ["b + 1", "not d", "#f"]),
        ('local a = b .. "c"\nlocal d = e and f or g\n', ['b .. "c"', "e and f", "e and f or g"]),
        ("local a = b // 1 ~ 2\nlocal c = ~d\n", ["b // 1", "b // 1 ~ 2", "~d"]),
        ("local a, b = -1, c.d\nf(...)\n", []),
    ],
    "table": [
        ("local a = {}\nlocal b = {1, c = {2}}\n", ["{}", "{1, c = {2}}", "{2}"]),
        ("f{a = 1}\n", ["{a = 1}"]),
        ("a[1] = 2\n", []),
    ],
    "branch": [
        ("if a then b() end\n", ["if a then b() end"]),
        (
            "if a then elseif b then c() else d() end\n",
            [
                "if a then elseif b then c() else d() end",
                "elseif b then c()",
            ],
        ),
        ("while a do end\nlocal b = c or d\n", []),
    ],
    "loop": [
        ("for i = 1, 2 do end\nfor k in a do end\n", ["for i = 1, 2 do end", "for k in a do end"]),
        ("while a do b() end\nrepeat c() until d\n", ["while a do b() end", "repeat c() until d"]),
        ("do a() end\nif b then end\n", []),
    ],
    "call": [
        ("a()\nb.c(1)\nd:e(2)\n", ["a()", "b.c(1)", "d:e(2)"]),
        ('f"a"\ng{1}\nlocal a = b(c())\n', ['f"a"', "g{1}", "b(c())", "c()"]),
        ("a(1)(2)\n", ["a(1)", "a(1)(2)"]),
        ("function a() end\nlocal b = (c)\n", []),
    ],
    "goto": [
        ("goto a ::a::\n", ["goto a"]),
        ("while a do break end\nlocal goes = 1\n", []),
    ],
    "print": [
        (
            "print(1)\nio.write('a')\nio.stderr:write(b)\n",
            [
                "print(1)",
                "io.write('a')",
                "io.stderr:write(b)",
            ],
        ),
        ("printf(1)\nfile:write(a)\nio.read()\nA.print(1)\n", []),
    ],
    "assert": [
        ("assert(a == b)\nassert(c, 'd')\n", ["assert(a == b)", "assert(c, 'd')"]),
        (
            "assert.are.equal(1, a)\nassert.is_true(b)\nassert.same({}, c)\n",
            [
                "assert.are.equal(1, a)",
                "assert.is_true(b)",
                "assert.same({}, c)",
            ],
        ),
        (
            "lu.assertEquals(a, 1)\nself:assertTrue(b)\nassert_equal(c, d)\n",
            [
                "lu.assertEquals(a, 1)",
                "self:assertTrue(b)",
                "assert_equal(c, d)",
            ],
        ),
        ("function f() expect(a).to.equal(b) end\n", ["expect(a).to.equal(b)"]),
        ("local a = assert(io.open(b))\nreturn assert(c)\n", []),
        ("assertion(a)\nf('assert(a)')\nexpected(b)\nlocal assert = d\n", []),
    ],
    "lua.entry": [
        ("return {1, 'a', -2, true, nil}\n", ["1", "'a'", "-2", "true", "nil"]),
        ("return {a = 1, ['b'] = 'c', [3] = false}\n", ["a = 1", "['b'] = 'c'", "[3] = false"]),
        ('L["a"] = "b"\nT[1] = 2\n', ['L["a"] = "b"', "T[1] = 2"]),
        ("self.a = 1\nlocal b = 2\nT[c] = 3\nT['d'] = e\n", []),
        ("return {a, b = c(), d = {}, [e] = f + 1, function() end}\n", []),
    ],
    "error": [
        ("local a = 1\n", []),
        ("a += 1\n", ["+"]),
    ],
    "missing": [
        ("a(1)\n", []),
        ("local function f<T>(a) end\n", [""]),
    ],
}
EXAMPLES = [(name, *example) for name, examples in FOUND.items() for example in examples]
MODERN = [
    "global x\nglobal *\n",
    "global function f(...args) end\n",
    "local a <const>, b <close> = 1, io.open('c')\n",
    "local a = b // 2 & 3 | 4 ~ 5 << 6 >> 7\n",
    "goto continue ::continue::\n",
    'local a = "\\u{48}\\z  b" .. 0x1p-2 .. 1ULL\n',
    "for i = 1, 2 do break; f() end;;\n",
    'f{a = 1}:g"b"[1] = 2\n("a"):rep(3)\n',
    "local ñ = -2 ^ 2\n",
]
# Dialects that share the file name; `continue` and `+=` are also in games' own.
UNREAD = {
    "types (Luau)": "local a: number = 1\n",
    "named types (Luau)": "type A = { b: number }\n",
    "types of results (Luau)": "function f(a: number): string end\n",
    "type parameters (Luau)": "local function f<T>(a: T): T return a end\n",
    "conditional expressions (Luau)": "local a = if b then c else d\n",
    "interpolated strings (Luau)": "local a = `b {c}`\n",
    "`continue` (Luau, Garry's Mod)": "for i = 1, 2 do continue end\n",
    "compound assignments (Luau, PICO-8)": "a += 1\n",
    "`!=` (PICO-8, Garry's Mod)": "if a != b then c() end\n",
    "`!`, `&&` and `||` (Garry's Mod)": "if (!a && b || c) then d() end\n",
    "comments of C (Garry's Mod)": "// a\n/* b */\n",
}


@pytest.mark.parametrize(("name", "text", "expected"), EXAMPLES)
def test_a_capture_finds_what_it_means(rulekit, name, text, expected):
    assert expected == rulekit.captures(text, "a.lua")[name]


def test_every_capture_has_examples(rulekit):
    assert rulekit.captures("", "a.lua").keys() == FOUND.keys()


@pytest.mark.parametrize("name", FOUND)
def test_a_capture_finds_something_somewhere(name):
    assert any(expected for _, expected in FOUND[name])


@pytest.mark.parametrize("text", MODERN)
def test_modern_and_odd_syntax_is_read_whole(rulekit, text):
    found = rulekit.captures(text, "a.lua")
    assert [[], []] == [found["error"], found["missing"]]


@pytest.mark.parametrize("text", UNREAD.values(), ids=UNREAD)
def test_the_grammar_does_not_read_it_yet(rulekit, text):
    """A failure is good news: take the entry out."""
    found = rulekit.captures(text, "a.lua")
    assert found["error"] + found["missing"]


def test_translations_are_data(rulekit):
    words = [f"{one} {two}" for one in ("Show", "Hide", "Move") for two in ("bar", "icon", "text")]
    entries = "".join(f'L["{one}"] = "{one}!"\nL["{one} now"] = "{one} now!"\n' for one in words)
    text = f'local L = LibStub("AceLocale-3.0").locale\n{entries}'
    assert ("lua/data-table",) == rulekit.check(text, "locale.lua").decided_by


def test_obfuscated_code_needs_no_rule_of_its_own(rulekit):
    one = "-- This file was protected using Luraph\nreturn(function(...)%send)(...)\n"
    text = one % "".join(f"local l{i}I=function(x)return x+{i} end;" for i in range(200))
    assert "code/minified" in rulekit.check(text, "a.lua").decided_by


test_conforms = conformance_suite(
    "lua", sources=Path(__file__).with_name("sources"), examples=1, huge=False
)
