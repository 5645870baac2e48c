"""plugins/typescript/queries.scm: what every capture finds, JavaScript's patterns among them."""

import pytest
from making import captured_in
from test_javascript_queries import FOUND as IN_JAVASCRIPT

# What an example of JavaScript is read as where tags are no expressions.
JSX = "b = <p>{/* one */} // none</p>;\n"

# For every capture: sources, and the texts that it finds in each, beside those of JavaScript.
OWN = {
    "comment": [
        (
            "/// <reference types='node' />\n// @ts-nocheck\n/** @deprecated */ let a: b;\n",
            [
                "/// <reference types='node' />",
                "// @ts-nocheck",
                "/** @deprecated */",
            ],
        ),
        ("type A = '// none';\n", []),
    ],
    "directive": [
        ("'use client';\nlet a: 'use client';\n", ["'use client';"]),
    ],
    "string": [
        ("type A = 'b' | \"c\";\n", ["'b'", '"c"']),
        ("type A = `b-${C}`;\n", ["`b-${C}`"]),
        ("import type { A } from 'b';\ndeclare module 'c' { }\n", ["'b'", "'c'"]),
        ("enum A { B = 'c', 'd-e' = 1 }\n", ["'c'", "'d-e'"]),
        ("type A = string;\n", []),
    ],
    "number": [
        ("type A = 1 | -2n;\nenum B { C = 3 }\n", ["1", "2n", "3"]),
        ("let a: number;\n", []),
    ],
    "identifier": [
        ("let a: B.C<D> = e as F;\n", ["a", "B", "C", "D", "e", "F"]),
        ("interface A { b?: string; c(d: E): void }\n", ["A", "b", "c", "d", "E"]),
        ("let a: string | never | 'b';\n", ["a"]),
    ],
    "function": [
        (
            "function f<T>(this: A, b?: T): b is T { return true; }\n",
            ["function f<T>(this: A, b?: T): b is T { return true; }"],
        ),
        (
            "class A { private readonly f = (a: B): void => { c(); }; }\n",
            ["(a: B): void => { c(); }"],
        ),
        (
            "export default class { constructor(private a: B) {} }\n",
            ["constructor(private a: B) {}"],
        ),
        (
            "namespace A { export async function f(): Promise<void> {} }\n",
            ["async function f(): Promise<void> {}"],
        ),
        ("declare function f(a: B): C;\ninterface D { e(): void; f: () => void }\n", []),
        ("abstract class A { abstract f(): void; }\ntype B = (c: D) => void;\n", []),
    ],
    "prototype": [
        ("function f(a: B): void;\nfunction f(a: any) {}\n", ["function f(a: B): void;"]),
        ("declare function f<T>(a: T): T\n", ["function f<T>(a: T): T"]),
        (
            "abstract class A { protected abstract f(b: C): void; g(): void; g(a?: B) {} }\n",
            [
                "protected abstract f(b: C): void",
                "g(): void",
            ],
        ),
        (
            "interface A { f?(b: C): void; get g(): D; (e: F): G; new (h: I): A }\n",
            [
                "f?(b: C): void",
                "get g(): D",
                "(e: F): G",
                "new (h: I): A",
            ],
        ),
        ("type A = { f(): void };\n", ["f(): void"]),
        ("type A = (b: C) => void; let d: new () => E;\n", []),
        ("interface A { b: () => void; [c: string]: D }\nfunction f() {}\n", []),
    ],
    "simple_function": [
        ("class A { f(): B { return this.c as B; } }\n", ["f(): B { return this.c as B; }"]),
        ("class A { private f = (a: B) => { return a; }; }\n", ["(a: B) => { return a; }"]),
        ("const f = <T,>(a: T): T => { return a; };\n", ["<T,>(a: T): T => { return a; }"]),
        ("function f(): A;\nclass B { c = () => d; }\n", []),
    ],
    "function_name": [
        ("class A { private f = function () {}; static async #g<T>() {} }\n", ["f", "#g"]),
        ("const f: A = function () {};\nnamespace B { function g(): void {} }\n", ["f", "g"]),
        ("declare function f(): void;\ninterface A { g(): void }\n", []),
    ],
    "accessor": [
        (
            "class A { public get b(): C { return this._b; } }\n",
            ["public get b(): C { return this._b; }"],
        ),
        ("class A { set b(c: D) { this._b = c; } }\n", ["set b(c: D) { this._b = c; }"]),
        ("class A { get b(): C { return this._b as C; } }\ninterface D { get e(): F }\n", []),
    ],
    "class": [
        (
            "export abstract class A<T> extends B<T> implements C {}\n",
            ["abstract class A<T> extends B<T> implements C {}"],
        ),
        ("export default interface A extends B { c: D }\n", ["interface A extends B { c: D }"]),
        (
            "declare enum A { B }\nexport const enum C { D = 1 }\n",
            [
                "enum A { B }",
                "const enum C { D = 1 }",
            ],
        ),
        ("type A = {\n  // one\n  b: C;\n};\n", ["type A = {\n  // one\n  b: C;\n};"]),
        ("type A = { f(): void };\n", ["type A = { f(): void };"]),
        ("type A = B | C;\ntype D = { [E in F]: G };\nlet h: { i: J };\nnamespace K {}\n", []),
    ],
    "class_name": [
        (
            "class A {}\nabstract class B<T> {}\ninterface C {}\nenum D {}\ntype E = { f: G };\n",
            [*"ABCDE"],
        ),
        ("const A = class<T> extends B<T> {};\nc(class D {});\n", ["A", "D"]),
        ("type A = B;\nnew C<D>();\nnamespace E {}\n", []),
    ],
    "import": [
        (
            "import type { A } from 'b';\nimport { type C, d } from 'e';\n",
            [
                "import type { A } from 'b';",
                "import { type C, d } from 'e';",
            ],
        ),
        (
            "import a = require('b');\nimport C = D.E;\n",
            [
                "import a = require('b');",
                "import C = D.E;",
            ],
        ),
        (
            "export type { A } from 'b';\nexport { type C } from 'd';\n",
            [
                "export type { A } from 'b';",
                "export { type C } from 'd';",
            ],
        ),
        ("export type { A };\nexport = b;\nlet c: import('d').E;\nexport as namespace F;\n", []),
    ],
    "variable": [
        ("class A { private b?: string; declare c: D; static #e = 1; }\n", ["b", "c", "#e"]),
        ("class A { constructor(private b: string, readonly c = 1) {} }\n", ["b", "c"]),
        ("interface A { b: C; readonly d?: E; f(g: H): void }\n", ["b", "d"]),
        ("enum A { B, C = 1 }\n", ["B", "C"]),
        ("let a: B, { c, d: e }: F = g;\ntry {} catch (h: unknown) {}\n", ["a", "c", "e", "h"]),
        ("function f(a?: B, { c }: D = {}, ...e: F[]) {}\n", ["a", "c", "e"]),
        ("type A = { [B in C]: D };\ntype E = (f: G) => H;\n", []),
        ("this.a!.b = 1;\nc = <D>e;\n", ["b", "c"]),
    ],
    "parameter": [
        ("function f(this: A, b: C, d?: E, ...g: H[]) {}\n", ["b", "d", "g"]),
        ("class A { constructor(private readonly b: C, @D() e = 1) {} }\n", ["b", "e"]),
        ("const f = ({ a, b }: C, [d]?: E): void => {};\n", ["{ a, b }", "[d]"]),
        ("async <T,>(a: T) => b;\nc => d;\n", ["a", "c"]),
        ("function f(a: (b: C) => void): asserts a is D {}\n", ["a"]),
        ("interface A { f(b: C): void; [d: string]: E }\ndeclare function g(h: I): void;\n", []),
    ],
    "simple_variable": [
        (
            "class A { private readonly b: string; static c = 1; @D() e!: F; g = h(); }\n",
            [
                "private readonly b: string",
                "static c = 1",
                "@D() e!: F",
            ],
        ),
        ("interface A { b?: string; c: () => void; d(): void }\n", ["b?: string", "c: () => void"]),
        ("declare const a: B;\nlet c: D = null;\n", ["a: B", "c: D = null"]),
        ("class A { b: C = new D(); e = {}; }\ntype F = G;\nenum H { I }\n", []),
    ],
    "simple_return": [
        ("function f(): A { return a; }\n", ["return a;"]),
        ("function f(): A { return a as A; return <B>c; return d!.e; }\n", []),
    ],
    "statement": [
        ("let a: B = c as D, e: F;\n", ["a: B = c as D"]),
        ("namespace A.B { c(); }\nmodule D { }\n", ["c();"]),
        ("namespace = 1;\nnamespace(module);\n", ["namespace = 1;", "namespace(module);"]),
        ("export = a;\nexport default b as C;\n", ["export = a;", "export default b as C;"]),
        ("interface A {}\ntype B = C;\nimport D = E.F;\nenum G { H = 1 }\n", []),
        ("declare module 'a' { export const b: C; }\nexport as namespace D;\n", []),
    ],
    "operation": [
        ("enum A { B = 1 << 2 }\nlet c = (d as E) + 1;\n", ["1 << 2", "(d as E) + 1"]),
        ("type A = B & C;\nlet d: keyof E, f: G['h'];\n", ["B & C", "keyof E", "G['h']"]),
        ("let a: typeof b = c!, d = e satisfies F;\ntype G = -1 | H;\n", ["-1"]),
    ],
    "table": [
        ("const a: B[] = [c], d = { e } as const;\n", ["[c]", "{ e }"]),
        ("let a: [B, C]; type D = { e: F };\nenum G { H }\n", []),
    ],
    "branch": [
        (
            "type A<B> = B extends C ? D : B extends E ? F : never;\n",
            [
                "B extends C ? D : B extends E ? F : never",
                "B extends E ? F : never",
            ],
        ),
        ("interface A<B extends C> extends D { e?: F }\n", []),
    ],
    "loop": [
        ("for (const a of b as C[]) d;\n", ["for (const a of b as C[]) d;"]),
        ("type A = { readonly [B in C]?: D };\n", ["B in C"]),
        ("interface A { [b: string]: C }\nfor_of(d);\n", []),
    ],
    "call": [
        ("f<A>(b);\nnew C<D>();\n@E() class G {}\n", ["f<A>(b)", "new C<D>()", "E()"]),
        ("a!(b);\n(c as D)();\nimport('e');\n", ["a!(b)", "(c as D)()", "import('e')"]),
        ("class A extends B { constructor(private c: D) { super(c); } }\n", []),
        ("interface A { f(): void; (): B; new (): A }\nconst c = d<E>;\n", []),
    ],
    "print": [
        (
            "console.log(a as B);\nconsole.error(<any>c);\n",
            [
                "console.log(a as B)",
                "console.error(<any>c)",
            ],
        ),
        ("interface Console { log(): void }\n", []),
    ],
    "assert": [
        ("expect(a as B).toBe<C>(d);\n", ["expect(a as B).toBe<C>(d);"]),
        ("function assert(a: unknown): asserts a;\nconst b = c as D;\n", []),
    ],
    "error": [
        ("let a: B = c;\n", []),
        ("let a: = b;\n", [":"]),
    ],
    "missing": [
        ("let a: B = c;\n", []),
        ("if (a as B {}\n", [""]),
    ],
}
FOUND = {
    name: [one for one in IN_JAVASCRIPT.get(name, []) if one[0] != JSX] + examples
    for name, examples in OWN.items()
}

MODERN = [
    "const a = <const T extends readonly unknown[]>(b: T): T => b;\n",
    "class A { accessor b = 1; override c(): void {} declare d: E; static { f(); } }\n",
    "class A<T> { #b?: T; constructor(protected readonly c: T, private d?: E) { super(); } }\n",
    "let a = b satisfies C as unknown as D; e!.f![0]!++; (<G>h).i = j;\n",
    "import { type A, b } from 'c'; import d, { type E } from 'f'; export type { G } from 'h';\n",
    "import type A = require('b'); export import C = D.E; import f from 'g' with { h: 'i' };\n",
    "function f(a: unknown): asserts a is B {} class C { d(): this is E { return true; } }\n",
    "type A<B> = B extends `${infer C extends number}` ? C : D;\n",
    "type A<B> = B extends [infer C, ...infer D] ? C : never; type E = [a: F, b?: G, ...c: H[]];\n",
    "type A = { readonly [B in keyof C as `get${D}`]-?: E[B] };\n",
    "type A = typeof import('b'); let c: unique symbol; let d: abstract new (...e: any[]) => F;\n",
    "interface A { get b(): C; set b(d: C | E); <F>(g: F): F; new (): A; [h: `i-${string}`]: J }\n",
    "abstract class A { abstract get b(): C; protected abstract d: E; private constructor(); }\n",
    "enum A { B = `c`, D = B.length, E = 1 << 2, 'F-G' = 3 } declare const enum H { I }\n",
    "declare module 'a' { export = b; } declare module '*.c'; declare global { var d: E; }\n",
    "namespace A.B { export const c = 1; } export as namespace D;\n",
    "@A({ b: () => [C] }) export class D { @E('f') set g(h: I) {} j(@K() l: M) {} }\n",
    "export @a class B { @C<string>() private readonly d!: E; @(f.g()) h = 1; }\n",
    "const a = f<B>; new Map<string, A<B<C>>>(); const d = e<F<G>>(h);\n",
    "using a = b(); { await using c = d(); }\n",
    "let a: keyof typeof b | (typeof c)[number]['d'] | -1 | 1n | null;\n",
    "async function* f<T>(): AsyncGenerator<T> { yield* g<T>(); for await (const a of b) {} }\n",
    "let a = async <T,>(b: T) => b, c = <T,>({ d }: E<T>): d is F => d;\n",
    "let a = b < c; let d = e > f; g(h < i, j > (k)); l >>= 1; m >>> 2;\n",
    "var type = 1, of, as, is, namespace, module, declare, readonly; type = 2; declare(of);\n",
    "type A =\n  | 'b' // one\n  | 'c';\ninterface D { e: F\n  g: H }\n",
    "a = b ? (c) : d => e; a = b ? (c, d) => e : f; a = b ? c as D : e!;\n",
]


@pytest.mark.parametrize("text", MODERN)
def test_modern_syntax_is_read_whole(text):
    assert [[], []] == [captured_in("typescript", text, name) for name in ("error", "missing")]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["class A { f() {\n%s} }\n", "namespace A {\n%s}\n"])
def test_a_block_of_thousands_of_lines_holds_back_nothing(form):
    """A pattern that stays open over it would keep more matches waiting than there may be."""
    body = (
        "  const a: B = b((c: D) => { return c.d(e); }), f = 'g';\n  expect(a).toBe(f);\n" * 1_100
    )
    found = [captured_in("typescript", form % body, name) for name in ("assert", "parameter")]
    assert [1_100, 1_100] == [len(one) for one in found]


@pytest.mark.slow
def test_a_type_of_thousands_of_members_holds_back_nothing():
    text = "interface A {\n%s}\n" % ("  a: B;\n  c(d: E): F;\n" * 3_000)
    found = [captured_in("typescript", text, name) for name in ("simple_variable", "prototype")]
    assert [3_000, 3_000] == [len(one) for one in found]
