"""The errors of the parser of JSON as problems of a file."""

from __future__ import annotations

import json

from rulekit.errors import Problem, source_line


def json_problem(text: str, path: str) -> Problem | None:
    """The place where a text is no JSON; None for JSON, and for what is nested too deeply."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        line = error.lineno
        return Problem(message, path, line, error.colno, 1, source_line(text, line))
    except (RecursionError, ValueError):
        return None
    return None
