"""plugins/cpp/queries.scm: what every capture finds in C++, C's patterns among them."""

import pytest
from making import captured_in, syntax_in

QUERIES = syntax_in("cpp").source


def captured(text: str, name: str) -> list[str]:
    return captured_in("cpp", text, name)


# For every capture: sources, and the texts that it finds in each. test_c_queries.py has more of
# what both languages have.
FOUND = {
    "comment": [
        ("int a; // one\n/* two */\n", ["// one", "/* two */"]),
        ('auto s = R"(// none)"; auto t = "/* none */";\n', []),
        ("/// doc\nclass A { int b; ///< b\n};\n", ["/// doc", "///< b"]),
    ],
    "string": [
        ('auto a = "b" u8"c"s;\n', ['"b"', 'u8"c"']),
        ('auto a = R"x(a"b\n)x";\n', ['R"x(a"b\n)x"']),
        ("char a = 'b'; // \"c\"\n", []),
    ],
    "number": [
        ("a = 1'000 + 0b1 + 2.5f;\n", ["1'000", "0b1", "2.5f"]),
        ("a = 10_km;\n", ["10"]),
        ("a1 = '2';\n", []),
    ],
    "identifier": [
        ("std::string a = b.c();\n", ["std", "string", "a", "b", "c"]),
        ("auto a = this; // b\n", ["a"]),
    ],
    "function": [
        (
            "class A { A() {} ~A() {} int b() const { return 1; } };\n",
            ["A() {}", "~A() {}", "int b() const { return 1; }"],
        ),
        ("int A::b() try { } catch (...) { }\n", ["int A::b() try { } catch (...) { }"]),
        ("template <class T> T f(T a) { return a; }\n", ["T f(T a) { return a; }"]),
        ("auto f = [](int a) { return a; };\n", ["[](int a) { return a; }"]),
        ("g([](int a) { return a; });\n", []),
        ("class A { A() = default; A(A&&) = delete; virtual void b() = 0; int c(); };\n", []),
        ("A a(1);\nint f(std::vector<int> b);\nreturn f(a);\nauto p = new F(x);\n", []),
        ("TEST(A, b) { c(); }\n", ["TEST(A, b) { c(); }"]),
    ],
    "prototype": [
        (
            "namespace a {\nBEGIN_NS\nnamespace b {\nint f(int);\n}\nEND_NS\n}\n",
            ["int f(int);"],
        ),
        (
            "class API A {\npublic:\n  explicit A(int);\n  void b() const;\n  int c;\n};\n",
            ["explicit A(int);", "void b() const;"],
        ),
        (
            "int f(A a);\nA &A::b<int>();\nint c, *d(int);\n",
            ["int f(A a);", "A &A::b<int>();", "int c, *d(int);"],
        ),
        (
            "class A { A(int); ~A(); const B &c() const; operator bool(); A operator()(A); };\n",
            ["A(int);", "~A();", "const B &c() const;", "operator bool();", "A operator()(A);"],
        ),
        (
            "class A { virtual int b() = 0; A() = default; A(A&&) = delete; ~A() = 0; };\n",
            ["virtual int b() = 0;", "A() = default;", "A(A&&) = delete;", "~A() = 0;"],
        ),
        (
            "template <class T> T f(T);\nclass A { friend int g(A); };\n",
            ["T f(T);", "int g(A);"],
        ),
        (
            'namespace a { int f(B); }\nextern "C" int g();\nextern "C" { int h(); }\n',
            ["int f(B);", "int g();", "int h();"],
        ),
        (
            "#if A\nint f();\n#elif B\nint g();\n#else\nint h();\n#endif\n",
            ["int f();", "int g();", "int h();"],
        ),
        ("void f() { std::lock_guard<A> b(c); if (d) { E g(); } }\nA h(1);\nA i = j(2);\n", []),
        ("class A { int (*b)(int); std::function<int(A)> c; int d() { }  int e{f(1)}; };\n", []),
        ("int (*a)(int);\nauto [b, c] = d(e);\nA f() { }\nusing G = int(int);\n", []),
    ],
    "simple_function": [
        ("class A { int b() const { return b_; } };\n", ["int b() const { return b_; }"]),
        ("int f() { // a\n return g(); }\n", ["int f() { // a\n return g(); }"]),
        ("A::A() : b(1) { }\nint f() { g(); return 1; }\n", []),
    ],
    "function_name": [
        (
            "class A { A() {} ~A() {} int b() {} char *c() {} A &d() {} };\n",
            ["A", "~A", "b", "c", "d"],
        ),
        ("int A::b() {}\nA &A::C::d() {}\nA::~A() {}\n", ["b", "d", "~A"]),
        ("bool operator==(A a, A b) {}\nA &A::operator=(A a) {}\n", ["operator==", "operator="]),
        ("template <> void f<int>() {}\nauto g = [] {};\n", ["f", "g"]),
        ("class A { A() = default; int b(); };\nint c();\nd();\n", []),
    ],
    "accessor": [
        ("class A { int b() const { return b_; } };\n", ["int b() const { return b_; }"]),
        ("class A { const B &b() { return this->b_; } };\n", ["const B &b() { return this->b_; }"]),
        (
            "const std::string &A::b() const { return b_; }\n",
            ["const std::string &A::b() const { return b_; }"],
        ),
        ("class A { void b(int b) { b_ = b; } };\n", ["void b(int b) { b_ = b; }"]),
        ("void A::b(int b) { this->b_ = b; }\n", ["void A::b(int b) { this->b_ = b; }"]),
        ("int f() { return a; }\nint A::b(int c) { return c; }\nA::A(int b) { b_ = b; }\n", []),
        ("int A::b() { return c(); }\nvoid A::d(int e) { f_ += e; }\n", []),
    ],
    "main": [
        ("int main() { }\n", ["int main() { }"]),
        (
            "auto main(int argc, char *argv[]) -> int { }\n",
            ["auto main(int argc, char *argv[]) -> int { }"],
        ),
        ('extern "C" int main(int a, char **b) { }\n', ["int main(int a, char **b) { }"]),
        (
            "#ifdef A\nint main() { a(); }\n#else\nint main() { b(); }\n#endif\n",
            ["int main() { a(); }"],
        ),
        ("class A { int main() { } };\nint A::main() { }\nnamespace b { int main() { } }\n", []),
    ],
    "class": [
        (
            "class A : public B { };\nstruct C final { };\nenum class D : int { E };\n",
            ["class A : public B { }", "struct C final { }", "enum class D : int { E }"],
        ),
        ("template <class T> class A<T*> { };\n", ["class A<T*> { }"]),
        ("class A;\nfriend class B;\nenum class C;\ntemplate <class T> using D = T;\n", []),
    ],
    "class_name": [
        ("class A { struct B { }; };\nenum class C { D };\n", ["A", "B", "C"]),
        ("template <> struct A<int> { };\nstruct A::B { };\n", ["A", "B"]),
        ("class A;\nnamespace b { }\n", []),
    ],
    "import": [
        ("#include <a>\n", ["#include <a>\n"]),
        ("using namespace std;\nusing std::cout;\n", ["using namespace std;", "using std::cout;"]),
        ("using A = B;\nnamespace c = d;\nint using_it; // using a;\n", []),
    ],
    "directive": [
        ("#pragma once\n#if A\n#endif\n", ["#pragma once\n", "#if", "#endif"]),
        ("#include <a>\n[[nodiscard]] int f();\n", []),
    ],
    "macro": [
        (
            "#define A(x) ((x) + 1)\n#  define B(...) \\\n  c\n",
            ["#define A(x) ((x) + 1)\n", "#  define B(...) \\\n  c\n"],
        ),
        ("#define A 1\n", []),
    ],
    "variable": [
        ("auto [a, b] = c;\nint d{1}, e(2);\n", ["a", "b", "d", "e"]),
        ("void f() { for (auto &a : b) { } for (const auto &[c, d] : e) { } }\n", ["a", "c", "d"]),
        ("class A { int b = 1; static constexpr int c{2}; B &d; };\n", ["b", "c", "d"]),
        ("void f(int &a, T &&...b, int c = 1, int (&d)[3]);\n", ["a", "b", "c", "d"]),
        ("try { } catch (const A &a) { }\n", ["a"]),
        ("auto a = [b = 1, c](int d) { };\n", ["a", "b", "d"]),
        ("void f() { if (auto a = b(); a) { } while (int c = d()) { } }\n", ["a", "c"]),
        ("A f();\nusing B = C;\na == b;\n", []),
    ],
    "parameter": [
        ("int f(int &a, const T &b, int c = 1, T &&...d);\n", ["a", "b", "c", "d"]),
        ("auto a = [](auto b, int &c) { };\n", ["b", "c"]),
        ("template <class T, int n> T f(T a);\ntry { } catch (A &b) { }\n", ["a"]),
        ("f(a, b);\nfor (auto &c : d) { }\n", []),
    ],
    "simple_variable": [
        (
            "std::string a;\nconst int b = -1;\nA c{};\n",
            ["std::string a;", "const int b = -1;", "A c{};"],
        ),
        (
            "class A { int b = 1; T *c = nullptr; std::vector<int> d; };\n",
            ["int b = 1;", "T *c = nullptr;", "std::vector<int> d;"],
        ),
        ("class A { int b = f(); virtual int c() = 0; int d() const; };\n", []),
        ("A a(1);\nA b = c;\nauto d = f();\nint g();\n", []),
    ],
    "simple_return": [
        (
            "return;\nreturn a;\nreturn A::b;\nreturn this;\n",
            ["return;", "return a;", "return A::b;", "return this;"],
        ),
        ("co_return;\nco_return 1;\n", ["co_return;", "co_return 1;"]),
        ("return *this;\nreturn {};\nreturn a();\nco_return a + 1;\n", []),
    ],
    "statement": [
        ("throw a;\nco_yield b;\nco_return;\n", ["throw a;", "co_yield b;", "co_return;"]),
        ("A a(1);\nauto b = c;\n", ["A a(1);", "auto b = c;"]),
        ("A a;\nclass B { int c = 1; };\nusing namespace d;\n", []),
    ],
    "operation": [
        ("a <=> b;\nc and not d;\n", ["a <=> b", "c and not d", "not d"]),
        ("template <class... T> auto f(T... a) { return (a + ...); }\n", ["(a + ...)"]),
        ("a = *b;\nc(&d);\n", []),
    ],
    "table": [
        ("std::vector<int> a{1, 2};\nauto b = {1};\n", ["{1, 2}", "{1}"]),
        ("f(A{1});\n", ["{1}"]),
        ("auto [a, b] = c;\nvoid f() { }\n", []),
    ],
    "branch": [
        (
            "void f() { if constexpr (a) b(); else if (c) d(); }\n",
            ["if constexpr (a) b(); else if (c) d();", "if (c) d();"],
        ),
        (
            "void f() { try { } catch (A a) { } catch (...) { } }\n",
            ["catch (A a) { }", "catch (...) { }"],
        ),
        ("auto a = b ? c : d;\n", ["b ? c : d"]),
        ("template <class T> requires A<T> void f();\n", []),
    ],
    "loop": [
        ("void f() { for (auto a : b) c(); }\n", ["for (auto a : b) c();"]),
        ("void f() { do a(); while (b); }\n", ["do a(); while (b);"]),
        ("void f() { std::for_each(a, b, c); }\n", []),
    ],
    "goto": [
        ("void f() { goto a; a: b(); }\n", ["goto a;"]),
        ('auto s = "goto a;"; // goto a;\n', []),
    ],
    "call": [
        ("a.b<int>(1);\nA::c();\n", ["a.b<int>(1)", "A::c()"]),
        ("auto a = new A(1);\nA b(2);\nc(A{3});\n", ["new A(1)", "b(2)", "c(A{3})", "A{3}"]),
        ("int f(int a);\nclass A { A(); };\n", []),
        ("A::A() : B(1), c{d()} { }\nA::A(int) : A() { }\n", ["d()"]),
    ],
    "print": [
        (
            "void f() { std::cout << a << std::endl; cerr << b; }\n",
            ["std::cout << a << std::endl;", "cerr << b;"],
        ),
        (
            'std::println("a");\nfmt::print("b");\nstd::printf("c");\n',
            ['std::println("a")', 'fmt::print("b")', 'std::printf("c")'],
        ),
        ("out << a;\nstd::sprintf(a, b);\nstream.print(c);\nint cout_; // std::cout << d;\n", []),
    ],
    "assert": [
        ('static_assert(a, "b");\nassert(c);\n', ['static_assert(a, "b");', "assert(c)"]),
        (
            "EXPECT_EQ(1, a) << b;\nREQUIRE(c);\nCHECK_THAT(d, e);\nBOOST_CHECK_EQUAL(f, g);\n",
            ["EXPECT_EQ(1, a)", "REQUIRE(c)", "CHECK_THAT(d, e)", "BOOST_CHECK_EQUAL(f, g)"],
        ),
        ("assertion(a);\nCHECK_BOUNDS(b);\nc.EXPECT();\n", []),
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
    "auto f(int a) -> int { return a; }\n",
    "template <typename T> concept C = requires(T a) { a.b(); { a.c() } -> std::same_as<int>; };\n",
    "template <C T> void f(T a) requires D<T> { }\n",
    "void f(C auto a) { }\n",
    "auto [a, b] = c;\n",
    "if (auto a = b(); a) { }\n",
    "if constexpr (a) { }\n",
    "template <class... T> auto f(T... a) { return (a + ... + 0); }\n",
    "consteval int f() { return 1; }\n",
    "constinit int a = 1;\n",
    "auto operator<=>(const A &) const = default;\n",
    'auto a = R"x(b)"c)x";\n',
    'auto a = 10_km + "b"s;\n',
    "auto f = []<typename T>(T a) mutable noexcept { return a; };\n",
    "A f() { co_await a; co_yield b; co_return c; }\n",
    "namespace a::b::inline c { }\n",
    "enum class A : int { B };\n",
    "A a{.b = 1, .c = 2};\n",
    "for (auto a : b | std::views::filter(c)) { }\n",
    "[[likely]] a();\n",
    "using enum A;\n",
    "template <auto a> struct A { };\n",
    "int A::*a = &A::b;\n",
    "auto a = static_cast<int>(b);\n",
]
HOSTILE = [
    "std::vector<std::vector<int>> a;\n",
    "A::operator bool() const { return true; }\n",
    "int A::operator()(int a) { return a; }\n",
    "template <template <class> class T> class A { };\n",
    "try { } catch (...) { throw; }\n",
    "A::A() : b{1}, C(2) { }\n",
    "class A { friend class B; friend A operator+(A, A); };\n",
    'extern "C" { int f(void); }\n',
    "void *operator new(size_t a) { return b(a); }\n",
    "delete[] a;\n",
    "bool a = b < c && d > e;\n",
    "int f() noexcept(noexcept(g()));\n",
    "A a = (A)b;\n",
]


def test_the_patterns_of_c_are_read_first():
    packs = [file.pack for file, _ in QUERIES.patterns]
    assert ({"c", "cpp"}, sorted(packs)) == (set(packs), packs)


def test_what_c_leaves_out_is_left_out_for_its_reason():
    assert {"docstring": "doc comments are comments"} == QUERIES.left_out


def test_a_prototype_inside_a_block_is_none_though_it_is_in_c():
    text = "void f() { T a(b); }"
    assert ([], ["T a(b);"]) == (captured(text, "prototype"), captured_in("c", text, "prototype"))


@pytest.mark.parametrize("text", MODERN + HOSTILE)
def test_what_is_valid_parses(text):
    assert [[], []] == [captured(text, name) for name in ("error", "missing")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["/* c */", "#include <a.h>", "int A::f(int &a) {", "  return a;", "}", ""])
    assert [["/* c */"], ["a"], ["return a;"], ["f"]] == [
        captured(text, name) for name in ("comment", "parameter", "simple_return", "function_name")
    ]


def test_many_functions_and_long_tables_are_measured():
    text = "int A::f(T &a) { g(a); }\n" * 500 + f"int t[] = {{{'{1, a}, ' * 2000}}};\n"
    assert (500, 2001) == (len(captured(text, "function")), len(captured(text, "table")))
