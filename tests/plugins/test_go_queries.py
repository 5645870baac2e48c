"""plugins/go/queries.scm: what every capture finds in Go."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("package a // one\n\n/* two\n */\n", ["// one", "/* two\n */"]),
        ("// Package a is documented.\npackage a\n", ["// Package a is documented."]),
        ('package a\n\n/*\n#include "b.h"\n*/\nimport "C"\n', ['/*\n#include "b.h"\n*/']),
        ('var a = "// none" + `/* none */`\n', []),
    ],
    "directive": [
        (
            "//go:build linux && !cgo\n// +build linux\n\npackage a\n",
            [
                "//go:build linux && !cgo",
                "// +build linux",
            ],
        ),
        (
            "//go:embed a.txt\nvar a string\n\n//go:generate b\n",
            ["//go:embed a.txt", "//go:generate b"],
        ),
        ("//export Name\nfunc Name() {}\n\n//line a.y:1\n", ["//export Name", "//line a.y:1"]),
        ("// go:build is none, go:embed neither\n//gopher\n// export it\n", []),
    ],
    "string": [
        ('var a = "b" + `c\nd`\n', ['"b"', "`c\nd`"]),
        ('import "a"\n\ntype B struct{ C int `json:"c"` }\n', ['"a"', '`json:"c"`']),
        ("var a = 'b' // \"c\"\n", []),
    ],
    "number": [
        (
            "var a = 1 + 0x1F + 1_000 + 2.5e3 + 3i + 0o7 + 0b1\n",
            [
                "1",
                "0x1F",
                "1_000",
                "2.5e3",
                "3i",
                "0o7",
                "0b1",
            ],
        ),
        ("var a1 = \"2\" + '3'\n", []),
    ],
    "identifier": [
        ("package a\n", ["a"]),
        ("func (a *B) C(d e.F) {}\n", ["a", "B", "C", "d", "e", "F"]),
        ('import _ "a"\n', ["_"]),
        ("func f() { goto a }\n", ["f", "a"]),
        ('var _ = "a" // b\n', ["_"]),
    ],
    "function": [
        ("func f(a int) int { return a }\n", ["func f(a int) int { return a }"]),
        ("func (a *B[T]) f() {}\n", ["func (a *B[T]) f() {}"]),
        (
            "func f[T any, U ~int](a T) (b U, err error) { return }\n",
            ["func f[T any, U ~int](a T) (b U, err error) { return }"],
        ),
        ("func f() {\n\tgo func() {}()\n}\n", ["func f() {\n\tgo func() {}()\n}"]),
        ("func assembly(a uint64) uint64\n", []),
        ("type A interface{ F() }\n\ntype B func()\n\nvar c = func() {}\n", []),
        ('// func f() {}\nvar a = "func f() {}"\n', []),
    ],
    "function_name": [
        ("func f() {}\nfunc (a B) C() {}\n", ["f", "C"]),
        ("func f()\n\nvar a = func() { b() }\n", []),
    ],
    "prototype": [
        (
            "package a\ntype B interface {\n\tF(c int) (d int, e error)\n\tG()\n\tH\n}\n",
            ["F(c int) (d int, e error)", "G()"],
        ),
        (
            "package a\nfunc F(b int) int\nfunc (t T) G()\n",
            ["func F(b int) int", "func (t T) G()"],
        ),
        ("package a\ntype F func(int) int\nfunc g() {}\nvar h func()\n", []),
    ],
    "simple_function": [
        ("func f() int { return 1 }\n", ["func f() int { return 1 }"]),
        (
            "func (a B) f() int {\n\t// c\n\t// d\n\treturn a.g()\n}\n",
            ["func (a B) f() int {\n\t// c\n\t// d\n\treturn a.g()\n}"],
        ),
        ("func f() int { a(); return 1 }\n", []),
        ("func f() { a(func() int { return 1 }) }\n", []),
    ],
    "accessor": [
        ("func (a *B) C() int { return a.c }\n", ["func (a *B) C() int { return a.c }"]),
        ("func (a *B) SetC(c int) { a.c = c }\n", ["func (a *B) SetC(c int) { a.c = c }"]),
        ("func f(a B) int { return a.c }\n", ["func f(a B) int { return a.c }"]),
        ("func (a *B) C() int { return a.c() }\n", []),
        ("func (a *B) C() (int, error) { return a.c, a.err }\n", []),
        ("func (a *B) SetC(c int) { a.c += c }\n\nfunc (a *B) D(c int) { a.c = f(c) }\n", []),
    ],
    "main": [
        ("package main\n\nfunc f() {}\n\nfunc main() {}\n", ["func main() {}"]),
        ("package a\n\nfunc main() {}\n", []),
        ("package main\n\nfunc mainly() {}\n\nfunc (a B) main() {}\n", []),
    ],
    "class": [
        ("type A struct{ b int }\n", ["A struct{ b int }"]),
        (
            "type (\n\tA[T any] struct{}\n\tB interface{ C() }\n)\n",
            [
                "A[T any] struct{}",
                "B interface{ C() }",
            ],
        ),
        ("func f() {\n\ttype a struct{}\n}\n", ["a struct{}"]),
        ("type A int\n\ntype B = struct{}\n\ntype C func()\n\nvar d struct{ e int }\n", []),
    ],
    "class_name": [
        ("type A struct{ B }\n\ntype C[T any] interface{}\n", ["A", "C"]),
        ("type A map[string]B\n", []),
    ],
    "import": [
        ('import "a"\n', ['"a"']),
        ('import (\n\t"a"\n\t_ "b"\n\t. "c"\n\td "e/f"\n)\n', ['"a"', '_ "b"', '. "c"', 'd "e/f"']),
        ('// import "a"\nvar important = "import"\n', []),
    ],
    "variable": [
        ("var a int\nvar b, c = 1, 2\nvar (\n\td string\n\te = f\n)\n", [*"abcde"]),
        ("const a = 1\nconst (\n\tb = iota\n\tc\n)\n", [*"abc"]),
        ("func f() { a := 1; b, err := g(); a = 2; b += 3 }\n", ["a", "b", "err", "a", "b"]),
        ("func f() { a.b, c = 1, 2 }\n", ["b", "c"]),
        (
            "func f() { for i := 0; i < 3; i++ {}; for a, b := range c {}; for range d {} }\n",
            [*"iab"],
        ),
        ("func f() { if a, ok := b[c]; ok {}; switch d := e.(type) {} }\n", ["a", "ok", "d"]),
        ("func f() { select { case a, ok := <-b: case c = <-d: } }\n", ["a", "ok", "c"]),
        (
            "func (a B) c(d, e int, f ...string) (g int, err error) { return }\n",
            [
                "a",
                "d",
                "e",
                "f",
                "g",
                "err",
            ],
        ),
        ("var a = func(b int) (c int) { return b }\n", [*"abc"]),
        ("type A struct {\n\tb, c int\n\tD\n}\n", ["b", "c"]),
        ("type A interface{ B(c int) (d int) }\n\ntype E func(f int)\n\nfunc g(h int)\n", []),
        ("func f() { a(b); c == d; e[0] = 1; *g = 2; h++ }\n", []),
    ],
    "parameter": [
        ("func (a B) c(d, e int, f ...string) (g int) { return }\n", [*"adef"]),
        ("var a = func(b int, _ string) {}\n", ["b", "_"]),
        ("func f(int, string) {}\n\nfunc g(a int)\n\ntype B func(c int)\n", []),
    ],
    "simple_variable": [
        ("var a int\nvar b, c string\n", ["a int", "b, c string"]),
        ('var a = 1\nvar b string = "c"\nconst d = -1\n', ["a = 1", 'b string = "c"', "d = -1"]),
        ("const (\n\ta = iota\n\tb\n)\n", ["a = iota", "b"]),
        ('type A struct {\n\tb, c int `d:"e"`\n\tF\n}\n', ['b, c int `d:"e"`']),
        ("func f() {\n\tvar a []int\n\tb := 1\n}\n", ["a []int"]),
        ("var a = f()\nvar b, c = 1, 2\nvar d = []int{}\nconst e = 1 << iota\n", []),
    ],
    "simple_return": [
        ("func f() { if a { return }; return b }\n", ["return", "return b"]),
        ('func f() { return 1; return "a"; return -2 }\n', ["return 1", 'return "a"', "return -2"]),
        ("func f() { return nil, err; return a, true }\n", ["return nil, err", "return a, true"]),
        ("func f() { return a.b; return c(); return d + 1; return E{}; return nil, f() }\n", []),
        ("func f() { returned() }\n", []),
    ],
    "statement": [
        (
            "func f() { a(); b := 1; c = 2; d++; e <- 1 }\n",
            [
                "a()",
                "b := 1",
                "c = 2",
                "d++",
                "e <- 1",
            ],
        ),
        ("func f() { go a(); defer b(); return }\n", ["go a()", "defer b()", "return"]),
        ("func f() { L: for { break L; continue }; goto L }\n", ["break L", "continue", "goto L"]),
        ("var a, b = 1, 2\nconst c = 3\n", ["a, b = 1, 2", "c = 3"]),
        ("func f() { switch a { case 1: b(); fallthrough; default: } }\n", ["b()", "fallthrough"]),
        ("func f() { for i := 0; i < 3; i++ {}; if a := b(); a {} }\n\nvar c int\n", []),
    ],
    "operation": [
        ("var a = b + 1\nvar c = -d\nvar e = !f && g\n", ["b + 1", "-d", "!f", "!f && g"]),
        ("func f() { a += 1; b &^= 2; c++ }\n", ["a += 1", "b &^= 2", "c++"]),
        ("func f() { a = &b; *c = 1; d := <-e; g(h...) }\n", []),
    ],
    "table": [
        (
            "var a = []int{1, 2}\nvar b = map[string]int{}\nvar c = &D{e: 1}\n",
            [
                "[]int{1, 2}",
                "map[string]int{}",
                "D{e: 1}",
            ],
        ),
        ("var a = [][]int{{1}, {2}}\n", ["[][]int{{1}, {2}}", "{1}", "{2}"]),
        ("type A struct{ b int }\n\nfunc f() { a[0] = 1 }\n", []),
    ],
    "branch": [
        (
            "func f() { if a { b() } else if c { d() } else { e() } }\n",
            [
                "if a { b() } else if c { d() } else { e() }",
                "if c { d() } else { e() }",
            ],
        ),
        ("func f() { switch a { case 1: b(); default: c() } }\n", ["case 1: b();"]),
        ("func f() { switch a.(type) { case int, string: } }\n", ["case int, string:"]),
        (
            "func f() { select { case <-a: case b <- 1: default: } }\n",
            ["case <-a:", "case b <- 1:"],
        ),
        ('var a = "if b {}" // if c {}\n', []),
    ],
    "loop": [
        ("func f() { for { a() } }\n", ["for { a() }"]),
        (
            "func f() { for i := range 10 {}; for a < b {} }\n",
            ["for i := range 10 {}", "for a < b {}"],
        ),
        ("func f() { forward(); if a {} }\n", []),
    ],
    "call": [
        ("var a = b.c(d(1))\n", ["b.c(d(1))", "d(1)"]),
        ("func f() { go func() {}(); defer a.b() }\n", ["func() {}()", "a.b()"]),
        ("var a, b = make([]int, 1), new(T)\n", ["make([]int, 1)", "new(T)"]),
        ("func f(a int) {}\n\nvar b = []byte(c)\n\ntype D func(e int)\n", []),
    ],
    "goto": [
        ("func f() { goto a; a: b() }\n", ["goto a"]),
        ("func f() { a: for { break a; continue a } } // goto a\n", []),
    ],
    "print": [
        (
            "func f() { fmt.Println(1); fmt.Printf(a, 2); log.Print(3) }\n",
            [
                "fmt.Println(1)",
                "fmt.Printf(a, 2)",
                "log.Print(3)",
            ],
        ),
        (
            "func f() { println(1); fmt.Fprintln(os.Stderr, 2) }\n",
            [
                "println(1)",
                "fmt.Fprintln(os.Stderr, 2)",
            ],
        ),
        ("func f() { fmt.Sprintf(a); fmt.Fprintf(w, b); log.Fatal(c); d.Println(e) }\n", []),
        ('var a = "fmt.Println(1)" // fmt.Println(2)\nvar b = fmt.Println\n', []),
    ],
    "assert": [
        (
            'func f() { t.Errorf("a", b); t.Fatal(c); b.FailNow() }\n',
            [
                't.Errorf("a", b)',
                "t.Fatal(c)",
                "b.FailNow()",
            ],
        ),
        (
            "func f() { assert.Equal(t, a, b); require.NoError(t, err) }\n",
            [
                "assert.Equal(t, a, b)",
                "require.NoError(t, err)",
            ],
        ),
        (
            "func f() { Expect(a).To(Equal(b)); c.Assert(d, Equals, e) }\n",
            [
                "Expect(a).To(Equal(b))",
                "c.Assert(d, Equals, e)",
            ],
        ),
        ("func f() { t.Run(a, b); t.Helper(); err.Error(); log.Fatal(c); expect(d) }\n", []),
        ('import "assert"\n\nvar a = fmt.Errorf(b) // assert.Equal(c)\n', []),
    ],
    "error": [
        ("package a\n", []),
        ("package a\n\nvar b = = 1\n", ["="]),
    ],
    "missing": [
        ("package a\n", []),
        ("func f() { a(1 }\n", [""]),
    ],
}

MODERN = [
    "func Map[T, U any](s []T, f func(T) U) []U { return nil }\n",
    "type Number interface{ ~int | ~int64 | float64; String() string }\n",
    "type Set[T comparable] = map[T]struct{}\n",
    "type Tree[K cmp.Ordered, V any] struct{ *node[K, V] }\n",
    "func (t *Tree[K, _]) Len() int { return 0 }\n",
    "type Q[T interface{ *int }] struct{}\n\ntype P[T *int,] struct{}\n",
    "var a = Map[int, string]([]int{1}, nil)\nvar b = &Pair[string, []int]{Key: c}\n",
    "func f() { for i := range 10 { a(i) }; for range 3 {}; for x, y := range seq2 { b(x, y) } }\n",
    "func f() { clear(m); a := min(1, 2.0) + max(b, c) }\n",
    "func f(yield func(int, string) bool) { if !yield(1, a) { return } }\n",
    'package a\n\n/*\n#cgo LDFLAGS: -lm\n#include <math.h>\n*/\nimport "C"\n\nvar b = C.sqrt(2)\n',
    'type A struct {\n\tB int `json:"b,omitempty" xml:"b"`\n\t*D\n\tE.F\n\tG[int] "tag"\n}\n',
    "var a = 0x1p-2 + 0b1010 + 0o17 + 1_000_000 + 0x_ff + 0_7 + .5 + 1. + 3i\n",
]

ODD = [
    "func f() { switch { case a > b: fallthrough; default: } }\n",
    "func f() { switch x := y.(type) { case nil: } }\n",
    "func f() { outer: for { for { continue outer }; break outer }; goto end; end: }\n",
    "func f() { var a chan<- int; b := make(chan (<-chan int), 1); a <- <-c }\n",
    "func f() func(int) func() { return func(x int) func() { return func() {} } }\n",
    "func f() { a := struct{ x, y int }{1, 2}; b := [...]string{2: `a`, c}; if (T{1} == a) {} }\n",
    "func f() { s[1:2:3]; s[:]; x.(T).y; (*T)(p); *p++; v := *(*int)(unsafe.Pointer(&x)) }\n",
    "var _ I = (*T)(nil)\n",
    "func f() { new := 1; make := 2; nil := 3; string := new }\n",
    "package 変数\n\nvar ünïcode = '\\'' + '\\u00e9'\n",
    "func f() { x := a[b](c); y := a[b, c](d); z := g(a < b, c > (d)) }\n",
    "func f(int, ...string) (a, b int)\n",
    "func f() { return; ; }\n",
]


@pytest.mark.parametrize("text", MODERN + ODD)
def test_modern_and_odd_syntax_is_read_whole(text):
    assert [[], []] == [captured_in("go", text, name) for name in ("error", "missing")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["func f(b int) int {", "\treturn b", "}", "// c", ""])
    function = end.join(["func f(b int) int {", "\treturn b", "}"])
    names = ("parameter", "simple_return", "simple_function")
    found = [captured_in("go", text, name) for name in names]
    assert [["b"], ["return b"], [function]] == found
    # The grammar takes the carriage return for a part of the comment.
    assert ["// c"] == [comment.rstrip("\r") for comment in captured_in("go", text, "comment")]
    directive = captured_in("go", end.join(["//go:build a", "package b", ""]), "directive")
    assert ["//go:build a"] == [line.rstrip("\r") for line in directive]


HOLDERS = [
    "package main\n\nfunc main() {\n%s}\n",
    "func (a B) f() {\n%s}\n",
    "var f = func() {\n%s}\n",
    "func f() func() {\n\treturn func() {\n%s}\n}\n",
    "var a = B{func() {\n%s}}\n",
    "func f() {\n\tif a {\n%s}\n}\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("form", HOLDERS)
def test_a_function_of_thousands_of_lines_holds_back_nothing(form):
    """A pattern that stays open over it would keep more matches waiting than there may be."""
    body = (
        "\ta, err := b(func(c int) (d error) { return nil })\n\tassert.Equal(t, a, err)\n" * 1_100
    )
    assert 1_100 == len(captured_in("go", form % body, "assert"))
