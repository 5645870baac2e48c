"""Small recalls: pages with scores, and a folder with a web that is just large enough."""

import hashlib
import json

from webbing import RECIPE, code, prose

from rulekit.corpus.readers import readers_of
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions
from rulekit.recall.address import address_of
from rulekit.recall.domain import Domains
from rulekit.recall.recipe import read_recipe
from rulekit.recall.rounds import Rounds
from rulekit.recall.score_table import ScoredPage
from rulekit.recall.web_corpus import WebCorpus
from rulekit.spec.recall import RecallHeldOut

HELD_OUT = "held.example"
DOMAINS = Domains(RecallHeldOut(domains=[HELD_OUT]))
DOMAIN = "c{}.example"


def scored(url, score, row=0, sha256=None):
    """A page with a score; its text is told by its address."""
    domain = DOMAINS.of(address_of(url).host)
    sha256 = sha256 or hashlib.sha256(url.encode()).hexdigest()
    return ScoredPage("pages.jsonl", row, url, domain, DOMAINS.is_held_out(domain), sha256, score)


def small_web(per_domain=8, domains=6):
    """Rows of a few domains of code and of prose, one of them held out, and a new dialect."""
    for i in range(domains):
        for row in range(per_domain):
            yield f"https://c{i}.example/{row}", code("curly", (i, row)), "keep"
            yield f"https://p{i}.example/{row}", prose((i, row)), "drop"
    for row in range(per_domain):
        yield f"https://{HELD_OUT}/{row}", code("curly", ("h", row)), "keep"
        yield f"https://new.example/{row}", code(("curly", "tables")[row % 2], ("n", row)), ""


def write_small(folder, recipe="", **sizes):
    """Write such a web, its seed and its file of rounds into a folder."""
    rows = [*small_web(**sizes)]
    pages = [json.dumps({"text": text, "url": url}) + "\n" for url, text, _ in rows]
    seed = [
        json.dumps({"url": url, "label": label, "by": "AB"}) + "\n"
        for url, _, label in rows
        if label
    ]
    (folder / "pages-0.jsonl").write_text("".join(pages[::2]))
    (folder / "pages-1.jsonl").write_text("".join(pages[1::2]))
    (folder / "seed.jsonl").write_text("".join(seed))
    text = RECIPE.replace("{share: 0.2}", f"{{domains: {HELD_OUT}}}")
    (folder / "code.yaml").write_text(
        f"{text}domains: {{pages: 5}}\nmodel: {{orders: [2, 3], bits: 14}}\n{recipe}"
    )


def corpus_of(recipe, out="code"):
    return WebCorpus.of(recipe, readers_of(build_engine(PlanOptions()), out=out), out)


def recall(folder, out="code", jobs=1, **more):
    """Do the rounds that can be done now; how far they are."""
    recipe = read_recipe(str(folder / "code.yaml"))
    corpus = corpus_of(recipe, str(folder / out))
    nothing = lambda _: None  # noqa: E731
    return Rounds(recipe, corpus, folder / out, PlanOptions(), jobs, nothing, nothing, **more).run()


def annotate(folder, *lines):
    with (folder / "code-urls.txt").open("a") as file:
        file.writelines(f"{line}  # 2026-11-28 AB\n" for line in lines)
