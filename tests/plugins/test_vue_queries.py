"""plugins/component/vue.scm: what every capture finds in Vue's components."""

import pytest
from making import captured_in


def whole(text):
    """A source that a capture finds from end to end."""
    return text, [text]


# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("<template><!-- a --><p/></template>\n", ["<!-- a -->"]),
        ("<!-- a\nb -->\n<script>// c\n</script><style>/* d */</style>\n", ["<!-- a\nb -->"]),
        ("<p>// a</p><!-- b --><p title='/* c */'/>\n", ["<!-- b -->"]),
    ],
    "string": [
        ("<a href=\"b\" class='c' d=e f>g</a>\n", ['"b"', "'c'", "e"]),
        ('<script setup lang="ts">let a = "b"</script>\n', ['"ts"']),
        ('<a v-if="b" :c=\'d\' @e="f" #g="h" v-bind:i="j" k=\'l\'/>\n', ["'l'"]),
    ],
    "identifier": [
        ('<a href="b">c</a>\n', ["a", "href", "a"]),
        (
            '<MyTag @click.prevent="a" :b="c" v-d:e.f #g="{ h }"/>\n',
            ["MyTag", "@click.prevent", ":b", "v-d:e.f", "#g"],
        ),
        ("<a :[b]='c' v-on:[d]='e'/>\n", ["a", ":[b]", "v-on:[d]"]),
        ("<b>a</i></b>\n", ["b", "i", "b"]),
    ],
    "import": [
        whole('<script src="./a.ts" lang="ts"></script>'),
        whole('<style scoped src="./a.css"></style>'),
        ("<script>import a from 'a'</script><img src='a.png'><Link/>\n", []),
    ],
    "branch": [
        ('<p v-if="a">b</p><p v-else-if="c"/><p v-else/>\n', ['v-if="a"', 'v-else-if="c"']),
        ('<p v-show="a" :v-if="b">v-if="c"</p><!-- v-if="d" -->\n', []),
        ("<script>if (a) b()</script>\n", []),
    ],
    "loop": [
        ('<li v-for="(a, b) in c" :key="a.d">{{ a }}</li>\n', ['v-for="(a, b) in c"']),
        ("<A v-for=\"b of 3\"/><label for='c'/>\n", ['v-for="b of 3"']),
        ("<script>for (const a of b) c(a)</script>\n", []),
    ],
    "component.tag": [
        ("<template><a/>b</template>\n", ["<template>", "<a/>", "</template>"]),
        ('<p :a="b > c">d</i></p>\n', ['<p :a="b > c">', "</i>", "</p>"]),
        ("<script>a('<b>')</script><!-- <c> -->\n", ["<script>", "</script>"]),
    ],
    "component.attribute": [
        ('<a b :c="d" @e=f #g/>\n', ["b", ':c="d"', "@e=f", "#g"]),
        ("<a\n  b='c'\n>d=e</a>\n", ["b='c'"]),
    ],
    "component.script": [
        ("<script>a</script><script setup>b < c</script>\n", ["a", "b < c"]),
        ('<script setup lang="ts" generic="T extends A<B>">c\n</script>\n', ["c\n"]),
        ("<template><p>a</p></template><style>b</style>\n", []),
    ],
    "component.style": [
        ("<style scoped>a > b { c: d }</style>\n", ["a > b { c: d }"]),
        ('<style lang="scss">a { b { c: d } }</style><p style="e: f"/>\n', ["a { b { c: d } }"]),
        ("<script>a</script>\n", []),
    ],
    "error": [
        ("<p>{{ a ? b : c }}</p>\n", []),
        ("<p>{{ a && b }}</p>\n", ["&& b }}"]),
    ],
    "missing": [
        ("<template><p></p></template>\n", []),
        ("<p>a</p", [""]),
    ],
}

MODERN = [
    '<script setup lang="ts" generic="T extends A | B, U">defineProps<{ a: T }>()</script>\n',
    '<script setup lang="tsx">const a = () => <b>{c}</b>;</script>\n',
    '<template lang="html"><slot name="a" v-bind="b" /></template>\n',
    '<A v-slot:[b]="{ c, d = 1, ...e }"><template #default="f">{{ f }}</template></A>\n',
    '<a :class="[b, { c: d > 1 }]" :style="{ \'--e\': `${f}px` }" />\n',
    '<a @click.once.prevent="(b) => c(b, 1)" @update:modelValue="d = $event" />\n',
    '<a v-model.trim.number="b" v-model:title="c" v-on="{ d: e }" v-bind:f.sync="g" />\n',
    '<component :is="a" v-bind="$attrs" /><Teleport to="body"><b/></Teleport>\n',
    "<Suspense><A/><template #fallback>b</template></Suspense>\n",
    '<li v-for="({ a, b }, i) of c" :key="`d-${i}`" v-memo="[a]">{{ a ?? \'e\' }}</li>\n',
    '<a :b :c-d :e="f!" :g="h as I" :j="(k as L<M>).n" />\n',
    '<p v-once v-pre v-cloak v-text="a" v-html="b"></p>\n',
    '<template>\n  <a\n    b\n    :c="\n      d &&\n      e\n    "\n  />\n</template>\n',
    "<style scoped>.a { color: v-bind('b.c') } .d :deep(.e), :slotted(f), :global(g) {}</style>\n",
    '<style module="a" lang="less">@b: 1px; .c { .d(); }</style>\n',
    '<i18n lang="json">{ "a": { "b": "c" } }</i18n><docs># a</docs>\n',
    "<script>export default { name: 'A' }</script>\n<script setup>const a = 1</script>\n",
    "<p>{{ a | b('c') }} {{ d.e?.f }} {{ g ? 'h' : i[0] }} {{ { j: k } }}</p>\n",
    '<KeepAlive :include="/a|b/"><RouterView v-slot="{ Component }"/></KeepAlive>\n',
    "<svg viewBox='0 0 1 1'><path d='M0 0h1' /><use xlink:href='#a' /></svg>\n",
    "<Transition name='a' @before-enter='b'><p v-if='c' key='d'/></Transition>\n",
    "<a v-if='b'/><a v-else-if='c'/><a v-else/>\n",
    "<a @keyup.enter.exact='b()' @[c].capture='d' v-on:e.passive='f'/>\n",
    "<a #item.name='{ b }' v-slot/>\n",
    "<a ref='b' :ref='(el) => { c = el }'/>\n",
    "<Table><Col/><Input/><Link>a</Link></Table>\n",
    "<template functional><a v-bind='props'/></template>\n",
    "<template v-for='a in b' :key='a'><c/></template>\n",
    "<textarea v-model='a'></textarea><select multiple><option>b</option></select>\n",
    "<p>a &amp; b &lt; c</p>\n",
]


@pytest.mark.parametrize("text", MODERN)
def test_modern_syntax_is_read_whole(text):
    assert [[], []] == [captured_in("vue", text, name) for name in ("error", "missing")]
