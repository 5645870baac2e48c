"""From a rule file to a Rule: names looked up, signals built, mistakes told with their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from rulekit.catalog.reply_folders import NO_REPLIES, KnownReplies
from rulekit.core.finder import Finder
from rulekit.core.regex import pattern as compiled
from rulekit.core.regex import regex_message
from rulekit.core.rule import OWN, Bound, Guard, Range, Rule
from rulekit.core.signal import Signal
from rulekit.errors import Problem, SpecError, did_you_mean, nearest
from rulekit.replies.reply_set import reply_name
from rulekit.signals import build
from rulekit.signals.measure import MEASURES
from rulekit.signals.recipe import Recipe, made
from rulekit.spec.check import check
from rulekit.spec.rule import ExampleSpec, KeepSpec, RuleSpec, SignalSpec
from rulekit.spec.strict_yaml import KeyPath, Tree, read_yaml
from rulekit.syntax.vocabulary import PARSER_CAPTURES, VOCABULARY

PLAIN = "{value:.4g} is not {limit}"  # of a rule that has no message of its own
TOLD = "{value:.4g}: {words}"  # where its signal tells words
KEPT = 500  # rule files that are kept as read: more than are installed
LISTED = "`rulekit signals FILE` lists them"
_BEYOND_RE2 = re.compile(r"\(\?<?[=!]|\\[1-9]|\(\?P=")  # look-around, back-references


@dataclass(frozen=True)
class RuleFile:
    """A rule as written and as compiled, and where it stands."""

    rule: Rule
    spec: RuleSpec
    pack: str
    path: str
    examples: Mapping[tuple[str, int], int]  # ("keep", 0) -> line of that example
    tree: Tree = field(repr=False)


@dataclass(frozen=True)
class Names:
    """Names that a rule may use: signals and finders of all packs, captures of all languages."""

    signals: Mapping[str, Signal]
    finders: Mapping[str, Finder]
    captures: frozenset[str]
    absent: frozenset[str] = frozenset()  # plugins, off or broken, whose contents are not known
    replies: KnownReplies = NO_REPLIES

    @cached_property
    def named_signals(self) -> Mapping[str, Signal]:
        """Signals that packs bring, by name, and the count of each of their finders."""
        counts = [build.counted(finder) for finder in self.finders.values()]
        return {one.name: one for one in (*self.signals.values(), *counts)}

    @staticmethod
    def of(
        signals: Iterable[Signal] = (),
        finders: Iterable[Finder] = (),
        captures: Iterable[str] = (),
        absent: Iterable[str] = (),
        replies: KnownReplies = NO_REPLIES,
    ) -> Names:
        """Collect the names and add the shared vocabulary."""
        shared = VOCABULARY.keys() | PARSER_CAPTURES.keys()
        return Names(
            {**{signal.name: signal for signal in signals}, **replies.signals},
            {finder.name: finder for finder in finders},
            frozenset(shared).union(captures),
            frozenset(absent),
            replies,
        )


def compile_rule(
    text: str, path: str, pack: str, stem: str, languages: frozenset[str], names: Names
) -> RuleFile:
    """Compile a rule file; raises SpecError with all of its mistakes."""
    tree, spec = _written(text, path)
    builder = _SignalBuilder(tree, names)
    signal = builder.signal(spec.signal, ("signal",))
    guards = tuple(
        Guard(builder.signal(guard.signal, ("when", i, "signal")), _range(guard))
        for i, guard in enumerate(spec.when)
    )
    for side, number, example in listed_examples(spec):
        builder.check_reply(example.reply, ("examples", side, number, "reply"))
    if builder.problems:
        raise SpecError(builder.problems)
    rule = Rule(
        id=f"{pack}/{stem}",
        title=spec.title.strip(),
        signal=signal,
        keep=_range(spec.keep),
        when=guards,
        action=spec.action,
        weight=spec.weight,
        spare=Bound(spec.spare),
        message=spec.message or _usual(signal),
        languages=languages,
        kinds=frozenset(spec.kinds),
    )
    return RuleFile(rule, spec, pack, path, _example_lines(tree), tree)


def compile_signals(
    tree: Tree, specs: Iterable[tuple[SignalSpec, KeyPath]], names: Names
) -> list[Signal]:
    """Compile signals of another file; raises SpecError with all of their mistakes."""
    builder = _SignalBuilder(tree, names)
    signals = [builder.signal(spec, path) for spec, path in specs]
    if builder.problems:
        raise SpecError(builder.problems)
    return signals


# Half of what a catalog takes, and the next one of a process finds the same text again.
@lru_cache(KEPT)
def _written(text: str, path: str) -> tuple[Tree, RuleSpec]:
    tree = read_yaml(text, path)
    return tree, check(tree, RuleSpec, what="a rule file")


def recipe_of(spec: SignalSpec) -> Recipe:
    """A signal as written, as plain data."""
    return spec.model_dump(exclude_none=True)


def _usual(signal: Signal) -> str:
    """The message of a rule that has none of its own."""
    return TOLD if signal.tell else PLAIN


def listed_examples(spec: RuleSpec) -> Iterator[tuple[Literal["keep", "drop"], int, ExampleSpec]]:
    """Examples of a rule: side, number there, text as written."""
    for i, example in enumerate(spec.examples.keep):
        yield "keep", i, example
    for i, example in enumerate(spec.examples.drop):
        yield "drop", i, example


def _range(spec: KeepSpec) -> Range:
    return Range(
        None if spec.min is None else Bound(spec.min, OWN),
        None if spec.max is None else Bound(spec.max, OWN),
    )


def _example_lines(tree: Tree) -> dict[tuple[str, int], int]:
    return {
        (str(path[1]), int(path[2])): place[0]
        for path, place in tree.places.items()
        if len(path) == 3 and path[0] == "examples"
    }


class _SignalBuilder:
    """Builds signals, collecting every mistake instead of stopping at the first."""

    def __init__(self, tree: Tree, names: Names) -> None:
        self.tree = tree
        self.names = names
        self.problems: list[Problem] = []

    def signal(self, spec: SignalSpec, path: KeyPath) -> Signal:
        self._check(spec, path)
        if self.problems:
            return Signal("", "", "", lambda _document: 0.0)
        return made(recipe_of(spec), self.names.finders, self.names.signals)

    def check_reply(self, reply: Iterable[str], path: KeyPath) -> None:
        """Complain about properties that no reply has."""
        for name in reply:
            self._check_named(reply_name(name), (*path, name))

    def _check(self, spec: SignalSpec, path: KeyPath) -> None:
        """Complain about every name that nobody brings, and about what is no pattern."""
        for i, one in enumerate(spec.ratio or ()):
            self._check(one, (*path, "ratio", i))
        self._check_captures(spec.capture or (), (*path, "capture"))
        self._check_captures(spec.within or (), (*path, "within"))
        self._check_pattern(spec.pattern, (*path, "pattern"))
        self._check_pattern(spec.path, (*path, "path"))
        self._check_find(spec.find, (*path, "find"))
        self._check_named(spec.named, (*path, "named"))
        if spec.measure is not None and spec.measure not in MEASURES:
            near = nearest(spec.measure, sorted(MEASURES))
            self._complain(f"unknown measure `{spec.measure}`{near}", (*path, "measure"))

    def _check_pattern(self, expression: str | None, path: KeyPath) -> None:
        import re2

        try:
            compiled((expression or "").encode())
        except re2.error as error:
            known = bool(_BEYOND_RE2.search(expression or ""))
            hint = "; RE2 has no look-around and no back-references" if known else ""
            self._complain(f"not a pattern of RE2: {regex_message(error)}{hint}", path)

    def _check_find(self, name: str | None, path: KeyPath) -> None:
        if name is not None and name not in self.names.finders:
            self._complain(f"unknown finder `{name}`{self._near(name, self.names.finders)}", path)

    def _check_captures(self, names: Sequence[str], path: KeyPath) -> None:
        for i, name in enumerate(names):
            if name not in self.names.captures:
                near = self._near(name, self.names.captures, "see rulekit/syntax/vocabulary.py")
                self._complain(f"unknown capture `{name}`{near}", (*path, i))

    def _check_named(self, name: str | None, path: KeyPath) -> None:
        if name is None or name in self.names.signals:
            return
        if complaint := self.names.replies.complaint(name):
            self._complain(complaint, path)
            return
        step = LISTED
        if name.startswith("learned(") and name.endswith(")"):
            file = f"models/{name[len('learned(') : -1]}.model"
            step = f"no folder of rules has a file `{file}`; --rules names more"
        near = self._near(name, self.names.signals, step)
        if name in self.names.finders:
            near = f": it is a finder, so write `{{find: {name}, measure: count}}`"
        self._complain(f"unknown signal `{name}`{near}", path)

    def _near(self, name: str, known: Iterable[str], step: str = LISTED) -> str:
        """Name what may be meant by a name that no pack brings, or the next `step`."""
        if (plugin := name.partition(".")[0]) in self.names.absent:
            return f": the plugin `{plugin}` is off or broken; `rulekit plugins` says which"
        return did_you_mean(name, known) or f"; {step}"

    def _complain(self, message: str, path: KeyPath) -> None:
        self.problems.append(self.tree.problem(message, path))
