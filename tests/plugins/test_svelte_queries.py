"""plugins/component/svelte.scm: what every capture finds in Svelte's components."""

import pytest
from making import captured_in


def whole(text):
    """A source that a capture finds from end to end."""
    return text, [text]


# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("<p><!-- svelte-ignore a --><b/></p>\n", ["<!-- svelte-ignore a -->"]),
        ("<!--\n@component a\n-->\n<script>// b\n</script>\n", ["<!--\n@component a\n-->"]),
        ("{a /* b */}<style>/* c */</style>\n", []),
    ],
    "string": [
        ("<a href=\"b\" class='c' d=e f>g</a>\n", ['"b"', "'c'", "e"]),
        ("<a b={c} d='{e}' f=\"g {h}\" {i} {...j}/>\n", ["'{e}'", '"g {h}"']),
        ('<script lang="ts">let a = "b"</script>{"c"}\n', ['"ts"']),
    ],
    "identifier": [
        ("<a href='b'>c</a>\n", ["a", "href", "a"]),
        (
            "<A.B on:click|once={c} bind:d class:e={f}/>\n",
            ["A.B", "on:click|once", "bind:d", "class:e"],
        ),
        ("{#snippet row(a)}<td/>{/snippet}\n", ["row", "td"]),
        (
            "<svelte:head><title>a</title></svelte:head>\n",
            ["svelte:head", "title", "title", "svelte:head"],
        ),
    ],
    "import": [
        whole('<script src="./a.js"></script>'),
        ("<script>import a from 'a'</script><img src={b}>\n", []),
    ],
    "branch": [
        ("{#if a > 1}b{:else if c}d{:else}e{/if}\n", ["{#if a > 1}", "{:else if c}"]),
        ("{#if a}{#if b}c{/if}{/if}\n", ["{#if a}", "{#if b}"]),
        ("{a ? b : c}{#key d}e{/key}<script>if (a) b()</script>\n", []),
    ],
    "loop": [
        ("{#each a as { b, c }, i (b.d)}e{:else}f{/each}\n", ["{#each a as { b, c }, i (b.d)}"]),
        ("{#each { length: 3 } as _}a{/each}\n", ["{#each { length: 3 } as _}"]),
        ("{a.map((b) => c)}{#await d then e}f{/await}\n", []),
    ],
    "call": [
        ("{@render row(a, 1)}<b/>\n", ["{@render row(a, 1)}"]),
        ("{@render children?.()}\n", ["{@render children?.()}"]),
        ("{a()}{@html b()}{@const c = d()}\n", []),
    ],
    "print": [
        ("{@debug a, b}\n", ["{@debug a, b}"]),
        ("{console.log(a)}{debug}\n", []),
    ],
    "component.tag": [
        ("<A b={c > d}>e</A>\n", ["<A b={c > d}>", "</A>"]),
        ("{#if a}<br/>{/if}<!-- </b> -->\n", ["<br/>"]),
        ("<script>a('<b>')</script>\n", ["<script>", "</script>"]),
    ],
    "component.attribute": [
        (
            "<a b {c} {...d} e='f {g}' on:h={() => i}/>\n",
            ["b", "{c}", "{...d}", "e='f {g}'", "on:h={() => i}"],
        ),
        ("<p>a=b {c}</p>\n", []),
    ],
    "component.script": [
        ("<script module>a</script>\n<script lang='ts'>b < c</script>\n", ["a", "b < c"]),
        ("<style>a</style>{b}\n", []),
    ],
    "component.style": [
        ("<style>a > b { c: d }</style>\n", ["a > b { c: d }"]),
        ("<p style='a: b' style:c={d}/>\n", []),
    ],
    "component.expression": [
        ("<p>{a + b} {c}</p>\n", ["{a + b}", "{c}"]),
        ("<a b={c} d='e {f}'/>\n", ["{c}", "{f}"]),
        ("{#if a}b{/if}<a {b} {...c}/>{@html d}\n", []),
        ("<script>let a = {}</script><style>b {}</style>\n", []),
    ],
    "component.snippet": [
        ("{#snippet row(a, b)}c{/snippet}\n", ["{#snippet row(a, b)}"]),
        ("{#snippet children()}a{/snippet}\n", []),
    ],
    "error": [
        ("{#if a}b{/if}\n", []),
        ("<p {@attach a}/>\n", ["{@attach a}", "attach", "a"]),
    ],
    "missing": [
        ("<p>{a}</p>\n", []),
        ("<p>a</p", [""]),
    ],
}

MODERN = [
    "<script module lang='ts'>export const a = 1;</script>\n",
    "<script lang='ts' generics='T extends A<B>, U'>let { a }: { a: T } = $props();</script>\n",
    "<script>let a = $state({ b: 1 }); $effect(() => c(a));</script>\n",
    "<script>let c = $derived.by(() => a.b);</script>\n",
    "<script>$: a = b * 2; $: if (a) { c() }</script>\n",
    "<svelte:options runes={true} customElement='a-b' />\n",
    "<svelte:window bind:innerWidth={a} on:keydown={b} /><svelte:body use:c />\n",
    "<svelte:element this={a} {...b}>c</svelte:element><svelte:component this={D} />\n",
    "<svelte:boundary onerror={a}>{#snippet failed(b, c)}<d/>{/snippet}</svelte:boundary>\n",
    "<svelte:fragment slot='a' let:b={c}>d</svelte:fragment><svelte:self />\n",
    "{#each a as { b, c = 1, ...d }, i (b)}{@const e = b + i}{e}{:else}f{/each}\n",
    "{#each a as [b, c], d}{b}{/each}\n",
    "{#await a}b{:then { c }}d{:catch e}f{/await}{#await g then h}i{/await}\n",
    "{#await j catch k}l{/await}\n",
    "{#key a.b}c{/key}{@html d}{@debug e, f}\n",
    "{#snippet a({ b, c }, d = 1)}{b}{/snippet}{@render a({ b: 1 })}{@render e?.()}\n",
    "<A {b} {...c} d={{ e: 'f' }} g={`h ${i}`} j='k {l ? \"m\" : n}' />\n",
    "<a onclick={(b) => { if (b > 1) c(); }} onkeydown={d} />\n",
    "<a on:click|preventDefault|stopPropagation={() => (b += 1)} on:c />\n",
    "<a bind:this={b} bind:value bind:group={c} bind:d={() => e, (v) => f = v} />\n",
    "<a use:b={{ c: 1 }} transition:fade={{ d: 2 }} in:fly|local out:e animate:flip />\n",
    "<a class={['b', { c: d }]} class:e class:f={g} style:--h={i} style:color|important='j' />\n",
    "{a as B}{c!.d}{(e satisfies F).g}{h<I>(j)}\n",
    "{a ? `b ${c ? 'd' : \"e\"}` : { f: '}' }.f}\n",
    "<style lang='scss' global>.a { .b { c: d } }</style>\n",
    "<style>:global(.a) b:not(c) { --d: 1 } @media (e) { f { g: h } }</style>\n",
    "<!-- @component a {b} --><p>c &amp; d</p>\n",
    "<title>{a} | b</title><meta name='c' content={d}><link rel='e' href={f}>\n",
    "<textarea bind:value={a}></textarea><select><option value={c}>d</option></select>\n",
    "<Link a>b</Link><Input c/><Table.Row><Col/></Table.Row>\n",
    "<p>{@html `<b>${a}</b>`}{'<c>'}</p>\n",
    "{#if a}b{:else if c && d}e{:else}f{/if}\n",
]


@pytest.mark.parametrize("text", MODERN)
def test_modern_syntax_is_read_whole(text):
    assert [[], []] == [captured_in("svelte", text, name) for name in ("error", "missing")]
