"""The first file of a rule: one that holds, to be changed line by line."""

from __future__ import annotations

from rulekit.language.detect import LanguageFacts
from rulekit.scaffold.template import filled

PLAIN = ("# ", "")  # marks of comments where the table knows none: it does not matter in a text
EXAMPLE = "todo-heavy"  # what the rule of a template is called where nobody names it


def rule_text(facts: LanguageFacts | None, schema: str = "") -> str:
    """A rule file whose examples hold, with comments of a language in them.

    It begins with `schema`, the line by which editors find its schema, if there is one.
    """
    before, after = comment_marks(facts)
    return filled("rule.yaml", {"open": before, "close": after, "schema": schema})


def comment_marks(facts: LanguageFacts | None) -> tuple[str, str]:
    """What stands before and after a comment in a language, blanks included."""
    marks = facts.marks if facts else None
    if marks and marks.line:
        return f"{marks.line[0]} ", ""
    if marks and marks.block:
        before, after = marks.block[0]
        return f"{before} ", f" {after}"
    return PLAIN
