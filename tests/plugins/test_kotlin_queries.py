"""plugins/kotlin/queries.scm: what every capture finds in Kotlin."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        (
            "// one\n/* two */\n/** three\n */\nval a = 1 // four\n",
            ["// one", "/* two */", "/** three\n */", "// four"],
        ),
        ("/* a /* b */ c */\n", ["/* a /* b */ c */"]),
        ("#!/usr/bin/env kotlin\nval a = 1\n", ["#!/usr/bin/env kotlin"]),
        ('val a = "// none" + """/* none */"""\n', []),
    ],
    "string": [
        ('val a = "b ${c["d"]} $e"\n', ['"b ${c["d"]} $e"', '"d"']),
        ('val a = """b\n"c" $d"""\n', ['"""b\n"c" $d"""']),
        ("val a = 'b' // \"c\"\n", []),
    ],
    "number": [
        (
            "val a = 1 + 0x1FL + 1_000 + 2.5e3 + 1.5f + 0b1 + 3u\n",
            ["1", "0x1FL", "1_000", "2.5e3", "1.5f", "0b1", "3u"],
        ),
        ("val a1 = \"2\" + '3' // 4\n", []),
    ],
    "identifier": [
        ("package a.b\nimport c.D as E\n", ["a", "b", "c", "D", "E"]),
        ("fun A.f(b: C): D = this.e ?: null\n", ["A", "f", "b", "C", "D", "e"]),
        ("fun f() { while (true) { break } }\n", ["f"]),
        ('val a = "b $c" // d\n', ["a"]),
    ],
    "directive": [
        (
            '@file:JvmName("A")\n@file:[B C("d")]\npackage e\n',
            ['@file:JvmName("A")', '@file:[B C("d")]'],
        ),
        ("@A\nclass B {\n    @field:C\n    val d = 1\n}\n", []),
    ],
    "function": [
        (
            "fun f(a: Int): Int { return a }\nfun g() = 1\n",
            ["fun f(a: Int): Int { return a }", "fun g() = 1"],
        ),
        (
            "@A\nprivate suspend fun <T> List<T>.f() {}\n",
            ["@A\nprivate suspend fun <T> List<T>.f() {}"],
        ),
        (
            "class A {\n    constructor(b: Int) : this() { c() }\n    constructor()\n}\n",
            ["constructor(b: Int) : this() { c() }"],
        ),
        ("fun f() { fun g() {} }\n", ["fun f() { fun g() {} }", "fun g() {}"]),
        ("interface A {\n    fun f()\n    val b: Int\n        get() = 1\n}\n", []),
        ("class A {\n    init { b() }\n}\nval c = { d -> e }\nval g = fun(h: Int) { i() }\n", []),
    ],
    "function_name": [
        ("fun f() {}\nfun A.g() = 1\nfun `h i`() {}\n", ["f", "g", "`h i`"]),
        ("interface A {\n    fun f()\n}\nclass B {\n    constructor() {}\n}\n", []),
    ],
    "prototype": [
        (
            "interface A {\n    fun f()\n    suspend fun g(b: Int): C?\n    fun h() {}\n}\n",
            ["fun f()", "suspend fun g(b: Int): C?"],
        ),
        (
            "abstract class A {\n    abstract fun <T> f(b: T): (T) -> C where T : D\n}\n",
            ["abstract fun <T> f(b: T): (T) -> C where T : D"],
        ),
        (
            "abstract class A {\n    open fun f(b: Int) {}\n    open fun g() { h() }\n}\n",
            ["open fun f(b: Int) {}"],
        ),
        (
            "external fun f(): Int\nexpect fun A.g()\n",
            ["external fun f(): Int", "expect fun A.g()"],
        ),
        ("fun f() = 1\nfun g(): A {}\nabstract class B {\n    abstract val c: D\n}\n", []),
    ],
    "simple_function": [
        (
            "fun f(): Int { return 1 }\nfun g(): Int {\n    // a\n    return b()\n}\n",
            ["fun f(): Int { return 1 }", "fun g(): Int {\n    // a\n    return b()\n}"],
        ),
        (
            "fun f() = 1\nfun g() = a.b(c)\nfun h() = d + e\n",
            ["fun f() = 1", "fun g() = a.b(c)", "fun h() = d + e"],
        ),
        (
            (
                "fun f() = when (a) { else -> 1 }\nfun g() = if (b) c else d\n"
                "fun h() = try { e() } catch (i: J) { k() }\n"
            ),
            [],
        ),
        ("@Test\nfun f() = runTest { a() }\nfun g() { h() }\nfun i() { j(); return }\n", []),
    ],
    "accessor": [
        (
            (
                "class A {\n    var b: Int\n        get() = field\n"
                "        set(value) { field = value }\n}\n"
            ),
            ["get() = field", "set(value) { field = value }"],
        ),
        ("val a: Int\n    get() { return this.b }\n", ["get() { return this.b }"]),
        (
            "fun getA() = a\nfun getB(): Int { return b }\nfun setC(c: Int) { this.c = c }\n",
            ["fun getA() = a", "fun getB(): Int { return b }", "fun setC(c: Int) { this.c = c }"],
        ),
        (
            (
                "val a: Boolean\n    get() = true\nval b: Int\n    get() = c.d\nvar e: Int\n"
                "    set(value) { field = value + 1 }\n"
            ),
            [],
        ),
        ("fun f(a: Int) = a\nfun g() = h()\nfun i(j: Int) { k += j }\nfun l() = Unit\n", []),
    ],
    "main": [
        ("fun main() { a() }\n", ["fun main() { a() }"]),
        (
            "suspend fun main(args: Array<String>) = a()\n",
            ["suspend fun main(args: Array<String>) = a()"],
        ),
        ("fun mainly() {}\nobject A {\n    fun main() {}\n}\n", []),
    ],
    "class": [
        (
            "data class A(val b: Int)\nsealed interface C\n",
            ["data class A(val b: Int)", "sealed interface C"],
        ),
        (
            "enum class A {\n    B,\n    C\n}\nobject D : E()\n",
            ["enum class A {\n    B,\n    C\n}", "object D : E()"],
        ),
        (
            "annotation class B\nfun interface C {\n    fun d()\n}\n",
            ["annotation class B", "fun interface C {\n    fun d()\n}"],
        ),
        ("typealias A = B\nval c = object : D() {}\nfun e() {}\n", []),
    ],
    "class_name": [
        (
            (
                "class A<T> {\n    companion object {\n    }\n    inner class B\n}\nobject C\n"
                "interface D\n"
            ),
            [*"ABCD"],
        ),
        ("typealias A = B\nval c = D()\n", []),
    ],
    "import": [
        (
            "package z\nimport a.b\nimport c.* // d\nimport e.f as g\n",
            ["import a.b", "import c.*", "import e.f as g"],
        ),
        ("package a.b\n// import c\nval important = 1\n", []),
    ],
    "variable": [
        ("val a = 1\nvar b: Int? = null\nval c by lazy { 1 }\nval D.e get() = 1\n", [*"abce"]),
        ("fun f() { val (a, _, b) = c; val d: Int }\n", [*"abd"]),
        ("fun f() { a = 1; b += 2; this.c = 3; d.e.g = 4 }\n", [*"abcg"]),
        (
            "fun f() { for (i in 0..3) {}; for ((a, b) in c) {} }\n",
            [*"iab"],
        ),
        ("fun f() { when (val a = b()) { else -> {} } }\n", ["a"]),
        ("fun f() { try { } catch (e: A) { } }\n", ["e"]),
        ("fun f(a: Int, vararg b: C = d) { e { g, (h, i) -> j } }\n", [*"abghi"]),
        (
            "class A(b: Int, private val c: D = e) {\n    constructor(g: Int) : this(g, h)\n}\n",
            [*"bcg"],
        ),
        ("enum class A {\n    B,\n    C(1)\n}\n", ["B", "C"]),
        ("var a: Int\n    get() = field\n    set(value) { b(value) }\n", ["a", "value"]),
        (
            (
                "interface A {\n    fun f(b: Int)\n}\ntypealias C = (d: Int) -> E\n"
                "fun g(h: I) = j[0]\n"
            ),
            ["h"],
        ),
        ("fun f() { a[0] = 1; b(c = 2); d == e; g++ }\nimport h.i\n", []),
    ],
    "parameter": [
        ("fun f(a: Int, vararg b: C = d) {}\nfun D.g(e: Int) = e\n", [*"abe"]),
        (
            "class A(b: Int, private val c: D = e) {\n    constructor(g: Int) : this(g, h)\n}\n",
            [*"bcg"],
        ),
        ("val a = { b: Int, (c, d), _ -> e }\nval f = fun(g: Int) = h\n", ["b", "(c, d)", "g"]),
        (
            "interface A {\n    fun f(b: Int)\n}\ntypealias C = (d: Int) -> E\nval g = h { it }\n",
            [],
        ),
    ],
    "simple_variable": [
        ("class A(val b: Int, private var c: D?, e: Int)\n", ["val b: Int", "private var c: D?"]),
        (
            'const val A = 1\nval b: String = "c"\nvar d = -1\nvar e: F? = null\n',
            ["const val A = 1", 'val b: String = "c"', "var d = -1", "var e: F? = null"],
        ),
        (
            "class A {\n    lateinit var b: C\n    var d = true\n}\n",
            ["lateinit var b: C", "var d = true"],
        ),
        ("fun f() { val a: Int\n    val b = 1 }\n", ["val a: Int"]),
        ("val a = b\nval c = d()\nval e by lazy { 1 }\nval g = listOf(1)\nval h get() = 1\n", []),
    ],
    "simple_return": [
        ("fun f() { if (a) return; return b }\n", ["return", "return b"]),
        (
            'fun f() { return -1; return "a"; return this }\n',
            ["return -1", 'return "a"', "return this"],
        ),
        ("fun f() { a { if (b) return@a; return@c } }\n", ["return@a", "return@c"]),
        (
            "fun f() { when (a) { b -> return null\n    else -> return } }\n",
            ["return null", "return"],
        ),
        (
            "fun f() { return a.b; return c(); return d + 1; val e = g ?: return }\nfun h() = i\n",
            [],
        ),
    ],
    "statement": [
        (
            "fun f() { a(); b = 1; c++; d += 2; e.f(); g to h }\n",
            ["a()", "b = 1", "c++", "d += 2", "e.f()", "g to h"],
        ),
        ("fun f() { val a = 1; val (b, c) = d; var e: Int }\n", ["val a = 1", "val (b, c) = d"]),
        (
            "fun f() { while (a) { if (b) break; continue@c }; throw D(); return 1 }\n",
            ["break", "continue@c", "throw D()", "return 1"],
        ),
        (
            "fun f() { if (a) b = 1 else return; for (c in d) e += c }\n",
            ["b = 1", "return", "e += c"],
        ),
        ("plugins { id(a) }\nval b = c()\n", ["plugins { id(a) }", "id(a)", "val b = c()"]),
        (
            (
                "import a\nclass B(val c: Int) {\n    val d = 1\n    fun e() = g()\n}\n"
                "fun h() { if (i) {} }\n"
            ),
            [],
        ),
    ],
    "operation": [
        (
            "val a = b + 1 > -c && !d ?: e\n",
            ["b + 1", "b + 1 > -c", "b + 1 > -c && !d ?: e", "-c", "!d", "!d ?: e"],
        ),
        (
            "fun f() { a += 1; b++; c shl 2; d in e; g !is H }\n",
            ["a += 1", "b++", "c shl 2", "d in e", "g !is H"],
        ),
        ("fun f() { a = b!!; c as D; e..g; h to i; j[0] }\n", []),
    ],
    "table": [
        (
            'val a = listOf(1, 2)\nval b = mutableMapOf(1 to "c")\n',
            ["listOf(1, 2)", 'mutableMapOf(1 to "c")'],
        ),
        (
            "val a = intArrayOf(1)\nval b = arrayOf<C>(d, e)\n",
            ["intArrayOf(1)", "arrayOf<C>(d, e)"],
        ),
        ('@A(["b", "c"])\nclass D\n', ['["b", "c"]']),
        ("val a = b[0]\nval c = emptyList<D>()\nval e = blistOf(1)\nval f = List(2) { it }\n", []),
    ],
    "branch": [
        (
            "fun f() { if (a) b() else if (c) d() else e() }\n",
            ["if (a) b() else if (c) d() else e()", "if (c) d() else e()"],
        ),
        (
            "fun f() { when (a) { 1, 2 -> b; is C -> d; in 1..2 -> e; else -> g } }\n",
            ["1, 2 -> b;", "is C -> d;", "in 1..2 -> e;"],
        ),
        ("fun f() { when { a > 1 -> b } }\n", ["a > 1 -> b"]),
        (
            "fun f() { try { a() } catch (e: B) { c() } finally { d() } }\n",
            ["catch (e: B) { c() }"],
        ),
        ('val a = b ?: c\nval d = "if (e) {}" // if (f) {}\n', []),
    ],
    "loop": [
        (
            "fun f() { for (a in b) {}; while (c) {}; do { d() } while (e) }\n",
            ["for (a in b) {}", "while (c) {}", "do { d() } while (e)"],
        ),
        ("fun f() { a.forEach { b(it) }; repeat(3) { c() } }\n", []),
    ],
    "call": [
        ("val a = b.c(d(1))?.e { f() }\n", ["b.c(d(1))", "b.c(d(1))?.e { f() }", "d(1)", "f()"]),
        (
            "fun f() { A(1); super.f(); g<B>(); h[0]() }\n",
            ["A(1)", "super.f()", "g<B>()", "h[0]()"],
        ),
        ("val a = listOf(1, 2).map { it }\n", ["listOf(1, 2).map { it }"]),
        (
            (
                "class A : B(1) {\n    constructor() : this(2)\n}\n@C(3)\n"
                "val d = arrayOf(1, e)\nval g = ::h\n"
            ),
            [],
        ),
    ],
    "print": [
        ('fun f() { println(); print("a") }\n', ["println()", 'print("a")']),
        (
            "fun f() { System.out.println(1); System.err.print(2) }\n",
            ["System.out.println(1)", "System.err.print(2)"],
        ),
        ('fun f() { a.println(1); Log.d("b", "c"); sprint(d); e("println(1)") }\n', []),
    ],
    "assert": [
        (
            "fun f() { assertEquals(1, a); assert(b); assertThat(c).isNull() }\n",
            ["assertEquals(1, a)", "assert(b)", "assertThat(c)"],
        ),
        (
            "fun f() { Assert.assertTrue(a); assertTrue { c() }; fail() }\n",
            ["Assert.assertTrue(a)", "assertTrue { c() }", "fail()"],
        ),
        ("fun f() { a shouldBe b; c.d.shouldBeNull() }\n", ["a shouldBe b", "c.d.shouldBeNull()"]),
        (
            "fun f() { verify { a.b() }; coVerify(exactly = 1) { c.d() } }\n",
            ["verify { a.b() }", "coVerify(exactly = 1)"],
        ),
        ("fun f() { assertion(); require(a) { b }; check(c); d.fail(); shoulder(e) }\n", []),
    ],
    "error": [
        ("fun f() {}\n", []),
        ("val a = = 1\n", ["="]),
    ],
    "missing": [
        ("fun f() {}\n", []),
        ("fun f() { a(1 }\n", [""]),
    ],
}

MODERN = [
    "sealed interface A {\n    data class B(val c: Int) : A\n    data object D : A\n}\n",
    "@JvmInline\nvalue class A(val b: Int)\nfun interface C {\n    suspend fun d()\n}\n",
    "inline fun <reified T : Any> f(crossinline a: () -> T, noinline b: suspend () -> Unit) {}\n",
    "fun f() { when (val a = b()) { is C, !is D -> e; in 0..<5, !in g -> h; else -> {} } }\n",
    (
        "tailrec fun f(a: Int): Int = if (a == 0) 1 else f(a - 1)\n"
        "infix fun Int.g(a: Int) = this + a\n"
    ),
    "fun f() { for ((a, _) in b) {}; c { (d, e), f: G -> h }; val i = fun J.(k: Int): L = m }\n",
    "class A<in T, out R : B>(private val c: D,) : E<T>(), F where T : G\n",
    "expect fun a(): Int\nactual class B actual constructor()\n@OptIn(C::class) external fun d()\n",
    "val a: Int by lazy { 1 }\nval <T> List<T>.b: Int get() = size\nprivate lateinit var c: D\n",
    (
        "enum class A(val b: Int) {\n    C(1) {\n        override fun d() = 2\n    },\n"
        "    E(3);\n\n    abstract fun d(): Int\n}\n"
    ),
]

ODD = [
    "import a.`in`.b as c\n\nfun `a b c`(data: Int, value: Int, open: Int) = get(set)\n",
    "fun f() { a?.b?.c ?: d!!.e as? G ?: throw H(); i[j, k] = 1; l?.m = 2 }\n",
    'val a = """b ${c["d"]} "e" $f"""\nval g = "\\u0041 \\$ $"\nval h = \'\\\'\'\n',
    "fun f() { outer@ for (a in b) { continue@outer }; return@g; super<H>.i(); this@J.k }\n",
    "fun f() { a\n    .b()\n    // c\n    ?.d { it }\n    ?: return\n}\n",
    (
        '@file:Suppress("a")\n\nplugins { id("b") version "1" apply false }\n'
        'tasks.register<Copy>("c") { from(d) }\n'
    ),
    "var a: Int = 1\n    private set\n\nvar b: C\n    @D get() = e\n    set(value) {}\n",
    "fun A?.f() = 1\nfun (() -> Unit).g() {}\nfun B.C.h(i: (J, k: L) -> M, n: O.() -> P) {}\n",
]


@pytest.mark.parametrize("text", MODERN + ODD)
def test_modern_and_odd_syntax_is_read_whole(text):
    assert [[], []] == [captured_in("kotlin", text, name) for name in ("error", "missing")]


HOLDERS = [
    "fun main() {\n%s}\n",
    "class A : B() {\n    override fun f(): C {\n%s    }\n}\n",
    "val a = b { c ->\n%s}\n",
    "fun f() = runTest {\n    if (a) {\n%s    }\n}\n",
    "fun f() {\n    when (a) {\n        is B -> {\n%s        }\n    }\n}\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("form", HOLDERS)
def test_a_function_of_thousands_of_lines_holds_back_nothing(form):
    """A pattern that stays open over it would keep more matches waiting than there may be."""
    text = form % ("val (a, b) = c { d: Int -> -d }\nif (e) return 1\nassertEquals(a, b)\n" * 1_100)
    names = ("assert", "operation", "simple_return", "statement", "parameter")
    found = [len(captured_in("kotlin", text, name)) for name in names]
    assert [1_100] * 3 == found[:3]
    assert min(found[3:]) >= 1_100
