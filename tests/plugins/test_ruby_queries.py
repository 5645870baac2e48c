"""plugins/ruby/queries.scm: what every capture finds in Ruby."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("#!/usr/bin/env ruby\na # one\n", ["#!/usr/bin/env ruby", "# one"]),
        ("=begin\none\n=end\na\n", ["=begin\none\n=end"]),
        ("a = '# none' + \"#{b}\" + %q(# c)\nd =~ /# e/\n", []),
        ("a = <<~B\n  # none\nB\n", []),
    ],
    "directive": [
        (
            "# frozen_string_literal: true\n# warn_indent: true\n",
            ["# frozen_string_literal: true", "# warn_indent: true"],
        ),
        (
            "# -*- coding: utf-8 -*-\n# encoding: ascii\n",
            ["# -*- coding: utf-8 -*-", "# encoding: ascii"],
        ),
        ("# the encoding: none\n# rubocop:disable Style\na = '# encoding: b'\n", []),
    ],
    "string": [
        ("a = 'b' + \"c\" + %q(d) + %Q[e] + ?f\n", ["'b'", '"c"', "%q(d)", "%Q[e]", "?f"]),
        ('a = "b" "c"\n', ['"b"', '"c"']),
        ("a = \"b #{c ? 'd' : 1}\"\n", ["\"b #{c ? 'd' : 1}\"", "'d'"]),
        ("a = %w[b c]\n", ["b", "c"]),
        ("a = <<~B\n  c\nB\n", ["\n  c\nB"]),
        ("a(<<-B, <<'C')\n  b\n  B\nc\nC\n", ["\n  b\n  B", "\nc\nC"]),
        ("`ls #{a}`\n%x(ps)\n", ["`ls #{a}`", "%x(ps)"]),
        ("a = [:b, :'c d', /e/, %i[f g], 1] # 'h'\n__END__\n'i'\n", []),
        ("a b: 1, 'c': 2\n", ["'c'"]),
    ],
    "number": [
        (
            "a = 1 + 0x1F + 1_000 + 2.5e3 + 0b1 - 0o7\n",
            ["1", "0x1F", "1_000", "2.5e3", "0b1", "0o7"],
        ),
        ("a = 3r + 2i + 1.5r\n", ["3", "2", "1.5"]),
        ("a1 = '2' + ?3\n@a2, $1 = :b3\n", []),
    ],
    "identifier": [
        ("a.b(C::D)\n", ["a", "b", "C", "D"]),
        ("@a = @@b + $c\n", ["@a", "@@b", "$c"]),
        ("d(e: 1)\ndef f!; end\n", ["d", "e", "f!"]),
        ("'a' # b\n:c\n", []),
    ],
    "function": [
        ("def a(b)\n  b\nend\n", ["def a(b)\n  b\nend"]),
        (
            "def a; end\ndef self.b = 1\ndef c() = d(e)\n",
            ["def a; end", "def self.b = 1", "def c() = d(e)"],
        ),
        (
            "class A\n  private def b; end\n  def ==(c) d end\nend\n",
            ["def b; end", "def ==(c) d end"],
        ),
        ("class << self\n  def a? = true\nend\n", ["def a? = true"]),
        ("a = ->(b) { b }\nc = proc { d }\ndefine_method(:e) { f }\ng.each do |h| i end\n", []),
        ("# def a; end\nb = 'def c; end'\n", []),
    ],
    "function_name": [
        ("def a; end\ndef self.b!; end\ndef c?; end\ndef A; end\n", ["a", "b!", "c?", "A"]),
        ("def a=(b); end\ndef <=>(c); end\ndef []=(d, e); end\n", ["a=", "<=>", "[]="]),
        ("define_method(:a) { b }\nalias c d\n", []),
    ],
    "simple_function": [
        ("def a\n  b.c(1)\nend\n", ["def a\n  b.c(1)\nend"]),
        ("def a\n  # b\n  return c\nend\n", ["def a\n  # b\n  return c\nend"]),
        ("def self.a\n  [1, 2]\nend\n", ["def self.a\n  [1, 2]\nend"]),
        ("def a(b) = b + 1\ndef self.c = d\n", ["def a(b) = b + 1", "def self.c = d"]),
        ("def a\n  'b'\nend\ndef c; d(e) end\n", ["def a\n  'b'\nend", "def c; d(e) end"]),
        ("def a\n  b\n  c\nend\ndef d; end\ndef e\n  # f\nend\n", []),
        ("def a\n  raise B\nend\ndef c\n  puts d\nend\ndef e\n  super(f)\nend\n", []),
        ("def a\n  b if c\nend\ndef d\n  @e = f\nend\ndef g\n  while h; i; end\nend\n", []),
        ("def a=(b); c; d; end\ndef self.a=(b); c; d; end\n", []),
    ],
    "accessor": [
        ("def a\n  @a\nend\ndef b() = @b\n", ["def a\n  @a\nend"]),
        ("def a\n  return @a\nend\n", ["def a\n  return @a\nend"]),
        ("def a=(b)\n  @a = b\nend\n", ["def a=(b)\n  @a = b\nend"]),
        ("def a = @b\n", ["def a = @b"]),
        (
            "class A\n  attr_reader :b, :c\n  attr_accessor(:d)\nend\n",
            ["attr_reader :b, :c", "attr_accessor(:d)"],
        ),
        ("def a\n  @a ||= b\nend\ndef c\n  @c.d\nend\ndef e=(f)\n  @e = f.to_s\nend\n", []),
        ("def initialize(a, b)\n  @a = a\nend\nc.attr_reader :d\nattributes :e\n", []),
    ],
    "class": [
        ("class A; end\nclass B::C < D\n  e\nend\n", ["class A; end", "class B::C < D\n  e\nend"]),
        ("module A\n  class B; end\nend\n", ["module A\n  class B; end\nend", "class B; end"]),
        (
            "A = Struct.new(:b)\nC = Data.define(:d) do\n  e\nend\n",
            ["A = Struct.new(:b)", "C = Data.define(:d) do\n  e\nend"],
        ),
        ("A = Class.new(B)\n", ["A = Class.new(B)"]),
        ("class << self\n  a\nend\nB = C.new\nd = Struct.new(:e)\nf.class\n", []),
    ],
    "class_name": [
        ("class A < B; end\nclass C::D; end\nmodule E; end\nF = Struct.new(:g)\n", [*"ADEF"]),
        ("class << A; end\nB = 1\n", []),
    ],
    "import": [
        (
            "require 'a'\nrequire_relative \"b/c\"\nload 'd.rb'\nautoload :E, 'f'\n",
            ["require 'a'", 'require_relative "b/c"', "load 'd.rb'", "autoload :E, 'f'"],
        ),
        (
            "class A\n  include B, C::D\n  extend E\n  prepend(F)\nend\nusing G\n",
            ["include B, C::D", "extend E", "prepend(F)", "using G"],
        ),
        ("begin; require 'a'; rescue LoadError; end\n", ["require 'a'"]),
        ("a.require 'b'\nparams.require(:c)\nd.include?(e)\nYAML.load(f)\n# require 'g'\n", []),
        ("require = 1\nload\n", []),
    ],
    "variable": [
        ("a = 1\n@b = @@c = $d = 2\nE = 3\n", ["a", "@b", "@@c", "$d", "E"]),
        ("a, (b, *c), @d = e\n", ["a", "b", "c", "@d"]),
        ("a ||= 1\n@b += 2\nC ||= 3\n", ["a", "@b", "C"]),
        ("a.b = 1\nself.c ||= 2\n", ["b", "c"]),
        ("for a in b do end\nfor c, d in e do end\n", ["a", "c", "d"]),
        ("begin; rescue A => b; end\n", ["b"]),
        ("def f(a, b = 1, *c, d:, e: 2, **g, &h) end\n", [*"abcdegh"]),
        ("a { |b, (c, d), *e, f: 1; i| }\n->(g, h = 2) { }\n", [*"bcdefigh"]),
        (
            "case a\nin {b:, c: d} then e\nin [f, *g] | h then i\nin {j: K => l} then m\nend\n",
            [*"bdfgl"],
        ),
        ("a => {b:}\nc => d\n", ["b", "d"]),
        ("a[0] = 1\na == b\nc(d: 1)\ne << f\ndef g; end\n", []),
    ],
    "parameter": [
        ("def f(a, b = 1, *c, d:, e: 2, **g, &h) end\n", [*"abcdegh"]),
        ("def self.f a, b\nend\n", ["a", "b"]),
        (
            "a { |b, (c, d), *e| }\n->(g, h = 2) { }\ni do |j| end\n",
            ["b", "(c, d)", "e", "g", "h", "j"],
        ),
        ("def f(...) = g(...)\ndef h(*, **, &) = i(*, **, &)\n", []),
        ("a(b, *c, **d, &e)\ncase f\nin [*g] then h\nend\nj { it + _1 }\n", []),
    ],
    "simple_variable": [
        (
            "A = 1\nclass B\n  C = 'd'.freeze\n  @e = nil\n  @@f = -1\nend\n",
            ["A = 1", "C = 'd'.freeze", "@e = nil", "@@f = -1"],
        ),
        (
            "class A\n  attr_reader :b\n  attr_accessor :c\nend\n",
            ["attr_reader :b", "attr_accessor :c"],
        ),
        ("def initialize(a)\n  @a = a\nend\n", ["@a = a"]),
        ("A = [1]\nB = c(1)\nC = /d/.match(e)\nf = 1\n@g = h.i\nJ = 1 + 2\n", []),
    ],
    "simple_return": [
        ("def a\n  return if b\n  return 1 if c\n  d(e)\nend\n", ["return", "return 1"]),
        ("def a\n  b(1)\n  @c\nend\ndef self.d\n  e(2)\n  nil\nend\n", ["@c", "nil"]),
        ("a { return :b }\nc { return -1 }\n", ["return :b", "return -1"]),
        ("def a\n  return b(1), c\n  return d + 1\n  return [e]\n  f.g\nend\n", []),
        ("def a\n  b\n  c(1)\nend\nd { e }\n", []),
    ],
    "statement": [
        ("a(1)\nb = 2\nc += 3\n@d ||= e\n", ["a(1)", "b = 2", "c += 3", "@d ||= e"]),
        (
            "def a\n  b\n  yield c\n  super\n  return d\nend\n",
            ["b", "yield c", "super", "return d"],
        ),
        (
            "a if b\nreturn unless c\nd = e rescue f\ng while h\n",
            ["a", "return", "d = e rescue f", "g"],
        ),
        ("if a then b else c end\nwhile d do e; next end\n", ["b", "c", "e", "next"]),
        ("begin; a; rescue; retry; ensure; b; end\n", ["a", "retry", "b"]),
        (
            "a.each { |b| c b }\nd do break end\n",
            ["a.each { |b| c b }", "c b", "d do break end", "break"],
        ),
        ("a = b + c(d)\n", ["a = b + c(d)"]),
        ("class A; end\ndef b; end\ndef c; 1; end\n# d\n", []),
    ],
    "operation": [
        ("a = b + 1\nc = -d\ne = !f && g\n", ["b + 1", "-d", "!f", "!f && g"]),
        ("a += 1\nb ||= c\nd << e\n", ["a += 1", "b ||= c", "d << e"]),
        (
            "a =~ /b/ and not c\nd in {e:}\n",
            ["a =~ /b/", "a =~ /b/ and not c", "not c", "d in {e:}"],
        ),
        ('defined?(a)\nb(*c, &d)\ne = 1..2\n"#{f}"\n', []),
    ],
    "table": [
        ("a = [1, [2]]\nb = {c: 1, 'd' => {}}\n", ["[1, [2]]", "[2]", "{c: 1, 'd' => {}}", "{}"]),
        ("%w[a b] + %i[c d]\n", ["%w[a b]", "%i[c d]"]),
        ("a[0]\nb(c: 1)\nd { e }\ncase f\nin [g] then h\nend\n", []),
    ],
    "branch": [
        (
            "if a then b elsif c then d else e end\n",
            ["if a then b elsif c then d else e end", "elsif c then d else e"],
        ),
        (
            "unless a; b; end\nc if d\ne unless f\ng ? h : i\n",
            ["unless a; b; end", "c if d", "e unless f", "g ? h : i"],
        ),
        ("case a\nwhen 1, 2 then b\nelse c\nend\n", ["when 1, 2 then b"]),
        ("case a\nin {b:} if c then d\nin E then f\nend\n", ["in {b:} if c then d", "in E then f"]),
        ("begin; a; rescue B => c; d; end\ne rescue f\n", ["rescue B => c; d;", "e rescue f"]),
        ("a = 'if b' # if c\nd.if e\nf(if: :g)\n", []),
    ],
    "loop": [
        (
            "while a do b end\nuntil c; d; end\nfor e in f do g end\n",
            ["while a do b end", "until c; d; end", "for e in f do g end"],
        ),
        ("a while b\nbegin; c; end until d\n", ["a while b", "begin; c; end until d"]),
        (
            "a.each { |b| c }\n3.times do d end\nloop { e }\nf.each_with_index { |g, h| i }\n",
            [
                "a.each { |b| c }",
                "3.times do d end",
                "loop { e }",
                "f.each_with_index { |g, h| i }",
            ],
        ),
        ("a.each(&:b)\nc.map { |d| e }\nf.times\neach_one = 1\n", []),
    ],
    "call": [
        ("a.b(c(1))\n", ["a.b(c(1))", "c(1)"]),
        (
            "a b, 1\nc&.d\nE.new\nInteger('1')\nf.(2)\n",
            ["a b, 1", "c&.d", "E.new", "Integer('1')", "f.(2)"],
        ),
        ("a { b }\nc do d end\n`ls`\n", ["a { b }", "c do d end", "`ls`"]),
        ("def a\n  super(b)\n  super\nend\n", []),
        ("require 'a'\ninclude B\nattr_reader :c\nprivate :d\n", []),
        ("def a\n  b\n  c\nend\ndef d; e; end\nf\n", ["b", "e", "f"]),
        ("private def a; end\nc = d[0]\ndef e(f) f end\nclass G\n  private\n  h = 1\nend\n", []),
    ],
    "print": [
        (
            "puts 'a', b\nprint(c)\np d\npp e\nwarn 'f'\n",
            ["puts 'a', b", "print(c)", "p d", "pp e", "warn 'f'"],
        ),
        (
            "$stdout.puts a\nSTDERR.write(b)\n$stderr.print c\n",
            ["$stdout.puts a", "STDERR.write(b)", "$stderr.print c"],
        ),
        ("a.puts b\nfile.print c\nputs_all d\n$stdout.flush\nprint = 'puts e'\n", []),
    ],
    "assert": [
        (
            "assert a\nassert_equal 1, b\nrefute_nil c\nflunk 'd'\n",
            ["assert a", "assert_equal 1, b", "refute_nil c", "flunk 'd'"],
        ),
        (
            "expect(a).to eq(b)\nexpect { c }.not_to raise_error\nis_expected.to be\n",
            ["expect(a).to eq(b)", "expect { c }.not_to raise_error", "is_expected.to be"],
        ),
        (
            "a.should == b\nc.should_not be_nil\nit { should have_many :d }\n",
            ["a.should", "c.should_not be_nil", "should have_many :d"],
        ),
        (
            "a.must_equal b\n_(c).wont_be_nil\nassert_raises(D) { e }\n",
            ["a.must_equal b", "_(c).wont_be_nil", "assert_raises(D) { e }"],
        ),
        (
            "should 'a' do b end\nallow(a).to receive(:b)\nexpect(c)\nassertion d\n",
            [],
        ),
        ("assign_to a\nd.to b\n'assert c' # assert d\n", []),
    ],
    "ruby.written_value": [
        ("a b: 1, 'c' => 'd', e: -2\n", ["b: 1", "'c' => 'd'", "e: -2"]),
        ("a = [1, :b, 'c', nil]\n", ["1", ":b", "'c'", "nil"]),
        ("a b: c, d: e(1), f: [], g: 1 + 2\nh = [i, 2 * 3]\nj(4)\n%w[k l]\n", []),
    ],
    "error": [
        ("a = 1\n", []),
        ("a = )\n", ["= )"]),
    ],
    "missing": [
        ("a = 1\n", []),
        ("a(1\n", [""]),
    ],
}

MODERN = [
    "def a(...) = b(...)\n",
    "def a(*, **, &) = b(*, **, &)\n",
    "def self.a? = @b.nil?\n",
    "case a\nin {name: String => n, roles: [*, :b, *]} unless n.empty? then c\nend\n",
    "case a\nin [Integer, Integer] | Float => b then c\nin {d: 1.., e: nil} then f\nend\n",
    "case a\nin ^g then h\nin []\n  i\nend\n",
    "case a\nin ^(b + 1) then c\nin ^@d then e\nend\n",
    "case a\nin {b:, **nil} then c\nin {d:, **rest} then e\nend\n",
    "case a\nin Point(x:, y:) then b\nin Point[x, y] then c\nend\n",
    "a => {b: [c, *]}\nputs c if d in {e: Integer}\n",
    "a = {b:, c:}\nd(e:, f:)\n",
    "a.map { it + 1 }\nb.map { _1 * _2 }\n",
    "a&.b&.[](1)\n",
    "A = Data.define(:b, :c) do\n  def d = b + c\nend\n",
    "a = (1..)\nb = (..2)\nc = 1...3\n",
    "def a(b:, c: b) = c\n",
    "a = <<~ONE + <<~TWO\n  one #{b} \\\n  two\nONE\n  three\nTWO\n",
    "class A < Struct.new(:b, keyword_init: true); end\n",
    "a\n  .b\n  # c\n  .d\n  &.e\n",
    "private attr_reader :a, def b = 1\n",
    "a = b rescue c\nd ||= begin\n  e\nend\n",
    "refine String do\n  def a = 1\nend\n",
    "BEGIN { a }\nEND { b }\n",
    "->(a, b = 1, *c, d:, **e, &f) do g end\n",
    "a.(1)\nb::c(2)\n::D.e\n",
    "%w[a #{b}]\n%W[c#{d} e]\n%i(f g)\n%r{h}mix\n",
    "def a() b do |c| d end end\n",
    "begin\n  a\nrescue *B, C => @d\n  e\nelse\n  f\nensure\n  g\nend\n",
    "def a\n  b\nrescue C\n  d\nelse\n  e\nensure\n  f\nend\n",
    "a do\n  b\nrescue C\n  d\nend\n",
    "a = if b then c else d end\ne = case f when 1 then g end\n",
    "a, b = b, a\n*c, d = e\nf, (g, h), *i = j\n",
    "def +(a) = b\ndef -@ = c\ndef !() = d\ndef [](e) = f\ndef `(g) = h\n",
    "alias $new $old\nalias_method :a, :b\nundef c, :d\n",
    "if a .. b then c end\n",
    "a ? b : c ? d : e\n",
    "p(**a, &b)\nc(*d, e: 1, **f) { |g;h| i }\n",
    "yield(a)[0]\nsuper.b\nreturn a, b\n",
    "'a' \"b\" %q(c)\n",
    "a = ?b\nc ? d: e\n",
    "__FILE__ == $0\n__method__\n__dir__\n__ENCODING__\n",
    "puts [1, 2].sum { |a| a ** 2 } / 3.0\n",
    "a / b / c\n",
    "class A::B < C[1]\n  class << self; attr_accessor :d; end\nend\n",
    "a <<-B.strip, c\n  b\n  B\n",
    "def a(b) # c\n  d # e\nend\n",
    "a b: 1, 'c': 2, \"d#{e}\": 3, :f => 4, 5 => 6\n",
    "while a = b.shift do next unless c; redo if d; end\n",
]


@pytest.mark.parametrize("text", MODERN)
def test_modern_and_odd_syntax_is_read_whole(text):
    assert [[], []] == [captured_in("ruby", text, name) for name in ("error", "missing")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["# a", "def f(b)", "  return b", "end", ""])
    function = end.join(["def f(b)", "  return b", "end"])
    names = ("parameter", "simple_return", "simple_function")
    found = [captured_in("ruby", text, name) for name in names]
    assert [["b"], ["return b"], [function]] == found
    assert ["# a"] == [comment.rstrip("\r") for comment in captured_in("ruby", text, "comment")]


HOLDERS = [
    "module A\n%send\n",
    "class A\n  def b\n%s  end\nend\n",
    "describe A do\n  it 'b' do\n%s  end\nend\n",
    "if a\n%send\n",
    "a = [->{\n%s}]\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("form", HOLDERS)
def test_a_body_of_thousands_of_lines_holds_back_nothing(form):
    """A pattern that stays open over it would keep more matches waiting than there may be."""
    body = "  a, b = c { |d| return d if e }\n  assert_equal a, b\n" * 1_100
    assert 1_100 == len(captured_in("ruby", form % body, "assert"))
