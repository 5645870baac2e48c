"""Plants of a curated corpus: notices in headers, and licences in headers and in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curated_copies import Planted
from curated_text import Bases, Row, Text, number, pick, row_of

# Licences ask for these words, or tell to use them; a holder stands in none but ours.
MIT = (
    "Permission is hereby granted, free of charge, to any person obtaining a copy",
    "of this software and associated documentation files, to deal in the Software",
    "without restriction.",
)
APACHE = (
    'Licensed under the Apache License, Version 2.0 (the "License");',
    "you may not use this file except in compliance with the License.",
)
BSD = (
    "Use of this source code is governed by a BSD-style license that can be",
    "found in the LICENSE file.",
)
GPL = (
    "This program is free software: you can redistribute it and/or modify it under",
    "the terms of the GNU General Public License as published by the Free Software",
    "Foundation, either version 3 of the License, or (at your option) any later version.",
)
NOTICES: Sequence[Sequence[str]] = (
    ("SPDX-License-Identifier: MIT",), MIT, APACHE, BSD, ("All rights reserved.", "", *APACHE),
    ("SPDX-License-Identifier: Apache-2.0",),
)  # fmt: skip
DOCUMENTATION: Sequence[Sequence[str]] = (
    (),
    ("This module walks the table twice, so that no entry is moved before it was read.",),
    ("Usage: call open first, then read until nothing is left.", "Not safe for several threads."),
)
DIRECTIVES = {
    ".py": ((), ("#!/usr/bin/env python3",), ("# -*- coding: utf-8 -*-",), ("# ruff: noqa: E501",)),
    ".c": ((), ("// clang-format off",), ("/* NOLINTBEGIN */",)),
}
DROPPED = ("GPL-3.0-only", "AGPL-3.0-or-later", "GPL-2.0-only", "CC-BY-NC-4.0")
KEPT = ("MIT", "Apache-2.0", "GPL-2.0-or-later OR MIT", "BSD-3-Clause AND MIT")


def holder(*parts: object) -> str:
    """Somebody who is nobody."""
    first = pick(("Amber", "Corin", "Isolde", "Jory", "Merle", "Tamsin"), "first", *parts)
    return f"{first} {pick(('Quellmann', 'Ravnsborg', 'Tarnowitz', 'Ullswick'), 'last', *parts)}"


def copyright_line(*parts: object) -> str:
    """A line that claims a year."""
    mark = pick(("Copyright (c)", "Copyright", "Copyright ©", "(C) Copyright"), "mark", *parts)
    return f"{mark} {2003 + number('year', *parts) % 20} {holder(*parts)}"


def comment(lines: Sequence[str], suffix: str, *, block: bool) -> str:
    """Lines as a comment of their language."""
    if suffix == ".c" and block:
        return "\n".join(["/*", *(f" * {line}".rstrip() for line in lines), " */"]) + "\n"
    mark = "//" if suffix == ".c" else "#"
    return "".join(f"{mark} {line}".rstrip() + "\n" for line in lines)


def notices(bases: Bases, count: int) -> Iterator[Planted]:
    """Permissive headers, a third of them beside documentation, many beside a directive."""
    for at in range(count):
        suffix = ".c" if at % 4 == 3 else ".py"
        text = bases.next(suffix)
        notice = [copyright_line(at), "", *NOTICES[at % len(NOTICES)]]
        said = DOCUMENTATION[at // 2 % len(DOCUMENTATION)]
        directive = DIRECTIVES[suffix][at // 3 % len(DIRECTIVES[suffix])]
        header = comment([*notice, *([""] if said else []), *said], suffix, block=at % 8 == 3)
        head = "".join(f"{line}\n" for line in directive) + header + "\n"
        row = row_of(text, "notice", at, content=f"{head}{text.content}", licences=None)
        plant = {"kind": "notice", "id": row.id, "gone": [line for line in notice if line]}
        plant |= {"stays": [*said, *directive], "rest_from": len(head.encode())}
        yield [row], [plant]


def licences(bases: Bases, count: int) -> Iterator[Planted]:
    """Rows whose licence is permissive or not, and says so by a tag, by its words, in a column."""
    for at in range(count):
        kind, by = pick_licence(at)
        row = _licensed(bases.next(), kind, by, at)
        yield [row], [{"kind": kind, "id": row.id, "by": by}]


def pick_licence(at: int) -> tuple[str, str]:
    """What is expected, and where the licence is told."""
    kept, by = at % 2 == 1, ("tag", "words", "column", "nothing")[at // 2 % 4]
    return ("licence kept", by) if kept else ("licence", "column" if by == "nothing" else by)


def _licensed(text: Text, kind: str, by: str, at: int) -> Row:
    names = DROPPED if kind == "licence" else KEPT
    name = names[at // 8 % len(names)]
    column: tuple[str, ...] | None = None
    lines: Sequence[str] = ()
    if by == "tag":
        lines = (copyright_line(at), f"SPDX-License-Identifier: {name}")
    elif by == "words":
        lines = (copyright_line(at), "", *(GPL if kind == "licence" else APACHE))
    elif by == "column":
        column = (name,)
    else:
        column = () if at % 16 < 8 else None
    head = comment(lines, ".py", block=False)
    content = f"{head}\n{text.content}" if head else text.content
    return row_of(text, "licence", at, content=content, licences=column)
