"""The first files of a pack: as a distribution of its own, or inside rulekit's repository."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from rulekit.errors import Problem, UsageError, did_you_mean
from rulekit.language.detect import LanguageFacts, LanguageTable
from rulekit.scaffold.new_rule import EXAMPLE, comment_marks, rule_text
from rulekit.scaffold.query_prompt import query_prompt
from rulekit.scaffold.template import filled
from rulekit.spec.schema_line import schema_line
from rulekit.syntax.grammar import Grammar

_PACK = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_EXTENSION = re.compile(r"\.[\w.+-]+")
_VERSION = re.compile(r"(\d+)\.(\d+)")


@dataclass(frozen=True)
class NewPack:
    """A pack that is to be written: its name, its grammar and its language.

    `extensions` are those that the language table lacks.
    """

    name: str
    grammar: Grammar
    facts: LanguageFacts
    extensions: tuple[str, ...] = ()

    def outside(self, folder: Path) -> dict[Path, str]:
        """Files of a distribution that is installed beside rulekit, by path."""
        words, package = self._words(), self._words()["package"]
        texts = {
            "pyproject.toml": filled("pyproject.toml", words),
            "README.md": filled("README.md", words),
            ".gitignore": filled("gitignore", words),
            ".github/workflows/test.yml": filled("test.yml", words),
            f"{package}/__init__.py": f'"""A rulekit pack for {self.facts.name}."""\n',
            f"{package}/plugin.py": filled("plugin.py", words),
            f"{package}/queries.scm": self._queries(),
            f"{package}/rules/{self.name}/{EXAMPLE}.yaml": rule_text(self.facts, schema("rule")),
            f"{package}/rules/{self.name}/tune.yaml": filled(
                "tune.yaml", words | {"schema": schema("tune")}
            ),
            "tests/test_pack.py": filled("test_pack.py", words),
        }
        return {folder / name: text for name, text in texts.items()}

    def inside(self, repository: Path) -> dict[Path, str]:
        """Files of a bundled pack, by path; raises UsageError outside of rulekit's repository."""
        if not (repository / "rulekit/catalog/plugins.py").is_file():
            remedy = "go to the top of its checkout, or leave --here out for a pack of your own"
            raise UsageError([Problem("this is not rulekit's repository", ".", remedy=remedy)])
        if "-" in self.name:
            message = f"a bundled pack is a package of Python, so `{self.name}` cannot be its name"
            raise UsageError(message)
        words, module = self._words(), self.facts.id.replace("-", "_")
        texts = {
            f"plugins/{self.name}/__init__.py": f'"""{self.facts.name}."""\n',
            f"plugins/{self.name}/plugin.py": filled("plugin.py", words),
            f"plugins/{self.name}/queries.scm": self._queries(),
            f"rules/{self.name}/{EXAMPLE}.yaml": rule_text(self.facts),
            f"rules/{self.name}/tune.yaml": filled("tune.yaml", words),
            f"tests/plugins/test_{module}_queries.py": filled("test_queries.py", words),
        }
        return {repository / name: text for name, text in texts.items()}

    @property
    def requirement(self) -> str:
        """The grammar's wheel as a dependency that is held to a minor version."""
        return f"{self.grammar.wheel}{bounds(self.grammar.version)}"

    def _queries(self) -> str:
        return query_prompt(self.name, self.facts.name, self.grammar)

    def _words(self) -> dict[str, str]:
        before, after = comment_marks(self.facts)
        grammar = [self.grammar.module]
        if self.grammar.function != "language":
            grammar.append(self.grammar.function)
        return {
            "pack": self.name,
            "name": self.facts.name,
            "language": self.facts.id,
            "constant": self.name.upper().replace("-", "_"),
            "grammar": ", ".join(f'"{word}"' for word in grammar),
            "more": self._more(),
            "distribution": f"rulekit-{self.name}",
            "package": f"rulekit_{self.name.replace('-', '_')}",
            "rulekit": ".".join(metadata.version("rulekit").split(".")[:2]),
            "wheel": self.grammar.wheel,
            "bounds": bounds(self.grammar.version),
            "open": before,
            "close": after,
            "extension": next(iter(self.extensions or self.facts.extensions), ""),
            "schema": "",  # the files of this repository have none
        }

    def _more(self) -> str:
        """Lines of the language: an extension at least, for those who leave the table out."""
        names = self.extensions or self.facts.extensions[:1]
        listed = "".join(f'"{one}", ' for one in names).rstrip()
        kind = f'    kind="{self.facts.kind}",\n' if self.facts.kind != "programming" else ""
        return (f"    extensions=({listed}),\n" if names else "") + kind


def new_pack(
    name: str, grammar: Grammar, table: LanguageTable, language: str = "", *extensions: str
) -> NewPack:
    """A pack for a grammar; raises UsageError for names that no pack can have.

    `language` is an id, name or alias of the table; left out, the pack's own name is one.
    `extensions` are needed where the table does not know the language.
    """
    if not _PACK.fullmatch(name):
        raise UsageError(f"a pack's name is lower-case words and hyphens, not `{name}`")
    if wrong := [one for one in extensions if not _EXTENSION.fullmatch(one)]:
        raise UsageError(f"an extension begins with a dot, not `{wrong[0]}`")
    word = language or name
    known = [word] if word in table else list(table.named(word))
    if len(known) == 1:
        return NewPack(name, grammar, table.facts(known[0]), extensions)
    if known:
        choices = ", ".join(known)
        raise UsageError(f"`{word}` means several languages; --language is one of: {choices}")
    if not extensions:
        near = did_you_mean(word, table.ids)
        remedy = "--language ID for one that is known, --extension .x for a new one"
        raise UsageError([Problem(f"no known language is called `{word}`{near}", remedy=remedy)])
    return NewPack(name, grammar, LanguageFacts(word, word.capitalize(), "programming"), extensions)


def schema(kind: str) -> str:
    """The first line of a file, which editors read."""
    return f"{schema_line(kind)}\n"


def bounds(version: str) -> str:
    """The range of a wheel's version that stays within its minor one: `>=0.25.1,<0.26`."""
    found = _VERSION.match(version)
    if not found:
        return ""
    return f">={version},<{found[1]}.{int(found[2]) + 1}"
