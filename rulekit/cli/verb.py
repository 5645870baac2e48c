"""Commands whose help begins with examples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

SCORE = (
    "The score of a verdict, in records, audits and `explain --all`, is the chance, 0 to 1, that a "
    "careful reader keeps the file, by the scorecard of the profile; in a profile without one, the "
    "weight of the rules that passed over that of all that were measured. One rule drops a file, "
    "whatever its score."
)


class _WithExamples(click.Command):
    """A command with `examples` of use; with `scored`, its help says what the score means."""

    def __init__(
        self, *args: Any, examples: Sequence[str] = (), scored: bool = False, **words: Any
    ) -> None:
        super().__init__(*args, **words)
        self.examples = examples
        self.scored = scored

    def get_short_help_str(self, limit: int = 1000) -> str:
        """Give the first sentence, whole: a list of commands wraps it."""
        return super().get_short_help_str(max(limit, 1000))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then the help of the command."""
        formatter.write_paragraph()
        for example in self.examples:
            formatter.write(f"  $ {example}\n")
        super().format_help_text(ctx, formatter)
        if self.scored:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(SCORE)


class Verb(_WithExamples):
    """A command."""


class VerbGroup(_WithExamples, click.Group):
    """A command with commands of its own."""


class DefaultGroup(VerbGroup):
    """A command with commands of its own, one of which, `default`, is meant by all other words."""

    def __init__(self, *args: Any, default: click.Command, **words: Any) -> None:
        super().__init__(*args, commands=[default], **words)
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what names no command as words of the default one, its options and help too."""
        if not args or args[0] not in self.commands:
            args = [str(self.default.name), *args]
        return super().parse_args(ctx, args)
