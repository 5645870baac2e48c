"""Plants of a curated corpus: a made-up benchmark, its items in rows, and what only looks like it.

An item is in the form of HumanEval's: a function with its docstring to be completed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from curated_copies import Planted
from curated_text import Bases, number, pick, row_of

ITEMS = 50
VERBS = ("merge", "weigh", "trim", "unfold", "braid", "sift", "stagger", "mirror", "hoist",
         "splice")  # fmt: skip
NOUNS = ("ledgers", "kites", "barrels", "lanterns", "tickets", "pebbles", "ferries", "anchors",
         "orchards", "signals", "parcels", "threads")  # fmt: skip
QUALITIES = ("brittle", "crimson", "hollow", "northern", "paired", "silent", "tilted", "uneven",
             "woven", "younger")  # fmt: skip
RULES = (
    "keep {a} {n} whose weight is above the {b} limit and give them back by age",
    "walk over {n} from the {a} end, skip every {b} one, and count those that remain",
    "put {a} {n} before {b} ones without changing how the others follow each other",
    "find the longest run of {a} {n} in which no {b} neighbour occurs more than twice",
    "share {n} among {a} crews so that no crew has two {b} pieces more than another",
)
ENDS = (
    "an empty list stays empty, and ties go to whoever came first that morning",
    "numbers below the threshold count half, and those that are missing count as the median",
    "where nothing fits, give back the input as it was handed over by the caller",
    "the answer is never negative, whatever the harbour master has written down before",
)
BODIES = (
    ("picked = [one for one in {n} if one % {k} != {m}]",
     "picked.sort(key=lambda one: (one % {k}, -one))", "return picked[: limit + {m}]"),
    ("seen: dict[int, int] = {{}}", "for place, one in enumerate({n}):",
     "    seen[one // {k}] = seen.get(one // {k}, {m}) + place * limit",
     "return sorted(seen.values())"),
    ("best, run = 0, []", "for one in {n}:", "    run = [*run, one] if one > {m} * limit else []",
     "    best = max(best, len(run) - {k})", "return [best]"),
)  # fmt: skip
# What many files have and no file has from here: benchmarks have it too (HumanEval shares it with
# five of 2,867 files), so a row is not to be dropped for it.
COUNTED = ", ".join(map(str, range(16)))
SPELLED = "zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9"
STEPS = ("if n == 0:", "    return 0", "if n == 1:", "    return 1", "if n == 2:", "    return 2")


@dataclass(frozen=True)
class Item:
    """A task, under the names that HumanEval gives its fields."""

    task_id: str
    prompt: str
    canonical_solution: str
    entry_point: str

    @property
    def text(self) -> str:
        return self.prompt + self.canonical_solution


def items() -> list[Item]:
    """The benchmark; some of its items count, as real ones do."""
    return [_item(at) for at in range(ITEMS)]


def _item(at: int) -> Item:
    noun = NOUNS[at % len(NOUNS)]
    words = {"a": pick(QUALITIES, "a", at), "b": pick(QUALITIES, "b", at, "other"), "n": noun}
    name = f"{VERBS[at % len(VERBS)]}_{noun}_{at:02}"
    said = [f"For {pick(QUALITIES, 'c', at)} harbour number {at}, {RULES[at % 5].format(**words)};"]
    said.append(f"{ENDS[at % 4]}.")
    said += ["", f">>> {name}([{number(at) % 90}, {at}, {number(at, 2) % 70}], {at % 5 + 1})"]
    said += [f"[{COUNTED}]"] if at % 10 == 0 else [f"[{at}, {number(at, 3) % 50}]"]
    said += [SPELLED] if at % 10 == 5 else []
    body = [line.format(n=noun, k=at % 7 + 2, m=at % 3 + 1) for line in BODIES[at % 3]]
    body = [*STEPS[:4], *body] if at % 10 == 3 else body
    head = f"def {name}({noun}: list[int], limit: int, n: int = 9) -> list[int]:"
    prompt = "\n    ".join([head, f'"""{said[0]}', *said[1:], '"""']).replace("    \n", "\n")
    return Item(f"Harbour/{at}", f"{prompt}\n", "".join(f"    {line}\n" for line in body), name)


def lines_of(made: Sequence[Item]) -> list[dict[str, str]]:
    """The benchmark as its file has it."""
    return [asdict(item) for item in made]


def _respaced(text: str) -> str:
    """Other blanks: twice the indentation, lines between, two blanks for one in the docstring."""
    lines = []
    for line in text.splitlines():
        rest = line.lstrip()
        inner = rest.replace(" ", "  ") if rest[:1].isupper() or rest.endswith(".") else rest
        lines.append(" " * 2 * (len(line) - len(rest)) + inner + "\n")
    return "\n".join(lines)


def _shouted(text: str) -> str:
    """In capitals, which are no Python: so in a comment."""
    return "".join(f"# {line.upper()}".rstrip() + "\n" for line in text.splitlines())


FORMS = {"verbatim": str, "blanks": _respaced, "case": _shouted}


def leaks(bases: Bases, count: int) -> Iterator[Planted]:
    """Rows with an item each, at most one for each form and item."""
    made = items()
    for at in range(min(count, ITEMS * len(FORMS))):
        text = bases.next()
        form = tuple(FORMS)[at % len(FORMS)]
        item = made[at // len(FORMS)] if count > ITEMS else made[at % ITEMS]
        content = f"{text.content.rstrip()}\n\n\n{FORMS[form](item.text)}"
        row = row_of(text, "leak", at, content=content)
        yield [row], [{"kind": "leak", "id": row.id, "form": form, "item": item.task_id}]


def counting(bases: Bases, count: int) -> Iterator[Planted]:
    """Rows that count, and share no more than that with the benchmark."""
    steps = "".join(f"    {line}\n" for line in STEPS)
    forms = (
        f"ORDER = [{COUNTED}, {', '.join(map(str, range(16, 40)))}]\n",
        f'SPELLED = "{SPELLED}".split()\n',
        f"def first(n: int) -> int:\n{steps}    return n - 1\n",
    )
    for at in range(count):
        text = bases.next()
        content = f"{text.content.rstrip()}\n\n\n{forms[at % len(forms)]}"
        row = row_of(text, "counting", at, content=content)
        yield [row], [{"kind": "counting", "id": row.id}]
