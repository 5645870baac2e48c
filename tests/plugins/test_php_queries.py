"""plugins/php/queries.scm: what every capture finds in PHP."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("<?php\n// a\n# b\n/* c */\n/** d */\n", ["// a", "# b", "/* c */", "/** d */"]),
        ("<?php\nf(); // a\n#[A]\nclass B { }\n", ["// a"]),
        ("<?php // a ?>\n<!-- b -->\n", ["// a "]),
        ("// a\n<?php $a = \"// b\"; $c = '# d';\n", []),
    ],
    "string": [
        ("<?php\n$a = 'b'; $c = \"d $e\";\n", ["'b'", '"d $e"']),
        ("<?php\n$a = <<<X\nb $c\nX;\n", ["<<<X\nb $c\nX"]),
        ("<?php\n$a = <<<'X'\nb\nX;\n", ["<<<'X'\nb\nX"]),
        ("<p class='a'>\"b\"</p>\n<?php // 'c'\n$d = `e`;\n", []),
    ],
    "number": [
        ("<?php\n$a = 1 + 0x1F + 1_000 + 1.5e3;\n", ["1", "0x1F", "1_000", "1.5e3"]),
        ("1\n<?php $a1 = '2';\n", []),
    ],
    "identifier": [
        ("<?php\n$a = B\\C::d($e->f);\n", ["a", "B", "C", "d", "e", "f"]),
        ("<p>a</p>\n<?php // b\n'c';\n", []),
    ],
    "directive": [
        ("<?php\ndeclare(strict_types=1);\n", ["declare(strict_types=1);"]),
        (
            "<?php\ndefined('A') || exit;\ndefined('A') OR die('b');\n",
            ["defined('A') || exit;", "defined('A') OR die('b');"],
        ),
        (
            "<?php\nif (!defined('A')) exit;\nif ( ! defined( 'A' ) ) {\n\texit;\n}\n",
            ["if (!defined('A')) exit;", "if ( ! defined( 'A' ) ) {\n\texit;\n}"],
        ),
        ("<?php\ndeclare(ticks=1) { f(); }\n", []),
        ("<?php\nif (!defined('A')) { define('A', 1); }\n", []),
        ("<?php\nif (!defined('A')) { f(); exit; }\n", []),
        ("<?php\ndefined('A') || define('A', 1);\nexists('A') || exit;\n", []),
    ],
    "function": [
        ("<?php\nfunction &f($a) { }\n", ["function &f($a) { }"]),
        (
            "<?php\nclass A { public static function b(): ?int { } }\n",
            ["public static function b(): ?int { }"],
        ),
        (
            "<?php\n$a = function () { };\n$this->b = static function () { };\n",
            ["function () { }", "static function () { }"],
        ),
        ("<?php\n$a = ['b' => function ($c) { }];\n", ["function ($c) { }"]),
        ("<?php\n$a = new class { function b() { } };\n", ["function b() { }"]),
        ("<?php\nf(function () { });\n$a = fn($b) => $b;\n$c = f(...);\n", []),
        ("<?php\ninterface A { function b(); }\nclass C { public $d { get { } } }\n", []),
    ],
    "function_name": [
        ("<?php\nfunction f() { }\nclass A { function B() { } }\n", ["f", "B"]),
        ("<?php\n$a = function () { };\n$this->b = function () { };\n", ["a", "b"]),
        ("<?php\n$a['b'] = function () { };\nf(function () { });\n$c = fn() => 1;\n", []),
        ("<?php\ninterface A { function b(); }\n", []),
    ],
    "prototype": [
        (
            "<?php\ninterface A { public function b(int $c); }\n",
            ["public function b(int $c);"],
        ),
        (
            "<?php\nabstract class A { abstract function b(); function c() { } }\n",
            ["abstract function b();"],
        ),
        ("<?php\nfunction f() { }\n$a = function () { };\n", []),
    ],
    "simple_function": [
        ("<?php\nfunction f() { return 1; }\n", ["function f() { return 1; }"]),
        (
            "<?php\nclass A { function b() {\n// c\nreturn d($e);\n} }\n",
            ["function b() {\n// c\nreturn d($e);\n}"],
        ),
        ("<?php\n$a = function () { return 1; };\n", ["function () { return 1; }"]),
        ("<?php\n$a = ['b' => function () { return 1; }];\n", ["function () { return 1; }"]),
        ("<?php\nfunction f() { g(); return 1; }\nfunction h() { }\n", []),
        ("<?php\nfunction f() { g(function () { return 1; }); }\n", []),
    ],
    "accessor": [
        (
            "<?php\nclass A { function b() { return $this->b; } }\n",
            ["function b() { return $this->b; }"],
        ),
        (
            "<?php\nclass A { static function b() { return self::$b; } }\n",
            ["static function b() { return self::$b; }"],
        ),
        (
            "<?php\nclass A { function setB($b) { $this->b = $b; } }\n",
            ["function setB($b) { $this->b = $b; }"],
        ),
        (
            "<?php\nclass A { function b($b) { $this->b = $b; return $this; } }\n",
            ["function b($b) { $this->b = $b; return $this; }"],
        ),
        ("<?php\nclass A { function b() { return $this->b(); } }\n", []),
        ("<?php\nclass A { function b($b) { $this->b = $b; return $b; } }\n", []),
        ("<?php\nclass A { function b($b) { $this->b = f($b); $this->c = 1; } }\n", []),
    ],
    "class": [
        (
            "<?php\nabstract class A { }\nfinal class B { }\n",
            ["abstract class A { }", "final class B { }"],
        ),
        (
            "<?php\ninterface A { }\ntrait B { }\nenum C { }\n",
            ["interface A { }", "trait B { }", "enum C { }"],
        ),
        ("<?php\nreturn new class extends A { };\n", ["class extends A { }"]),
        ("<?php\n$a = A::class;\nnew A();\n// class B { }\n", []),
    ],
    "class_name": [
        (
            "<?php\nclass A extends B { }\ninterface C { }\ntrait D { }\nenum E: int { }\n",
            [*"ACDE"],
        ),
        ("<?php\n$a = new class extends B { };\n", []),
    ],
    "import": [
        ("<?php\nuse A\\B;\nuse C\\D as E, F;\n", ["use A\\B;", "use C\\D as E, F;"]),
        (
            "<?php\nuse A\\{B, C as D};\nuse function E\\f;\n",
            ["use A\\{B, C as D};", "use function E\\f;"],
        ),
        ("<?php\nrequire_once __DIR__ . '/a.php';\n", ["require_once __DIR__ . '/a.php'"]),
        (
            "<?php\n$a = include 'b.php';\n@require('c.php');\n",
            ["include 'b.php'", "require('c.php')"],
        ),
        ("<?php\nclass A { use B; }\n$c = function () use ($d) { };\nnamespace E;\n", []),
    ],
    "variable": [
        ("<?php\n$a = 1; $b .= 2; $c = &$d;\n", [*"abc"]),
        ("<?php\n$this->a = 1; self::$b = 2; $c->d->e += 3;\n", [*"abe"]),
        ("<?php\n[$a, 'b' => $c, [$d]] = f(); list($e, &$g) = h();\n", [*"acdeg"]),
        ("<?php\nforeach ($a as $b) { }\nforeach ($c as $d => &$e) { }\n", [*"bde"]),
        ("<?php\nforeach ($a as &$b) { }\nforeach (f($c) as [$d, $e]) { }\n", [*"bde"]),
        ("<?php\ntry { } catch (A $b) { }\nfunction f() { global $c; static $d = 1; }\n", [*"bcd"]),
        ("<?php\nclass A { const B = 1; public $c, $d = 2; }\n", [*"Bcd"]),
        ("<?php\nenum A { case B; case C; }\n", [*"BC"]),
        ("<?php\nconst A = 1;\ndefine('B', 2);\n", [*"AB"]),
        ("<?php\nfunction f(int $a, &...$b) { }\n$c = fn($d) => $d;\n", [*"abcd"]),
        ("<?php\nclass A { function __construct(private int $b) { } }\n", ["b"]),
        ("<?php\nf($a); $b[0] = 1; $c == $d; $e++; $$g = 1; fn() => $h;\n", []),
    ],
    "parameter": [
        ("<?php\nfunction f(int $a, ?B &$c = null, ...$d) { }\n", [*"acd"]),
        ("<?php\nclass A { function b(private readonly int $c) { } }\n", ["c"]),
        ("<?php\n$a = function ($b) use ($c) { };\n$d = fn($e) => $e;\n", ["b", "e"]),
        ("<?php\nf($a);\nf(b: $c);\ntry { } catch (A $d) { }\n", []),
    ],
    "simple_variable": [
        (
            "<?php\nclass A { public $b; protected ?int $c = 1, $d; }\n",
            ["public $b;", "protected ?int $c = 1, $d;"],
        ),
        (
            "<?php\nclass A { const B = 'c'; public const int D = -1; }\n",
            ["const B = 'c';", "public const int D = -1;"],
        ),
        ("<?php\nconst A = \"b\";\ndefine('C', true);\n", ['const A = "b";', "define('C', true);"]),
        ("<?php\nenum A: int { case B = 1; case C = 2; }\n", ["case B = 1;", "case C = 2;"]),
        ("<?php\nclass A { public $b = [1]; const C = 1 << 2; public int $d { get => 1; } }\n", []),
        ("<?php\n$a = 1;\ndefine('B', f());\nf('C', 1);\n", []),
    ],
    "simple_return": [
        (
            "<?php\nfunction f() { return; return $a; return null; }\n",
            ["return;", "return $a;", "return null;"],
        ),
        (
            "<?php\nreturn 'a';\nreturn -1;\nreturn A;\nreturn \"b\";\n",
            ["return 'a';", "return -1;", "return A;", 'return "b";'],
        ),
        ('<?php\nreturn $a->b; return f(); return $a + 1; return []; return "b $c";\n', []),
        ("<?php\nreturned();\n", []),
    ],
    "statement": [
        (
            "<?php\nf(); $a = 1; $b++; echo $c; unset($d);\n",
            ["f();", "$a = 1;", "$b++;", "echo $c;", "unset($d);"],
        ),
        (
            "<?php\nwhile (1) { break; continue 2; }\nthrow new A;\nexit;\n",
            ["break;", "continue 2;", "throw new A;", "exit;"],
        ),
        (
            "<?php\ngoto a;\na:\nfunction f() { static $b = 1; return; }\n",
            ["goto a;", "static $b = 1;", "return;"],
        ),
        ("<?php\nconst A = 1;\nnamespace B { const C = 2; }\n", ["const A = 1;", "const C = 2;"]),
        ("<p><?= $a ?></p>\n", ["$a"]),
        ("<p>a();</p>\n<?php\nuse A;\nclass B { use C; public $d = 1; const E = 2; }\n", []),
    ],
    "operation": [
        (
            "<?php\n$a = $b + 1; $c = !$d && $e; $f = $g . 'h';\n",
            ["$b + 1", "!$d", "!$d && $e", "$g . 'h'"],
        ),
        (
            "<?php\n$a .= 'b'; $c++; $d ??= 1; $e = $f ?? -1; $g instanceof H;\n",
            ["$a .= 'b'", "$c++", "$d ??= 1", "$f ?? -1", "-1", "$g instanceof H"],
        ),
        ("<?php\n$a = 1; $b = &$c; $d->e; A::B; (int) $f; @g();\n", []),
    ],
    "table": [
        (
            "<?php\n$a = ['b' => 1, 'c' => [2]];\n$d = array(1);\n",
            ["['b' => 1, 'c' => [2]]", "[2]", "array(1)"],
        ),
        ("<?php\n[$a, $b] = f(); list($c) = $d; $e[0] = 1; function g(array $h) { }\n", []),
    ],
    "branch": [
        (
            "<?php\nif ($a) { f(); } elseif ($b) { g(); } else { h(); }\n",
            ["if ($a) { f(); } elseif ($b) { g(); } else { h(); }", "elseif ($b) { g(); }"],
        ),
        ("<?php\nif ($a): f(); endif;\n", ["if ($a): f(); endif;"]),
        ("<?php\nswitch ($a) { case 1: f(); default: g(); }\n", ["case 1: f();"]),
        ("<?php\n$a = match (true) { $b, $c => 1, default => 2 };\n", ["$b, $c => 1"]),
        ("<?php\n$a = $b ? 1 : 2; $c = $d ?: 3;\n", ["$b ? 1 : 2", "$d ?: 3"]),
        ("<?php\ntry { } catch (A $b) { } finally { }\n", ["catch (A $b) { }"]),
        ("if (a) { }\n<?php $b = 'if (c) { }'; $d = $e ?? 1; // if ($f) { }\n", []),
    ],
    "loop": [
        (
            "<?php\nfor ($i = 0; $i < 3; $i++) { }\nforeach ($a as $b): endforeach;\n",
            ["for ($i = 0; $i < 3; $i++) { }", "foreach ($a as $b): endforeach;"],
        ),
        (
            "<?php\nwhile (f()) { }\ndo { } while (g());\n",
            ["while (f()) { }", "do { } while (g());"],
        ),
        ("<p>for each</p>\n<?php array_map($a, $b); // while (1) { }\n", []),
    ],
    "call": [
        (
            "<?php\nf(1); $a->b(); $a?->c(); A::d(); $e();\n",
            ["f(1)", "$a->b()", "$a?->c()", "A::d()", "$e()"],
        ),
        (
            "<?php\nnew A(f()); new class(1) { }; `ls`;\n",
            ["new A(f())", "f()", "new class(1) { }", "`ls`"],
        ),
        ("<?php\nparent::a(); self::b();\n", ["parent::a()", "self::b()"]),
        ("<?php\nparent::__construct($a); define('B', 1); function f() { }\n", []),
        ("<p>f()</p>\n<?php exit(1); echo('a'); #[B(1)]\nclass C { }\n", []),
    ],
    "print": [
        (
            "<?php\necho 'a', 1; print 'b'; printf('%d', 2);\n",
            ["echo 'a', 1;", "print 'b'", "printf('%d', 2)"],
        ),
        (
            "<?php\nprint_r($a); var_dump($b); fwrite(STDERR, 'c');\n",
            ["print_r($a)", "var_dump($b)", "fwrite(STDERR, 'c')"],
        ),
        ("<?php\nprint_r($a, true); sprintf('b'); fwrite($c, 'd'); $e->printf('f');\n", []),
        ("<p>a</p><?= $b ?>\n<?php // echo 1;\n", []),
    ],
    "assert": [
        (
            "<?php\n$this->assertSame(1, $a); self::assertTrue($b); static::assertNull($c);\n",
            ["$this->assertSame(1, $a)", "self::assertTrue($b)", "static::assertNull($c)"],
        ),
        (
            "<?php\n$a->get('/')->assertOk()->assertSee('b');\n",
            ["$a->get('/')->assertOk()", "$a->get('/')->assertOk()->assertSee('b')"],
        ),
        (
            "<?php\n$this->expectException(A::class); $this->fail('b'); Assert::fail();\n",
            ["$this->expectException(A::class)", "$this->fail('b')", "Assert::fail()"],
        ),
        (
            "<?php\nAssert::notNull($a); assert($b > 1); expect($c)->toBe(1);\n",
            ["Assert::notNull($a)", "assert($b > 1)", "expect($c)"],
        ),
        ("<?php\nassertion($a); $b->fail(); $this->expected(); A::fail(); asserts(1);\n", []),
        ("assert(1)\n<?php // $this->assertSame(1, 2);\nfunction assertA() { }\n", []),
    ],
    "goto": [
        ("<?php\ngoto a;\na: f();\n", ["goto a;"]),
        ("goto a;\n<?php // goto b;\nfunction f() { $this->goto('c'); }\n", []),
    ],
    "php.page": [
        ("<p>a</p>\n<?php f(); ?>\n<b>c</b>\n", ["<p>a</p>\n", "<b>c</b>\n"]),
        ("<?php\n$a = '<p>b</p>';\n", []),
    ],
    "error": [
        ("<?php\nf();\n", []),
        ("<?php\n$a = = 1;\n", ["="]),
    ],
    "missing": [
        ("<?php\nf();\n", []),
        ("<?php\nf(1;\n", [""]),
    ],
}

MODERN = [
    "class A { function __construct(public readonly int $b, protected ?C $d = new E()) { } }",
    "readonly class A { public function __construct(private string $b) { } }",
    "final readonly class A { const string B = 'c'; }",
    "enum A: string implements B { use C; case D = 'd'; const E = self::D; }",
    "$a = match (true) { $b > 1, $c => f(), default => throw new D() };",
    "$a = f(...); $b = $c->d(...); $e = G::h(...);",
    "f(a: 1, b: $c); new D(...$e, f: 2);",
    "$a?->b?->c(); $d ??= $e ?? throw new F();",
    "function f(int|string|null $a, (A&B)|null $b): static|false { }",
    "function f(): never { exit; } function g(): true { return true; }",
    "#[A, B(c: 1)] function f(#[C] int $a) { }",
    "#[D]\nclass E { #[F] public $g; #[H] const I = 1; }",
    "$a = [...$b, 'c' => 1, ...$d]; ['e' => [$f, , $g]] = $h; [$i, $j] = [$j, $i];",
    "$a = fn(int ...$b): array => [...$b]; $c = static fn&() => 1;",
    "class A { public string $b { get => $this->c; set(string $d) { $this->c = $d; } } }",
    "interface A { public string $b { get; set; } }",
    "class A { public private(set) string $b; protected(set) int $c = 1; }",
    "$a = $b |> strtoupper(...) |> trim(...);",
    "$a = new B()->c(); $d = (new E)->f; $g = new ($h . 'I')();",
    "$a = <<<X\n    b {$c['d']} $e[0] $f->g ${h}\n    X;\n$i = <<<'Y'\n  j\n  Y;",
    "$a = 0b1010 + 0o17 + 017 + 0xfF; $b = 1_000.5e-3; $c = .5;",
    "namespace A\\B { use C\\{D, E as F, function g, const H}; }\nnamespace { f(); }",
    "try { f(); } catch (A | B) { } finally { g(); }",
    "trait A { abstract private function b(); public static int $c = 1; const D = 2; }",
    "class A { use B, C { B::d insteadof C; C::d as protected e; } }",
    "function &f(array &$a, callable $b = null, self ...$c): ?iterable { yield 1 => 2; }",
    "function f() { $a = yield; yield from g(yield $b); return (yield 1) + 2; }",
    "$a = new #[B] class(1) extends C implements D { use E; public $f; };",
    "$a = $b <=> $c ?: $d ** 2 % 3; $e = $f xor $g and !$h; $i = $j . 'k' . 1;",
    "$a::B; $a::$b; $a::{$b}(); A::{'c'}; $d->{'e' . $f} = 1; $g->$h[0]; $$i = 1; ${'j'} = 2;",
    "abstract class A { abstract protected function b(): static; final public const C = 1; }",
    "static fn(): never => throw new A(); f(static function () use (&$a): void { });",
    "$a = clone($b); $c = (object) ['d' => 1]; $e = (int) $f + (string) $g; unset($h['i'], $j->k);",
    "const A = 1 << 3, B = A | 2; define('C', [1, 2]); $d = __LINE__ . __NAMESPACE__ . A::class;",
]

ODD = [
    "<?php if ($a): ?>\n<p><?= $b ?></p>\n<?php elseif ($c): ?>\n<i></i>\n<?php endif ?>\n",
    "<ul>\n<?php foreach ($a as $b): ?>\n<li><?= f($b) ?></li>\n<?php endforeach; ?>\n</ul>\n",
    "<? f(); ?>\n<?PHP g(); ?>\n",
    "<?php switch ($a): case 1: ?>\n<p></p>\n<?php break; endswitch;\n",
    "#!/usr/bin/env php\n<?php\nf();\n",
    "<?php for (;;): break; endfor; while (f()): g(); endwhile;\n",
    "<?php declare(ticks=1): f(); enddeclare;\n",
    "<p>a</p>\n",
    "<?php\nIF ($a) { ECHO 'b'; } ELSE { RETURN TRUE; }\n",
    "<?php\n$a = list('b' => $c) = f(); list(, $d) = g(); goto e; e: h();\n",
    "<?php\n$変数 = 'ü'; function ünïcode() { }\n",
    "<?php // a ?><b></b><?php # c ?>\n<?php /* d\n*/ f() ?>",
    "<?php\n$a = \"b {$c->d()} {$e['f'][1]} $g[h] $i->j \\u{1F600} \\$k ${l}\";\n",
    "<?php\nclass A { var $b; function list() { } const CLASS_B = 1; function print() { } }\n",
    "<?php\nforeach ($a as list($b, $c)) f(); if ($d) g(); else if ($e) h(); else i();\n",
    "<?php\n$a = function () { }; (function () { })(); $b['c']('d'); f()(); [new A, 'e']();\n",
    "<?php\n@$a = &new_b(); print(1) && print 2; exit; die('c') or f(); `ls $d`;\n",
    "<?php\ninclude 'a.php'; $b = require('c.php'); include_once __DIR__ . '/d.php';\n",
]


@pytest.mark.parametrize("text", [*(f"<?php\n{text}\n" for text in MODERN), *ODD])
def test_modern_and_odd_syntax_is_read_whole(text):
    assert [[], []] == [captured_in("php", text, name) for name in ("error", "missing")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["<?php", "function f($b) {", "\treturn $b;", "}", "// c", ""])
    function = end.join(["function f($b) {", "\treturn $b;", "}"])
    names = ("parameter", "simple_return", "simple_function", "comment")
    found = [captured_in("php", text, name) for name in names]
    assert [["b"], ["return $b;"], [function], ["// c"]] == found


HOLDERS = [
    "<?php\nclass A {\nfunction b() {\n%s}\n}\n",
    "<?php\n$a = function () {\n%s};\n",
    "<?php\nreturn ['a' => function () {\n%s}];\n",
    "<?php\nnamespace A {\nif ($b):\n%sendif;\n}\n",
    "<p>\n<?php foreach ($a as $b) { ?>\n<i>\n<?php %s } ?>\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("form", HOLDERS)
def test_a_function_of_thousands_of_lines_holds_back_nothing(form):
    """A pattern that stays open over it would keep more matches waiting than there may be."""
    body = "[$a, $b] = c(function ($d) { return 1; });\n$this->assertSame($a, $b);\n" * 1_100
    assert 1_100 == len(captured_in("php", form % body, "assert"))
