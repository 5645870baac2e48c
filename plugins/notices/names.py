"""Names of licences: SPDX identifiers, how people write them, and the texts they are known by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import re2

# What others call them: fields of packages, classifiers, names in repositories.
_ALIASES = {
    "apache 2": "Apache-2.0", "apache 2.0": "Apache-2.0", "apache2": "Apache-2.0",
    "apache license 2.0": "Apache-2.0", "apache-2": "Apache-2.0", "mit license": "MIT",
    "the mit license": "MIT", "mit/x11": "MIT", "expat": "MIT", "bsd": "BSD-3-Clause",
    "bsd 2-clause": "BSD-2-Clause", "bsd 3-clause": "BSD-3-Clause", "bsd-2": "BSD-2-Clause",
    "bsd-3": "BSD-3-Clause", "new bsd": "BSD-3-Clause", "bsd license": "BSD-3-Clause",
    "simplified bsd": "BSD-2-Clause", "isc license": "ISC", "gpl": "GPL-1.0-or-later",
    "gplv2": "GPL-2.0-only", "gpl-2": "GPL-2.0-only", "gpl v2": "GPL-2.0-only",
    "gplv2+": "GPL-2.0-or-later", "gplv3": "GPL-3.0-only", "gpl-3": "GPL-3.0-only",
    "gpl v3": "GPL-3.0-only", "gplv3+": "GPL-3.0-or-later", "lgpl": "LGPL-2.0-or-later",
    "lgplv2.1": "LGPL-2.1-only", "lgplv3": "LGPL-3.0-only", "agplv3": "AGPL-3.0-only",
    "mpl 2.0": "MPL-2.0", "mpl2": "MPL-2.0", "boost": "BSL-1.0", "public domain": "Unlicense",
    "cc0": "CC0-1.0", "zlib license": "Zlib", "the unlicense": "Unlicense",
}  # fmt: skip

# Texts and short forms in headings, the more exact first; of what a pattern matched, nothing else
# is looked for in the same place.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("AGPL-3.0", r"(?:affero general public licen[cs]e|\bagpl)\b"),
    ("LGPL", r"(?:lesser|library) (?:gnu )?general public licen[cs]e|\blgpl"),
    ("GPL", r"general public licen[cs]e|\bgpl"),
    ("Apache-2.0", (
     r"apache licen[cs]e,? *(?:,? *v(?:ersion)? ?\.?)? ?2|apache\.org/licenses/license-2\.0"
     r"|apache-2\.0|apache 2\.0"
    )),
    ("MPL-2.0", r"mozilla public licen[cs]e,? *v(?:ersion|\.)? ?2|mozilla\.org/mpl/2\.0"),
    ("MPL-1.1", r"mozilla public licen[cs]e,? *v(?:ersion|\.)? ?1\.1|\bmpl 1\.1"),
    ("EPL-2.0", r"eclipse public licen[cs]e,? *-? *v(?:ersion|\.)? ?2|epl-2\.0|epl-v20"),
    ("EPL-1.0", r"eclipse public licen[cs]e(?:,? *-? *v(?:ersion|\.)? ?1)?|epl-1\.0|epl-v10"),
    ("CDDL-1.0", r"common development and distribution licen[cs]e|\bcddl\b"),
    ("BSL-1.0", r"boost software licen[cs]e|boost\.org/license_1_0"),
    ("MS-PL", r"microsoft public licen[cs]e|\bms-pl\b"),
    ("Artistic-2.0", r"artistic licen[cs]e,? (?:v(?:ersion)? ?)?2"),
    ("Python-2.0", r"python software foundation licen[cs]e|\bpsf licen[cs]e"),
    ("Unlicense", r"free and unencumbered software|unlicense\.org"),
    ("CC0-1.0", r"\bcc0\b|publicdomain/zero/1\.0"),
    ("CC-BY-NC-4.0", (
     r"creative ?commons attribution[- ]noncommercial|cc[- ]by[- ]nc|licenses/by-nc"
    )),
    ("CC-BY-SA-4.0", r"creative ?commons attribution[- ]share|cc[- ]by[- ]sa|licenses/by-sa"),
    ("WTFPL", r"do what the f\w+ you want|\bwtfpl\b"),
    ("Beerware", r"\bbeer-?ware\b"),
    ("Zlib", r"must not be misrepresented|zlib licen[cs]e"),
    ("ISC", (
     r"permission to use, copy, modify,? and(?:/or)? distribute this software"
     r"|\bisc licen[cs]e"
    )),
    ("MIT", (
     r"permission is hereby granted, free of charge|\bmit[- ](?:style )?licen[cs]e|\bunder "
     r"(?:the )?(?:terms of (?:the )?)?mit\b|licen[cs]es?/mit\b|licen[cs]ed?:? mit\b"
     r"|mit-license"
    )),
    ("BSD-4-Clause", r"advertising materials mentioning"),
    ("BSD-3-Clause", (
     r"endorse or promote|bsd[- ]3|3-clause bsd|three[- ]clause bsd|(?:new|modified"
     r"|revised) bsd|bsd-style licen[cs]e|\bbsd licen[cs]e|licen[cs]es?/bsd"
    )),
    ("BSD-2-Clause", (
     r"bsd[- ]2|2-clause bsd|simplified bsd|redistribution and use in source and binary"
    )),
    ("LicenseRef-proprietary", (
     r"(?:strictly |)confidential (?:and|information)|proprietary (?:and confidential"
     r"|information)|unauthori[sz]ed (?:copying|use)"
    )),
    ("Unlicense", r"(?:in|into|to) the public domain"),
)  # fmt: skip
_COMPILED = tuple((name, re2.compile("(?i)" + pattern)) for name, pattern in _PATTERNS)
_GNU_VERSION = re2.compile(
    r"(?i)(?:gpl|general public licen[cs]e)(?:[\s,;:(\"']|as published by the free software"
    r" foundation|either|under|the|gnu)*(?:v(?:ersion|er\b|\.)?[. ]*)([123](?:\.[01])?)\b"
    r"|\bversion ([123](?:\.[01])?)(?: or \S+)? of the (?:gnu|licen[cs]e|lgpl|gpl)"
    r"|gpl[- ]?([123](?:\.[01])?)\b"
)
_GNU_VERSIONS = {"GPL": ("1.0", "2.0", "3.0"), "LGPL": ("2.0", "2.1", "3.0")}
_OR_LATER = re2.compile(
    r"(?i)any later version|or later|or \(at your option\)|or newer|gpl[- ]?v?[23](?:\.[01])?\+"
)
_CHOICE = re2.compile(
    r"(?i)\bdual[- ]licen[cs]ed|\b(?:either|any) of the|\balternatively\b"
    r"|\bat your (?:option|choice)\b[^.]*\blicen[cs]e\b|\bor (?:the )?(?:mit|bsd|apache)\b"
)
_COVERED = {"BSD-4-Clause": ("BSD-3-Clause", "BSD-2-Clause"), "BSD-3-Clause": ("BSD-2-Clause",)}


class Told(NamedTuple):
    """The licences that a heading speaks of; of a choice, one is enough."""

    ids: Sequence[str]
    choice: bool


def told_by(text: str) -> Told:
    """The licences of a heading by its phrases: none where no phrase of one is known."""
    plain = " ".join(text.split())
    found = list(dict.fromkeys(_known(plain)))
    hidden = {one for name in found for one in _COVERED.get(name, ())}
    ids = [name for name in found if name not in hidden]
    return Told(ids, len(ids) > 1 and bool(_CHOICE.search(plain)))


def _known(text: str) -> Iterator[str]:
    affero = lesser = False
    for name, pattern in _COMPILED:
        match = pattern.search(text)
        if not match:
            continue
        if name == "AGPL-3.0":
            affero = True
            yield "AGPL-3.0-or-later" if _OR_LATER.search(text) else "AGPL-3.0-only"
        elif name == "LGPL":
            lesser = True
            yield _gnu("LGPL", text)
        elif name == "GPL":
            if not affero and not lesser:
                yield _gnu("GPL", text)
        else:
            yield name


def _gnu(name: str, text: str) -> str:
    """A GNU licence with its version; without one, any that there has been."""
    known = _GNU_VERSIONS[name]
    for groups in _GNU_VERSION.findall(text):
        version = next(filter(None, groups))
        version += "" if "." in version else ".0"
        if version in known:
            return f"{name}-{version}-{'or-later' if _OR_LATER.search(text) else 'only'}"
    return f"{name}-{known[0]}-or-later"


@cache
def permissive() -> frozenset[str]:
    """Identifiers of licences that ask for no more than notices."""
    return frozenset(_ids("permissive.json"))


@cache
def _spellings() -> dict[str, str]:
    return {name.lower(): name for name in _ids("identifiers.json")}


def identifiers() -> frozenset[str]:
    """All identifiers that SPDX lists."""
    return frozenset(_spellings().values())


def identifier(name: str) -> str:
    """The identifier of a licence that somebody named; the name itself if it is none."""
    plain = " ".join(name.split())
    known = _spellings().get(plain.lower()) or _ALIASES.get(plain.lower())
    return known or plain


def _ids(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    found: list[str] = json.loads(text)["ids"]
    return found
