"""plugins/c/queries.scm: what every capture finds in C, old and new."""

import pytest
from making import captured_in, syntax_in

QUERIES = syntax_in("c").source


def captured(text: str, name: str) -> list[str]:
    return captured_in("c", text, name)


# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("int a; // one\n/* two\n */\n", ["// one", "/* two\n */"]),
        ("/** doc */ int f(void);\n/// line\n", ["/** doc */", "/// line"]),
        ('char *s = "// none /* none */";\n', []),
        ("#define A 1 /* behind */\n", ["/* behind */"]),
        ("// goes \\\n on\nint a;\n", ["// goes \\\n on"]),
    ],
    "string": [
        ('char *s = "a" L"b";\n', ['"a"', 'L"b"']),
        ('s = u8"a\\"b";\n', ['u8"a\\"b"']),
        ("int c = 'c'; // \"d\"\n", []),
        ('#include "a.h"\n#include <b.h>\n', ['"a.h"']),
    ],
    "number": [
        ("x = 1 + 0x1F + 2.5e3f + 07UL;\n", ["1", "0x1F", "2.5e3f", "07UL"]),
        ("x = 0b1010 + 1'000'000;\n", ["0b1010", "1'000'000"]),
        ("x1 = '2'; // 3\n", []),
    ],
    "identifier": [
        ("T a = b.c;\n", ["T", "a", "b", "c"]),
        ("void f(void) { goto g; g:; }\n", ["f", "g", "g"]),
        ('char a = "b"; // c\n', ["a"]),
    ],
    "function": [
        ("int f(void) { return 1; }\n", ["int f(void) { return 1; }"]),
        ("static char *f(int a)\n{\n}\n", ["static char *f(int a)\n{\n}"]),
        ("int f(void);\nextern int g(int);\nint (*h)(int);\n", []),
        ("int x = f(1);\nif (defined(X)) return f(x);\n", []),
        ("int f(a, b) int a; char *b; { }\n", ["int f(a, b) int a; char *b; { }"]),
        ("f(a) { }\n", ["f(a) { }"]),
        ("#define F(x) { x }\n", []),
    ],
    "prototype": [
        ("int f(int a);\nstatic void g(void);\n", ["int f(int a);", "static void g(void);"]),
        (
            "extern char *f(T), **g();\nint (h)(int);\n",
            ["extern char *f(T), **g();", "int (h)(int);"],
        ),
        ("void f(void) { char *malloc(); }\n", ["char *malloc();"]),
        (
            "#ifdef A\nint f(void) __attribute__((b));\n#endif\n",
            ["int f(void) __attribute__((b));"],
        ),
        ("int (*f)(int);\ntypedef int g(int);\nint a[sizeof(int)], b = c(1);\n", []),
        ("int f(void) { }\nstruct s { int (*a)(int); };\nf(1);\n#define F(x)\n", []),
    ],
    "simple_function": [
        ("int f(void) { return 1; }\n", ["int f(void) { return 1; }"]),
        (
            "int f(void) { /* a */ return 1; // b\n}\n",
            ["int f(void) { /* a */ return 1; // b\n}"],
        ),
        ("int f(int a) { a++; return a; }\n", []),
        ("int f(int a) { return 1; return 2; }\nvoid g(void) { }\n", []),
    ],
    "function_name": [
        ("int f(void) { g(); }\nchar *h(void) { }\nchar **i(void) { }\n", ["f", "h", "i"]),
        ("int f(void);\nint a = g();\n", []),
        ("f(a, b) char *b; { }\n", ["f"]),
    ],
    "accessor": [
        ("int f(struct s *p) { return p->a; }\n", ["int f(struct s *p) { return p->a; }"]),
        ("int f(void) { return s.a; }\n", ["int f(void) { return s.a; }"]),
        ("void f(T *p, int a) { p->a = a; }\n", ["void f(T *p, int a) { p->a = a; }"]),
        ("int f(T *p) { return p->a + 1; }\nvoid g(T *p, int a) { p->a += a; }\n", []),
        ("int f(T *p) { log(p); return p->a; }\nint g(int a) { return a; }\n", []),
    ],
    "main": [
        ("int main(void) { }\n", ["int main(void) { }"]),
        ("int main(int argc, char **argv) { }\n", ["int main(int argc, char **argv) { }"]),
        (
            "#ifdef A\nint main(void) { }\n#else\nint main(void) { }\n#endif\n",
            ["int main(void) { }"],
        ),
        ("int main(void);\nint domain(void) { }\nint remain(void) { main(); }\n", []),
        ("main() { puts(a); }\n", ["{ puts(a); }"]),
        ("int wmain(void) { }\n", ["int wmain(void) { }"]),
        ('// int main() { }\nchar *s = "int main() { }";\n', []),
    ],
    "class": [
        (
            "struct a { int b; };\nunion c { int d; };\n",
            ["struct a { int b; }", "union c { int d; }"],
        ),
        ("typedef enum { A } a;\n", ["enum { A }"]),
        ("struct a;\nstruct a *b;\nenum c f(union d *e);\n", []),
    ],
    "class_name": [
        ("struct a { int b; };\ntypedef struct { int c; } d;\n", ["a", "d"]),
        ("typedef union a { int b; } c;\nenum e { F };\n", ["a", "e"]),
        ("struct a *b;\ntypedef struct c d;\n", []),
    ],
    "import": [
        ('#include <a.h>\n#  include "b.h"\n', ["#include <a.h>\n", '#  include "b.h"\n']),
        ("#include_next <a.h>\n#import <b.h>\n", ["#include_next <a.h>\n", "#import <b.h>\n"]),
        ('char *s = "#include <a.h>"; // #include <b.h>\n', []),
    ],
    "directive": [
        ("#define A \\\n  1\n#undef A\n", ["#define A \\\n  1\n", "#undef A\n"]),
        ("#if A\nint a;\n#elif B\n#else\n#endif\n", ["#if", "#elif", "#else", "#endif"]),
        ("#ifdef A\n#endif\n#ifndef B\n# endif\n", ["#ifdef", "#endif", "#ifndef", "# endif"]),
        ("#pragma once\n#error no\n", ["#pragma once\n", "#error no\n"]),
        ("#include <a.h>\n#include_next <b.h>\nint define; // #if\n", []),
    ],
    "macro": [
        (
            "#define A(x) ((x) + 1)\n#  define B(...) \\\n  c\n",
            ["#define A(x) ((x) + 1)\n", "#  define B(...) \\\n  c\n"],
        ),
        ("#define A 1\n#define B (c)\n#undef A\n", []),
    ],
    "variable": [
        ("int a, *b, c[3], **d = 0;\n", ["a", "b", "c", "d"]),
        ("static const char *const a = 0;\n", ["a"]),
        ("int (*a)(int b);\n", ["a", "b"]),
        ("struct s { int a; char *b; unsigned c : 3; };\n", ["a", "b", "c"]),
        ("void f(int a, char *b, T c[], int) { }\n", ["a", "b", "c"]),
        ("void f(void) { for (int i = 0; ; ) a = 1; }\n", ["i", "a"]),
        ("enum { A, B = 2 };\n", ["A", "B"]),
        ("p->a = 1;\nb += 2;\n*c = d[e] = 3;\n", ["a", "b"]),
        ("int f(void);\nchar *g(void);\ntypedef int t;\nx == y;\n", []),
        ("constexpr int a = 1;\n", ["a"]),
    ],
    "parameter": [
        ("int f(int a, char **b, T c[3]) { }\n", ["a", "b", "c"]),
        ("int f(int a, char *b);\n", ["a", "b"]),
        ("void f(int (*a)(int), void (*)(void), ...);\n", ["a"]),
        ("int f(a, b) int a, b; { }\n", ["a", "b"]),
        ("int f(void) { g(a, b); }\n", []),
    ],
    "simple_variable": [
        (
            "int a;\nT *b, c[3];\nstatic int d = -1;\n",
            ["int a;", "T *b, c[3];", "static int d = -1;"],
        ),
        ("void f(void) { char *a = NULL; }\n", ["char *a = NULL;"]),
        (
            "struct s { int a; T *b; unsigned c : 3; int (*d)(int); };\n",
            ["int a;", "T *b;", "unsigned c : 3;", "int (*d)(int);"],
        ),
        ("int a = f();\nint b[2] = {1, 2};\nint c = d;\nint e = f(), g;\n", []),
        ("int f(void);\nchar *g(int a);\ntypedef int t;\na = 1;\n", []),
    ],
    "simple_return": [
        ("void f(void) { if (a) return; return ; }\n", ["return;", "return ;"]),
        (
            "return a;\nreturn -1;\nreturn 'c';\nreturn \"s\";\nreturn NULL;\nreturn true;\n",
            [
                "return a;",
                "return -1;",
                "return 'c';",
                'return "s";',
                "return NULL;",
                "return true;",
            ],
        ),
        ("return a + 1;\nreturn f();\nreturn (a);\nreturn p->a;\nreturning();\n", []),
    ],
    "statement": [
        ("f();\na = 1;\nint b = 2;\n", ["f();", "a = 1;", "int b = 2;"]),
        ("while (a) { break; }\nreturn;\n", ["break;", "return;"]),
        ("void f(void) { goto a; a: ; }\n", ["goto a;"]),
        ("int a;\nint f(void);\n;\nstruct s { int b; };\n", []),
    ],
    "operation": [
        ("a = b + 1;\nc = -d;\n!e;\n", ["b + 1", "-d", "!e"]),
        ("a++;\nb <<= 2;\nc == d && e;\n", ["a++", "b <<= 2", "c == d", "c == d && e"]),
        ("a = b;\n*c = &d;\nint *e;\nf(-1);\n", []),
    ],
    "table": [
        ("int a[] = {1, {2}};\n", ["{1, {2}}", "{2}"]),
        ("s = (struct t){.a = 1, [2] = 3};\n", ["{.a = 1, [2] = 3}"]),
        ("void f(void) { a[1]; }\nenum { A };\n", []),
    ],
    "branch": [
        (
            "void f(void) { if (a) b(); else if (c) d(); }\n",
            ["if (a) b(); else if (c) d();", "if (c) d();"],
        ),
        ("void f(void) { switch (a) { case 1: default: b(); } }\n", ["case 1:"]),
        ("a = b ? c : d;\n", ["b ? c : d"]),
        ("#if A\n#elif B\n#endif\nint iffy; // if (a)\n", []),
    ],
    "loop": [
        ("void f(void) { for (;;) a(); }\n", ["for (;;) a();"]),
        ("void f(void) { while (a) b(); }\n", ["while (a) b();"]),
        ("void f(void) { do a(); while (b); }\n", ["do a(); while (b);"]),
        ("void f(void) { LIST_FOREACH(a, b) { c(a); } }\n", ["LIST_FOREACH(a, b)"]),
        ("void f(void) { foreach(a, b); }\nint whiley;\n", []),
    ],
    "goto": [
        ("void f(void) { goto a; a: b(); }\n", ["goto a;"]),
        ('int gotos; // goto a;\nchar *s = "goto a;";\n', []),
    ],
    "call": [
        ("f(g(1));\np->h();\n(*i)(2);\n", ["f(g(1))", "g(1)", "p->h()", "(*i)(2)"]),
        ("int f(int a);\nsizeof(int);\n#define F(x) x\n", []),
    ],
    "print": [
        (
            'printf("a");\nputs("b");\nputchar(\'c\');\n',
            ['printf("a")', 'puts("b")', "putchar('c')"],
        ),
        ("fprintf(stderr, a);\nfputs(a, stdout);\n", ["fprintf(stderr, a)", "fputs(a, stdout)"]),
        ("sprintf(a, b);\nsnprintf(c, 1, d);\nfprintf(file, e);\nfputs(f, file);\n", []),
        ("int (*p)(const char *, ...) = printf; // printf(a)\n", []),
    ],
    "assert": [
        (
            'assert(a);\nstatic_assert(1);\n_Static_assert(1, "b");\n',
            ["assert(a)", "static_assert(1)", '_Static_assert(1, "b")'],
        ),
        (
            "ASSERT_EQ(a, b);\nTEST_ASSERT_NULL(c);\nck_assert_int_eq(d, e);\n",
            ["ASSERT_EQ(a, b)", "TEST_ASSERT_NULL(c)", "ck_assert_int_eq(d, e)"],
        ),
        ("assertion(a);\nreassert(b);\nCHECK_BOUNDS(c);\nint assert; // assert(a)\n", []),
    ],
    "error": [
        ("int x;\n", []),
        ("int x;\n@\n", ["@"]),
    ],
    "missing": [
        ("int x;\n", []),
        ("int x = 1\n", [""]),
    ],
}

# Must parse without errors.
MODERN = [
    "int *p = nullptr;\n",
    "constexpr int a = 1;\n",
    "typeof(a) b;\n",
    "bool a = true;\n",
    "[[nodiscard]] int f(void);\n",
    "int f([[maybe_unused]] int a) { return 0; }\n",
    '#embed "a.bin"\n',
    '#warning "a"\n',
    "#ifdef A\n#elifdef B\n#elifndef C\n#endif\n",
    "struct s a = {};\n",
    "static_assert(1);\n",
    "alignas(8) int a;\n",
    "thread_local int a;\n",
    "_Atomic int a;\n",
    "_Noreturn void f(void);\n",
    "int a = _Generic(b, int: 1, default: 2);\n",
    'char8_t *a = u8"b";\n',
    "int a = 0b1010;\n",
    "int a = 1'000;\n",
    "int f(...);\n",
]
HOSTILE = [
    "int f(a, b) int a; char *b; { return a; }\n",
    "int (*(*f)(int))(char);\n",
    "#define F(x) \\\n  do { x; } while (0)\n",
    "int a[] = {[0 ... 3] = 1, [4] = 2};\n",
    "struct s { struct { int a; }; int b[]; };\n",
    "int a = b ?: c;\n",
    "__attribute__((packed)) int a;\n",
    '__asm__ volatile ("nop" : : "r"(a) : "memory");\n',
    'char *s = "a\\\nb";\n',
    "int a = sizeof (int);\nint b = sizeof a;\n",
    'extern "C" { int f(void); }\n',
    "int a = ((int) { 1 });\n",
    "void f(void) { a: ; int b; }\n",
    "int a = ({ int b = 1; b; });\n",
    "#if 0\nint a;\n#endif\n",
]


@pytest.mark.parametrize("text", MODERN + HOSTILE)
def test_what_is_valid_parses(text):
    assert [[], []] == [captured(text, name) for name in ("error", "missing")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["/* c */", "#include <a.h>", "int f(int a) {", "  return a;", "}", ""])
    assert [["/* c */"], ["a"], ["return a;"], ["f"]] == [
        captured(text, name) for name in ("comment", "parameter", "simple_return", "function_name")
    ]


def test_many_functions_and_long_tables_are_measured():
    text = "int f(T *a) { g(a); }\n" * 500 + f"int t[] = {{{'{1, a}, ' * 2000}}};\n"
    assert (500, 2001) == (len(captured(text, "function")), len(captured(text, "table")))
