"""plugins/html/queries.scm: what every capture finds in pages and in templates of pages."""

import pytest
from making import captured_in


def whole(text):
    """A source that a capture finds from end to end."""
    return text, [text]


# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("<p>a<!-- b --></p>\n", ["<!-- b -->"]),
        ("<!-- a -- b\n--><!---->", ["<!-- a -- b\n-->", "<!---->"]),
        whole("<!--[if lt IE 9]><script src=a></script><![endif]-->"),
        ("<script>// a <!-- b -->\n</script><style>/* c */</style>", []),
    ],
    "directive": [
        ("<!DOCTYPE html><p>", ["<!DOCTYPE html>"]),
        whole('<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/a.dtd">'),
        whole("<!DOCTYPE html SYSTEM 'about:legacy-compat'>"),
        ("<p>doctype</p><!-- <!DOCTYPE html> -->", []),
    ],
    "string": [
        ("<a href=\"b\" title='c'>d</a>", ['"b"', "'c'"]),
        ("<a href=b/c?d>e</a>", ["b/c?d"]),
        ("<a title='a > b'>", ["'a > b'"]),
        ('<a title="{{ b }}" alt="">', ['"{{ b }}"', '""']),
        ("<input disabled><p>\"text\"</p><script>'a'</script>", []),
    ],
    "identifier": [
        ("<a href=b>c</a>", ["a", "href", "a"]),
        ('<my-tag @click="b" :c="d" v-on:e.f="g"/>', ["my-tag", "@click", ":c", "v-on:e.f"]),
        ("<b>a</i></b>", ["b", "i", "b"]),
        ("<svg:g xlink:href='#a'/>", ["svg:g", "xlink:href"]),
        ("a<!-- b --><script>c</script>", ["script", "script"]),
    ],
    "import": [
        whole('<script src="a.js"></script>'),
        whole("<SCRIPT ASYNC SRC=a.js></SCRIPT>"),
        whole("<link rel=stylesheet href=a.css>"),
        whole("<LINK href=b />"),
        ("<script>import 'a'</script><a href=b>link</a><img src=c><linked>", []),
    ],
    "html.tag": [
        ("<p a=b>c</p><br/><hr>", ["<p a=b>", "</p>", "<br/>", "<hr>"]),
        ("<ul><li>a<li>b</ul>", ["<ul>", "<li>", "<li>", "</ul>"]),
        ("<p>a</b></p>", ["<p>", "</b>", "</p>"]),
        ("<script>a('<b>')</script>", ["<script>", "</script>"]),
        ("<!DOCTYPE html><!-- <p> -->", []),
    ],
    "html.attribute": [
        ("<a b c=d e='f' g=\"h\">", ["b", "c=d", "e='f'", 'g="h"']),
        ("<a\n b = 'c'\n>", ["b = 'c'"]),
        ("<a b='1'c='2'>", ["b='1'", "c='2'"]),
        ("<b>a=b</b>", []),
    ],
    "html.element": [
        ("<p>a<b>c</b></p>", ["<p>a<b>c</b></p>", "<b>c</b>"]),
        ("<td>a<td>b", ["<td>a", "<td>b"]),
        ("<p>a<p>b", ["<p>a", "<p>b"]),
        ("<br><a/>", ["<br>", "<a/>"]),
        ("<script>a</script><style>b</style>", []),
    ],
    "html.script": [
        ("<script>if (a < b) c('</p>')</script>", ["if (a < b) c('</p>')"]),
        ("<SCRIPT TYPE=module>a\n</SCRIPT>", ["a\n"]),
        ("<script><!--\na\n//--></script>", ["<!--\na\n//-->"]),
        ("<noscript>a</noscript><style>b</style>", []),
        ("<script src=a></script>", [""]),
    ],
    "html.style": [
        ("<style>a > b { c: d }</style>", ["a > b { c: d }"]),
        ("<svg><style>a</style></svg>", ["a"]),
        ("<p style='a: b'></p><script>c</script>", []),
    ],
    "error": [
        ("<p>a &amp; b &copy c &#x27; d</p>", []),
        ("<p>a</p></div>", ["</div>", "div"]),
    ],
    "missing": [
        ("<p>a</p>", []),
        ("<p>a</p", [""]),
    ],
}

VALID = [
    "<!DOCTYPE html><title>a</title><p>b",
    "<html><head><meta charset=utf-8><title>a</title><body><p>b</html>",
    "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
    "<select><optgroup label=a><option>b<option selected>c</select>",
    "<table><thead><tr><th>a<tbody><tr><td>b<td>c</table>",
    "<p>a<p>b<ul><li>c<li>d</ul>",
    "<video controls><source src=a><track kind=captions src=b></video>",
    "<picture><source srcset='a, b 2x'><img src=c alt=''></picture>",
    "<dialog open><form method=dialog><button>a</button></form></dialog>",
    "<details><summary>a</summary>b</details><main><article><h2>c</h2></article></main>",
    "<template shadowrootmode=open><slot name=a></slot></template>",
    "<my-element a.b=1><span slot=c>d</span></my-element>",
    "<svg viewBox='0 0 1 1'><path d='M0 0'/><foreignObject><p>a</p></foreignObject></svg>",
    "<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>",
    '<script type=importmap>{"imports": {}}</script><script nomodule>a</script>',
    "<frameset cols='1,2'><frame src=a><noframes>b</noframes></frameset>",
    "<FONT COLOR=red><CENTER>a</CENTER></FONT>",
    "<div *ngIf='a; else b' [c]='d' (e)='f($event)' #g></div>",
    "<a v-if='b' :key='c.d' @click.prevent='e' v-slot:f='{ g }'></a>",
    "<div x-data='{ a: 1 }' hx-get='/b' th:each='c : ${d}'></div>",
    "<p>{{ a }} {% if b %}c{% endif %} {# d #}</p>",
    "{{#if a}}<b>{{{raw}}}</b>{{else}}{{/if}}",
    '{{range .A}}<li>{{.B | printf "%s"}}{{end}}',
    "<option {% if a %}selected{% endif %} {{ b }}>c</option>",
    "@foreach (var a in b) { <p>@a.C</p> }",
    "<o:p></o:p><w:WordDocument/>",
    "\ufeff<p>a</p>",
    "",
]

# Sources with marks of HTML where they are none, and the tags that are.
HOSTILE = [
    ("<a title='</a>'>b</a>", ["<a title='</a>'>", "</a>"]),
    ("<p title=\"a'b\" lang='c\"d'>", ["<p title=\"a'b\" lang='c\"d'>"]),
    ("<script>'</scr' + 'ipt>'; `<p>`</script>", ["<script>", "</script>"]),
    ("<style>a::before { content: '</p>' }</style>", ["<style>", "</style>"]),
    ("<!-- <script> --><p>a</p>", ["<p>", "</p>"]),
    ("<title>&lt;p&gt;</title>", ["<title>", "</title>"]),
    ("<pre>a &lt;b&gt; c</pre>", ["<pre>", "</pre>"]),
    ("a &amp;&lt; b; c -> d", []),
]


@pytest.mark.parametrize("text", VALID)
def test_pages_of_any_age_and_templates_are_read(text):
    assert [] == captured_in("html", text, "error")


@pytest.mark.parametrize(("text", "tags"), HOSTILE)
def test_marks_that_mean_nothing_mislead_nobody(text, tags):
    assert tags == captured_in("html", text, "html.tag")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["<!DOCTYPE html>", "<a", "  href='b'", ">c</a>", "<!-- d -->", ""])
    assert [["<!DOCTYPE html>"], ["href='b'"], ["<!-- d -->"]] == [
        captured_in("html", text, name) for name in ("directive", "html.attribute", "comment")
    ]
