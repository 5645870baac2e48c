"""plugins/java/queries.scm: what every capture finds in Java up to 21."""

import pytest
from making import captured_in


def captured(text, name):
    return captured_in("java", text, name)


def inside(body):
    """A method's body, in a class."""
    return f"class A {{ void m() {{ {body} }} }}\n"


# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("// one\nclass A { } /* two */\n", ["// one", "/* two */"]),
        ("/** Javadoc. */\nclass A { }\n", ["/** Javadoc. */"]),
        ("/// Markdown.\nclass A { }", ["/// Markdown."]),
        ('class A { String a = "// no"; char b = \'"\'; /* yes */ }\n', ["/* yes */"]),
        ("/***/ class A { /**/ }\n", ["/***/", "/**/"]),
        ('/* // " */ class A { } // */\n', ['/* // " */', "// */"]),
    ],
    "string": [
        ('class A { String a = "b" + "\\"c"; }\n', ['"b"', '"\\"c"']),
        ('class A { String a = """\n  b "c" \\""" d\n  """; }\n', ['"""\n  b "c" \\""" d\n  """']),
        ('@A("b") class C { }\n', ['"b"']),
        ("class A { char a = 'b', c = '\"'; } // \"d\"\n", []),
    ],
    "number": [
        (inside("f(1, 0x1FL, 0b11, 017, 1_000);"), ["1", "0x1FL", "0b11", "017", "1_000"]),
        (inside("f(2.5e-3, .5f, 1d, 0x1.8p1, -1);"), ["2.5e-3", ".5f", "1d", "0x1.8p1", "1"]),
        (inside("a1 = \"2\" + '3' + null;"), []),
    ],
    "identifier": [
        ("class A { B c = d.e(); }\n", ["A", "B", "c", "d", "e"]),
        ("import a.b.C;\n", ["a", "b", "C"]),
        ('@A enum B { C } // "D"\n', ["A", "B", "C"]),
        ("class A { int if_; }\n", ["A", "if_"]),
    ],
    "function": [
        ("class A { int f(int x) { return x; } }\n", ["int f(int x) { return x; }"]),
        ("class A { @B public A() { } }\n", ["@B public A() { }"]),
        ("record A(int b) { A { b = 1; } }\n", ["A { b = 1; }"]),
        ("abstract class A { abstract void f(); native int g(); }\n", []),
        ("interface A { void f(); default void g() { } }\n", ["default void g() { }"]),
        ("class A { static { f(); } { g(); } }\n", []),
        ("class A { B c = new B() { void f() { } }; }\n", ["void f() { }"]),
        ("class A { Runnable r = () -> { }; B c = A::m; }\n", []),
        ("enum A { B { void f() { } } }\n", ["void f() { }"]),
        ("void main() { }\n", ["void main() { }"]),
        ("@interface A { int b() default 1; }\n", []),
    ],
    "function_name": [
        ("class A { A() { f(); } void g() { h(); } <T> T i() { } }\n", ["g", "i"]),
        ("interface A { void f(); static void g() { } }\n", ["g"]),
    ],
    "prototype": [
        ("interface A { void f(); default void g() { } int B = 1; }\n", ["void f();"]),
        (
            "abstract class A { abstract int f(int b) throws C; native int g(); A() { } }\n",
            ["abstract int f(int b) throws C;", "native int g();"],
        ),
        ("@interface A { int b() default 1; C[] d(); }\n", ["int b() default 1;", "C[] d();"]),
        ("record A(int b) { }\nclass C { int d = e(); Runnable f = () -> g(); }\n", []),
    ],
    "simple_function": [
        ("class A { int f() { return 1; } }\n", ["int f() { return 1; }"]),
        (
            "class A { int f() { // c\n // d\n return g(); // e\n } }\n",
            ["int f() { // c\n // d\n return g(); // e\n }"],
        ),
        ("class A { void f() { return; } }\n", ["void f() { return; }"]),
        ("class A { int f() { g(); return 1; } void h() { } }\n", []),
        ("class A { int f() { if (a) return 1; return 2; } }\n", []),
        ("class A { B c = () -> { return 1; }; }\n", []),
    ],
    "accessor": [
        ("class A { int getB() { return b; } }\n", ["int getB() { return b; }"]),
        ("class A { int getB() { return this.b; } }\n", ["int getB() { return this.b; }"]),
        ("class A { void setB(int b) { this.b = b; } }\n", ["void setB(int b) { this.b = b; }"]),
        ("class A { void setB(int c) { b = c; } }\n", ["void setB(int c) { b = c; }"]),
        ("record A(int b) { public int b() { return b; } }\n", ["public int b() { return b; }"]),
        ("class A { int f(int b) { return b; } }\n", []),
        ("class A { int f() { return b.c; } int g() { return b(); } int h() { return 1; } }\n", []),
        ("class A { void f(int b) { this.b = b; g(); } }\n", []),
        ("class A { void f(int b) { this.b += b; } void g(int b) { this.b = h(b); } }\n", []),
    ],
    "main": [
        (
            "class A { public static void main(String[] args) { } }\n",
            ["public static void main(String[] args) { }"],
        ),
        (
            "class A { public static void main(final String... a) { } }\n",
            ["public static void main(final String... a) { }"],
        ),
        ("void main() { }\n", ["void main() { }"]),
        ("class A { int main(String[] a) { } void main(int b) { } void domain() { } }\n", []),
        ("class A { void main(String a, int b) { } }\n", []),
        ("interface A { void main(String[] args); }\n", []),
        (inside("main(args);"), []),
    ],
    "class": [
        ("class A { class B { } }\n", ["class A { class B { } }", "class B { }"]),
        (
            "@A public sealed interface B permits C { }\n",
            ["@A public sealed interface B permits C { }"],
        ),
        ("enum A { B }\nrecord C(int d) { }\n", ["enum A { B }", "record C(int d) { }"]),
        ("@interface A { }\n", ["@interface A { }"]),
        (
            'class A { Class<?> b = C.class; String d = "class E { }"; }\n',
            ['class A { Class<?> b = C.class; String d = "class E { }"; }'],
        ),
    ],
    "class_name": [
        ("class A<B> extends C implements D { }\n", ["A"]),
        ("interface A { }\nenum B { }\nrecord C() { }\n@interface D { }\n", ["A", "B", "C", "D"]),
        ("class A { B c = new B() { }; }\n", ["A"]),
    ],
    "import": [
        (
            "package a;\nimport b.C;\nimport static d.E.*;\n",
            ["import b.C;", "import static d.E.*;"],
        ),
        ("import a.\n  B;\n", ["import a.\n  B;"]),
        ("module a { requires transitive b; exports c; uses d; }\n", ["requires transitive b;"]),
        ('class A { String important = "import a;"; } // import b;\n', []),
    ],
    "variable": [
        ("class A { int a = 1, b[]; static final C D = e; }\n", ["a", "b", "D"]),
        ("interface A { int B = 1; void f(int c); }\n", ["B", "c"]),
        ("enum A { B, C(1) { }; }\n", ["B", "C"]),
        ("record A(int b, C... d) { }\n", ["b", "d"]),
        ("class A { A(final int b, C... d) { } }\n", ["b", "d"]),
        (inside("int a; var b = c; final D d = e();"), ["a", "b", "d"]),
        (inside("for (int a = 0, b = 1; ; ) { } for (var c : d) { }"), ["a", "b", "c"]),
        (inside("try (var a = b(); c) { } catch (D | E f) { }"), ["a", "f"]),
        (inside("if (a instanceof B c && d instanceof E(F g, var h)) { }"), ["c", "g", "h"]),
        (
            inside("switch (a) { case B c -> d(); case E(var f, G(int h)) -> i(); }"),
            ["c", "f", "h"],
        ),
        (inside("f(a -> b, (c, d) -> e, (int g, H h) -> i, A::b);"), ["a", "c", "d", "g", "h"]),
        (inside("a = 1; this.b = c; d.e = f; g += 1; h[0] = 2;"), ["a", "b", "e", "g"]),
        (inside("f(a); a.b(); if (a == b) { } label: return c;"), []),
        ("@A(b = 1) class C { }\n", []),
    ],
    "parameter": [
        ("class A { void f(int a, final B... c) { } A(D e) { } }\n", ["a", "c", "e"]),
        ("interface A { void f(int a); }\n", ["a"]),
        ("record A(int b) { }\n", ["b"]),
        (inside("f(a -> b, (c, d) -> e, (int g) -> h);"), ["a", "c", "d", "g"]),
        (inside("f(a, b); try { } catch (C d) { } for (E e : f) { }"), []),
        ("class A { void f(A this) { } }\n", []),
    ],
    "simple_variable": [
        (
            "class A { int a; private B c = null; int d, e; }\n",
            ["int a;", "private B c = null;", "int d, e;"],
        ),
        (
            'class A { @B("=") int a; int b = -1; String c = "d"; }\n',
            ['@B("=") int a;', "int b = -1;", 'String c = "d";'],
        ),
        ("interface A { int B = 1; C D = e(); }\n", ["int B = 1;"]),
        ("class A { B c = new B(); int[] d = {1}; int e = f + 1; int g = h; }\n", []),
        (inside("int a; int b = 1; var c = d; for (int e = 0; ; ) { }"), ["int a;"]),
        ("enum A { B }\nrecord C(int d) { }\n", []),
    ],
    "simple_return": [
        (inside("if (a) return; return b;"), ["return;", "return b;"]),
        (
            inside('if (a) return 1; if (b) return -1; return "c";'),
            ["return 1;", "return -1;", 'return "c";'],
        ),
        (inside("if (a) return this; return null;"), ["return this;", "return null;"]),
        (inside("if (a) return b(); if (c) return d.e; return f + 1;"), []),
        (inside("if (a) return !b; return () -> c;"), []),
    ],
    "statement": [
        (inside("int a = 1; int b; f(); a++; return;"), ["int a = 1;", "f();", "a++;", "return;"]),
        (inside("while (a) { break; } for (int i = 0; ; ) continue;"), ["break;", "continue;"]),
        (inside("throw new A();"), ["throw new A();"]),
        (inside("assert a;"), ["assert a;"]),
        ("class A { A() { super(); int b = 1; } }\n", ["super();", "int b = 1;"]),
        (inside("switch (a) { case 1: int b = 2; }"), ["int b = 2;"]),
        ("import a.b;\nclass A { int c = 1; void f() { } ; }\n", []),
        (
            inside("int a = switch (b) { default -> { yield 1; } };"),
            ["int a = switch (b) { default -> { yield 1; } };", "yield 1;"],
        ),
    ],
    "operation": [
        (inside("f(a + 1, -b, c++, !d);"), ["a + 1", "-b", "c++", "!d"]),
        (inside("if (a && b < c) { }"), ["a && b < c", "b < c"]),
        (inside("a += 1; b >>>= 2; c = d;"), ["a += 1", "b >>>= 2"]),
        (inside("f(a instanceof B c, d >>> 1);"), ["a instanceof B c", "d >>> 1"]),
        (inside("a = (B) c; d = e ? f : g; List<A> h = i::j;"), []),
    ],
    "table": [
        (
            "class A { int[] a = {1, 2}; int[][] b = new int[][] {{3}}; }\n",
            ["{1, 2}", "{{3}}", "{3}"],
        ),
        ("@A({1, 2}) class B { }\n", ["{1, 2}"]),
        (inside("int[] a = new int[3]; List.of(1, 2); { }"), []),
    ],
    "branch": [
        (
            inside("if (a) b(); else if (c) d(); else e();"),
            ["if (a) b(); else if (c) d(); else e();", "if (c) d(); else e();"],
        ),
        (inside("a = b ? c : d;"), ["b ? c : d"]),
        (
            inside("switch (a) { case 1: case 2: b(); default: }"),
            ["case 1:", "case 2: b();", "default:"],
        ),
        (
            inside("switch (a) { case 1, 2 -> b(); case C d when e -> f(); default -> g(); }"),
            ["case 1, 2 -> b();", "case C d when e -> f();", "default -> g();"],
        ),
        (inside("try { } catch (A | B c) { } finally { }"), ["catch (A | B c) { }"]),
        (inside("Optional<A> a = b; while (c) { }"), []),
    ],
    "loop": [
        (inside("for (;;) { }"), ["for (;;) { }"]),
        (inside("for (var a : b) c();"), ["for (var a : b) c();"]),
        (inside("while (a) { } do { } while (b);"), ["while (a) { }", "do { } while (b);"]),
        (inside("a.forEach(b); if (c) { }"), []),
    ],
    "call": [
        (inside("a.b(c(1)).d();"), ["a.b(c(1))", "a.b(c(1)).d()", "c(1)"]),
        (inside("new A<>() { }; b.new C();"), ["new A<>() { }", "b.new C()"]),
        ("class A { A() { this(1); } A(int b) { super(c()); } }\n", ["c()"]),
        ("class A { void b() { super.b(); this.c(); } }\n", ["super.b()", "this.c()"]),
        ("@A(1) class B { int[] c = new int[2]; D d = A::e; }\n", []),
        (inside("synchronized (a) { } return (b);"), []),
    ],
    "print": [
        (
            inside('System.out.println("a"); System.err.print(1);'),
            ['System.out.println("a")', "System.err.print(1)"],
        ),
        (
            inside('System.out.printf("%d", 1); System.out.format("a");'),
            ['System.out.printf("%d", 1)', 'System.out.format("a")'],
        ),
        (inside("IO.println(1);"), ["IO.println(1)"]),
        (inside("out.println(1); System.out.flush(); my.System.out.println(2); print(3);"), []),
        (inside("Fingerprint.print(1); log.println(2); f(System.out);"), []),
        (inside('f("System.out.println(1)"); // System.out.println(2);\n'), []),
    ],
    "assert": [
        (inside('assert a : "b";'), ['assert a : "b";']),
        (
            inside("assertEquals(1, a); Assert.assertTrue(b);"),
            ["assertEquals(1, a)", "Assert.assertTrue(b)"],
        ),
        (inside("assertThat(a).isEqualTo(1);"), ["assertThat(a)"]),
        (inside('fail("a"); Assertions.fail();'), ['fail("a")', "Assertions.fail()"]),
        (
            inside("verify(a).b(); verify(c, times(2)).d(e);"),
            ["verify(a).b()", "verify(c, times(2)).d(e)"],
        ),
        (inside("future.fail(a); verify(b); c.verify(d).e(); assertion(); reassertAll();"), []),
    ],
    "java.member": [
        (
            "class A { A() { } void f() { } int b; }\n",
            ["class A { A() { } void f() { } int b; }", "A() { }", "void f() { }"],
        ),
        ("@B class A { @C public void f() { } }\n", ["@B class A { @C public void f() { } }"]),
        ("class A { @B class C { } }\n", ["class A { @B class C { } }"]),
        ("// a\npackage b;\nimport c;\nimport d;\nvoid main() { }\n", []),
        (
            "interface A { void f(); default void g() { } class B { } }\n",
            ["interface A { void f(); default void g() { } class B { } }"],
        ),
        (
            "enum A { B { void f() { } }; A() { } void g() { } }\n",
            ["enum A { B { void f() { } }; A() { } void g() { } }", "void g() { }"],
        ),
        ("record A() { A { } }\n", ["record A() { A { } }", "A { }"]),
        ("abstract class A { abstract void f(); }\n", ["abstract class A { abstract void f(); }"]),
    ],
    "java.access": [
        (
            "public class A { private int b; protected A() { } private static void f() { } }\n",
            ["public", "protected", "private"],
        ),
        ("class A { void f() { } @C public void g() { } }\n", []),
        ("@B public class A { @C private enum D { } }\n", ["public"]),
        ('class A { void f(@B("public") C d) { } String privateE; }\n', []),
        ("enum A { B; private A() { } public void f() { } }\n", ["public"]),
        ("public record A() { public A { } }\n", ["public", "public"]),
    ],
    "error": [
        ("class A { }\n", []),
        ("class A { }\n<html>\n", ["<html>"]),
    ],
    "missing": [
        ("class A { }\n", []),
        ("class A { int a }\n", [""]),
    ],
}

MODERN = [
    "var a = 1;\n",
    "record A<T>(T b, int... c) implements D { A { } static int e; }\n",
    "sealed interface A permits B, C { } non-sealed class B implements A { }\n",
    inside("if (a instanceof String b && !b.isEmpty()) { }"),
    inside("if (a instanceof B(C(var d), _)) { }"),
    inside("int a = switch (b) { case 1, 2 -> 3; default -> { yield 4; } };"),
    inside("switch (a) { case null -> b(); case C c when c.d() > 1 -> e(); default -> { } }"),
    inside("switch (a) { case B(int c, var d) -> e(); case null, default -> throw new F(); }"),
    inside("switch (a) { case B _ -> c(); default -> d(); }"),
    inside('String a = """\n    "b" \\\n    c\\tdé\n    """.strip();'),
    inside("f((var a, final var b) -> a, _ -> 1, A[]::new, List<String>::new);"),
    inside("try (var a = b(); c; this.d) { } catch (final E | F _) { }"),
    inside("for (var _ : a) { b++; }"),
    "interface A { private void b() { } private static <T> T c() { return null; } }\n",
    "open module a.b { requires static c; exports d to e, f; provides g.H with i.J, k.L; }\n",
    "class A<@B T extends C & @D E> extends @F G<? super H[]> { @I int @J [] k; }\n",
    "void main() { System.out.println(1); }\n",
    "enum A implements B { C { int d() { return 1; } }, E(1), ; abstract int d(); }\n",
    "@interface A { int[] b() default {1, 2}; Class<?> c() default D.class; E f() default @E; }\n",
    "@A(b = {@C(1), @C(2)}) package d;\n",
    inside("record A(int b) { } enum C { D } interface E { }"),
]
HOSTILE = [
    "",
    ";;;\n",
    "// no code",
    "/* no code */",
    "\ufeffclass A { }\n",
    "class A { int record, sealed, permits, var, yield, module, open, with, when; }\n",
    "class Ünï { char cödé = 'é'; String s = \"日本語 🎉\"; }\n",
    "class A { char a = '\\'', b = '\\\\', c = '\\u0041', d = '\\0'; }\n",
    'class A { String a = "\\\\", b = "//", c = "/*", d = "\\"*/"; }\n',
    "class A { int a[] = {}, b[][] = {{}, {1,},}; int f()[] { return null; } }\n",
    inside("outer: for (;;) { inner: while (true) { continue outer; } }"),
    inside("int a = b +++ c; d = e - -f; g = (h) - i; j = (int) +k; boolean l = m < n && o > p;"),
    inside("List<List<List<A>>> a = b; c >>>= d >>> e >> f; boolean g = h instanceof List<?>[];"),
    inside("((A & B) c).d(); new int[] {1}[0]++; this.<E>f(); F.super.g(); new <H>I();"),
    inside(";;; { } if (a) ; else ; do ; while (b); synchronized (c) { }"),
    inside("if (a) if (b) c(); else d(); else e();"),
    inside("int $a = 1, _b = 2, c$ = 3;"),
]
# So much of one thing that a query which waits for its end would lose what it has found.
MANY = 1_200
WIDE = [
    inside("f(a);" * MANY),
    inside("int[] a = {" + "1, " * MANY + "};"),
    inside("this.a = () -> {" + "f(a);" * MANY + "};"),
    inside("return () -> {" + "f(a);" * MANY + "};"),
    inside("switch (a) {" + "case 1: b(); break;" * MANY + "}"),
    "class A { " + "void f() { } " * MANY + "}",
    "class A { B c = new B() { " + "int f() { return 1; } " * MANY + "}; }",
    "class A { int f() { " + "// c\n" * MANY + "return 1; } }",
    "@A({" + '"b", ' * MANY + "}) class C { int[] d = {" + "1, " * MANY + "}; }",
]


@pytest.mark.parametrize("text", [*MODERN, *HOSTILE])
def test_valid_java_has_no_errors(text):
    assert [[], []] == [captured(text, name) for name in ("error", "missing")]


@pytest.mark.parametrize("text", WIDE, ids=range(len(WIDE)))
def test_however_much_there_is_of_one_thing_it_is_found(text):
    assert text.count("f(a)") == captured(text, "statement").count("f(a);")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(end):
    text = end.join(
        [
            "/* c */",
            "class A {",
            "    int f(int a) {",
            "        return",
            "        a;",
            "    }",
            "}",
            "",
        ]
    )
    assert [["/* c */"], ["a"], [f"return{end}        a;"]] == [
        captured(text, name) for name in ("comment", "parameter", "simple_return")
    ]


def test_a_comment_ends_before_the_line_end():
    assert ["// c"] == [
        found.rstrip("\r") for found in captured("// c\r\nclass A { }\r\n", "comment")
    ]
