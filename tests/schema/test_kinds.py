"""rulekit/schema/kinds.py: the schemas say of every file what the strict loader says."""

import json
import re
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest

from rulekit.schema.kinds import FILE_KINDS, schemas_of
from rulekit.spec.meaning import MEANINGS
from rulekit.spec.schema_line import SCHEMA_FILES, SCHEMA_LINES
from schema.judging import catalog, complaint, refusal, schemas, value_of

ROOT = Path(__file__).parents[2]
# Of files beside recipes, some are of kinds that have no schema.
BEGIN = {"synthesize": "recipe", "curate": "pipeline", "ask": "ask"}
BUNDLED = [
    path
    for path in sorted((ROOT / "rules").glob("*/*.yaml"))
    if path.parent.name != "recipes" or path.read_text("utf-8").partition(":")[0] in BEGIN
]
TOML_PAGES = ("commands.md", "writing-rules.md", "security.md", "audit.md")

FULL = {
    "rule": """
title: Long lines
why: why
source: source
signal:
  ratio:
    - {capture: [comment, python.pass], within: docstring, measure: line_fraction}
    - {pattern: x+, measure: count}
keep: {min: 1, max: 2}
message: "{value:.0%} of {{x}}, {count} {count:line|lines}"
when:
  - {signal: text.lines, min: 4}
  - {signal: {path: test, measure: exists}, max: 4}
  - {signal: {find: code.encoded, measure: longest, within: }, max: 4, min: }
  - {signal: {named: text.lines}, max: 4}
action: flag
weight: 1
spare: 0
kinds: [data]
implied_by: [code/long-line, code/]
implies: ['text/*']
examples:
  keep: [{text: a, repeat: 3, path: b.py, marks: [generated], package: '', reads: 0.3}]
  drop: [{file: a, text: }]
""",
    "tune": """
skip: [code/long-line, 'text/*']
limits:
  code/long-line: {min: , max: 2, spare: 0.1, weight: 1, action: drop}
""",
    "profile": """
title: Ours
source: source
extends: default
select: [all, code/, code/long-line]
skip: ['*/long-*']
limits: {code/long-line: {max: 3}}
min_score: 0.1
for:
  python: {select: [code/], skip: [code/], limits: {code/long-line: {max: }}, min_score: 0.2}
  json, yaml: {skip: [code/]}
  prose-fr: {skip: [code/]}
  data: {}
""",
    "scorecard": """
title: Ours
source: source
base: 1
dropped: -1
min_score: 0
terms:
  - {signal: text.lines, steps: [{above: 1, points: 2}]}
  - signal: {capture: comment, measure: line_fraction}
""",
    "pipeline": """
curate: ours
title: Ours
source: source
corpus: {content: text, stars: }
steps:
  - header
  - near:
  - admit: {max_bytes: 8 MB, min_bytes: 3, types: [data], columns: {a: [1, x, null]}}
  - exact: {of: text, prefer: [stars]}
  - pii: {email: null, detectors: [pii, {use: pii}]}
  - sample: {to: {python: 3 GB, java: 5}, seed: 3}
  - licence: {keep: [MIT], unknown: drop, from: [header]}
  - select: {name: picked, any_of: [x], share: 0.5, languages: [python]}
outputs: {picked: [header, exact: {of: text}]}
""",
    "ask": """
ask: marks
title: Marks
source: source
prompt: marks.md
reply: {schema: marks.json}
model: m
at: JUDGE
sample: {n: 2, temperature: 0.5, top_p: 0.9, seed: , max_tokens: 9}
limits: {open: 3, tries: 2, seconds: 1, characters: 9, requests: 3, tokens: 2e9, money: 0.5}
price: {input: 1, output: 0}
""",
    "recall": """
recall: code-pages
title: Pages about code
source: OpenCoder
corpus: {pages: ['a/*.parquet', b], text: content, url: address}
seed: {labels: seed.jsonl, replies: asked, column: reply.score, min: 6}
model: {orders: [2, 3], bits: 16}
threshold: {precision: 0.9}
domains: {share: 0.2, pages: 20, base: registrable, suffixes: suffixes.txt}
annotations: code-urls.txt
held_out: {domains: [a.example]}
rounds: 2
stop: 0.05
learn: 100
admit: scored
""",
    "recipe": """
synthesize: mine
title: Tasks
source: ours
stage: 1
seeds: {curate: seeds.yaml, output: snippets, categories: kinds.yaml, most: 9, per_category: 3}
specification: spec.yaml
draw: 2
ask: {prompt: p.md, reply: {schema: r.json}, sample: {temperature: 0.8}, limits: {requests: 9}}
endpoints: [{model: a, at: FIRST, n: 2}, {model: b}]
sample: {instruction: '{problem}', response: '{answer}', path: a.py, solution: '{code}',
  tests: '{t}', names: '{name}'}
tries: 3
execute: {language: lua, cpu: 2, seconds: 9, memory: 64, repeats: 3}
aspects: aspects.yaml
against: [seeds, 'corpus/*.parquet']
judge: [code.yaml, whole]
export: [chat]
train: [sh, train.sh, '{chat}']
""",
    "project": """
profile = "default"
select = ["all"]
extend-select = ["code/"]
ignore = ["*/long-*"]
exclude = ["gen/"]
rules = []
replies = []
min-score = 0.2
max-drop-rate = "5%"
baseline = "baseline.json"
seed = 3
[limits]
"code/long-line" = {max = 3}
[[override]]
paths = ["api/*"]
reason = "reason"
skip = ["code/long-line"]
min-score = 0
""",
}


def kind_of(path):
    if path.parent.name == "recipes":
        return BEGIN[path.read_text("utf-8").partition(":")[0]]
    if path.parent.name == "pipelines":
        return "pipeline"
    if path.parent.name == "profiles":
        return "scorecard" if path.name.endswith(".score.yaml") else "profile"
    return "tune" if path.name == "tune.yaml" else "rule"


def fenced():
    """The examples of rulekit.toml in the documentation that are right."""
    pages = [(ROOT / "docs" / name).read_text("utf-8") for name in TOML_PAGES]
    found = [
        re.findall(r"^```toml (\S+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL) for page in pages
    ]
    return [text for page in found for name, text in page if not name.startswith("typo/")]


# What is right.


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_schema_is_one_by_the_schema_of_schemas(kind):
    jsonschema.Draft202012Validator.check_schema(schemas()[kind])


def test_there_is_a_schema_of_each_kind_of_file_that_can_name_one():
    assert [*SCHEMA_FILES] == [*FILE_KINDS]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_bundled_file_is_right(path):
    kind = kind_of(path)
    assert "" == complaint(kind, value_of(kind, path.read_text("utf-8")))


def test_every_example_of_a_project_is_right():
    assert [""] * len(fenced()) == [complaint("project", value_of("project", t)) for t in fenced()]
    assert fenced()


@pytest.mark.parametrize("kind", FULL)
def test_a_file_with_every_key_is_right_by_both(kind):
    text = FULL[kind]
    assert ("", "") == (complaint(kind, value_of(kind, text)), refusal(kind, text))
    model = FILE_KINDS[kind].model
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert keys == value_of(kind, text).keys()


@pytest.mark.parametrize("kind", FULL)
def test_a_file_may_begin_with_the_line_that_names_its_schema(kind):
    text = f"{SCHEMA_LINES[kind]}\n{FULL[kind]}"
    assert ("", "") == (complaint(kind, value_of(kind, text)), refusal(kind, text))


# What is wrong: file kind, words that are replaced, their replacement, and what an editor says.

MISTAKES = [
    ("ask", "tries: 2", "tries: 8", "8 is greater than the maximum of 7"),
    ("ask", "{schema: marks.json}", "{shema: marks.json}", "'shema' was unexpected"),
    ("ask", "model: m\n", "", "'model' is a required property"),
    ("recall", "learn: 100", "learns: 100", "'learns' was unexpected"),
    ("recall", "bits: 16", "bits: 20", "20 is greater than the maximum of 19"),
    ("recall", "admit: scored", "admit: all", "'all' is not one of"),
    ("recipe", "tries: 3", "tries: 11", "11 is greater than the maximum of 10"),
    ("recipe", "at: FIRST", "at: first", "'first' does not match"),
    ("recipe", "export: [chat]", "export: [chats]", "'chats' is not one of"),
    ("recipe", "response: '{answer}', ", "", "'response' is a required property"),
    ("rule", "why: why", "wy: why", "'wy' was unexpected"),
    ("rule", "why: why", "", "'why' is a required property"),
    ("rule", "why: why", "why: ''", "$.why: '' should be non-empty"),
    ("rule", "why: why", "why: [a]", "$.why: ['a'] is not of type 'string'"),
    ("rule", "title: Long lines", "title: ' x'", "$.title: ' x' does not match"),
    ("rule", "python.pass", "python.pas", "capture[1]: 'python.pas' is not one of"),
    ("rule", "within: docstring", "within: docstrin", "within: 'docstrin' is not one of"),
    ("rule", "measure: count", "measure: cuont", "measure: 'cuont' is not one of"),
    ("rule", "pattern: x+, measure: count", "pattern: x+", "'measure' is a required property"),
    ("rule", "pattern: x+,", "pattern: x+, find: code.encoded,", "is valid under each of"),
    ("rule", "measure: exists", "measure: longest", "'longest' is not one of ['count', 'exists']"),
    ("rule", "signal: text.lines", "signal: text.line", "signal: 'text.line' is not one of"),
    ("rule", "signal: text.lines", "signal: 3", "signal: 3 is not of type 'string'"),
    ("rule", "{named: text.lines}", "{named: text.lines, measure: count}", "'count' is not of"),
    ("rule", "code.encoded", "code.encodd", "find: 'code.encodd' is not one of"),
    ("rule", "keep: {min: 1, max: 2}", "keep: {min: 1, maximum: 2}", "'maximum' was unexpected"),
    ("rule", "keep: {min: 1, max: 2}", "keep: {min: 'a'}", "$.keep.min: 'a' is not of type"),
    ("rule", "keep: {min: 1, max: 2}", "keep: {}", "$.keep: {}"),
    ("rule", "{value:.0%}", "{valeu:.0%}", "$.message: "),
    ("rule", "action: flag", "action: flags", "$.action: 'flags' is not one of ['drop', 'flag']"),
    ("rule", "weight: 1", "weight: 0", "$.weight: 0 is less than or equal to the minimum of 0"),
    ("rule", "weight: 1", "weight: '1'", "$.weight: '1' is not of type 'number'"),
    ("rule", "spare: 0", "spare: 2", "$.spare: 2 is greater than the maximum of 1"),
    ("rule", "kinds: [data]", "kinds: [dat]", "$.kinds[0]: 'dat' is not one of"),
    ("rule", "[code/long-line,", "[code/longline,", "implied_by[0]: 'code/longline' is not one of"),
    (
        "rule",
        "  drop: [{file: a, text: }]",
        "  drop: []",
        "$.examples.drop: [] should be non-empty",
    ),
    ("rule", "  drop: [{file: a, text: }]", "  drop: [{file: a, text: b}]", "is valid under each"),
    ("rule", "repeat: 3", "repeat: 3.5", "repeat: 3.5 is not of type 'integer'"),
    ("tune", "[code/long-line,", "[code/longline,", "$.skip[0]: 'code/longline' is not one of"),
    ("tune", "  code/long-line:", "  code/longline:", "'code/longline' was unexpected"),
    ("tune", "spare: 0.1", "spar: 0.1", "'spar' was unexpected"),
    ("profile", "extends: default", "extends: defalt", "$.extends: 'defalt' is not one of"),
    ("profile", "min_score: 0.1", "min_score: 3", "$.min_score: 3 is greater than the maximum"),
    ("profile", "  python:", "  pyhton:", "$.for: 'pyhton' does not match any"),
    ("profile", "json, yaml:", "json, yml:", "$.for: 'json, yml' does not match"),
    ("profile", "title: Ours", "title: 3", "$.title: 3 is not of type 'string'"),
    ("scorecard", "signal: text.lines", "signal: text.line", "signal: 'text.line' is not one of"),
    ("scorecard", "points: 2", "point: 2", "'point' was unexpected"),
    ("pipeline", "  - header\n", "  - headr\n", "$.steps[0]: 'headr' is not one of"),
    ("pipeline", "  - header\n", "  - sample\n", "$.steps[0]: 'sample' is not one of"),
    ("pipeline", "  - near:", "  - neer:", "'neer' was unexpected"),
    ("pipeline", "{of: text, ", "{off: text, ", "'off' was unexpected"),
    ("pipeline", "{of: text, ", "{of: texts, ", ".of: 'texts' is not one of ['content', 'text']"),
    ("pipeline", "{use: pii}", "{use: pi}", ".use: 'pi' is not one of"),
    ("pipeline", "max_bytes: 8 MB", "max_bytes: 8 MiB", "max_bytes: '8 MiB' does not match"),
    ("pipeline", "python: 3 GB", "pyton: 3 GB", "'pyton' is not one of"),
    ("pipeline", "languages: [python]", "languages: [pyton]", "'pyton' is not one of"),
    ("pipeline", "  - exact: {of: text, prefer: [stars]}", "  - {exact: , near: }", "too many"),
    ("project", "seed = 3", 'seed = "3"', "$.seed: '3' is not of type 'integer', 'null'"),
    ("project", '"5%"', '"five"', "'five' does not match"),
    ("project", "exclude =", "exclud =", "'exclud' was unexpected"),
    ("project", '"code/long-line" = ', '"code/longline" = ', "'code/longline' was unexpected"),
    ("project", 'profile = "default"', 'profile = "defalt"', "'defalt' is not one of"),
    ("project", 'reason = "reason"', "", "'reason' is a required property"),
]


@pytest.mark.parametrize(("kind", "words", "wrong", "said"), MISTAKES, ids=lambda one: one[:30])
def test_a_mistake_is_refused_by_both_and_the_schema_names_it(kind, words, wrong, said):
    assert words in FULL[kind]
    text = FULL[kind].replace(words, wrong, 1)
    assert "" != refusal(kind, text)
    assert said in complaint(kind, value_of(kind, text))


VALUES = [None, 5, 0.5, "word", "", [], {}, True, ["word"], "count"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["rule", "tune", "profile", "scorecard", "ask"])
def test_whatever_the_loader_takes_the_schema_takes(kind):
    whole = value_of(kind, FULL[kind])
    changed = [with_value(whole, path, value) for path in paths(whole) for value in VALUES]
    strict = [one for one in changed if complaint(kind, one) and not refusal(kind, json.dumps(one))]
    assert [] == strict


def paths(value, path=()):
    if path:
        yield path
    parts = enumerate(value) if isinstance(value, list) else getattr(value, "items", tuple)()
    for key, part in parts:
        yield from paths(part, (*path, key))


def with_value(whole, path, value):
    copy = deepcopy(whole)
    above = copy
    for key in path[:-1]:
        above = above[key]
    above[path[-1]] = value
    return copy


# What editors show.


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_every_key_of_our_own_models_has_its_meaning(kind):
    schema = schemas()[kind]
    models = {FILE_KINDS[kind].model.__name__: schema} | schema["$defs"]
    for name in models.keys() & MEANINGS.keys():
        keys = models[name]["properties"]
        assert MEANINGS[name] == {key: keys[key].get("description") for key in keys}


@pytest.mark.parametrize(
    ("kind", "names", "name", "meaning"),
    [
        ("rule", "capture", "goto", "a jump to a label"),
        ("rule", "capture", "python.pass", "a capture of the pack python"),
        ("rule", "measure_or_empty", "count", "matches: how many"),
        ("profile", "profile_or_empty", "opencoder", "OpenCoder's published limits"),
        ("pipeline", "language", "python", "Python"),
    ],
)
def test_a_name_has_its_meaning_beside_it(kind, names, name, meaning):
    listed = schemas()[kind]["$defs"][names]
    assert meaning == listed["enumDescriptions"][listed["enum"].index(name)]


def test_the_id_of_a_rule_has_its_title():
    limits = schemas()["tune"]["properties"]["limits"]["properties"]
    assert catalog().rules["code/long-line"].rule.title == limits["code/long-line"]["description"]


def test_schemas_are_the_same_each_time():
    assert json.dumps(schemas()) == json.dumps(schemas_of(catalog(), FILE_KINDS))


def test_no_mapping_with_known_keys_takes_another():
    open_ones = []
    for kind, schema in schemas().items():
        for name, part in [("", schema), *schema["$defs"].items()]:
            if "properties" in part and part.get("additionalProperties") is not False:
                open_ones.append((kind, name))
    assert [] == open_ones
