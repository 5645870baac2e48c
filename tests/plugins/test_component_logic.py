"""plugins/component/logic.py: what a component does, and what only declares or passes on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import covered, page_of
from rulekit_plugins.component.logic import LOGIC_FINDERS

from rulekit.core.reading import Unmeasured

(LOGIC,) = LOGIC_FINDERS


def logic(text, language="vue"):
    document = page_of(text, language)
    return covered(document, LOGIC.find(document))


def bounds(text, language="vue"):
    return LOGIC.bounds(page_of(text, language))


def script(text):
    return f"<script lang='ts'>{text}\n</script>"


@pytest.mark.parametrize(
    "text",
    [
        "export default { name: 'A', components: { B }, data() { return { c: 1 } } }",
        "defineProps<{ a: B['c'] }>(); const { t } = useI18n();",
        "const d = withDefaults(defineProps<A>(), { b: () => [] });",
        "export default { computed: { ...mapState(['a']), ...mapGetters({ b: 'c' }) } }",
        "import A from './A.vue'; export default Vue.extend({ components: { A } })",
        "@Component({ a: { B } }) export default class C extends Vue { get d() { return e.f } }",
        "let { a = 1, ...b }: A = $props(); const c = getContext('d');",
        "export let a = 'b'; // if (c) d()",
    ],
)
def test_declaring_is_no_logic(text):
    assert [] == logic(script(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("if (a) { b }", ["if (a) { b }"]),
        ("onMounted(() => {})", ["onMounted(() => {})"]),
        ("for (const a of b) { c = a }", ["for (const a of b) { c = a }"]),
        ("const a = b * 2", ["b * 2"]),
        ("const a = () => `b-${c}`", ["${"]),
        ("let a = $state(0)", ["$state(0)"]),
        ("usePage().props; a(b)", ["a(b)"]),
    ],
)
def test_scripts_that_do_something(text, found):
    assert found == logic(script(text))


@pytest.mark.parametrize(
    "text",
    [
        "<A v-bind='$attrs' v-on-clickaway :b='c' d='e'><slot /></A>",
        "<A v-model='b' v-model:c='d'/>",
        "<p>{{ a }} {{ b.c }} {{ $t('d') }} {{ t('e', 1) }} {{ f?.g }}</p>",
        "<p>a ? b : c && d()</p><!-- <p v-if='a'> -->",
        "<p :class='{ a: b }' :style='c' v-html='d' v-else>e</p>",
        "<style>a:hover { transition: b 1s }</style>",
    ],
)
def test_templates_of_vue_that_only_show(text):
    assert [] == logic(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p v-if='a' v-show='b'/>", ["v-if='a'", "v-show='b'"]),
        ("<p v-for='a in b'>{{ a }}</p>", ["v-for='a in b'"]),
        ("<p @click='a' v-on:b.c='d' />", ["@click='a'", "v-on:b.c='d'"]),
        ("<A :b='c > 1 ? d : e' :f='g.h(i)' :j='k'/>", [":b='c > 1 ? d : e'", ":f='g.h(i)'"]),
        ("<p>{{ a > 1 ? 'b' : c }}</p>", [" a > 1 ? 'b' : c "]),
        ("<p>{{ formatDate(a) }}</p>", [" formatDate(a) "]),
        (
            "<input v-model='a'><input v-model='b'><A v-model:c='d'/>",
            ["v-model='a'", "v-model='b'", "v-model:c='d'"],
        ),
        ("<style>@keyframes a { to { b: c } }</style>", ["@keyframes"]),
    ],
)
def test_templates_of_vue_that_decide_repeat_compute_or_answer(text, found):
    assert found == logic(text)


@pytest.mark.parametrize(
    "text",
    [
        "<A {b} {...$$restProps} c={d} on:click bind:e bind:f={g}><slot /></A>",
        "<p>{a} {b.c} {$t('d')} {@html e} {@render children?.()}</p>",
        "{#snippet children()}<p>a</p>{/snippet}",
    ],
)
def test_templates_of_svelte_that_only_show(text):
    assert [] == logic(text, "svelte")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{#if a}b{:else if c}d{/if}", ["{#if a}", "{:else if c}"]),
        ("{#each a as b}{b}{/each}", ["{#each a as b}"]),
        ("<p on:click={a} />", ["on:click={a}"]),
        ("<p onclick={() => a()} />", ["onclick={() => a()}", "{() => a()}"]),
        ("<p use:a transition:fade />", ["use:a", "transition:fade"]),
        ("<p>{a.map(b)} {c ?? 'd'}</p>", ["{a.map(b)}", "{c ?? 'd'}"]),
        ("{#snippet row(a)}{a}{/snippet}", ["{#snippet row(a)}"]),
    ],
)
def test_templates_of_svelte_that_decide_repeat_compute_or_answer(text, found):
    assert found == logic(text, "svelte")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<template lang='pug'>\np a\n</template>", "the template is in another markup"),
        ("<script lang='coffee'>a = -> b</script>", "no parser for coffeescript"),
    ],
)
def test_a_language_that_is_not_read_is_told(text, reason):
    with pytest.raises(Unmeasured, match=reason):
        logic(text)
    with pytest.raises(Unmeasured, match=reason):
        bounds(f"<p v-if='a'/><script>b()</script>{text}")


PIECES = [
    "<p v-if='a'/>", "<A :b='c' d='e'/>", "<p @click='f'/>", "<A v-model='g'/>", "{{ h }}",
    "<script>if (j) { k() }</script>", "<script lang='ts'>defineProps<{ a: B['c'] }>()</script>",
    "<style>@keyframes l {}</style>", "{#if m}n{/if}", "{o ?? 'p'}", "{{ ß && q }}", "{{ i() }}",
    "<script>(</script>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=6), st.sampled_from(["vue", "svelte"]))
def test_the_number_of_places_lies_between_the_bounds(pieces, language):
    text = "".join(pieces)
    low, high = bounds(text, language)
    assert low <= len(logic(text, language)) <= high
    assert (low == high) == (high == 0)


def test_a_language_without_templates_has_no_bounds_either():
    import rulekit

    engine = rulekit.load(used_signals=True)
    document = engine.plan.languages.document("<?if();", "tally.php")
    (finder,) = LOGIC_FINDERS
    for ask in (finder.find, finder.bounds):
        with pytest.raises(Unmeasured, match=r"no @component\.attribute is marked in php"):
            ask(document)
