r"""Builds `languages.json` from the tables of github-linguist and tokei: facts only, no patterns.

    python -m rulekit_plugins.code.build_languages LANGUAGES_YML POPULAR_YML VERSION TOKEI_JSON \
        > languages.json

The first two files are `lib/linguist/languages.yml` and `lib/linguist/popular.yml` of the linguist
release whose number is VERSION, the third is tokei's `languages.json`, which knows the marks of
comments and strings. One language per line, sorted by id, so that a new release reads as a small
diff; empty lists and a false `popular` are left out.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

KINDS = frozenset({"data", "markup", "programming", "prose"})
LISTS = ("extensions", "filenames", "interpreters", "aliases")


def slug(name: str) -> str:
    """The id of a language: `C++` is `cpp`, `F*` is `fstar`, `Ren'Py` is `ren-py`."""
    spelled = re.sub(r"\*$", "star", name.lower().replace("++", "pp").replace("#", "sharp"))
    return re.sub(r"[^a-z0-9]+", "-", spelled).strip("-")


def entry(name: str, facts: dict[str, Any], popular: bool, marks: dict[str, Any]) -> dict[str, Any]:
    """Entry of the table for one language, from linguist's and tokei's."""
    lists = {key: facts[key] for key in LISTS if facts.get(key)}
    known = {"name": name, "kind": facts["type"], **lists}
    return known | ({"popular": True} if popular else {}) | ({"marks": marks} if marks else {})


# Marks that mean the same wherever they stand, with the guards of syntax/comment_scanner.py. A
# language with another one (`dnl`, a `*` in the first column) is left out: half of its marks give a
# wrong number.
LINE = frozenset({"//", "///", "#", "--", "-- ", ";", ";;", "%", "!", "'", "⍝", "# ", "##"})
BLOCK = re.compile(r"[^\w\s]{1,5}|=[a-z]+\d?")
NOT_BLOCK = frozenset({'"', "( ", "批曰。"})

# Where templates and several languages mix in one file, marks say little; and some are wrong there.
MIXED = frozenset(
    """
    asp asp-net astro batchfile blade brightscript cobol coldfusion factor forth glimmer-js
    glimmer-ts haml html jupyter-notebook lolcode m4 markdown matlab mdx pug q raku razor rmarkdown
    smalltalk stata svelte templ velocity-template-language vim-script vue wenyan
    """.split()  # noqa: SIM905  a list of 30 strings is not read
)
# Where tokei has none, has other ones, or has a name that linguist does not know.
QUOTED = [['"', '"'], ["'", "'"]]
TRIPLE = [['"""', '"""'], ["'''", "'''"]]
SLASHES: dict[str, Any] = {"line_comment": ["//"], "multi_line_comments": [["/*", "*/"]]}
POD = ("=pod", "=head1", "=head2", "=over", "=item", "=begin", "=for", "=encoding")
MORE: dict[str, dict[str, Any]] = {
    "css": {"multi_line_comments": [["/*", "*/"]], "quotes": QUOTED},
    "fortran-free-form": {"line_comment": ["!"], "quotes": QUOTED, "escape": False},
    "groovy": SLASHES | {"quotes": [*QUOTED, *TRIPLE]},
    "json": {"quotes": [['"', '"']]},
    "lua": {
        "line_comment": ["--"],
        "multi_line_comments": [["--[[", "]]"], ["--[=[", "]=]"]],
        "quotes": [*QUOTED, ["[[", "]]"], ["[=[", "]=]"]],
    },
    "ocaml": {"multi_line_comments": [["(*", "*)"]], "nested": True},
    "perl": {
        "line_comment": ["#"],
        "multi_line_comments": [[begin, "=cut"] for begin in POD],
        "quotes": QUOTED,
    },
    "powershell": {
        "line_comment": ["#"],
        "multi_line_comments": [["<#", "#>"]],
        "quotes": [*QUOTED, ['@"', '"@'], ["@'", "'@"]],
        "escape": False,
    },
    "protocol-buffer": SLASHES | {"quotes": QUOTED},
    "r": {"line_comment": ["#"], "quotes": QUOTED},
    "scala": SLASHES | {"quotes": [['"', '"'], ['"""', '"""']], "nested": True},
    "scss": SLASHES | {"quotes": QUOTED},
    "sql": SLASHES
    | {"line_comment": ["--"], "quotes": [["'", "'"]], "hidden": [['"', '"']], "escape": False},
    "swift": SLASHES | {"quotes": [['"', '"'], ['"""', '"""']], "nested": True},
    "tcl": {"line_comment": ["#"]},
    "tex": {"line_comment": ["%"], "quotes": []},
    # Regular expressions and the text of JSX hold quotation marks that quote nothing.
    "tsx": SLASHES | {"quotes": [], "hidden": QUOTED},
    "typescript": SLASHES | {"quotes": [], "hidden": QUOTED},
}


def marks_of(facts: dict[str, Any]) -> dict[str, Any]:
    """The marks of a language as the table has them; nothing when some of them are not safe."""
    line = [one.replace('\\"', '"') for one in facts.get("line_comment", ())]
    block = _pairs(facts, "multi_line_comments", "nested_comments")
    if not LINE.issuperset(line):
        return {}
    if any(not BLOCK.fullmatch(mark) or mark in NOT_BLOCK for pair in block for mark in pair):
        return {}
    strings = _pairs({"quotes": [['"', '"']]} | facts, "quotes", "doc_quotes", "verbatim_quotes")
    strings = [pair for pair in strings if not {*pair} & {*line}]
    if {begin for begin, _ in block} == {"<!--"}:
        strings = []  # an apostrophe in a text is no quotation mark
    hidden = _pairs(facts, "hidden")
    if ('"', '"') in strings and ("'", "'") not in strings and "'" not in line:
        hidden.append(("'\"", "'"))  # the character `"`
    nested = bool(facts.get("nested") or facts.get("nested_comments"))
    found = {"line": line, "block": block, "strings": strings, "hidden": hidden, "nested": nested}
    escape = {} if facts.get("escape", True) else {"escape": False}
    return {key: value for key, value in found.items() if value} | escape


def _pairs(facts: dict[str, Any], *keys: str) -> list[tuple[str, ...]]:
    pairs = (pair for key in keys for pair in facts.get(key, ()))
    return [tuple(mark.replace('\\"', '"') for mark in pair) for pair in pairs]


def all_marks(tokei: dict[str, dict[str, Any]], ids: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The marks of every language that both tables have, by id; `ids` are those of its names."""
    found: dict[str, dict[str, Any]] = {}
    for key, facts in sorted(tokei.items()):
        name = next((ids[w] for w in (slug(facts.get("name", key)), slug(key)) if w in ids), None)
        commented = "line_comment" in facts or "multi_line_comments" in facts
        if name and name not in MIXED and commented and (marks := marks_of(facts)):
            found.setdefault(name, marks)
    return found | {name: marks_of(facts) for name, facts in MORE.items()}


def build(
    languages: dict[str, dict[str, Any]],
    popular: set[str],
    version: str,
    tokei: dict[str, dict[str, Any]],
) -> str:
    """The text of `languages.json`. Raises ValueError when an id is not unique or is a kind."""
    names: dict[str, str] = {}
    for name in languages:
        if (taken := names.setdefault(slug(name), name)) != name:
            raise ValueError(f"{name} and {taken} would share the id {slug(name)}")
    if clash := KINDS & names.keys():
        raise ValueError(f"ids that are kinds: {sorted(clash)}")
    if unknown := popular - languages.keys():
        raise ValueError(f"popular, but not a language: {sorted(unknown)}")
    spelled = {
        slug(alias): key for key, name in names.items() for alias in _aliases(languages[name])
    }
    marks = all_marks(tokei, spelled | {key: key for key in names})
    entries = {
        key: entry(name, languages[name], name in popular, marks.get(key, {}))
        for key, name in sorted(names.items())
    }
    rows = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(facts, ensure_ascii=False)}"
        for key, facts in entries.items()
    )
    source = f"github-linguist {version} (MIT), facts of its tables; marks: tokei (MIT)"
    return f'{{"source": {json.dumps(source)},\n"languages": {{\n{rows}\n}}}}\n'


def _aliases(facts: dict[str, Any]) -> list[str]:
    return facts.get("aliases") or []


def main(languages_path: str, popular_path: str, version: str, tokei_path: str) -> None:
    """Write the table to the standard output."""
    languages = yaml.safe_load(Path(languages_path).read_text(encoding="utf-8"))
    popular = yaml.safe_load(Path(popular_path).read_text(encoding="utf-8"))
    tokei = json.loads(Path(tokei_path).read_text(encoding="utf-8"))["languages"]
    text = build(languages, set(popular), version, tokei)
    sys.stdout.buffer.write(text.encode())  # UTF-8, whatever the console speaks


if __name__ == "__main__":
    main(*sys.argv[1:])
