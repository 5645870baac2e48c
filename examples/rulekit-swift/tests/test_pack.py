"""What every capture finds in Swift, and what holds for every text."""

from pathlib import Path

import pytest
from rulekit.testing import conformance_suite

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("// one\nlet a = 1 // two\n", ["// one", "// two"]),
        ("/* one\n/* two */ */\n/// three\n", ["/* one\n/* two */ */", "/// three"]),
        ("#!/usr/bin/swift\nprint(1)\n", ["#!/usr/bin/swift"]),
        ('let a = "// one"\n', []),
    ],
    "directive": [
        ("#if DEBUG\nlet a = 1\n#else\nlet b = 2\n#endif\n", ["#if DEBUG", "#else", "#endif"]),
        ('#warning("a")\n', ['#warning("a")']),
        ("macro a() = b\n", ["macro a() = b"]),
        ("@available(iOS 13, *)\nfunc a() {}\n// #if b\nlet c = #file\n", []),
    ],
    "macro": [
        ("macro a<T>(_ b: T) -> T = c\n", ["macro a<T>(_ b: T) -> T = c"]),
        ("#a(b)\nfunc macro() {}\n", []),
    ],
    "string": [
        ('let a = "b \\(c) d"\nlet e = ""\n', ['"b \\(c) d"', '""']),
        ('let a = """\n  b\n  """\nlet c = #"d"#\n', ['"""\n  b\n  """', '#"d"#']),
        ("let a = /b+/\n// 'c'\n", []),
    ],
    "number": [
        (
            "let a = 1 + 2.5 + 0xFF + 0b1 + 0o7 + 1_000\n",
            [
                "1",
                "2.5",
                "0xFF",
                "0b1",
                "0o7",
                "1_000",
            ],
        ),
        ('let a1 = "1" // 1\n', []),
    ],
    "identifier": [
        ("let a: B = c.d\n", ["a", "B", "c", "d"]),
        ("import A\nfunc b(c d: E) {}\n", [*"AbcdE"]),
        ('self.init()\nsuper.init()\n"a"\n', ["init", "init"]),
    ],
    "function": [
        ("func a() {}\nclass B { func c() { d() } }\n", ["func a() {}", "func c() { d() }"]),
        ("class A { init() {}; deinit {} }\n", ["init() {}", "deinit {}"]),
        (
            "extension A { static func == (b: A, c: A) -> Bool { true } }\n",
            [
                "static func == (b: A, c: A) -> Bool { true }",
            ],
        ),
        ("protocol A { func b(); init() }\nlet c = { d() }\nvar e: Int { f() }\n", []),
    ],
    "function_name": [
        ("func a() {}\nclass B { func c<T>() {} }\n", ["a", "c"]),
        ("class A { init() {} }\nprotocol B { func c() }\nfunc == (d: A, e: A) {}\n", []),
    ],
    "prototype": [
        (
            "protocol A { func b(c: Int) -> Int; init(d: Int) }\n",
            [
                "func b(c: Int) -> Int",
                "init(d: Int)",
            ],
        ),
        ("protocol A { var b: Int { get } }\nfunc c() {}\nlet d: () -> Void = e\n", []),
    ],
    "simple_function": [
        (
            "func a() -> Int { return b + 1 }\nfunc c() { return }\n",
            [
                "func a() -> Int { return b + 1 }",
                "func c() { return }",
            ],
        ),
        (
            "func a() -> Int { b(c) }\nfunc d() -> Bool { e == f }\n",
            [
                "func a() -> Int { b(c) }",
                "func d() -> Bool { e == f }",
            ],
        ),
        (
            "func a() -> Int {\n    // why\n    return 1\n}\n",
            [
                "func a() -> Int {\n    // why\n    return 1\n}",
            ],
        ),
        ("func a() { b() }\nfunc c() {}\nfunc d() -> Int { e(); return 1 }\n", []),
        ("func a() -> Int { if b { 1 } else { 2 } }\n", []),
    ],
    "accessor": [
        (
            "func a() -> Int { return b }\nfunc c() -> Int { return self.d }\n",
            [
                "func a() -> Int { return b }",
                "func c() -> Int { return self.d }",
            ],
        ),
        ("func a() -> Int { self.b }\n", ["func a() -> Int { self.b }"]),
        (
            "func set(a: Int) { self.a = a }\nfunc put(_ b: Int) { c = b }\n",
            [
                "func set(a: Int) { self.a = a }",
                "func put(_ b: Int) { c = b }",
            ],
        ),
        ("func a(b: Int) -> Int { return b }\nfunc c() -> Int { return d.e }\n", []),
        ("func set(a: Int) { self.a += a }\nfunc f(a: Int) { self.a = a + 1 }\n", []),
    ],
    "main": [
        ("@main\nstruct A {\n    static func main() { b() }\n}\n", ["static func main() { b() }"]),
        ("struct A { static func main() {} }\nfunc main() {}\n", []),
        ("@main\nstruct A: App { var body: some Scene { B() } }\n", []),
    ],
    "class": [
        (
            "class A {}\nstruct B {}\nenum C {}\nactor D {}\nprotocol E {}\n",
            [
                "class A {}",
                "struct B {}",
                "enum C {}",
                "actor D {}",
                "protocol E {}",
            ],
        ),
        ("extension A {}\nlet b = C.self\ntypealias D = Int\n", []),
    ],
    "class_name": [
        ("class A<T>: B {}\nprotocol C {}\nstruct D { enum E {} }\n", [*"ACDE"]),
        ("extension A {}\nlet b: C\n", []),
    ],
    "import": [
        (
            "import A\n@testable import B\nimport struct C.D\n",
            [
                "import A",
                "@testable import B",
                "import struct C.D",
            ],
        ),
        ("// import A\nlet important = 1\n", []),
    ],
    "variable": [
        ("let a = 1, b = 2\nvar c: Int\n", [*"abc"]),
        ("let (a, b) = c\nfor (i, j) in d {}\nfor k in e {}\n", [*"abijk"]),
        ("if let a = b {}\nif case .c(let d) = e {}\nwhile let f = g() {}\n", [*"adf"]),
        ("func f() { guard let a else { return } }\n", ["a"]),
        ("switch a { case let .b(c, d): e(); case (let f, _): g() }\n", [*"cdf"]),
        ("do {} catch let a {}\n", ["a"]),
        ("a = 1\nb.c += 2\nself.d = 3\n", [*"acd"]),
        ("func a(b: Int, _ c: Int) {}\nd { e in f }\n", [*"bce"]),
        ("class A { let b: Int; static var c = 1 }\nprotocol D { var e: Int { get } }\n", [*"bce"]),
        ("enum A { case b }\nc(d: e)\nf[g] = 1\n", []),
    ],
    "parameter": [
        ("func a(b: Int, c d: Int = 1, _ e: Int...) {}\n", [*"bde"]),
        ("class A { init(b: Int) {}; subscript(c: Int) -> Int { 1 } }\n", ["b", "c"]),
        ("let a = { (b: Int, c) -> Int in b }\nd { e in f }\n", [*"bce"]),
        ("protocol A { func b(c: Int) }\nd(e: f)\ntypealias G = (Int) -> Void\n", []),
    ],
    "simple_variable": [
        (
            "class A {\n    var b: Int\n    let c = 1\n    weak var d: E?\n}\n",
            [
                "var b: Int",
                "let c = 1",
                "weak var d: E?",
            ],
        ),
        (
            'struct A {\n    static let b = "c"\n    let d = -1\n    var e: F? = nil\n}\n',
            [
                'static let b = "c"',
                "let d = -1",
                "var e: F? = nil",
            ],
        ),
        ("protocol A { var b: Int { get set } }\n", ["var b: Int { get set }"]),
        ("func f() {\n    var a: Int\n    let b = 1\n}\n", ["var a: Int"]),
        ("class A {\n    let b = C()\n    var d: Int { 1 }\n    let e = [1]\n}\n", []),
    ],
    "simple_return": [
        ("func f() { if a { return }\n    return b }\n", ["return", "return b"]),
        (
            'func f() -> A {\n    if b { return -1 }\n    if c { return nil }\n    return "d"\n}\n',
            [
                "return -1",
                "return nil",
                'return "d"',
            ],
        ),
        ("func f() { return a.b }\nfunc g() { return c() }\nfunc h() { return [] }\n", []),
        ("func f() { throw a }\nfunc g() -> Int { 1 }\n", []),
    ],
    "statement": [
        (
            "func f() {\n    let a = 1\n    b = 2\n    c()\n    return\n}\n",
            [
                "let a = 1",
                "b = 2",
                "c()",
                "return",
            ],
        ),
        (
            "func f() {\n    try a()\n    await b()\n    throw c\n}\n",
            [
                "try a()",
                "await b()",
                "throw c",
            ],
        ),
        ("for a in b { continue }\nwhile c { break }\n", ["continue", "break"]),
        ("let a = b\nc()\nd = 1\n", ["let a = b", "c()", "d = 1"]),
        ("func f() { #expect(a) }\n", ["#expect(a)"]),
        ("class A { let b = 1 }\nfunc f() { var c: Int }\nvar d: Int { e }\n", []),
    ],
    "operation": [
        ("let a = b + 1, c = d * e\n", ["b + 1", "d * e"]),
        (
            "let a = b < c, d = e == f, g = h && i, j = k || l\n",
            ["b < c", "e == f", "h && i", "k || l"],
        ),
        ("let a = !b, c = -d, e = ~f\n", ["!b", "-d", "~f"]),
        ("a += 1\nb = c ?? d\ne = f is G\nh = i & j\n", ["a += 1", "c ?? d", "f is G", "i & j"]),
        ("let a = -1\nb(&c)\nd = .e\nf = g as? H\ni = 0..<3\n", []),
    ],
    "table": [
        ('let a = [1, 2], b = ["c": 1], d: [Int] = []\n', ["[1, 2]", '["c": 1]', "[]"]),
        ("let a: [Int: String]\nlet b = c[1]\nlet d = [Int]()\n", ["[Int]"]),
        ("let a = b[1]\n", []),
    ],
    "branch": [
        ("if a { b() } else if c { d() }\n", ["if a { b() } else if c { d() }", "if c { d() }"]),
        ("func f() { guard a else { return } }\n", ["guard a else { return }"]),
        ("switch a {\ncase 1: b()\ndefault: c()\n}\n", ["case 1: b()"]),
        ("let a = b ? 1 : 2\ndo { c() } catch { d() }\n", ["b ? 1 : 2", "catch { d() }"]),
        ("while a {}\nlet b = c ?? d\n#if E\n#endif\n", []),
    ],
    "loop": [
        (
            "for a in b {}\nwhile c {}\nrepeat {} while d\n",
            [
                "for a in b {}",
                "while c {}",
                "repeat {} while d",
            ],
        ),
        ("a.forEach { b($0) }\ndo { c() }\n", []),
    ],
    "call": [
        ("a()\nb.c(d: 1)\nE(f)\n", ["a()", "b.c(d: 1)", "E(f)"]),
        ("a.map { $0 }.first()\n", ["a.map { $0 }", "a.map { $0 }.first()"]),
        ("let a = [Int]()\n", ["[Int]()"]),
        ("class A { override init() { super.init() } }\nfunc b() { defer { c = 1 } }\n", []),
        ("func a(b: Int) {}\nlet c: () -> Void\n", []),
    ],
    "print": [
        (
            'print("a")\ndebugPrint(b)\nNSLog("c")\ndump(d)\n',
            [
                'print("a")',
                "debugPrint(b)",
                'NSLog("c")',
                "dump(d)",
            ],
        ),
        ("printer(a)\nb.print()\n// print(c)\n", []),
    ],
    "assert": [
        (
            'XCTAssertEqual(a, b)\nXCTAssert(c)\nXCTFail("d")\n',
            [
                "XCTAssertEqual(a, b)",
                "XCTAssert(c)",
                'XCTFail("d")',
            ],
        ),
        (
            "func f() {\n    #expect(a == b)\n    try #require(c)\n}\n",
            ["#expect(a == b)", "#require(c)"],
        ),
        (
            "expect(a).to(equal(b))\nassert(c)\nprecondition(d)\n",
            [
                "expect(a).to(equal(b))",
                "assert(c)",
                "precondition(d)",
            ],
        ),
        ('let a = XCTestCase()\nb.assert(c)\n#Preview { D() }\nfatalError("e")\n', []),
    ],
    "swift.localized": [
        (
            'let a = NSLocalizedString("b", comment: "")\n',
            [
                'let a = NSLocalizedString("b", comment: "")',
            ],
        ),
        (
            'enum A { static let b = String(localized: "c") }\n',
            [
                'static let b = String(localized: "c")',
            ],
        ),
        (
            'a(NSLocalizedString("b", comment: ""))\nlet c = String(d)\nlet e = F(localized: g)\n',
            [],
        ),
    ],
    "error": [
        ("let a = 1\n", []),
        ("let a = = 1\n", ["1"]),
    ],
    "missing": [
        ("a(1)\n", []),
        ("func f() {\n    a(1\n}\n", [""]),
    ],
}
EXAMPLES = [(name, *example) for name, examples in FOUND.items() for example in examples]
MODERN = [
    "func f() async throws -> Int { try await g() }\n",
    "func f() throws(E) {}\n",
    "actor A { nonisolated func b() {} }\n",
    "let a = if b { 1 } else { 2 }\n",
    "let a = switch b { case 1: 2\ndefault: 3 }\n",
    "func f<each T>(_ a: repeat each T) {}\n",
    "func f(_ a: consuming B, _ c: borrowing D) {}\n",
    "struct A: ~Copyable {}\n",
    "func f(a: some P, b: any Q) -> some View { c }\n",
    "@Observable @MainActor final class A { @ObservationIgnored var b = 1 }\n",
    '#Preview("a") { B() }\n',
    "let a = /b(?<c>d+)/\n",
    "func f() { if let a, let b { c() } }\n",
    "public import A\npackage func b() {}\n",
    "for await a in b {}\nasync let c = d()\n",
    "@resultBuilder struct A { static func buildBlock(_ b: C...) -> D { e } }\n",
    "extension A where B == C { subscript<T>(dynamicMember d: KeyPath<E, T>) -> T { f } }\n",
    "let a = \\B.c.d\nlet e = #selector(f(_:))\n",
    "indirect enum A<T> { case b(T), c(A, d: Int = 1) }\n",
    "infix operator +++: AdditionPrecedence\nprecedencegroup A { higherThan: B }\n",
    "let a = b as! C, d = e!.f?[0]\n",
    "if #available(iOS 17, *), a { b() }\n",
    'macro a(_ b: Int) -> Int = #externalMacro(module: "M", type: "T")\n',
]
UNREAD = {
    "the empty value as an argument": "a(())\n",
    "several protocols of an associated type": "protocol A { associatedtype B: C, D }\n",
    "the type of a function as a value": "a(((B) -> Void).self)\n",
    "`fallthrough` with a semicolon": "switch a {\ncase 1: b(); fallthrough;\ndefault: c()\n}\n",
    "a semicolon after a blank": "class A { func b() {} ; enum C {} }\n",
}


@pytest.mark.parametrize(("name", "text", "expected"), EXAMPLES)
def test_a_capture_finds_what_it_means(rulekit, name, text, expected):
    assert expected == rulekit.captures(text, "a.swift")[name]


def test_every_capture_has_examples(rulekit):
    assert rulekit.captures("", "a.swift").keys() == FOUND.keys()


@pytest.mark.parametrize("name", FOUND)
def test_a_capture_finds_something_somewhere(name):
    assert any(expected for _, expected in FOUND[name])


@pytest.mark.parametrize("text", MODERN)
def test_modern_and_odd_syntax_is_read_whole(rulekit, text):
    found = rulekit.captures(text, "a.swift")
    assert [[], []] == [found["error"], found["missing"]]


@pytest.mark.parametrize("text", UNREAD.values(), ids=UNREAD)
def test_the_grammar_does_not_read_it_yet(rulekit, text):
    """A failure is good news: take the entry out."""
    found = rulekit.captures(text, "a.swift")
    assert found["error"] + found["missing"]


def test_a_list_of_translated_texts_is_dropped(rulekit):
    words = ["cancel", "save", "delete", "title", "empty", "error", "retry", "settings"]
    lines = [f'    static let {word} = NSLocalizedString("{word}", comment: "")' for word in words]
    text = "\n".join(["import Foundation", "", "enum Texts {", *lines, "}", ""])
    assert ("swift/localized-constants",) == rulekit.check(text, "Texts.swift").decided_by


test_conforms = conformance_suite(
    "swift", sources=Path(__file__).with_name("sources"), examples=1, huge=False
)
