"""plugins/csharp/queries.scm: what every capture finds in C# up to 13."""

import pytest
from making import captured_in


def captured(text, name):
    return captured_in("csharp", text, name)


def inside(body):
    """A method's body, in a class."""
    return f"class A {{ void M() {{ {body} }} }}\n"


# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("// one\nclass A { } /* two */\n", ["// one", "/* two */"]),
        (
            "/// <summary>Three</summary>\n/** four */\nclass A { }\n",
            ["/// <summary>Three</summary>", "/** four */"],
        ),
        (
            'class A { string a = "// no", b = @"/* no"; char c = \'"\'; /* yes */ }\n',
            ["/* yes */"],
        ),
        ("#!/usr/bin/env dotnet\nf();\n", ["#!/usr/bin/env dotnet"]),
    ],
    "string": [
        ('var a = "b" + "\\"c" + "d"u8;\n', ['"b"', '"\\"c"', '"d"u8']),
        ('var a = @"b ""c""\n\\";\n', ['@"b ""c""\n\\"']),
        ('var a = """b "c" d""" + """\n  e\n  """;\n', ['"""b "c" d"""', '"""\n  e\n  """']),
        (
            'var a = $"b{c:x}{"d"}" + $@"e{f}" + $$"""{g}{{h}}""";\n',
            ['$"b{c:x}{"d"}"', '"d"', '$@"e{f}"', '$$"""{g}{{h}}"""'],
        ),
        ('[A("b")] class C { }\n', ['"b"']),
        ("char a = 'b', c = '\"'; // \"d\"\n", []),
    ],
    "number": [
        ("f(1, 0x1FUL, 0b1010, 1_000, 2u);\n", ["1", "0x1FUL", "0b1010", "1_000", "2u"]),
        ("f(2.5e-3, .5f, 1d, 3m, -1);\n", ["2.5e-3", ".5f", "1d", "3m", "1"]),
        ("a1 = \"2\" + '3' + null;\n", []),
    ],
    "identifier": [
        ("class A { B c = d.e(); }\n", ["A", "B", "c", "d", "e"]),
        ("f(a => b, @class);\n", ["f", "a", "b", "@class"]),
        ('var a = "b"; // c\n', ["a"]),
    ],
    "directive": [
        ("#region a\n#endregion\n\nclass A { }\n", ["#region", "#endregion"]),
        ("#if A\nf();\n#elif B\ng();\n#else\nh();\n#endif\n", ["#if", "#elif", "#else", "#endif"]),
        ("#nullable enable\n# pragma warning disable CS1591\n", ["#nullable", "# pragma"]),
        ("#define A\n#undef B\nclass C { }\n", ["#define", "#undef"]),
        ("#line 1\n#error a b\n#warning c\nclass A { }\n", ["#line", "#error", "#warning"]),
        ('using A;\n[B] class C { string d = "#if"; } // #if\n', []),
    ],
    "function": [
        ("class A { int F(int x) { return x; } }\n", ["int F(int x) { return x; }"]),
        ("class A { [B] public int F() => 1; }\n", ["[B] public int F() => 1;"]),
        ("class A { A() : this(1) { } ~A() { } }\n", ["A() : this(1) { }", "~A() { }"]),
        (
            "class A { static A operator +(A b) => b; static implicit operator int(A b) => 1; }\n",
            ["static A operator +(A b) => b;", "static implicit operator int(A b) => 1;"],
        ),
        ("int f() { return 1; }\n", ["int f() { return 1; }"]),
        ("interface A { void F(); void G() { } }\n", ["void G() { }"]),
        ("abstract class A { abstract void F(); extern static void G(); partial void H(); }\n", []),
        (
            "class A { int B { get { return b; } set => b = value; } int this[int d] => e; }\n",
            [],
        ),
        ("delegate int A(int b);\nFunc<int, int> c = d => e;\nf(delegate { });\n", []),
    ],
    "function_name": [
        (
            "class A { A() { F(); } void G() { int h() => 1; } void I<T>() { } ~A() { } }\n",
            ["G", "h", "I"],
        ),
        ("interface A { void F(); void G() { } }\n", ["G"]),
    ],
    "prototype": [
        ("interface A { void F(); int G() => 1; void H() { } }\n", ["void F();"]),
        (
            "abstract class A { abstract void F(); partial void G(); extern A(); }\n",
            ["abstract void F();", "partial void G();", "extern A();"],
        ),
        (
            "class A { static A operator +(A b); static implicit operator int(A b); }\n",
            ["static A operator +(A b);", "static implicit operator int(A b);"],
        ),
        (
            "delegate void A(int b);\nextern static int c(int d);\n",
            ["delegate void A(int b);", "extern static int c(int d);"],
        ),
        ("interface A { int B { get; } int this[int c] { get; } event D E; }\n", []),
        ("class A { A() { } ~A() { } } record B(int c);\nf(delegate { });\n", []),
    ],
    "simple_function": [
        ("f((a) => { return 1; }, delegate (int b) { return 2; });\n", []),
        ("class A { int F() { return 1; } }\n", ["int F() { return 1; }"]),
        (
            "class A { int F() { // c\n // d\n return G(); // e\n } }\n",
            ["int F() { // c\n // d\n return G(); // e\n }"],
        ),
        ("class A { int F() => G(); void H() => G(); }\n", ["int F() => G();"]),
        (
            "int f() { return 1; }\nint g() => 1;\nvoid h() => f();\n",
            ["int f() { return 1; }", "int g() => 1;"],
        ),
        (
            "class A { static A operator -(A b) => b; static explicit operator B(A b) => 1; }\n",
            ["static A operator -(A b) => b;", "static explicit operator B(A b) => 1;"],
        ),
        (
            "class A { int F() { G(); return 1; } int H() { if (b) return 1; return 2; } }\n",
            [],
        ),
        ("class A { int B => 1; int C { get { return 1; } } A() => D = 1; }\n", []),
    ],
    "accessor": [
        ("class A { int B => b; int C => this.c; }\n", ["int B => b;", "int C => this.c;"]),
        (
            "class A { int B { get { return b; } set { b = value; } } }\n",
            ["get { return b; }", "set { b = value; }"],
        ),
        (
            "class A { int B { get => this.b; init => this.b = value; } }\n",
            ["get => this.b;", "init => this.b = value;"],
        ),
        (
            "class A { int GetB() { return b; } int GetC() => this.c; }\n",
            ["int GetB() { return b; }", "int GetC() => this.c;"],
        ),
        (
            "class A { void SetB(int b) { this.b = b; } void SetC(int d) => c = d; }\n",
            ["void SetB(int b) { this.b = b; }", "void SetC(int d) => c = d;"],
        ),
        (
            "class A { int B { get; set; } int C => 1; int D => d + 1; int E => e.f; }\n",
            [],
        ),
        ("class A { int B { get { c(); return b; } set { b = value; c(); } } }\n", []),
        (
            "class A { int B { set { b += value; } } int F(int b) => b; void G() { b = c; } }\n",
            [],
        ),
    ],
    "main": [
        (
            "class A { static void Main(string[] args) { } }\n",
            ["static void Main(string[] args) { }"],
        ),
        (
            "class A { private static async Task<int> Main() => 1; }\n",
            ["private static async Task<int> Main() => 1;"],
        ),
        (
            "class A { void Main() { } static int Main(int b) { } static bool Main() { } }\n",
            [],
        ),
        ("class A { void F() { Main(args); } } // static void Main()\n", []),
    ],
    "class": [
        ("class A { struct B { } }\n", ["class A { struct B { } }", "struct B { }"]),
        (
            "[A] public interface B { }\nenum C { D }\n",
            ["[A] public interface B { }", "enum C { D }"],
        ),
        (
            "record A(int B);\nrecord struct C;\nclass D(int e) : F(e);\n",
            ["record A(int B);", "record struct C;", "class D(int e) : F(e);"],
        ),
        ("delegate void A();\nnamespace B { }\nvar c = typeof(D);\n", []),
    ],
    "class_name": [
        ("class A<B> : C where B : class { }\n", ["A"]),
        ("interface A { }\nenum B { }\nrecord C();\nstruct D { }\n", ["A", "B", "C", "D"]),
        ("delegate void A();\nnamespace B { }\n", []),
    ],
    "import": [
        (
            "using A;\nusing static B.C;\nusing D = E.F;\n",
            ["using A;", "using static B.C;", "using D = E.F;"],
        ),
        ("extern alias A;\nglobal using B;\n", ["extern alias A;", "global using B;"]),
        ("namespace A { using B; }\n", ["using B;"]),
        ("using (a) { }\nusing var b = c;\n// using D;\n", []),
    ],
    "variable": [
        (
            "class A { int a = 1, b; const C D = e; event F g; fixed int h[2]; }\n",
            ["a", "b", "D", "g", "h"],
        ),
        ("class A { int B { get; set; } = 1; int C => d; int E { get { return f; } } }\n", ["B"]),
        ("enum A { B, C = 1 }\n", ["B", "C"]),
        ("record A(int B, params C[] d);\nclass E(int f) { }\n", ["B", "d", "f"]),
        (
            "class A { A(int b, ref C d, params E[] g) { } int this[int h, params E[] i] => 1; }\n",
            ["b", "d", "g", "h", "i"],
        ),
        (
            "int a; var b = c; const D e = f; using var g = h; await using I j = k;\n",
            ["a", "b", "e", "g", "j"],
        ),
        ("for (int a = 0, b = 1; ; ) { }\nforeach (var c in d) { }\n", ["a", "b", "c"]),
        (
            "foreach (var (a, (b, c)) in d) { }\nforeach ((int e, var f) in g) { }\n",
            ["a", "b", "c", "e", "f"],
        ),
        ("var (a, (b, _)) = c; (int d, var e) = f; (g, h.i) = j;\n", ["a", "b", "d", "e", "g"]),
        ("f(out var a, out int b, ref c, out d);\n", ["a", "b"]),
        ("try { } catch (A b) when (c) { } catch (D) { }\n", ["b"]),
        ("using (var a = b) { }\nusing (c) { }\n", ["a"]),
        ("if (a is B c && d is { E: var f, G: > 1 } h && i is not null) { }\n", ["c", "f", "h"]),
        (
            "a = b switch { C c => d, [var e, ..] f => g, (var h, 1) => i, var (j, k) => l };\n",
            ["a", "c", "e", "f", "h", "j", "k"],
        ),
        (
            "f(a => b, (c, d) => e, (ref G g) => h, delegate (int j) { }, async k => l);\n",
            ["a", "c", "d", "g", "j", "k"],
        ),
        ("a = from b in c join d in e on b equals d into f select f;\n", ["a", "b", "d", "f"]),
        ("a = from B b in c let d = b select d into e select e;\n", ["a", "b", "d", "e"]),
        ("a = 1; this.b = c; d.e = f; g += 1; h[0] = 2; i ??= j;\n", ["a", "b", "e", "g", "i"]),
        ("f(a); a.b(); if (a == b) { } c: return d;\n", []),
        ("[A(B = 1, c: 2)] class D { }\n", []),
    ],
    "parameter": [
        (
            "class A { void F(int a, out B c, params D[] e) { } A(int f = 1) { } }\n",
            ["a", "c", "e", "f"],
        ),
        ("interface A { void F(int b); }\ndelegate void C(int d);\n", ["b", "d"]),
        ("record A(int B);\nclass C(int d);\n", ["B", "d"]),
        (
            "static class A { static void F(this B c) { } int this[int d, params E[] f] => 1; }\n",
            ["c", "d", "f"],
        ),
        ("f(a => b, (c, d) => e, (int g) => h);\n", ["a", "c", "d", "g"]),
        ("f(a, b: c); foreach (var d in e) { }\n", []),
    ],
    "simple_variable": [
        (
            'class A { int a; [B("=")] private C d = null; int e, f; }\n',
            ["int a;", '[B("=")] private C d = null;', "int e, f;"],
        ),
        (
            'class A { const int B = -1; readonly string c = "d"; event E F; }\n',
            ["const int B = -1;", 'readonly string c = "d";', "event E F;"],
        ),
        (
            "class A { int B { get; set; } int C { get; private set; } = 1; D E { get; } = -1; }\n",
            [
                "int B { get; set; }",
                "int C { get; private set; } = 1;",
                "D E { get; } = -1;",
            ],
        ),
        (
            "class A { int B => c; int D { get { return e; } } F G { get; } = new(); }\n",
            [],
        ),
        (
            "class A { B c = new B(); int[] d = { 1 }; int e = f + 1; int g = h; }\n",
            [],
        ),
        ("int a; int b = 1; var c = d; using var e = f; for (int g = 0; ; ) { }\n", ["int a;"]),
        ("enum A { B = 1 }\nrecord C(int D);\n", []),
    ],
    "simple_return": [
        (inside("if (a) return; return b;"), ["return;", "return b;"]),
        (
            inside('if (a) return 1; if (b) return -1; return @"c";'),
            ["return 1;", "return -1;", 'return @"c";'],
        ),
        (inside("if (a) return this; return null;"), ["return this;", "return null;"]),
        (inside("if (a) return b(); if (c) return d.e; return f + 1;"), []),
        (inside("if (a) return !b; if (c) return [1]; return () => 1;"), []),
        ("class A { int B => 1; }\n", []),
    ],
    "statement": [
        (inside("int a = 1; int b; f(); a++; return;"), ["int a = 1;", "f();", "a++;", "return;"]),
        (inside("while (a) { break; } for (int i = 0; ; ) continue;"), ["break;", "continue;"]),
        (
            inside("throw new A(); goto b; yield return 1; yield break;"),
            ["throw new A();", "goto b;", "yield return 1;", "yield break;"],
        ),
        (
            inside("using var a = b; await c; var (d, e) = f;"),
            ["using var a = b;", "await c;", "var (d, e) = f;"],
        ),
        ("using A;\nclass B { int c = 1; int D() => 1; }\n", []),
        ("f();\n", ["f();"]),
    ],
    "operation": [
        ("f(a + 1, -b, c++, !d);\n", ["a + 1", "-b", "c++", "!d"]),
        ("if (a && b < c) { }\n", ["a && b < c", "b < c"]),
        ("a += 1; b ??= c; d = e;\n", ["a += 1", "b ??= c"]),
        ("f(a is B, c is > 1, d ?? e);\n", ["a is B", "c is > 1", "> 1", "d ?? e"]),
        ("a = (B)c; d = e ? f : g; h = i!; j = k?.l; m = n as O; p = q[1..2];\n", []),
    ],
    "table": [
        (
            "int[] a = { 1, 2 }; var b = new[] { 3 }; var c = new int[] { 4 };\n",
            ["{ 1, 2 }", "{ 3 }", "{ 4 }"],
        ),
        ("int[] a = [1, .. b]; f([]);\n", ["[1, .. b]", "[]"]),
        (
            "var a = new B { C = 1 }; var d = new { E = 2 }; F g = new() { [1] = 2 };\n",
            ["{ C = 1 }", "new { E = 2 }", "{ [1] = 2 }"],
        ),
        ("var a = new int[3]; a[1] = 2; if (b) { } _ = c is [1, 2];\n[D] class E { }\n", []),
    ],
    "branch": [
        (
            inside("if (a) b(); else if (c) d(); else e();"),
            ["if (a) b(); else if (c) d(); else e();", "if (c) d(); else e();"],
        ),
        (inside("a = b ? c : d;"), ["b ? c : d"]),
        (
            inside("switch (a) { case 1: case 2: b(); break; default: break; }"),
            ["case 1:", "case 2: b(); break;", "default: break;"],
        ),
        (
            inside("a = b switch { 1 or 2 => c, D d when e => f, _ => g };"),
            ["1 or 2 => c", "D d when e => f", "_ => g"],
        ),
        (inside("try { } catch (A b) { } catch { } finally { }"), ["catch (A b) { }", "catch { }"]),
        (inside("int? a = b?.c; while (d) { }") + "#if E\n#endif\n", []),
    ],
    "loop": [
        (inside("for (;;) { }"), ["for (;;) { }"]),
        (
            inside("foreach (var a in b) c(); await foreach (var d in e) { }"),
            ["foreach (var a in b) c();", "await foreach (var d in e) { }"],
        ),
        (inside("while (a) { } do { } while (b);"), ["while (a) { }", "do { } while (b);"]),
        ("var a = from b in c from d in e select f;\n", ["from b in c", "from d in e"]),
        (inside("a.Select(b); if (c) { } d: goto d;"), []),
    ],
    "call": [
        ("a.B(c(1)).D();\n", ["a.B(c(1))", "a.B(c(1)).D()", "c(1)"]),
        ("a?.B(1); c<int>(2);\n", ["a?.B(1)", "c<int>(2)"]),
        ("var a = new B { C = 1 }; D e = new(2);\n", ["new B { C = 1 }", "new(2)"]),
        (
            "class A { A() : base(b()) { } A(int c) : this() { } }\nrecord D(int E) : F(E);\n",
            ["b()"],
        ),
        ("class A { override void B() { base.B(); this.c(); } }\n", ["base.B()", "this.c()"]),
        ("[A(1)] class B { int[] c = new int[2]; D d = E.F; }\n", []),
        ("var a = new { B = 1 }; lock (a) { } return (b);\n", []),
    ],
    "print": [
        (
            'Console.WriteLine("a"); Console.Write(1);\n',
            ['Console.WriteLine("a")', "Console.Write(1)"],
        ),
        (
            "System.Console.WriteLine(); Console.Error.WriteLine(1);\n",
            ["System.Console.WriteLine()", "Console.Error.WriteLine(1)"],
        ),
        ("await Console.Out.WriteLineAsync(a);\n", ["Console.Out.WriteLineAsync(a)"]),
        (
            "Console.ReadLine(); console.WriteLine(); MyConsole.Write(1); a.Console.B.Write(2);\n",
            [],
        ),
        ('f(Console.WriteLine); g("Console.WriteLine(1)"); // Console.WriteLine(2);\n', []),
    ],
    "assert": [
        (
            "Assert.Equal(1, a); Assert.That(b, Is.True);\n",
            ["Assert.Equal(1, a)", "Assert.That(b, Is.True)"],
        ),
        (
            "Xunit.Assert.True(a); CollectionAssert.AreEqual(b, c);\n",
            ["Xunit.Assert.True(a)", "CollectionAssert.AreEqual(b, c)"],
        ),
        ("Assert.Throws<A>(() => b());\n", ["Assert.Throws<A>(() => b())"]),
        ("Debug.Assert(a);\n", ["Debug.Assert(a)"]),
        (
            "a.ShouldBe(1); b?.ShouldNotBeNull(); c.ShouldBeOfType<D>();\n",
            ["a.ShouldBe(1)", "b?.ShouldNotBeNull()", "c.ShouldBeOfType<D>()"],
        ),
        ("a.Should().Be(1);\n", ["a.Should()"]),
        (
            "a.ShouldSerialize(); ShouldBe(1); assert.B(2); Assertion.C(); Assert(d);\n",
            [],
        ),
    ],
    "goto": [
        (
            inside("a: goto a; switch (b) { case 1: goto case 2; default: goto default; }"),
            ["goto a;", "goto case 2;", "goto default;"],
        ),
        (inside("while (a) { break; continue; } _goto(); // goto b;\n"), []),
    ],
    "csharp.global_attribute": [
        ('[assembly: A("b")]\n[module: C]\nclass D { }\n', ['[assembly: A("b")]', "[module: C]"]),
        ("[A] class B { [C] int d; }\n", []),
    ],
    "csharp.automatic_property": [
        (
            "class A { int B { get; set; } C D { get; init; } = e(); }\n",
            ["int B { get; set; }", "C D { get; init; } = e();"],
        ),
        (
            "struct A { int B { get; } }\nrecord C { required int D { get; set; } }\n",
            ["int B { get; }", "required int D { get; set; }"],
        ),
        ("interface A { int B { get; set; } }\n", []),
        ("class A { int B => 1; int C { get { return d; } } int e; int F() { } }\n", []),
    ],
    "csharp.property_body": [
        (
            "class A { int B => c; int D { get => e; set { f(); } } int this[int g] => 1; }\n",
            ["=> c", "=> e", "{ f(); }", "=> 1"],
        ),
        ("class A { int B { get; set; } int F() => 1; int G() { } C h = () => { }; }\n", []),
    ],
    "error": [
        ("class A { }\n", []),
        ("class A { }\n<html>\n", ["<html>"]),
    ],
    "missing": [
        ("class A { }\n", []),
        ("f(;\n", [""]),
    ],
}

MODERN = [
    'Console.WriteLine("top-level");\nreturn 0;\n',
    "global using A;\nnamespace B;\nclass C { }\n",
    "public record A(int B, string? C = null) : D(B), E { public int F { get; init; } }\n",
    "readonly record struct A(int B);\nref struct C { scoped ref int d; }\n",
    "class A(int b) : C(b) { required public int D { get; init; } }\n",
    "var a = b switch { > 0 and < 9 or 42 => 1, not null => 2, { C.D: 3 } => 4, _ => 6 };\n",
    "var a = b is [1, .., var c];\n",
    "if (a is (> 1, _) { B: string { Length: 2 } c } and not D) { }\n",
    'var a = """\n    b "c" ""\n    """;\nvar d = $$"""{e} {{f}} "g" """;\n',
    "int[] a = [1, 2, .. b, .. c];\nList<int> d = [];\n",
    "await foreach (var a in b) { }\nawait using var c = d;\n",
    "async IAsyncEnumerable<int> a() { yield return await b; }\n",
    "var a = from b in c where b > 1 orderby b descending, d group b by b.E into f select f;\n",
    "A b = new(1) { C = 2, [3] = 4 };\nvar d = e with { F = 5 };\n",
    "var a = b?[0]?.c ?? throw new D();\ne ??= f;\nvar g = h[^1..];\n",
    "A a = static (int b = 1, params int[] c) => b;\nvar d = [E] int (ref int f) => ref f;\n",
    "file class A<T> where T : notnull, B?, new() { static abstract T C { get; } }\n",
    "using A = (int B, string C);\nusing unsafe D = int*;\n",
    "class A { static A operator checked +(A b) => b; static A operator >>>(A b, int c) => b; }\n",
    '(int a, string b) c = (1, "d");\nvar (e, _) = c;\n',
    "#region a b c\n#if DEBUG && !(A || B)\nf();\n#elif C\n#else\n#endif\n#endregion\n",
    "unsafe { fixed (int* a = &b[0]) { *a = 1; delegate* unmanaged<int, void> c = &d; } }\n",
    "class A { int B { get => field; set; } ref readonly int C => ref d; }\n",
    "switch (a) { case B { C: 1 } d when d.E: break; case (1, 2): break; case var f: break; }\n",
]
HOSTILE = [
    "",
    ";;;\n",
    "// no code",
    "/* no code */",
    "\ufeffclass A { }\n",
    'var a = @"\\";\nvar b = @"""c""";\nvar d = "\\\\";\nvar e = $"{{{f}}}";\n',
    "char a = '\\'', b = '\\\\', c = '\\u0041', d = '\\x41', e = '\"';\n",
    "var @class = 1; @class += @if.@else;\n",
    "int var = 1, async = 2, value = 3, get = 4, when = 5, from = 6, record = 7;\n",
    'class Ünï { string cödé = "日本語 🎉"; }\n',
    "bool a = b < c && d > (e);\nf(g < h, i > (j));\nvar k = (l) - m + (n)(o);\n",
    "List<List<List<int>>> a = b >> c >>> d;\n",
    "int[,] a = new int[1, 2];\nint[][,][,,] b;\nvar c = a[1, 2];\n",
    "if (a) if (b) c(); else d(); else e();\n",
    "class A { int this[int b] { get { return 1; } set { } } event C D { add { } remove { } } }\n",
    "[A, B(1)] [type: C] class E<[F] T> { [field: G] [H] int I { get; [J] set; } }\n",
    "a: b: goto b;\n{ ; }\nchecked { } unchecked { } lock (c) ;\n",
    'var a = $"{b switch { 1 => "c", _ => $"{d}" }}";\n',
    "namespace A { namespace B.C { } } ;\n",
]
# So much of one thing that a query which waits for its end would lose what it has found.
MANY = 1_200
WIDE = [
    inside("f(a);" * MANY),
    inside("int[] a = {" + "1, " * MANY + "};"),
    inside("this.a = () => {" + "f(a);" * MANY + "};"),
    inside("return () => {" + "f(a);" * MANY + "};"),
    inside("switch (a) {" + "case 1: b(); break;" * MANY + "}"),
    "class A { " + "void F() { } " * MANY + "}",
    "class A { int B { get { "
    + "f(a);" * MANY
    + "} } int C => d(() => { "
    + "f(a);" * MANY
    + "}); }",
    "class A { int F() { " + "// c\n" * MANY + "return 1; } }",
    "class A { int[] b = new[] {" + "1, " * MANY + "}; }",
    "[assembly: A]\n" * MANY + "#region a\n#endregion\n" * MANY,
]


@pytest.mark.parametrize("text", [*MODERN, *HOSTILE])
def test_valid_csharp_has_no_errors(text):
    assert [[], []] == [captured(text, name) for name in ("error", "missing")]


@pytest.mark.parametrize("text", WIDE, ids=range(len(WIDE)))
def test_however_much_there_is_of_one_thing_it_is_found(text):
    assert text.count("f(a)") == captured(text, "statement").count("f(a);")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    lines = ["#region a", "// c", "class A {", "    int F(int a) {", "        return", "        a;"]
    text = end.join([*lines, "    }", "}", "#endregion", ""])
    assert [["// c"], ["a"], [f"return{end}        a;"], 2] == [
        *(captured(text, name) for name in ("comment", "parameter", "simple_return")),
        len(captured(text, "directive")),
    ]
