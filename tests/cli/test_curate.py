"""rulekit/cli/curate.py: a corpus curated by a pipeline, on the command line."""

import hashlib
import json
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rulekit.core.document import MAX_BYTES
from rulekit.curate.ranks import lot

pytestmark = pytest.mark.slow

PIPELINE = """\
curate: planted
corpus: {committed: day}
steps:
  - admit: {max_bytes: 20 MB, types: [programming]}
  - exact: {prefer: [stars, committed]}
  - licence: {from: [column]}
  - near: {threshold: 0.7, prefer: [stars, committed]}
  - header
  - pii
  - rules
  - decontaminate: {against: [./items.jsonl]}
  - select: {name: algorithmic, any_of: [leetcode]}
  - functions: {name: snippets}
  - sample: {to: {go: 300 B}}
outputs:
  snippets:
    - admit: {min_bytes: 10}
    - exact: {prefer: []}
"""

RULES = {
    "rules/mine/loud.yaml": """\
title: Too loud
why: Because the test says so.
source: ours
signal: {pattern: '!', measure: count}
keep: {max: 2}
message: "{count} shouts, the first: {text}"
examples:
  keep: [{text: 'Hi!'}]
  drop: [{text: 'Hi!!!'}]
""",
    "rules/profiles/ours.yaml": "title: Ours\nsource: ours\nselect: [mine/]\n",
}

PROMPT = (
    "Return how many lanterns the harbour keeper must carry before winter "
    "when every second boat comes home without a captain"
)
ITEMS = json.dumps({"task_id": "lantern/1", "prompt": PROMPT}) + "\n"


def code(seed, lines=14, comment=""):
    """Lines of a program that has no words in common with that of another seed."""
    drawn = (hashlib.sha256(f"{seed} {line}".encode()).hexdigest() for line in range(lines))
    words = ([f"x{one[at : at + 7]}" for at in (0, 7, 14, 21)] for one in drawn)
    return comment + "".join(f"{a} = {b}({c}, {d})\n" for a, b, c, d in words)


def changed(text):
    """The same with another last line."""
    return "".join(text.splitlines(keepends=True)[:-1]) + "last = 1\n"


NOTICE = "# Copyright (c) 2019 Zoë Ålund\n# SPDX-License-Identifier: MIT\n"
MAIL = "zoe.alund@harbour-mail.org"
EDITED = f"#!/usr/bin/env python\n{NOTICE}\nwho = 'Zoë'\nask = '{MAIL}'\n{code('edited')}"
LOUD = f"{NOTICE}\nwho = 'Zoë'\nask = '{MAIL}'\nsay = 'é!!!'\n{code('loud')}"
LEAKY = f"{NOTICE}\n{code('leaky')}# {PROMPT}\nans = '{MAIL}'\n"
DOCUMENTED = '''\
def area(width, height):
    """The area of a rectangle."""
    return width * height
'''
GO = {f"go/{i}.go": f"package p{i}\n\nvar {code(f'go{i}', 1):.70}\n" for i in range(8)}

# Text, stars, day and licences of each row, and the step that ends it: None for those that stay.
ROWS = [
    ("few.py", code("stars"), 5, "2020-01-01", ["MIT"], "exact"),
    ("most.py", code("stars"), 9, "2019-01-01", ["MIT"], None),
    ("unstarred.py", code("stars"), None, "2021-01-01", ["MIT"], "exact"),
    ("early.py", code("days"), 3, "2020-01-01", None, "exact"),
    ("late.py", code("days"), 3, "2020-01-02", None, None),
    ("undated.py", code("null"), None, None, None, "exact"),
    ("dated.py", code("null"), None, "2001-01-01", None, None),
    ("lot/a.py", code("lot"), 1, "2020-01-01", None, "exact"),
    ("lot/b.py", code("lot"), 1, "2020-01-01", None, None),
    ("place.py", code("place"), 1, "2020-01-01", None, None),
    ("near/worse.py", changed(code("near", 40)), 1, None, None, "near"),
    ("near/better.py", code("near", 40), 2, None, None, None),
    ("copyleft.py", code("gpl"), 1, None, ["MIT", "GPL-3.0-only"], "licence"),
    ("edited.py", EDITED, 1, None, ["MIT"], None),
    ("loud.py", LOUD, 1, None, ["MIT"], "rules"),
    ("leaky.py", LEAKY, 1, None, ["MIT"], "decontaminate"),
    ("kata.py", code("kata", comment="# LeetCode 1\n"), 1, None, None, None),
    ("one.py", DOCUMENTED + code("one"), 1, None, None, None),
    ("two.py", DOCUMENTED + code("two"), 1, None, None, None),
    ("notes.md", "Some words.\n", 1, None, None, "admit"),
    ("what", "no language\n", 1, None, None, "admit"),
    ("null.py", None, 1, None, None, ""),
    ("binary.py", "\0\1\2" * 99, 1, None, None, ""),
    ("huge.py", "x = 1\n" * (MAX_BYTES // 6 + 1), 1, None, None, ""),
    *((path, text, 1, None, None, "sample") for path, text in GO.items()),
]
HALF = 14  # rows of the first shard; the others are in the second


def record(path, text, stars, day, licences, _step):
    same = path.startswith("place")
    return {
        "n": {"deep": [stars, None]},
        "content": text,
        "path": path,
        "id": "same" if same else f"id of {path}",
        "stars": stars,
        "day": day,
        "licenses": licences,
    }


def command(*words, code=0, **more):
    """What a command says on standard output and on standard error."""
    ended = subprocess.run(
        [sys.executable, "-m", "rulekit", *words],
        capture_output=True,
        text=True,
        check=False,
        **more,
    )
    assert code == ended.returncode, ended.stderr
    return ended


OURS = ("--rules", "rules", "--profile", "ours", "--isolated", "-j1")


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    """The folder of a corpus of two shards, its pipeline, and what a run has left in `out`."""
    folder = tmp_path_factory.mktemp("curated")
    records = [record(*row) for row in ROWS]
    lines = [json.dumps(one) for one in records[:HALF]]
    lines += ["{broken", json.dumps(record(*ROWS[9]))]
    files = RULES | {
        "planted.yaml": PIPELINE,
        "items.jsonl": ITEMS,
        "c/a.jsonl": "\n".join(lines) + "\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    pq.write_table(pa.Table.from_pylist(records[HALF:]), folder / "c/b.parquet", row_group_size=7)
    said = command("curate", "planted.yaml", "c", "--out", "out", *OURS, cwd=folder)
    (folder / "said").write_text(said.stdout)
    (folder / "warned").write_text(said.stderr)
    return folder


TEXTS = {path: text for path, text, *_ in ROWS}
STEPS = [next(iter(one.split(":"))).strip() for one in PIPELINE.split("outputs")[0].split("- ")[1:]]
SHARDS = {"a.jsonl": "a.jsonl", "b": "b.parquet"}


def table(curated, kind, shard=None, out="out"):
    """The rows of a table, of one shard or of both."""
    names = [shard] if shard else sorted(path.name for path in (curated / out / kind).iterdir())
    return [row for one in names for row in pq.read_table(curated / out / kind / one).to_pylist()]


def about(curated, kind, path):
    """The rows of a table that are about a path, in their order."""
    (fate, *_) = (one for one in table(curated, "fates") if one["path"] == path)
    where = fate["shard"], fate["row"]
    return [one for one in table(curated, kind) if (one["shard"], one["row"]) == where]


def steps(curated, out="out"):
    """What the manifest tells of each step, by its id."""
    manifest = json.loads((curated / out / "manifest.json").read_text())
    return {one["id"]: one for one in manifest["steps"]}


def cut(path, start, end):
    """What these bytes of a planted text say."""
    return TEXTS[path].encode()[start:end].decode()


# What becomes of rows


@pytest.mark.parametrize(
    ("path", "step"),
    [pytest.param(row[0], row[-1], id=row[0]) for row in ROWS if row[-1] != "sample"],
)
def test_a_row_ends_at_the_step_that_its_fault_was_planted_for(curated, path, step):
    fates = [one for one in table(curated, "fates") if one["path"] == path]
    assert step == fates[0]["step"]
    assert (fates[0]["decision"] == "keep") == (step is None)


def test_every_row_has_one_fate_and_one_verdict_in_the_order_of_the_corpus(curated):
    for shard, rows in (("a.jsonl.parquet", HALF + 2), ("b.parquet", len(ROWS) - HALF)):
        for kind in ("fates", "verdicts"):
            assert [*range(rows)] == [one["row"] for one in table(curated, kind, shard)]


def test_a_fate_and_a_verdict_say_the_same(curated):
    said = ("shard", "row", "id", "path", "language", "decision", "reason")
    fates, verdicts = (
        [[one[name] for name in said] for one in table(curated, kind)]
        for kind in ("fates", "verdicts")
    )
    assert fates == verdicts


@pytest.mark.parametrize(
    ("path", "cause", "reason"),
    [
        ("null.py", "no-content", "`content` is null"),
        ("binary.py", "binary", "binary: a NUL byte near the start"),
        ("huge.py", "too-large", "8.0 MB, over 8 MB"),
        ("a.jsonl#row=14", "broken-row", "not JSON: "),
    ],
)
def test_a_row_without_a_text_ends_before_the_first_step(curated, path, cause, reason):
    (fate,) = about(curated, "fates", path)
    (verdict,) = about(curated, "verdicts", path)
    assert ("", None, [cause]) == (fate["step"], fate["bytes_after"], verdict["decided_by"])
    assert fate["reason"].startswith(reason)


def test_the_verdict_on_a_row_that_a_step_drops_is_decided_by_its_name(curated):
    ended = ("admit", "exact", "near", "decontaminate", "sample")
    pairs = zip(table(curated, "fates"), table(curated, "verdicts"), strict=True)
    told = {(fate["step"], *verdict["decided_by"]) for fate, verdict in pairs}
    assert {(step, step) for step in ended} == {one for one in told if one[0] in ended}


def test_rules_are_named_by_the_verdict_that_they_decide(curated):
    (verdict,) = about(curated, "verdicts", "loud.py")
    assert (["mine/loud"], "mine/loud: 3 shouts, the first: !") == (
        verdict["decided_by"],
        verdict["reason"],
    )


def test_a_fate_has_the_language_of_a_row_that_was_dropped(curated):
    (fate,) = about(curated, "fates", "near/worse.py")
    assert "python" == fate["language"]


# Copies


def place(path):
    """Shard and row of the first row of a path."""
    number = [row[0] for row in ROWS].index(path)
    return ("a.jsonl", number) if number < HALF else ("b.parquet", number - HALF)


@pytest.mark.parametrize(
    ("path", "kept", "by", "value", "kept_value"),
    [
        ("few.py", "most.py", "stars", 5.0, 9.0),
        ("unstarred.py", "most.py", "stars", None, 9.0),
        ("early.py", "late.py", "committed", 1577836800.0, 1577923200.0),
        ("undated.py", "dated.py", "committed", None, 978307200.0),
        ("lot/a.py", "lot/b.py", "lot", None, None),
        ("near/worse.py", "near/better.py", "stars", 1.0, 2.0),
    ],
)
def test_a_row_is_dropped_for_a_named_row_that_is_kept(curated, path, kept, by, value, kept_value):
    (copy,) = about(curated, "copies", path)
    assert place(kept) == (copy["kept_shard"], copy["kept_row"])
    assert (by, value, kept_value) == (copy["preferred_by"], copy["value"], copy["kept_value"])
    (fate,) = about(curated, "fates", kept)
    assert None is fate["step"]


def test_every_row_that_a_copy_names_is_kept_by_the_step_that_compared_them(curated):
    fates = {(one["shard"], one["row"]): one for one in table(curated, "fates")}
    copies = table(curated, "copies")
    assert 7 == len(copies)
    for one in copies:
        assert one["step"] == fates[one["shard"], one["row"]]["step"]
        assert one["step"] != fates[one["kept_shard"], one["kept_row"]]["step"]


def test_between_rows_of_equal_columns_a_hash_of_path_and_id_decides():
    first, other = (lot("", f"lot/{name}.py", f"id of lot/{name}.py") for name in "ab")
    assert other < first  # so b is kept, wherever it stands


def test_between_rows_that_differ_by_nothing_a_hash_of_their_place_decides(curated):
    rows = [one for one in table(curated, "fates") if one["path"] == "place.py"]
    best = min(rows, key=lambda one: lot(one["shard"], str(one["row"])))
    assert [best] == [one for one in rows if one["decision"] == "keep"]
    (copy,) = (one for one in table(curated, "copies") if one["preferred_by"] == "place")
    assert (best["shard"], best["row"]) == (copy["kept_shard"], copy["kept_row"])


def test_only_near_copies_have_a_jaccard_index(curated):
    alike = {one["jaccard"] for one in table(curated, "copies") if one["step"] == "exact"}
    (near,) = about(curated, "copies", "near/worse.py")
    assert {None} == alike
    assert 0.7 <= near["jaccard"] < 1


def test_groups_of_copies_are_told_with_their_sizes_and_what_decided(curated):
    exact = steps(curated)["exact"]
    assert (6, 5) == (exact["copies"], exact["groups"])
    assert {"stars": 2, "committed": 2, "lot": 1, "place": 1} == exact["by"]
    assert {"kept": "a.jsonl#row=1", "rows": 3} == exact["largest"][0]


# Edits


@pytest.mark.parametrize("path", ["edited.py", "loud.py", "leaky.py"])
def test_what_was_cut_is_found_in_the_bytes_of_the_original(curated, path):
    edits = about(curated, "edits", path)
    assert ["header", "header", "pii"] == [one["step"] for one in edits]
    assert [*NOTICE.splitlines(), MAIL] == [
        cut(path, one["start"], one["end"]).strip() for one in edits
    ]
    for one in edits:
        assert one["line"] == TEXTS[path].encode()[: one["start"]].count(b"\n") + 1


def test_of_an_address_that_was_cut_the_audit_shows_the_ends(curated):
    for path in ("edited.py", "loud.py", "leaky.py"):
        shown = [one["excerpt"] for one in about(curated, "edits", path)]
        assert [*NOTICE.splitlines(), "zo…rg"] == shown


def test_the_original_with_its_edits_is_the_text_that_is_kept(curated):
    (row,) = (one for one in kept_lines(curated) if one["path"] == "edited.py")
    data = TEXTS["edited.py"].encode()
    for one in reversed(about(curated, "edits", "edited.py")):
        data = data[: one["start"]] + one["replacement"].encode() + data[one["end"] :]
    assert row["content"] == data.decode()
    assert row["content"].startswith("#!/usr/bin/env python\n\nwho = 'Zoë'\nask = '<EMAIL>'\n")
    (fate,) = about(curated, "fates", "edited.py")
    assert (len(TEXTS["edited.py"].encode()), len(data)) == (
        fate["bytes_before"],
        fate["bytes_after"],
    )


def test_evidence_stands_where_it_stood_in_the_original(curated):
    (row,) = about(curated, "evidence", "loud.py")
    at = TEXTS["loud.py"].index("!!!")
    assert [at, at + 1, at + 2] == [one["start"] for one in row["evidence"]]
    assert {TEXTS["loud.py"][:at].count("\n") + 1} == {one["line"] for one in row["evidence"]}


def test_what_was_cut_has_no_hash_without_a_key(curated):
    assert {None} == {one["hash"] for one in table(curated, "edits")}


def kept_lines(curated):
    return [json.loads(line) for line in (curated / "out/kept/a.jsonl").read_text().splitlines()]


def test_kept_lines_are_those_of_the_shard_but_for_edited_texts(curated):
    lines = (curated / "c/a.jsonl").read_text().splitlines()
    fates = table(curated, "fates", "a.jsonl.parquet")
    stay = [line for line, one in zip(lines, fates, strict=True) if one["decision"] == "keep"]
    kept = (curated / "out/kept/a.jsonl").read_text().splitlines()
    for before, after in zip(stay, kept, strict=True):
        if json.loads(before)["path"] == "edited.py":
            assert json.loads(before) != json.loads(after)
            before, after = ({**json.loads(one), "content": ""} for one in (before, after))
        assert before == after


def test_kept_rows_of_parquet_have_every_column_unchanged(curated):
    before, after = (pq.read_table(curated / one / "b.parquet") for one in ("c", "out/kept"))
    fates = table(curated, "fates", "b.parquet")
    stay = pa.array([one["row"] for one in fates if one["decision"] == "keep"])
    assert before.schema == after.schema
    assert before.take(stay).to_pylist() == after.to_pylist()


# Benchmarks, outputs, shares


def test_what_a_row_shares_with_a_benchmark_is_found_in_its_original(curated):
    (leak,) = table(curated, "contamination")
    assert ("items", "lantern/1", "prompt", 1.0) == tuple(
        leak[name] for name in ("benchmark", "item", "part", "covered")
    )
    assert PROMPT == cut("leaky.py", leak["start"], leak["end"])
    assert PROMPT.lower() == leak["gram"]


def test_what_is_selected_is_in_an_output_and_goes_on(curated):
    (row,) = table(curated, "outputs/algorithmic")
    told = ("path", "content", "language", "parent_shard", "parent_row", "start", "end")
    end = len(TEXTS["kata.py"])
    assert ("kata.py", TEXTS["kata.py"], "python", *place("kata.py"), 0, end) == tuple(
        row[name] for name in told
    )
    assert [("keyword", "leetcode")] == row["facts"]
    assert None is about(curated, "fates", "kata.py")[0]["step"]


def test_functions_are_cut_out_with_where_they_stood(curated):
    rows = table(curated, "outputs/snippets")
    assert [("one.py", DOCUMENTED), ("two.py", DOCUMENTED)] == [
        (row["path"], row["content"]) for row in rows
    ]
    for row in rows:
        assert place(row["path"]) == (row["parent_shard"], row["parent_row"])
        assert DOCUMENTED.strip() == cut(row["path"], row["start"], row["end"])


def test_an_output_goes_steps_of_its_own_with_an_audit_of_its_own(curated):
    snippets = "out/curated/snippets"
    assert ["admit", "exact"] == [one for one in steps(curated, snippets) if one]
    fates = table(curated, "fates", out=snippets)
    assert [None, "exact"] == sorted((one["step"] for one in fates), key=bool)
    (kept,) = table(curated, "kept", out=snippets)
    assert DOCUMENTED == kept["content"]
    assert {"fates", "kept"} <= {path.name for path in (curated / snippets).iterdir()}


def test_a_share_is_drawn_by_hash_until_its_bytes_are_full(curated):
    (drawn,) = table(curated, "sample")
    rows = {one["path"]: one for one in table(curated, "fates") if one["path"] in GO}
    kept = [one["bytes_after"] for one in rows.values() if one["decision"] == "keep"]
    sizes = {path: len(text.encode()) for path, text in GO.items()}
    assert ("go", sum(sizes.values()), 8, 300, sum(kept)) == tuple(
        drawn[name] for name in ("group", "before", "rows", "target", "after")
    )
    order = sorted(GO, key=lambda path: hashed(rows[path], drawn["cutoff"]))
    assert ["keep"] * len(kept) + ["drop"] * (8 - len(kept)) == [
        rows[path]["decision"] for path in order
    ]
    assert sum(kept) <= 300 < sum(kept) + sizes[order[len(kept)]]
    assert {"sample": {"go"}} == {"sample": {one["language"] for one in rows.values()}}


def hashed(fate, cutoff):
    """The hash of a row that its fate tells, checked against the cutoff that it tells."""
    told = dict(fate["facts"]).get("sample") or fate["reason"]
    own, limit = told.replace(" is", "").split("hash ")[1].split()[0], told.split()[-3]
    assert cutoff == limit
    assert (own <= cutoff) == (fate["decision"] == "keep")
    return own


# What is told of the whole


def test_what_a_step_lets_pass_comes_to_the_next(curated):
    told = [one for name, one in steps(curated).items() if name]
    assert STEPS == [one["id"] for one in told]
    for before, after in pairwise(told):
        assert (before["rows_out"], before["bytes_out"]) == (after["rows_in"], after["bytes_in"])
    unread = steps(curated)[""]
    assert len(ROWS) + 2 == told[0]["rows_in"] + unread["rows_in"]
    fates = table(curated, "fates")
    stay = [one["bytes_after"] for one in fates if one["decision"] == "keep"]
    assert (len(stay), sum(stay)) == (told[-1]["rows_out"], told[-1]["bytes_out"])


def test_the_rows_that_end_at_a_step_are_those_that_it_does_not_let_pass(curated):
    fates = table(curated, "fates")
    for name, one in steps(curated).items():
        ended = sum(fate["step"] == name for fate in fates)
        assert (name, ended) == (name, one["rows_in"] - one["rows_out"])


def test_the_edits_of_a_step_are_counted(curated):
    edits = [one["step"] for one in table(curated, "edits")]
    assert (6, 3) == (edits.count("header"), edits.count("pii"))
    assert {"header": 6, "pii": 3} == {
        name: one["edits"] for name, one in steps(curated).items() if one["edits"]
    }


def test_the_command_shows_the_steps_and_what_each_let_pass(curated):
    said = (curated / "said").read_text().splitlines()
    assert "columns  content=content path=path id=id" == said[0]
    assert any(line.startswith("facts    stars=stars committed=day") for line in said)
    assert ' 4   near           threshold: 0.7 prefer: ["stars", "committed"]' in said
    (near,) = (line.split() for line in said if line.startswith(" near  "))
    assert "1" == near[2]
    assert " 3 rows  kept:  a.jsonl#row=1" in said
    assert "output snippets: out/curated/snippets" in said
    assert any(line.startswith("kept: out/kept · tables: ") for line in said)


# rulekit explain


@pytest.fixture
def explain(curated, rulekit, monkeypatch):
    """A function: how `rulekit explain out` with these words ends."""
    monkeypatch.chdir(curated)
    return lambda *words: rulekit("explain", "out", *words)


@pytest.mark.parametrize(
    "words",
    [
        ("--path", "leaky.py"),
        ("--id", "id of leaky.py"),
        ("--row", "b.parquet#row=1"),
    ],
)
def test_a_row_is_explained_step_by_step(explain, words):
    said = explain(*words)
    marks = [line.split()[:2] for line in said.lines if line[1:2] in ("✓", "✗", "-")]
    assert ["✓"] * 7 + ["✗"] + ["-"] * 3 == [mark for mark, _ in marks]
    assert STEPS == [step for _, step in marks]
    (edit,) = (line.split() for line in said.lines if " pii/email " in line)
    assert ["pii/email", "zo…rg", "<EMAIL>"] == edit[-3:]
    start = LEAKY.encode().index(PROMPT.encode())
    span = f"bytes {start} to {start + len(PROMPT)}"
    assert f"items lantern/1 prompt: 100% of it; {span}: return how many" in said.out


def test_a_copy_is_explained_with_the_row_that_is_kept(explain):
    said = explain("--path", "few.py")
    assert "✗ exact          a copy of a.jsonl#row=1, which has stars 9, not 5" in said.out
    assert "     kept: most.py, id id of most.py" in said.lines


def test_a_kept_row_is_explained_with_its_copies(explain):
    said = explain("--path", "most.py")
    assert " ✓ exact          kept instead of 2 others" in said.lines
    told = "     copy: a.jsonl#row=0  few.py\n     copy: a.jsonl#row=2  unstarred.py\n"
    assert told in said.out


@pytest.mark.parametrize("path", ["null.py", "huge.py"])
def test_a_row_that_came_to_no_step_says_so_of_each(explain, path):
    said = explain("--path", path)
    assert len(STEPS) == sum(line.startswith(" - ") for line in said.lines)
    assert len(STEPS) == said.out.count("not reached")


@pytest.mark.parametrize(
    ("cause", "rows"),
    [("admit", 2), ("exact", 6), ("near", 1), ("decontaminate", 1), ("licence", 1), ("pii", 0)],
)
def test_the_rows_that_a_step_ended_are_listed(explain, cause, rows):
    said = explain("--cause", cause)
    assert f"{rows} row{'s' * (rows != 1)} ended by {cause}" in said.out


# Done before, damaged, something else


def hashes(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def curate(curated, rulekit, monkeypatch):
    """A function: how `rulekit curate` with these words ends in the folder of the corpus."""
    monkeypatch.chdir(curated)

    def called(pipeline="planted.yaml", source="c", *words, out="out"):
        return rulekit("curate", pipeline, source, "--out", out, *OURS, *words)

    return called


def test_the_same_command_changes_nothing_and_tells_it_again(curate, curated):
    before = hashes("out")
    ended = curate()
    assert (0, (curated / "said").read_text()) == (ended.code, ended.out)
    assert before == hashes("out")


def test_a_finished_curation_is_verified(rulekit, curated, monkeypatch, tmp_path):
    monkeypatch.chdir(curated)
    ended = rulekit("curate", "planted.yaml", "--verify", "--out", "out")
    assert (0, "", "whole\n") == (ended.code, ended.out, ended.err)


@pytest.fixture
def damaged(curated, tmp_path, monkeypatch):
    """The working directory: a copy of the curation, to be damaged."""
    shutil.copytree(curated, tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")


@pytest.mark.parametrize(
    "path",
    [
        "kept/b.parquet", "fates/b.parquet", "copies/a.jsonl.parquet", "edits/b.parquet",
        "contamination/b.parquet", "sample/sample.parquet", "outputs/snippets/b.parquet",
    ],
)  # fmt: skip
def test_a_file_that_is_not_as_it_was_written_is_named(damaged, rulekit, path):
    Path("out", path).write_bytes(b"")
    ended = rulekit("curate", "planted.yaml", "--verify", "--out", "out")
    assert (1, f"{path}: not as it was written\n") == (ended.code, ended.out)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("threshold: 0.7", "threshold: 0.8", "the step near: "),
        ("  - pii\n", "", "the step pii is gone"),
        ("  - pii\n", "  - pii\n  - exact\n", "the step exact-2 is new"),
        ("  - header\n  - pii\n", "  - pii\n  - header\n", "the steps are in another order"),
        ("curate: planted", "curate: other", "name of the pipeline: planted before, other now"),
        ("committed: day", "committed: id", "facts: "),
    ],
)
def test_another_pipeline_in_the_same_folder_is_refused_with_what_is_other(
    damaged, rulekit, old, new, said
):
    assert old in PIPELINE
    Path("planted.yaml").write_text(PIPELINE.replace(old, new))
    before = hashes("out")
    ended = rulekit("curate", "planted.yaml", "c", "--out", "out", *OURS)
    assert (2, True) == (ended.code, said in ended.err)
    assert before == hashes("out")


def test_another_benchmark_of_the_same_name_is_refused(damaged, rulekit):
    Path("items.jsonl").write_text(ITEMS.replace("winter", "autumn"))
    ended = rulekit("curate", "planted.yaml", "c", "--out", "out", *OURS)
    assert (2, True) == (ended.code, "files of the pipeline: {'items.jsonl': " in ended.err)


def test_a_shard_that_has_changed_is_refused(damaged, rulekit):
    with Path("c/a.jsonl").open("a") as file:
        file.write("\n")
    ended = rulekit("curate", "planted.yaml", "c", "--out", "out", *OURS)
    assert (2, True) == (ended.code, "the shard a.jsonl has changed" in ended.err)


def test_a_file_that_is_missing_is_told_with_what_to_do(damaged, rulekit):
    Path("out/copies/b.parquet").unlink()
    ended = rulekit("curate", "planted.yaml", "c", "--out", "out", *OURS)
    assert (2, True) == (ended.code, "a finished audit without copies/b.parquet" in ended.err)


# Words of the command


SMALL = """\
curate: small
steps:
  - admit: {max_bytes: 200 B}
  - exact: {prefer: []}
  - pii
  - near: {threshold: 0.8, prefer: []}
"""
TWICE = f"x = '{MAIL}'\n# ask {MAIL} or b.ostrom@harbour-mail.org\n"


@pytest.fixture
def small(write):
    """A corpus of five rows, and a pipeline of four steps."""
    texts = [TWICE, "y = 1\n", "y = 1\n", "z = 1\n" * 99, "# a note\n"]
    rows = [{"content": text, "path": f"{i}.py"} for i, text in enumerate(texts)]
    return write({"c.jsonl": "".join(f"{json.dumps(one)}\n" for one in rows), "small.yaml": SMALL})


def fates(out="out"):
    return [one["step"] for one in pq.read_table(f"{out}/fates/c.jsonl.parquet").to_pylist()]


@pytest.mark.slow
def test_the_steps_up_to_one_are_done(small, rulekit):
    ended = rulekit("curate", "small.yaml", "c.jsonl", "--out=out", "--until=exact", "-qj1")
    assert (0, "", "") == tuple(vars(ended).values())
    assert "admit" == fates()[3]
    assert 1 == fates().count("exact")
    assert [] == pq.read_table("out/edits/c.jsonl.parquet").to_pylist()


@pytest.fixture(scope="module")
def keyed(tmp_path_factory):
    """The folder that one step alone has left, with a key."""
    folder = tmp_path_factory.mktemp("keyed")
    (folder / "key").write_text(KEY)
    (folder / "c.jsonl").write_text(json.dumps({"content": TWICE, "path": "a.py"}) + "\n")
    (folder / "small.yaml").write_text(SMALL.replace("200 B", "9 B"))
    words = ("small.yaml", "c.jsonl", "--out=out", "--only=pii", "--key-file=key", "-qj1")
    assert "" == command("curate", *words, cwd=folder).stdout
    return folder / "out"


KEY = "a key of enough bytes"


@pytest.mark.slow
def test_equal_values_have_equal_hashes_by_a_key(keyed):
    one, again, other = (edit["hash"] for edit in table(keyed, "edits", out=""))
    assert one == again
    assert 2 == len({one, other} - {None})


@pytest.mark.slow
def test_neither_the_key_nor_what_was_cut_is_in_any_file(keyed):
    written = ""
    for path in keyed.rglob("*"):
        if path.suffix == ".parquet":
            written += str(pq.ParquetFile(path).read().to_pylist())
        elif path.is_file():
            written += path.read_text()
    assert "zo…rg" in written
    assert [] == [one for one in (KEY, KEY.encode().hex(), MAIL) if one in written]


def test_one_step_alone_is_done(keyed):
    assert ["pii"] == [one for one in steps(keyed, "") if one]
    assert [None] == [one["step"] for one in table(keyed, "fates", out="")]


@pytest.mark.parametrize(
    ("text", "said"), [("too short", "a key has 16 bytes at least"), (None, "No such file")]
)
def test_a_key_that_is_none_is_refused(small, rulekit, write, text, said):
    if text:
        write({"key": text})
    words = ("--out=out", "--key-file=key", "-qj1")
    ended = rulekit("curate", "small.yaml", "c.jsonl", *words)
    assert (2, True) == (ended.code, f"--key-file key: {said}" in ended.err)
    assert not Path("out").exists()


def test_a_dry_run_tells_rows_bands_and_disk_and_writes_nothing(small, rulekit):
    before = hashes(".")
    ended = rulekit("curate", "small.yaml", "c.jsonl", "--out=out", "--dry-run")
    assert (0, "nothing was written\n") == (ended.code, ended.err)
    assert before == hashes(".")
    assert any(line.startswith("rows     5, in ") for line in ended.lines)
    assert any(line.startswith("near: ") and " bands of " in line for line in ended.lines)
    assert any(line.startswith("disk     about exact ") for line in ended.lines)


def test_a_dry_run_needs_no_folder_for_what_is_kept(small, rulekit):
    assert 0 == rulekit("curate", "small.yaml", "c.jsonl", "--dry-run", "-q").code


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("small.yaml", "c.jsonl"), "say where it goes: --out DIR"),
        (("small.yaml", "--out=out"), "say what to curate: "),
        (("smal.yaml", "c.jsonl", "--out=out"), "there is no file `smal.yaml`"),
        (("pretrane", "c.jsonl", "--out=out"), "did you mean `pretrain`?"),
        (("small.yaml", "c.jsonl", "--out=out", "--only=nera"), "did you mean `near`?"),
        (("small.yaml", "c.jsonl", "--out=out", "--until=exakt"), "did you mean `exact`?"),
        (("small.yaml", "gone", "--out=out"), "there is no file or folder `gone`"),
        (("small.yaml", "c.jsonl", "--out=out", "--runner=rays"), "did you mean `ray`?"),
    ],
)
def test_what_cannot_be_done_ends_with_code_2_and_one_reason(small, rulekit, words, said):
    ended = rulekit("curate", *words)
    assert (2, True, False) == (ended.code, said in ended.err, "Traceback" in ended.err)
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- pii", "- pi", "there is no step `pi`, did you mean `pii`?\n  --> small.yaml:5:5"),
        ("0.8", "2", "--> small.yaml:6:23"),
        ("max_bytes", "max_byte", "--> small.yaml:3:13"),
        ("  - pii\n", "  - pii: {detectors: [gone]}\n", "uses no detector `gone`"),
        ("exact: {prefer: []}", "exact: {prefer: [stars]}", "no column is known to hold `stars`"),
        ("steps:", "outputs: {snippets: [exact]}\nsteps:", "no step writes the output `snippets`"),
    ],
)
def test_a_mistake_in_a_pipeline_is_told_with_its_place(small, rulekit, write, old, new, said):
    assert old in SMALL
    write({"small.yaml": SMALL.replace(old, new)})
    ended = rulekit("curate", "small.yaml", "c.jsonl", "--out=out")
    assert (2, True, False) == (ended.code, said in ended.err, "Traceback" in ended.err)
    assert not Path("out").exists()


def test_every_mistake_of_a_pipeline_is_told_at_once(small, rulekit, write):
    write({"small.yaml": SMALL.replace("0.8", "2").replace("max_bytes", "max_byte")})
    ended = rulekit("curate", "small.yaml", "c.jsonl", "--out=out")
    assert ["small.yaml:3:13", "small.yaml:6:23"] == [
        line.split()[1] for line in ended.err.splitlines() if "-->" in line
    ]


def test_an_order_of_steps_that_hurts_is_a_warning(small, rulekit, write):
    steps = "  - sample: {to: {python: 1 kB}}\n  - rules\n"
    write({"small.yaml": f"curate: small\nsteps:\n{steps}"})
    ended = rulekit("curate", "small.yaml", "c.jsonl", "--dry-run", "-q")
    told = "`rules` stands behind `sample`: what it drops was counted into the targets"
    assert (0, f"warning: {told} (small.yaml:4:5)\n") == (ended.code, ended.err)


@pytest.mark.slow
def test_an_audit_of_filter_is_not_taken_for_a_curation(small, rulekit):
    assert 0 == rulekit("filter", "c.jsonl", "--out=out", "-qj1").code
    ended = rulekit("curate", "small.yaml", "c.jsonl", "--out=out")
    told = "it is an audit of `rulekit filter`, and no curation"
    assert (2, True) == (ended.code, told in ended.err)


def test_ours_are_among_the_installed_pipelines(small, rulekit):
    ended = rulekit("curate", "refinecode", "c.jsonl", "--dry-run")
    assert (0, "") == (ended.code, ended.err.replace("nothing was written\n", ""))
    assert "near: 16 bands of 128" in ended.out


def test_every_row_has_the_repository_that_its_column_says(rulekit, write):
    contents = {"a/kept": "x = 1\n", "b/binary": "\0\0\0", "c/none": None}
    rows = [{"content": one, "path": "a.py", "repo": name} for name, one in contents.items()]
    write({"c.jsonl": "".join(json.dumps(row) + "\n" for row in rows)})
    write({"p.yaml": "curate: one\nsteps:\n  - exact: {prefer: []}\n"})
    ended = rulekit("curate", "p.yaml", "c.jsonl", "--out", "out", "-q", "-j", "1")
    table = pq.read_table("out/verdicts/c.jsonl.parquet")
    assert [*contents] == table["repo"].to_pylist(), ended.err
