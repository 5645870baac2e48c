"""A synthetic web of 40 domains whose truth is known, and a reader who annotates by it.

Pages are of words that a hash draws. Ten domains are of code in dialects that the seed shows.
Three have a third of their pages in such a one, the others in a dialect that reads like prose;
three have a third in this one, the others in one more. Two are prose, with code below a prefix;
three are mixed; the rest is prose. The same arguments give the same bytes.
"""

import hashlib
import json
from collections import Counter
from pathlib import Path

PROSE = """
the of and to in is was for that with as by on at from it an be are this which or had not but were
one all she her they been has when who will more no if out so said what up its about into than
them can only other new some could time these two may then do first any my now such like our over
man me even most made after also did many before must through back years where much your way well
down should because each just those people how too little state good very make world still
customer account price policy claim interest balance region select order display index move add
update garden river kitchen market winter letter village doctor music dinner mountain weather
coffee
""".split()  # noqa: SIM905  a hundred quoted words say no more
DIALECTS = {
    "curly": ["int {0} = {1};", "if ({0} > {1}) {{", "return {0};", "}}", "void {0}(int {1}) {{",
              "{0}.push({1});", "for (int i = 0; i < {0}; i++) {{", "// the {0} of a {1}"],
    "indented": ["def {0}({1}):", "    return {0}", "import {0}", "    if {0} in {1}:",
                 "        self.{0} = {1}", "for {0} in range({1}):", "# {0} and {1}", "assert {0}"],
    "tables": ["select {0} from {1} where {0} is null", "group by {0} having {1}", "order by {0}",
               "insert into {0} values {1}", "update {0} set {1}", "left join {0} on {1}",
               "create index on {0}", "delete from {1} where {0} is null"],
    "ledger": ["move {0} to {1}", "perform {0} until {1}", "add {0} giving {1}", "display {0}",
               "evaluate {0} when {1}", "stop run", "picture {0} occurs {1}", "redefines {0}"],
}  # fmt: skip
PLAIN = ("index", "total", "buffer", "node", "value", "parser", "token", "queue")
NAMES = {
    "curly": PLAIN,
    "indented": PLAIN,
    "tables": ("customer", "invoice", "price", "supplier", "region", "salary", "account", "stock"),
    "ledger": ("balance", "deposit", "teller", "branch", "interest", "premium", "policy", "claim"),
}
KINDS = (
    *(("code", ("curly", "curly")) for _ in range(5)),
    *(("code", ("indented", "indented")) for _ in range(5)),
    *(("code", ("curly", "tables")) for _ in range(3)),  # a third in the first dialect
    *(("code", ("tables", "ledger")) for _ in range(3)),
    ("code", ("ledger", "ledger")),
    ("hidden", ("indented", "tables")),
    ("hidden", ("tables", "ledger")),
    *(("mixed", ("curly", "indented")) for _ in range(3)),
    *(("prose", ()) for _ in range(18)),
)  # 40 domains
FAMILIAR = ("curly", "indented")  # dialects of the seed
HIDDEN = "/notes/dev/"  # below which hidden domains have their code


def drawn(*words):
    """A whole number that hangs on words alone."""
    return int.from_bytes(hashlib.sha256(repr(words).encode()).digest()[:8])


def pick(some, *words):
    return some[drawn(*words) % len(some)]


def prose(key, words=120):
    told = [pick(PROSE, key, i) for i in range(words)]
    lines = [" ".join(told[i : i + 12]) for i in range(0, words, 12)]
    return "\n".join(line.capitalize() + "." for line in lines) + "\n"


def code(dialect, key, lines=16):
    """Code between two sentences, as pages about code are."""
    told = [
        pick(DIALECTS[dialect], key, i).format(
            pick(NAMES[dialect], key, i, "a"), pick(NAMES[dialect], key, i, "b")
        )
        for i in range(lines)
    ]
    return "\n".join([prose((key, "before"), 24), *told, prose((key, "after"), 12)])


def domain_of(number):
    return f"{KINDS[number][0]}-{number:02}.example"


def page(number, row):
    """Address, text and truth of a page of a domain."""
    (kind, dialects), host, key = KINDS[number], domain_of(number), (number, row)
    is_code = {
        "code": row % 20 != 0,
        "hidden": row % 14 == 0,
        "mixed": row % 3 == 0,
        "prose": False,
    }
    wanted = is_code[kind]
    folder = f"/{pick(['guide', 'blog', 'help'], key)}/"
    if kind == "hidden":
        folder = HIDDEN if wanted else "/stories/"
    if kind == "mixed":
        folder = "/code/" if wanted else "/news/"
    text = code(dialects[drawn(key, "dialect") % 3 > 0], key) if wanted else prose(key)
    return {"text": text, "url": f"https://{host}{folder}{row}.html", "truth": wanted}


def web(pages=60, hidden=900):
    """All pages: as many of a domain as said, more of those that hide some."""
    for number, (kind, _) in enumerate(KINDS):
        for row in range(hidden if kind == "hidden" else pages):
            yield page(number, row)


def write_web(folder, shards=2, **sizes):
    """Write the web as shards of JSONL, and a seed; return the truth by address."""
    folder = Path(folder)
    rows = list(web(**sizes))
    for i in range(shards):
        text = "".join(
            json.dumps({k: r[k] for k in ("text", "url")}) + "\n" for r in rows[i::shards]
        )
        (folder / f"pages-{i}.jsonl").write_text(text)
    seeds = [row for row in rows if seeded(row)]
    (folder / "seed.jsonl").write_text("".join(json.dumps(seed_of(row)) + "\n" for row in seeds))
    return {row["url"]: row["truth"] for row in rows}


def seeded(row):
    """True for the pages that somebody has labelled: a tenth of familiar code and of prose."""
    host = row["url"].split("/")[2]
    number = int(host.split("-")[1].split(".")[0])
    kind, dialects = KINDS[number]
    familiar = kind == "prose" or (kind == "code" and {*dialects} <= {*FAMILIAR})
    return familiar and drawn(row["url"], "seed") % 5 == 0


def seed_of(row):
    return {"url": row["url"], "label": "keep" if row["truth"] else "drop", "by": "AB"}


def annotated(asked, truth):
    """The lines of a reader who looks at prefixes: all of one is wanted, or some of its folders."""
    return [line for prefix in asked for line in _lines(prefix, truth)]


def _lines(prefix, truth):
    under = {url: wanted for url, wanted in truth.items() if url.startswith(prefix)}
    if is_wanted(under.values()):
        return [f"+ {prefix}  # 2026-11-28 AB\n"]
    folders = sorted({prefix + url.removeprefix(prefix).partition("/")[0] + "/" for url in under})
    wanted = [one for one in folders if is_wanted(truth[u] for u in under if u.startswith(one))]
    return [f"+ {one}  # 2026-11-28 AB\n" for one in wanted] or [f"- {prefix}  # 2026-11-28 AB\n"]


def is_wanted(truths):
    """True where more than nine tenths are."""
    truths = list(truths)
    return sum(truths) > 0.9 * len(truths)


RECIPE = """\
recall: code-pages
corpus: {pages: pages-*.jsonl}
seed: {labels: seed.jsonl}
annotations: code-urls.txt
held_out: {share: 0.2}
"""


def quality(urls, truth):
    """Precision and recall of pages that are found."""
    counts = Counter(truth[url] for url in urls)
    return counts[True] / max(1, counts.total()), counts[True] / sum(truth.values())
