"""plugins/typescript/tsx.scm: what every capture finds in TypeScript with JSX."""

import pytest
from making import captured_in
from test_javascript_queries import FOUND as IN_JAVASCRIPT
from test_typescript_queries import FOUND as IN_TYPESCRIPT
from test_typescript_queries import JSX

# `<any>a` begins a tag here.
CASTS = {"this.a!.b = 1;\nc = <D>e;\n", "console.log(a as B);\nconsole.error(<any>c);\n"}

OWN = {
    "comment": [one for one in IN_JAVASCRIPT["comment"] if one[0] == JSX],
    "call": [
        ("a = <Form to={b as C}><p>{d()}</p></Form>;\n", ["<Form to={b as C}>", "d()"]),
        ("a = <B.C<D> e />;\nf = <g h='i' />;\n", ["<B.C<D> e />"]),
        ("const a = <T,>(b: T) => b;\nlet c: D<E>;\n", []),
    ],
}
FOUND = {
    name: [one for one in examples if one[0] not in CASTS] + OWN.get(name, [])
    for name, examples in IN_TYPESCRIPT.items()
}

MODERN = [
    "const a = <A.B {...c} d='e' f={() => g!}>text &amp; {h ? <i/> : null}<></></A.B>;\n",
    "const a: B<C> = ({ d, e = 1 }: F) => <G<H> i={d as J} k:l='m' data-n />;\n",
    "const a = <T,>(b: T) => <c>{b}</c>, d = <T extends {}>(e: T) => <f>{/* g */}{...h}</f>;\n",
]


@pytest.mark.parametrize("text", MODERN)
def test_modern_syntax_is_read_whole(text):
    assert [[], []] == [captured_in("tsx", text, name) for name in ("error", "missing")]
