"""The errors of the YAML parser as problems of a file: at the line that is wrong."""

from __future__ import annotations

import re

import yaml

from rulekit.errors import Problem, source_line

_BEGUN = re.compile(r"while scanning (a simple key|a quoted scalar)|while parsing a flow")
_REMEDIES = {  # by the first words of the parser's own message
    "mapping values": "put a text with a colon in quotes; indent a key as its neighbours, and end "
    "it in a colon",
    "did not find expected key": "the keys of one mapping begin in one column",
    "did not find expected '-'": "the items of one list begin in one column",
    "could not find expected ':'": "indent it under its key, or write `key: value`",
    "did not find expected ','": "close the bracket that is opened here",
    "found unexpected end": "close the quote that is opened here",
    "found unknown escape": "write the text in single quotes, in which a backslash is one",
    "found character that cannot": "indent with blanks, and write the text in single quotes",
}


def syntax_problem(error: yaml.MarkedYAMLError, path: str, text: str) -> Problem:
    """The mistake that the parser tells, at the line that is wrong, with how to mend it."""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and _BEGUN.match(error.context or ""):
        mark = error.context_mark  # the parser goes on below, for the end of what was begun here
    message = f"not YAML: {error.problem or error.context}"
    remedy = next((_REMEDIES[said] for said in _REMEDIES if f": {said}" in message), "")
    if mark is None:
        return Problem(message, path, remedy=remedy)
    line, column = mark.line + 1, mark.column + 1
    lines = text.rstrip().split("\n")
    if line > len(lines):  # what is left open is missed at the end: point behind the last word
        line, column = len(lines), len(lines[-1]) + 1
    return Problem(message, path, line, column, 1, source_line(text, line), remedy)


def unreadable(error: yaml.reader.ReaderError, path: str, text: str) -> Problem:
    """A character that YAML does not allow, with its place."""
    before = text.encode()[: error.position].decode("utf-8", "ignore")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f"not YAML: {str(error.reason).lower()}"
    return Problem(message, path, line, column, 1, source_line(text, line))
