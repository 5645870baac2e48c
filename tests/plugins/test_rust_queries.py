"""plugins/rust/queries.scm: what every capture finds in Rust."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("fn f() {} // one\n/* two\n */\n", ["// one", "/* two\n */"]),
        (
            "//! About\n\n/// one\n/** two */\nfn f() {}\n",
            ["//! About\n", "/// one\n", "/** two */"],
        ),
        ("/* a /* b */ c */\n", ["/* a /* b */ c */"]),
        ('#!/usr/bin/env run\nconst A: &str = "// none";\n', ["#!/usr/bin/env run\n"]),
    ],
    "docstring": [
        ('#[doc = "one"]\n#[doc = r"two"]\nstruct A;\n', ['"one"', 'r"two"']),
        ('#[doc(alias = "a")]\n#[path = "b.rs"]\nmod b;\n', []),
    ],
    "string": [
        ('const A: &str = "b";\nconst C: &[u8] = b"d\\\n e";\n', ['"b"', 'b"d\\\n e"']),
        ('fn f() { a(r"b", r#"c"d"#, br"e", c"f") }\n', ['r"b"', 'r#"c"d"#', 'br"e"', 'c"f"']),
        ('fn f() { println!("{a}", b("c")) }\n', ['"{a}"', '"c"']),
        ("fn f<'a>(b: &'a u8) { c('d', b'e') } // \"f\"\n", []),
    ],
    "number": [
        (
            "fn f() { a(1, 0x1F_u8, 1_000, 2.5e3, 0o7, 0b1i64, 1.0f32) }\n",
            ["1", "0x1F_u8", "1_000", "2.5e3", "0o7", "0b1i64", "1.0f32"],
        ),
        ("const A: [u8; 2] = vec![3];\n", ["2", "3"]),
        ("const A1: char = '2'; // 3\n", []),
    ],
    "identifier": [
        ("mod a;\nuse b::{c as d};\n", [*"abcd"]),
        ("impl<T> A for B { fn c(d: E) { d.f } }\n", [*"TABcdEdf"]),
        ("fn f() { let A { b, c: d } = e!(g); }\n", [*"fAbcdeg"]),
        ("fn f(&self) -> u8 { 1 } // a\n", ["f"]),
    ],
    "function": [
        ("pub const fn f(a: u8) -> u8 { a }\n", ["pub const fn f(a: u8) -> u8 { a }"]),
        ("impl A { async fn f(&self) {} }\n", ["async fn f(&self) {}"]),
        ("trait A { fn f(); fn g() {} }\n", ["fn g() {}"]),
        (
            "fn f<T: A>() where T: B { fn g() {} }\n",
            ["fn f<T: A>() where T: B { fn g() {} }", "fn g() {}"],
        ),
        ('extern "C" { fn f(); }\ntype A = fn(u8) -> u8;\nstatic B: A = |c| c;\n', []),
    ],
    "function_name": [
        ("fn f() {}\nimpl A { fn g() {} }\n", ["f", "g"]),
        ("fn r#in() {}\n", ["r#in"]),
        ("trait A { fn f(); }\nmacro_rules! g { () => {} }\n", []),
    ],
    "prototype": [
        (
            "trait A { fn f(&self); async fn g() -> u8; fn h() {} }\n",
            ["fn f(&self);", "async fn g() -> u8;"],
        ),
        ('extern "C" { pub fn f(a: c_int, ...); static B: u8; }\n', ["pub fn f(a: c_int, ...);"]),
        ("fn f() {}\ntype A = fn();\n", []),
    ],
    "simple_function": [
        ("fn f() -> u8 { 1 }\n", ["fn f() -> u8 { 1 }"]),
        (
            "fn f(&self) -> A {\n    // b\n    self.c.d(e) + 1\n}\n",
            ["fn f(&self) -> A {\n    // b\n    self.c.d(e) + 1\n}"],
        ),
        ("fn f() -> u8 { return g(); }\n", ["fn f() -> u8 { return g(); }"]),
        ("fn f() { g(); }\nfn h() { g() }\n", []),
        ("fn f() -> u8 { let a = 1; a }\nfn g() -> u8 { h(); 1 }\n", []),
        ("fn f() -> u8 { if a { 1 } else { 2 } }\nfn g() -> u8 { match a { _ => 1 } }\n", []),
    ],
    "accessor": [
        ("impl A { fn b(&self) -> u8 { self.b } }\n", ["fn b(&self) -> u8 { self.b }"]),
        (
            "impl A { fn b(&mut self) -> &mut B { &mut self.b } }\n",
            ["fn b(&mut self) -> &mut B { &mut self.b }"],
        ),
        (
            "impl A { fn set_b(&mut self, b: u8) { self.b = b; } }\n",
            ["fn set_b(&mut self, b: u8) { self.b = b; }"],
        ),
        ("impl A { fn b(&self) -> u8 { self.b.c() } fn d(&self) -> u8 { self.d + 1 } }\n", []),
        (
            "impl A { fn b(&mut self, c: u8) { self.b = c + 1; } fn d(&mut self) { self.d(); } }\n",
            [],
        ),
    ],
    "main": [
        ("mod a;\nfn main() {}\n", ["fn main() {}"]),
        (
            "#[tokio::main]\nasync fn main() -> Result<()> { Ok(()) }\n",
            ["async fn main() -> Result<()> { Ok(()) }"],
        ),
        ("fn mainly() {}\nimpl A { fn main() {} }\nmod b { fn main() {} }\n", []),
    ],
    "class": [
        (
            "pub struct A { b: u8 }\nstruct C<T>(T);\nstruct D;\n",
            ["pub struct A { b: u8 }", "struct C<T>(T);", "struct D;"],
        ),
        ("enum A { B, C(u8) }\nunion D { e: u8 }\n", ["enum A { B, C(u8) }", "union D { e: u8 }"]),
        ("trait A: B { fn c(); }\n", ["trait A: B { fn c(); }"]),
        ("impl A for B {}\ntype C = D;\nmod e {}\nconst F: G = G { h: 1 };\n", []),
    ],
    "class_name": [
        (
            "struct A<'b, T>(&'b T);\nenum C {}\ntrait D {}\nunion E { f: u8 }\n",
            ["A", "C", "D", "E"],
        ),
        ("impl A {}\ntype B = C;\n", []),
    ],
    "import": [
        (
            "use a::b::{c, d as e, f::*};\npub use g;\n",
            ["use a::b::{c, d as e, f::*};", "pub use g;"],
        ),
        ("extern crate a as b;\npub mod c;\n", ["extern crate a as b;", "pub mod c;"]),
        ('include!(concat!(env!("A"), "/b.rs"));\n', ['include!(concat!(env!("A"), "/b.rs"));']),
        ('mod a { fn f() {} }\nconst B: &str = include_str!("c");\nextern "C" {}\n', []),
    ],
    "directive": [
        (
            "#![no_std]\n#[derive(A, B)]\nstruct C { #[d] e: u8 }\n",
            ["#![no_std]", "#[derive(A, B)]", "#[d]"],
        ),
        ("macro_rules! a { () => {}; }\n", ["macro_rules! a { () => {}; }"]),
        ("// #[a]\nconst B: &[u8] = &[1];\n", []),
    ],
    "macro": [
        (
            "macro_rules! a {\n    ($b:expr) => { $b + 1 };\n}\n",
            ["macro_rules! a {\n    ($b:expr) => { $b + 1 };\n}"],
        ),
        ("a! { b }\nfn f() { macro_rules(c); }\n", []),
    ],
    "variable": [
        (
            "const A: u8 = 1;\nstatic mut B: u8 = 2;\nstruct C { d: u8, E: u8 }\n",
            ["A", "B", "d", "E"],
        ),
        ("fn f() { let a = 1; let mut b: u8; let _c = A; }\n", ["a", "b", "_c"]),
        ("fn f() { let (a, mut b) = c; let [d, .., e] = g; let &h = i; }\n", [*"abdeh"]),
        ("fn f() { let A { b, c: d, ref e, .. } = g; let Some(h) = i else { j() }; }\n", [*"bdeh"]),
        ("fn f() { a = 1; b += 2; self.c = 3; d.e -= 4; }\n", [*"abce"]),
        ("fn f() { for i in 0..3 {} for (a, b) in c {} while let Some(d) = e() {} }\n", [*"iabd"]),
        ("fn f() { if let Ok(a) = b && let c = d {} }\n", [*"ac"]),
        (
            "fn f() { match a { b => c, Some(d) if e => g, h @ 1..=2 => i, j | k => l } }\n",
            [*"bdhjk"],
        ),
        ("fn f(a: u8, mut b: C, (d, e): G) { h(|i, j: u8, &k| l) }\n", [*"abdeijk"]),
        ("impl A { fn f(&self) {} fn g(self: Box<Self>) {} }\n", ["self", "self"]),
        ("fn f() { match a { None => b, A::B => c, D(1) => e, _ => g } }\n", []),
        (
            "trait A { fn f(b: u8); }\ntype C = fn(d: u8);\nfn g() { a[0] = 1; *b = 2; c == d; }\n",
            [],
        ),
        ("fn f<const N: usize>() { 'a: loop { break 'a } }\nenum B { C, D(u8) }\n", []),
    ],
    "parameter": [
        ("fn f(a: u8, mut b: C, &d: &u8, (e, g): H) {}\n", ["a", "b", "&d", "(e, g)"]),
        ("impl A { fn f(&mut self, b: u8) {} fn g(self: Box<Self>) {} }\n", ["self", "b", "self"]),
        ("fn f() { a(|b, c: u8, (d, e), &g| h) }\n", ["b", "c", "(d, e)", "&g"]),
        ("trait A { fn f(b: u8); }\ntype C = fn(d: u8);\nfn g<T>(_: T) { h(i) }\n", []),
    ],
    "simple_variable": [
        ("struct A { pub b: u8, c: Vec<D> }\n", ["pub b: u8", "c: Vec<D>"]),
        (
            'const A: &str = "b";\nstatic C: i8 = -1;\n',
            ['const A: &str = "b";', "static C: i8 = -1;"],
        ),
        ("fn f() { let a; let b: u8; let c = 1; }\n", ["let a;", "let b: u8;"]),
        ("trait A { const B: u8; }\n", ["const B: u8;"]),
        ("const A: u8 = f();\nstatic B: [u8; 1] = [1];\nstruct C(u8);\nenum D { E }\n", []),
    ],
    "simple_return": [
        ("fn f() { if a { return; } return b; }\n", ["return", "return b"]),
        (
            "fn f() { return -1; return A::B; return (); }\n",
            ["return -1", "return A::B", "return ()"],
        ),
        ("fn f() { return Err(a); return Ok(()); }\n", ["return Err(a)", "return Ok(())"]),
        ("fn f() -> u8 { a(); b }\nfn g() -> A { self }\n", ["b", "self"]),
        ("fn f() -> A { a()?; Ok(()) }\nfn g() -> B { None }\n", ["Ok(())", "None"]),
        ("fn f() -> A { return b.c; return d(e); return g + 1; return Some(h()); }\n", []),
        ("fn f() -> A { b.c }\nfn g() -> A { h(i) }\nfn j() { if a { b } else { c }; }\n", []),
    ],
    "statement": [
        (
            "fn f() { a(); b = 1; c!(); d += 2; e.await?; }\n",
            ["a();", "b = 1;", "c!();", "d += 2;", "e.await?;"],
        ),
        (
            "fn f() { let a = 1; let b; let Some(c) = d else { return }; }\n",
            ["let a = 1;", "let Some(c) = d else { return };", "return"],
        ),
        ("fn f() -> u8 { if a { return 1; } b }\n", ["return 1;", "b"]),
        (
            "fn f() { loop { match a { b => break, c => return 1, d => e = 2, _ => g() } } }\n",
            ["break", "return 1", "e = 2"],
        ),
        ("fn f() { 'a: loop { continue 'a; } }\n", ["continue 'a;"]),
        ("const A: u8 = 1;\nstatic B: C = d();\n", ["const A: u8 = 1;", "static B: C = d();"]),
        ("mod a;\nuse b;\nstruct C { d: u8 }\nfn f() { if e {} for g in h {} unsafe {} }\n", []),
    ],
    "operation": [
        ("fn f() { a(b + 1, -c, !d && e, g << 2) }\n", ["b + 1", "-c", "!d", "!d && e", "g << 2"]),
        ("fn f() { a += 1; b <<= c; }\n", ["a += 1", "b <<= c"]),
        ("fn f() -> impl A + B { *a = &b; c = d..e; g = h as u8; i? }\n", []),
    ],
    "table": [
        ("const A: [u8; 2] = [1, 2];\nconst B: [u8; 9] = [0; 9];\n", ["[1, 2]", "[0; 9]"]),
        (
            "fn f() { let a = B { c: 1, ..d }; let e = vec![1, 2]; }\n",
            ["B { c: 1, ..d }", "vec![1, 2]"],
        ),
        ("fn f(a: &[u8]) { b[0] = (1, 2); }\nstruct C { d: u8 }\n", []),
    ],
    "branch": [
        (
            "fn f() { if a { b } else if c { d } else { e } }\n",
            ["if a { b } else if c { d } else { e }", "if c { d } else { e }"],
        ),
        ("fn f() { if let Some(a) = b && c {} }\n", ["if let Some(a) = b && c {}"]),
        (
            "fn f() { match a { 1 | 2 => b, c if d => e, _ if g => h, _ => i } }\n",
            ["1 | 2 => b,", "c if d => e,", "_ if g => h,"],
        ),
        ("fn f() { let Some(a) = b else { return }; }\n", ["let Some(a) = b else { return };"]),
        ('fn f() { let a = b?; c("if d {}") } // if e {}\n', []),
    ],
    "loop": [
        (
            "fn f() { loop {} while a {} for b in c {} }\n",
            ["loop {}", "while a {}", "for b in c {}"],
        ),
        ("fn f() { 'a: while let Some(b) = c {} }\n", ["'a: while let Some(b) = c {}"]),
        ("impl A for B {}\nfn f(c: impl for<'a> D<'a>) { e.for_each(g) }\n", []),
    ],
    "call": [
        ("fn f() { a::b::<u8>(c.d(1)?) }\n", ["a::b::<u8>(c.d(1)?)", "c.d(1)"]),
        (
            'fn f() { println!("{}", a(1)); }\nb::c! { d }\n',
            ['println!("{}", a(1))', "b::c! { d }"],
        ),
        ("fn f() { A(1); (|b| c)(2) }\n", ["A(1)", "(|b| c)(2)"]),
        ('fn f() { Ok(Some(a)); Err(b); vec![1] }\ninclude!("c.rs");\n', []),
        ("#[a(b)]\nfn f(c: D) -> E { G { h: i } }\n", []),
    ],
    "print": [
        (
            'fn f() { println!("a"); print!("{}", b); eprintln!(); }\n',
            ['println!("a")', 'print!("{}", b)', "eprintln!()"],
        ),
        ('fn f() { std::eprint!("a"); dbg!(b) }\n', ['std::eprint!("a")', "dbg!(b)"]),
        (
            'fn f() { format!("a"); writeln!(b, "c"); info!("d"); println("e") } // print!("g")\n',
            [],
        ),
    ],
    "assert": [
        (
            "fn f() { assert!(a); assert_eq!(b, c); debug_assert_ne!(d, 1); }\n",
            ["assert!(a)", "assert_eq!(b, c)", "debug_assert_ne!(d, 1)"],
        ),
        (
            "fn f() { prop_assert!(a); insta::assert_snapshot!(b); assert_matches!(c, D) }\n",
            ["prop_assert!(a)", "insta::assert_snapshot!(b)", "assert_matches!(c, D)"],
        ),
        ("fn f() { assertion!(a); assert(b); panic!(); c.unwrap() }\n", []),
    ],
    "rust.variant": [
        ("enum A { B, C(u8), D { e: u8 } = 1 }\n", ["B", "C(u8)", "D { e: u8 } = 1"]),
        ("struct A { b: u8 }\nuse c::D::{E, F};\n", []),
    ],
    "error": [
        ("fn f() {}\n", []),
        ("fn f() { let a = = 1; }\n", ["="]),
    ],
    "missing": [
        ("fn f() {}\n", []),
        ("fn f() { a(1 }\n", [""]),
    ],
}

MODERN = [
    "fn f() { if let Some(a) = b && c > 1 && let Ok(d) = e {} }\n",
    "fn f() { match a { A if let Some(b) = c => 1, _ => 2 } }\n",
    "async fn f() { let a = async |b: u8| { b }; a(1).await; }\n",
    "trait A { async fn f(&self); fn g() -> impl Iterator<Item = u8>; type B<'a>: 'a; }\n",
    "fn f<'a, T>() -> impl Sized + use<'a, T> { 1 }\n",
    "fn f(a: impl AsyncFn() -> u8, b: impl for<'a> Fn(&'a u8)) {}\n",
    "struct A<const N: usize = 3>([u8; N]);\nfn f() { A::<{ N + 1 }>::new(const { 1 + 1 }); }\n",
    '#[unsafe(no_mangle)]\npub unsafe extern "C" fn f(a: *const c_char, ...) {}\n',
    "fn f() { match a { 0.. => 1, ..=5 => 2, 6..10 => 3, ..9 => 4, 'a'..='z' | -1 => 5 } }\n",
    "fn f() { let a = 'b: { if c { break 'b 1; } 2 }; let d = &raw const e; }\n",
    "static A: LazyLock<u8> = LazyLock::new(|| 1);\nconst _: () = assert!(true);\n",
    "macro_rules! a { ($($b:ident),* $(,)?) => { $( let $b = 1; )* }; [$c:tt] => {}; }\n",
    "thread_local! { static A: RefCell<u8> = const { RefCell::new(1) }; }\n",
]

ODD = [
    "use {a::b, c::*, self::d as _, r#type::r#in};\npub(in crate::e) mod g {}\n",
    "fn f() { let _: <A as B>::C = <A>::d(); <[u8]>::len(&a); (a as usize) << 2; }\n",
    "fn f() { a.0.1; 1.0.sqrt(); a[..]; a[1..=2]; (a,); for _ in .. {} }\n",
    "fn f() { a(\"\\\n b\", r##\"c\"#d\"##, b'\\x00', '\\u{1F600}', '\\'') }\n",
    "fn f() { if a == (B { c: 1 }) {} match (B { c }) { _ => {} } }\n",
    "fn f() { let x = y = z; [c, .., d] = e; (a, b) = (1, 2); _ = g(); }\n",
    "impl<T: ?Sized> !Send for A<T> where for<'a> T: Fn(&'a u8) {}\n",
    "fn f() { match a { [b, c @ ..] => {}, [.., d] => {}, A::B..=A::C => {}, #[e] g => {} } }\n",
    'unsafe extern "C" { type Opaque; pub unsafe fn f(a: u8) -> i32; }\nunion A { b: u8 }\n',
    "fn ünïcode() -> ! { let été = x?.y?; loop { break loop {} } }\n",
    "fn f() { S::<T> { a: 1, ..Default::default() }; return Err(a)?; }\n",
]


@pytest.mark.parametrize("text", MODERN + ODD)
def test_modern_and_odd_syntax_is_read_whole(text):
    assert [[], []] == [captured_in("rust", text, name) for name in ("error", "missing")]


HOLDERS = [
    "fn main() {\n%s}\n",
    "impl A for B {\n    fn f(&self) -> C {\n%s        d()\n    }\n}\n",
    "static A: B = B::new(|c| {\n%s});\n",
    "mod tests {\n    fn f() {\n        if a {\n%s}\n    }\n}\n",
    "fn f() {\n    match a {\n        Some(b) => {\n%s}\n        _ => {}\n    }\n}\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("form", HOLDERS)
def test_a_function_of_thousands_of_lines_holds_back_nothing(form):
    """A pattern that stays open over it would keep more matches waiting than there may be."""
    text = form % (
        "let Some((a, b)) = c(|d: u8| -d) else { return; };\nassert_eq!(a, b);\n" * 1_100
    )
    names = ("assert", "operation", "simple_return", "branch", "parameter")
    found = [len(captured_in("rust", text, name)) for name in names]
    assert [1_100] * 3 == found[:3]
    assert min(found[3:]) >= 1_100
