"""plugins/code/bare_lines.py: lines of code that do more than declare."""

from functools import cache

import pytest
from making import SIGNALS

import rulekit

ENDINGS = {
    "typescript": "ts", "kotlin": "kt", "rust": "rs", "haskell": "hs", "ruby": "rb", "java": "java",
    "csharp": "cs", "dart": "dart", "swift": "swift", "glsl": "frag", "elixir": "ex", "lua": "lua",
    "php": "php", "hcl": "tf", "vue": "vue", "svelte": "svelte", "python": "py",
}  # fmt: skip
BARE = {
    "typescript": "export * from './a';\nexport interface A {\n  b: string;\n  c?: D[];\n}\n",
    "kotlin": "import a.B\n@Entity\ndata class A(\n  @Key val id: Int,\n  val b: C? = null\n)\n",
    "rust": "pub mod a;\nuse b::{c, D};\n#[derive(Debug)]\npub struct E {\n  f: Vec<u8>,\n}\n",
    "haskell": "module A\n  ( module A.B\n  ) where\n\nimport A.B\n",
    "ruby": "class A < B\n  attr_reader :c\n  def initialize(c)\n    @c = c\n  end\nend\n",
    "java": "class A {\n  private int b;\n  public int getB() {\n    return b;\n  }\n}\n",
    "csharp": "using System;\nclass A {\n  public int B { get; set; }\n}\n",
    "dart": "import 'a.dart';\nclass A {\n  A({required this.b});\n  final int b;\n}\n",
    "swift": "import A\nstruct B {\n  let c: Int\n  var d: [String]?\n}\n",
    "glsl": "#version 330\nin vec3 a;\nuniform mat4 b;\nvoid main() {\n}\n",
    "elixir": 'defmodule A do\n  use B\n  schema "c" do\n    field :d, :string\n  end\nend\n',
    "lua": 'A = class("A")\nfunction A:initialize(b)\n  self.b = b\nend\nreturn A\n',
    "php": "<?php\nreturn [\n    'a' => 'An a.',\n    'b' => [\n    ],\n];\n",
    "hcl": 'output "a" {\n  value = module.b.c\n}\n',
}
BEARING = {
    "typescript": "export const a = (b: number) => b * 2;",
    "kotlin": "fun a(b: Int) = b * 2",
    "rust": "pub fn a(b: u8) -> u8 { b + 1 }",
    "haskell": "double x = 2 * x",
    "ruby": "puts a.map(&:b)",
    "java": "int c = a + b;",
    "csharp": "Console.WriteLine(a);",
    "dart": "int twice(int a) => a * 2;",
    "swift": "return a.map { $0 * 2 }",
    "glsl": "color = texture(a, b);",
    "elixir": "Enum.map(a, & &1 * 2)",
    "lua": "print(a * 2)",
    "php": "$a = array_map($b, $c);",
    "hcl": 'resource "a" "b" {',
}


@cache
def engine():
    return rulekit.load(select=["code/bare", "code/bare-page"])


def reading(text, language):
    document = engine().plan.languages.document(text, f"a.{ENDINGS[language]}")
    assert language == document.language
    return SIGNALS["code.bearing_lines"].read(document)


def bearing(text, language):
    return reading(text, language).value


@pytest.mark.parametrize("language", BARE)
def test_lines_that_only_declare_bear_nothing(language):
    assert 0 == bearing(BARE[language], language)


@pytest.mark.parametrize("language", BEARING)
def test_a_line_that_does_something_bears(language):
    assert 1 == bearing(BARE[language] + BEARING[language] + "\n", language)


@pytest.mark.parametrize("language", ["vue", "svelte"])
def test_a_page_bears_where_it_branches_repeats_or_answers(language):
    assert 0 == bearing('<div class="a">\n  {{ b }}\n</div>\n', language)
    assert 1 == bearing("<script>\nfunction a() {}\n</script>\n", language)


def test_of_other_languages_nothing_is_said():
    assert "nothing tells what a line does in python" in reading("a = 1", "python").note
