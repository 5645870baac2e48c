"""The step `functions`: snippets of code, cut out of the files that they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import rulekit
from pydantic import Field, model_validator

from .admit import Language
from .module import ImportTable, is_relative, is_under, joined, module_of
from .named_output import OutputName
from .region import is_inside, outermost
from .snippet import Snippet, snippet_of, span_of

Need = Literal["docstring", "return", "parses", "alone", "complete"]

# SCoder keeps documented functions of Python that return something and have no syntax error, adds
# the imports that they need, and drops those that import "os, sys, ..." (appendix A). The modules
# and the lines are those of StarCoder2's self-align, whose pool has the same steps.
NEED: list[Need] = ["docstring", "return", "parses"]
FORBIDDEN = (
    *("argparse", "os", "subprocess", "sys", "setuptools", "distutils", "matplotlib", "seaborn"),
)
MAX_LINES = 150


class FunctionsSpec(rulekit.Spec):
    """Settings of `functions`.

    Of `need`, `docstring` is a string in the function, or a comment right before it where the
    language has no such strings; `return` is one of a value; `parses`: it has no syntax error as a
    text of its own; `alone`: it is no member of a class; `complete`, for Python: all names that it
    takes from outside are built in or imported from elsewhere. `allowed` and `forbidden` are the
    modules that it may import, those inside of them too; without `forbidden`, Python has a list.
    """

    name: OutputName = "snippets"
    languages: Annotated[list[Language], Field(min_length=1)] = ["python"]
    need: list[Need] = NEED
    imports: Literal["add", "off"] = "add"
    allowed: list[str] | None = None
    forbidden: list[str] | None = None
    min_lines: Annotated[int, Field(ge=1)] = 1
    max_lines: Annotated[int, Field(ge=1)] = MAX_LINES

    @model_validator(mode="after")
    def _consistent(self) -> FunctionsSpec:
        if self.min_lines > self.max_lines:
            raise ValueError(f"min_lines {self.min_lines:,} is over max_lines {self.max_lines:,}")
        if "complete" in self.need and self.languages != ["python"]:
            raise ValueError("`complete` can be told of python alone: leave it out of `need`")
        return self


@dataclass(frozen=True)
class FunctionsStep:
    """Copies functions into an output; the row itself goes on.

    `cutters` are those of its languages.
    """

    settings: FunctionsSpec
    cutters: Mapping[str, rulekit.Cutter]

    @property
    def needs(self) -> frozenset[str]:
        """The captures that cutters ask for, and those that tell what may be cut."""
        own = {"class", "error", "missing", "string"}
        return frozenset(own).union(*(one.needs for one in self.cutters.values()))

    @property
    def output(self) -> str:
        """Name of the output."""
        return self.settings.name

    def apply(self, row: rulekit.CuratedRow) -> rulekit.Outcome:
        """Cut out the functions that have all that is needed."""
        document = row.document
        if document is None or row.language not in self.cutters:
            return rulekit.GOES_ON
        left_out = Counter[str]()
        try:
            cuttings = list(self._cuttings(document, self.cutters[row.language], left_out))
        except rulekit.Unmeasured as reason:
            return rulekit.Outcome(fact=f"no functions can be told: {reason}")
        return rulekit.Outcome(fact=_told(len(cuttings), left_out), cuttings=cuttings)

    def _cuttings(
        self, document: rulekit.Document, cutter: rulekit.Cutter, left_out: Counter[str]
    ) -> Iterator[rulekit.Cutting]:
        imports = ImportTable.of(cutter.imports(document) if cutter.imports else ())
        classes = outermost(document.union("class"))
        for unit in cutter.cut(document):
            statements = imports.needed(unit.names)
            why = next(self._lacks(document, unit, statements, classes), "")
            if not why:
                added = joined(statements.values()) if self.settings.imports == "add" else ()
                snippet = snippet_of(document, unit, added)
                piece = _document(document, snippet.text)
                why = next(self._lacks_alone(piece, cutter), "")
            if why:
                left_out[why] += 1
            else:
                yield _cutting(snippet, statements.values())

    def _lacks(
        self,
        document: rulekit.Document,
        unit: rulekit.Unit,
        statements: Mapping[str, str],
        classes: Sequence[rulekit.Span],
    ) -> Iterator[str]:
        """What a function lacks, as far as its file tells, the cheapest to tell first."""
        need, start, end = self.settings.need, *span_of(unit)
        lines = document.data.count(b"\n", start, end) + 1
        if not self.settings.min_lines <= lines <= self.settings.max_lines:
            yield "too short" if lines < self.settings.min_lines else "too long"
        if "docstring" in need and unit.docstring is None:
            yield "not documented"
        if "return" in need and not unit.returns:
            yield "no value returned"
        if "alone" in need and is_inside(start, classes):
            yield "member of a class"
        modules = [module_of(one) for one in statements.values()]
        yield from self._wrong_modules(modules)
        if "complete" in need and (
            any(map(is_relative, modules)) or not statements.keys() >= set(unit.names)
        ):
            yield "names from elsewhere in the project"

    def _lacks_alone(self, piece: rulekit.Document, cutter: rulekit.Cutter) -> Iterator[str]:
        """What a function lacks as a text of its own, which has the imports inside of it, too."""
        try:
            imports = cutter.imports(piece) if cutter.imports else ()
            yield from self._wrong_modules(module_of(statement) for _, statement in imports)
            if "parses" in self.settings.need and piece.union("error", "missing"):
                yield "syntax error"
        except rulekit.Unmeasured:
            yield "not parsed"

    def _wrong_modules(self, modules: Iterable[str]) -> Iterator[str]:
        allowed, forbidden = self.settings.allowed, self._forbidden
        for module in modules:
            if is_under(module, forbidden):
                yield "forbidden import"
            if allowed is not None and not is_under(module, allowed):
                yield "import that is not allowed"

    @property
    def _forbidden(self) -> Sequence[str]:
        if self.settings.forbidden is not None:
            return self.settings.forbidden
        return FORBIDDEN if self.settings.languages == ["python"] else ()


def functions_step(settings: FunctionsSpec, context: rulekit.StepContext) -> FunctionsStep:
    """The step with a cutter for each language; raises UsageError for one that has none."""
    cutters = [context.cutters[name] for name in sorted(context.cutters)]
    found = {language: one for one in reversed(cutters) for language in one.languages}
    for language in settings.languages:
        if language not in found:
            known = ", ".join(sorted(found)) or "none"
            message = f"nothing cuts functions out of `{language}`; there are cutters for: {known}"
            raise rulekit.UsageError(message)
    return FunctionsStep(settings, {language: found[language] for language in settings.languages})


def _document(document: rulekit.Document, text: str) -> rulekit.Document:
    return rulekit.Document(document.id, text, document.language, document.kind, document.syntax)


def _cutting(snippet: Snippet, statements: Iterable[str]) -> rulekit.Cutting:
    modules = sorted({module_of(one) for one in statements})
    facts = {"name": snippet.unit.name, "imports": ", ".join(modules)}
    return rulekit.Cutting(snippet.text, snippet.start, snippet.end, facts)


def _told(count: int, left_out: Counter[str]) -> str:
    told = f"{count} {'function' if count == 1 else 'functions'} cut out"
    if not left_out:
        return told if count else ""
    reasons = ", ".join(f"{number} {why}" for why, number in sorted(left_out.items()))
    return f"{told}; left out: {reasons}"
