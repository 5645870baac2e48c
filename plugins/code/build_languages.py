r"""Builds `languages.json` from the tables of github-linguist: facts only, none of its patterns.

    python -m rulekit_plugins.code.build_languages LANGUAGES_YML POPULAR_YML VERSION \
        > languages.json

The two files are `lib/linguist/languages.yml` and `lib/linguist/popular.yml` of the linguist
release whose number is VERSION. One language per line, sorted by id, so that a new release of
linguist reads as a small diff; empty lists and a false `popular` are left out.
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


def entry(name: str, facts: dict[str, Any], popular: bool) -> dict[str, Any]:
    """What the table says of one language, from what linguist says of it."""
    lists = {key: facts[key] for key in LISTS if facts.get(key)}
    return {"name": name, "kind": facts["type"], **lists} | ({"popular": True} if popular else {})


def build(languages: dict[str, dict[str, Any]], popular: set[str], version: str) -> str:
    """The text of `languages.json`. Raises ValueError when an id is not unique or is a kind."""
    names: dict[str, str] = {}
    for name in languages:
        if (taken := names.setdefault(slug(name), name)) != name:
            raise ValueError(f"{name} and {taken} would share the id {slug(name)}")
    if clash := KINDS & names.keys():
        raise ValueError(f"ids that are kinds: {sorted(clash)}")
    if unknown := popular - languages.keys():
        raise ValueError(f"popular, but not a language: {sorted(unknown)}")
    rows = ",\n".join(
        f"{json.dumps(key)}: "
        + json.dumps(entry(name, languages[name], name in popular), ensure_ascii=False)
        for key, name in sorted(names.items())
    )
    source = f"github-linguist {version} (MIT), facts of languages.yml and popular.yml"
    return f'{{"source": {json.dumps(source)},\n"languages": {{\n{rows}\n}}}}\n'


def main(languages_path: str, popular_path: str, version: str) -> None:
    """Write the table to the standard output."""
    languages = yaml.safe_load(Path(languages_path).read_text(encoding="utf-8"))
    popular = yaml.safe_load(Path(popular_path).read_text(encoding="utf-8"))
    text = build(languages, set(popular), version)
    sys.stdout.buffer.write(text.encode())  # UTF-8, whatever the console speaks


if __name__ == "__main__":
    main(*sys.argv[1:])
