"""rulekit/curate/walk.py: a row's way through the steps of one stage."""

import string
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rulekit
from curate.planning import planned
from rulekit.curate.edits import Origin
from rulekit.curate.tables import table, tables_of
from rulekit.curate.walk import End, Walk, edits_of, with_edits
from rulekit.testing import curated_row


@dataclass
class Doing:
    """A step that does something with each row, and remembers the texts that it saw."""

    do: object
    output: str = ""
    seen: list = field(default_factory=list)

    def apply(self, row):
        self.seen.append(row.text)
        return self.do(row) if callable(self.do) else self.do


def edit(start, end, replacement="", kind="email", rule="pii/email", secret=False):
    return rulekit.Edit(start, end, replacement, kind, rule, secret)


def replacing(old, new, secret=False):
    """A step that puts one text for another, wherever that stands."""

    def edits(row):
        found, at = [], row.data.find(old.encode())
        while at >= 0:
            found.append(edit(at, at + len(old.encode()), new, secret=secret))
            at = row.data.find(old.encode(), at + len(old.encode()))
        return rulekit.Outcome(edits=found)

    return Doing(edits)


def dropping(reason, **more):
    return Doing(rulekit.Outcome(drop=reason, **more))


def raising(error):
    def fail(_):
        raise error

    return Doing(fail)


def walked(text, *built, path="a.py", key="", settled=None, noted=False, **steps):
    """The walk of a row through steps that are called s0, s1 and so on."""
    row = curated_row(text, path)
    walk = Walk(row, row.data, key=key)
    walk.through([planned(one, f"s{i}") for i, one in enumerate(built)], settled or {}, noted)
    return walk


def test_a_row_goes_through_all_steps_and_has_not_ended():
    steps = [Doing(rulekit.GOES_ON), Doing(rulekit.GOES_ON)]
    walk = walked("x = 1\n", *steps)
    assert (None, {}, "x = 1\n") == (walk.end, walk.records, walk.row.text)
    assert [["x = 1\n"]] * 2 == [one.seen for one in steps]


def test_a_row_that_is_dropped_comes_to_no_further_step():
    after = Doing(rulekit.GOES_ON)
    walk = walked("x", Doing(rulekit.GOES_ON), dropping("it is too long"), after)
    assert (End("s1", "drop", "s1", "it is too long"), []) == (walk.end, after.seen)


def test_what_a_step_found_out_is_told():
    found = dropping("not ours", fact="GPL-2.0")
    walk = walked("x", Doing(rulekit.Outcome(fact="MIT")), found)
    assert [("s0", "MIT", ""), ("s1", "GPL-2.0", "")] == [
        (one["step"], one["text"], one["decision"]) for one in walk.records["events"]
    ]


def test_each_step_sees_the_text_as_those_before_have_left_it():
    steps = [replacing("a", "bb"), replacing("b", "c"), Doing(rulekit.GOES_ON)]
    walk = walked("xay", *steps)
    assert ["xay", "xbby", "xccy"] == [one.seen[0] for one in steps]
    assert ("xccy", b"xay") == (walk.row.text, walk.original)


def test_an_edit_is_told_with_its_place_in_the_original_and_in_what_the_step_saw():
    walk = walked("é\na a\n", replacing("é", "e"), replacing("a", "€€"))
    told = [
        tuple(one[name] for name in ("step", "start", "end", "line", "seen_start", "seen_end"))
        for one in walk.records["edits"]
    ]
    assert [("s0", 0, 2, 1, 0, 2), ("s1", 3, 4, 2, 2, 3), ("s1", 5, 6, 2, 4, 5)] == told
    assert ["é", "a", "a"] == [one["excerpt"] for one in walk.records["edits"]]
    assert ["e", "€€", "€€"] == [one["replacement"] for one in walk.records["edits"]]


def test_equal_values_have_equal_hashes_if_there_is_a_key():
    step = replacing("a@b.org", "<EMAIL>")
    hashes = [one["hash"] for one in walked("a@b.org a@b.org", step, key="k").records["edits"]]
    assert (1, True) == (len(set(hashes)), all(hashes))
    assert {None} == {one["hash"] for one in walked("a@b.org", step).records["edits"]}


def test_the_text_of_a_row_that_ends_is_not_edited():
    walk = walked("secret", dropping("no", edits=(edit(0, 6, "<KEY>"),)))
    assert ("secret", None) == (walk.row.text, walk.records.get("edits"))


# One row must not cost the others.


def test_a_bug_of_a_step_is_the_row_s_error():
    walk = walked("x", raising(ValueError("no such thing")), Doing(rulekit.GOES_ON))
    why = "a bug of the step `s0`: ValueError: no such thing"
    assert End("s0", "error", "failed", why) == walk.end


def test_a_row_that_memory_does_not_hold_is_an_error_of_its_own():
    walk = walked("x", raising(MemoryError("8 GB")))
    assert ("error", "out-of-memory") == (walk.end.decision, walk.end.cause)


def test_what_rulekit_refuses_ends_the_run():
    with pytest.raises(rulekit.UsageError, match="not installed"):
        walked("x", raising(rulekit.UsageError("not installed")))


@pytest.mark.parametrize(
    "edits",
    [
        (edit(0, 99),),
        (edit(3, 4), edit(0, 1)),
        (edit(1, 2),),
        (edit(0, 2, "\ud800"),),
        (edit(0, 2, None),),
    ],
    ids=["outside", "out of order", "in a character", "half a character", "no text"],
)
def test_edits_that_are_wrong_cost_their_row_and_leave_nothing_that_cannot_be_written(edits):
    walk = walked("éabcdef", Doing(rulekit.Outcome(edits=edits)))
    assert ("error", "failed", "éabcdef") == (walk.end.decision, walk.end.cause, walk.row.text)
    assert {} == {kind: some for kind, some in walk.records.items() if some}


# What is told of a row.


def written(walk):
    """The records of a walk as they come out of tables; the last stage adds shard and row."""
    return {kind: found.to_pylist() for kind, found in tables_of(walk.records).items()}


def test_a_score_is_told_of_a_row_that_ends_by_it_too():
    score = rulekit.Score("worth", 0.25, "", "python", "top")
    outcome = rulekit.Outcome(drop="its score is low", score=score)
    (found,) = written(walked("x = 1\n", Doing(outcome)))["scores"]
    told = {name: found[name] for name in ("signal", "value", "note", "group", "part")}
    assert score._asdict() == told


def test_a_leak_stands_where_its_bytes_were_before_all_edits():
    leak = rulekit.Leak("HumanEval", "HumanEval/0", "prompt", "a b c", 2, 5, 0.5)
    walk = walked("éé sum", replacing("éé", "e"), Doing(rulekit.Outcome(leaks=(leak,))))
    (found,) = walk.records["contamination"]
    assert (5, 8, b"sum") == (found["start"], found["end"], walk.original[5:8])


def test_a_cutting_goes_to_the_output_of_its_step_with_the_place_that_it_was_made_of():
    cutting = rulekit.Cutting("sum\n", 2, 5, {"name": "f"})
    walk = walked(
        "éé sum", replacing("éé", "e"), Doing(rulekit.Outcome(cuttings=(cutting,)), "out")
    )
    (found,) = written(walk)["outputs/out"]
    expected = ("a.py", "sum\n", "python", [("name", "f")], 5, 8)
    names = ("path", "content", "language", "facts", "start", "end")
    assert expected == tuple(found[name] for name in names)


LOUD = """\
title: Too loud
why: Because the test says so.
source: ours
signal: {pattern: '!', measure: count}
keep: {max: 2}
message: "{count} shouts"
examples:
  keep: [{text: 'Hi!'}]
  drop: [{text: 'Hi!!!'}]
"""
SHOUTING = "# é jane@site.org\nsay = 'é!'  # é jane@site.org!\nsay('!')\n"


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    """A step that judges by one rule."""
    rules = tmp_path_factory.mktemp("rules")
    (rules / "mine").mkdir()
    (rules / "mine" / "loud.yaml").write_text(LOUD)
    engine = rulekit.load(rules=[str(rules)], select=["mine/"])

    def judged(row):
        verdict = engine.check(row.document)
        drop = verdict.reason if verdict.decision == "drop" else ""
        return rulekit.Outcome(drop=drop, verdict=verdict)

    return Doing(judged)


def evidence_of(walk):
    """What stands in evidence: line, column, the text that the rule saw, and what is there."""
    text = walk.original.decode()
    return [
        (one["line"], one["column"], one["text"], text[one["start"] : one["end"]])
        for record in walk.records["evidence"]
        for one in record["evidence"]
    ]


EVIDENCE = [(2, 9, "!", "!"), (2, 30, "!", "!"), (3, 6, "!", "!")]


def test_the_verdict_of_a_step_is_that_of_the_row(judge):
    walk = walked(SHOUTING, judge)
    assert ("drop", "s0", ("mine/loud",)) == (
        walk.end.decision,
        walk.end.cause,
        walk.verdict.decided_by,
    )
    assert (None, "keep") == ((kept := walked("x!", judge)).end, kept.verdict.decision)


def test_without_edits_evidence_is_told_as_it_is(judge):
    assert EVIDENCE == evidence_of(walked(SHOUTING, judge))


@pytest.mark.parametrize("new", ["", "<EMAIL>", "€ is longer than what it stands for"])
def test_evidence_stands_where_it_was_in_the_original_whatever_was_edited_before(judge, new):
    assert EVIDENCE == evidence_of(walked(SHOUTING, replacing("jane@site.org", new), judge))


def test_evidence_in_a_placeholder_stands_over_all_that_it_replaced(judge):
    walk = walked("ab = 'é' + 'cd!!'\n", replacing("é", "<!>"), judge)
    assert [(1, 7, "!", "é"), (1, 15, "!", "!"), (1, 16, "!", "!")] == evidence_of(walk)


def test_evidence_quotes_the_text_that_the_rules_saw_not_what_was_cut_out(judge):
    walk = walked(SHOUTING, replacing("jane@site.org", "<EMAIL>"), judge)
    assert "jane" not in str(walk.records["evidence"])
    assert "<EMAIL>" in str(walk.records["evidence"])


# Steps that know the whole corpus.


class ByCorpus:
    def note(self, row):
        return [rulekit.Note(1, 2, 3)]

    def settle(self, notes, rows):
        return {}

    def apply(self, row, settled):
        return rulekit.Outcome(drop=settled["why"])


def test_a_step_that_knows_the_corpus_is_asked_with_what_was_settled():
    walk = walked("x", ByCorpus(), settled={"s0": {"why": "too many"}}, noted=True)
    assert End("s0", "drop", "s0", "too many") == walk.end


def test_a_row_of_which_nothing_was_noted_goes_on():
    assert None is walked("x", ByCorpus(), settled={"s0": {"why": "too many"}}).end


# Secrets.

SECRETS = st.text(string.ascii_letters + string.digits, min_size=8, max_size=40)


def pieces(secret, size=5):
    """Runs of a secret's characters: what is shown, of two ends, has no such run."""
    return [secret[i : i + size] for i in range(len(secret) - size + 1)]


def everything(walk):
    """All that an audit would hold of a walk, as one text."""
    return str([(kind, found) for kind, found in sorted(written(walk).items())])


@given(SECRETS, st.sampled_from(["", "k"]))
def test_no_secret_is_in_the_records_of_its_row(secret, key):
    text = f"é\nkey = '{secret}'\n"
    start = len("é\nkey = '".encode())
    cut = edit(start, start + len(secret), "<KEY>", "key", "pii/key", secret=True)
    walk = walked(text, Doing(rulekit.Outcome(edits=(cut,), fact="1 key")), key=key)
    record, told = walk.records["edits"][0], everything(walk)
    allowed = f"{secret[:2]}…{secret[-2:]}"
    assert allowed == record["excerpt"]
    hidden = told.replace(allowed, "").replace(str(record["hash"]), "")
    without = rulekit.Outcome(edits=(cut._replace(end=start + 8),), fact="1 key")
    others = everything(walked("é\nkey = '????????'\n", Doing(without)))
    assert [] == [one for one in pieces(secret) if one in hidden and one not in others]


@given(SECRETS, SECRETS)
def test_two_secrets_of_one_length_and_equal_ends_cannot_be_told_apart_without_the_key(one, other):
    size = min(len(one), len(other))
    one, other = one[:size], one[:2] + other[2 : size - 2] + one[size - 2 : size]

    def told(secret):
        cut = edit(1, 1 + size, "<KEY>", "key", "pii/key", secret=True)
        return everything(walked(f"'{secret}'", Doing(rulekit.Outcome(edits=(cut,)))))

    assert told(one) == told(other)


# Made again from its records.


@given(st.text("ab\né€", max_size=12), st.lists(st.sampled_from(["a", "b", "é", "€"]), max_size=3))
def test_a_row_is_made_again_of_the_edits_that_were_told(text, olds):
    steps = [replacing(old, new) for old, new in zip(olds, ["<A>", "", "é"], strict=False)]
    walk = walked(text, *steps)
    row, origin = with_edits(curated_row(text, "a.py"), walk.records.get("edits", []))
    assert (walk.row.text, walk.row.language) == (row.text, row.language)
    size = len(row.data)
    for start in range(size + 1):
        assert walk.origin.span(start, size) == origin.span(start, size)


def test_a_row_without_edits_is_itself():
    row = curated_row("x", "a.py")
    assert (row, Origin()) == with_edits(row, [])


def test_edits_are_told_by_step_in_the_order_of_the_steps():
    records = walked("ab", replacing("b", "c"), replacing("a", "b")).records["edits"]
    assert [("s0", [(1, 2, "c")]), ("s1", [(0, 1, "b")])] == [
        (step, [tuple(one[:3]) for one in some]) for step, some in edits_of(records)
    ]


def test_every_value_that_is_told_has_a_column():
    leak = rulekit.Leak("b", "i", "p", "g", 0, 1, 0.5)
    cutting = rulekit.Cutting("c", 0, 1)
    outcome = rulekit.Outcome(fact="f", leaks=(leak,), cuttings=(cutting,), edits=(edit(0, 1),))
    for kind, records in walked("ab", Doing(outcome, "out")).records.items():
        assert [] == [name for one in records for name in one if name not in table(kind).names]
