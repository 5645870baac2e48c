"""The questions of a session, and the keys and words that answer them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rulekit.errors import did_you_mean
from rulekit.labelling.label import DROP, KEEP, KINDS, UNDECIDED
from rulekit.labelling.view import MOVES

NONE, OWN = "none", "word"  # no kind; a kind in the reader's own word
HELD = {"generated": "g", "vendored": "v", "minified": "m", "data-blob": "d", "trivial": "t"}
HELD |= {"boilerplate-only": "p", "broken-syntax": "x", "templated-html": "h", "good": "g"}
HELD |= {"low-information": "l", "other": "o"}


class Answer(NamedTuple):
    """A key, the word that says the same, and the meaning of both; "" where another tells it."""

    key: str
    word: str
    about: str


@dataclass(frozen=True)
class Question:
    """A question: its name, its words to the reader, and its answers; none for a line of text."""

    name: str
    asked: str
    answers: tuple[Answer, ...] = ()

    @property
    def is_line(self) -> bool:
        """True if any line of text is an answer."""
        return not self.answers

    def meant(self, typed: str) -> str | None:
        """The word that a key or a word stands for, or a move; None for what is no answer."""
        for one in self.answers:
            if typed in (one.key, one.word):
                return one.word
        return typed if typed in MOVES else None

    def refusal(self, typed: str) -> str:
        """The message about what is no answer, with the nearest word."""
        near = did_you_mean(typed, [one.word for one in self.answers])
        return f"`{typed}` is no answer here{near or '; ? shows the keys'}"


BACK = Answer("b", "back", "to the file before, whose label a new one replaces")
HELP = Answer("?", "help", "these keys")
QUIT = Answer("q", "quit", "end; the same command goes on where you were")
LABEL = Question(
    "label",
    "Would a careful data engineer who builds the pretraining corpus of a code model keep it?",
    (
        Answer("k", KEEP, "a model learns something from it"),
        Answer("d", DROP, "it teaches nothing, or nothing that its source does not"),
        Answer("u", UNDECIDED, "you cannot say"),
        Answer("s", "skip", "without a label; the next session shows it again"),
        BACK,
        Answer("e", "evidence", "decision and evidence; the label then says `blind: false`"),
        Answer("n", "next", "the next screen; also Enter and the space bar"),
        Answer("", "next", ""),
        Answer("p", "previous", "the screen before"),
        Answer(">", "right", "what is cut at the right; also the arrow"),
        Answer("<", "left", "back to the left; also the arrow"),
        Answer("/", "search", "a word in the text; an empty one searches on"),
        HELP,
        QUIT,
    ),
)
CONFIDENCE = Question(
    "confidence",
    "How sure?",
    (
        Answer("h", "high", "most careful readers would agree; also Enter"),
        Answer("", "high", ""),
        Answer("l", "low", "it could go either way"),
        Answer("b", "back", "to the question before"),
        HELP,
        QUIT,
    ),
)
END = Question("end", "Every file is labelled or skipped.", (BACK, QUIT))
NOTE = Question("note", "note (Enter for none)")
KIND_WORD = Question("kind word", "kind, in a word (Enter for none)")
SEARCH = Question("search", "search")


def kind_question(label: str) -> Question:
    """The question for the kind of a label."""
    kinds = [Answer(HELD[word], word, about) for word, about in KINDS[label].items()]
    others = (
        Answer("w", OWN, "a word of your own"),
        Answer("", NONE, "no kind"),
        Answer("b", "back", "to the question before"),
        HELP,
        QUIT,
    )
    return Question("kind", f"{label}: of which kind?", (*kinds, *others))
