"""The keys of the files that people write, and what each of them means, by model."""

from __future__ import annotations

_RANGE = {
    "min": "the least value, inclusive",
    "max": "the greatest value, inclusive",
}
_LIMITS = {
    "skip": "rules that are off: ids, `pack/`, globs",
    "limits": "other limits, by the id of the rule",
}

MEANINGS: dict[str, dict[str, str]] = {
    "RuleSpec": {
        "title": "what is wrong with a file that fails, in up to 200 characters on one line",
        "why": "why a model should not read such files",
        "source": "where the rule and its limit come from: a paper, a table, the corpus",
        "signal": "what is measured: the name of a number, or a place to look at and a measure",
        "keep": "where the value must stay: `{min, max}`, either or both, inclusive",
        "message": "what is said of a file that fails; `{value}`, `{limit}`, `{margin}`, `{count}`"
        " and `{text}` are filled in, with Python's number formats",
        "when": "conditions; the rule applies only where all of them hold",
        "action": "`drop`, or `flag`: report it and keep the file",
        "weight": "what it counts in the score of a profile without a scorecard",
        "spare": "share of the failing files that stays, 0 to 1",
        "kinds": "kinds of language that it applies to; without it, all",
        "implied_by": "rules from whose failure the failure of this one follows",
        "implies": "rules whose failure follows from the failure of this one",
        "examples": "texts to keep and to drop, at least one of each: the tests of the rule",
    },
    "SignalSpec": {
        "capture": "a capture of the language's queries, or a list: all that any of them finds",
        "pattern": "every match of a regular expression of RE2 in the text",
        "path": "every match of a regular expression of RE2 in the path of the file",
        "find": "all that a pack's finder finds",
        "named": "a number that a pack measures",
        "ratio": "two signals: the first over the second",
        "within": "captures: only what lies wholly inside one of them counts",
        "measure": "how much there is of what is found",
    },
    "KeepSpec": _RANGE,
    "GuardSpec": {"signal": "what is measured", **_RANGE},
    "ExamplesSpec": {
        "keep": "texts that the rule keeps",
        "drop": "texts that the rule drops, or flags",
    },
    "ExampleSpec": {
        "text": "the text itself",
        "file": "a file with the text, beside the rule",
        "repeat": "how many times the text stands there",
        "path": "the file that it would be, which decides its language",
        "marks": "words of .gitattributes on the file",
        "package": "the folder of the copied package that it stands in, empty for none",
        "reads": "the value of the signal, which is checked too",
    },
    "LimitSpec": {
        "min": "another lower limit; an empty value takes it away",
        "max": "another upper limit; an empty value takes it away",
        "spare": "another share of the failing files that stays",
        "weight": "another weight in the score",
        "action": "`drop` or `flag`",
    },
    "TuneSpec": {
        "skip": "rules that do not suit the language: ids, `pack/`, globs",
        "limits": "other limits for the language, by the id of the rule",
    },
    "BlockSpec": {
        **_LIMITS,
        "select": "rules that are on too: ids, `pack/`, globs",
        "min_score": "a file whose score is under it is dropped",
    },
    "ProfileSpec": {
        **_LIMITS,
        "title": "what the profile is for",
        "source": "where its choice comes from",
        "extends": "the profile that this one changes",
        "select": "the rules that are on; without it, those of `extends`; without either, all",
        "min_score": "a file whose score is under it is dropped",
        "for": "blocks for files of a kind, a language, or several: `json, yaml`",
    },
    "ScorecardSpec": {
        "title": "what the chance is of",
        "source": "where its numbers come from",
        "base": "the log-odds of a file of which nothing is known",
        "dropped": "points that are added where a rule drops the file",
        "min_score": "a file that scores under it is dropped",
        "terms": "signals with their steps",
    },
    "TermSpec": {
        "signal": "what is measured",
        "steps": "points, each added where the signal reads above a value",
    },
    "StepSpec": {
        "above": "the value that the signal reads above",
        "points": "log-odds that are added",
    },
    "PipelineSpec": {
        "curate": "the name of the pipeline",
        "title": "what the pipeline is for",
        "source": "where its steps come from",
        "corpus": "the column of each role: `content`, `path`, `lang`, `id`, `repo`, and what steps"
        " read; empty for none",
        "steps": "the steps in their order: names with their settings",
        "outputs": "steps for what a step writes beside the rows that are kept, by its name",
    },
    "AskSpec": {
        "ask": "the name of what is asked",
        "title": "what it is for",
        "source": "where it comes from",
        "prompt": "the path of the prompt: a text with `{text}` and columns, as `{path}`",
        "reply": "the form of a reply",
        "model": "the name of the model that the server is sent",
        "sample": "how a reply is drawn",
        "limits": "how hard the server is asked, and how much may be spent",
        "price": "the price of a million tokens, in any currency",
    },
    "AskReply": {"schema": "the path of a JSON Schema, of which each keyword is checked"},
    "AskSample": {
        "n": "replies to each row, each with the next seed",
        "temperature": "0 for the likeliest reply",
        "top_p": "the share of likely words that are drawn from",
        "seed": "the seed of the first reply; an empty value sends none",
        "max_tokens": "tokens of a reply, at the most",
    },
    "AskLimits": {
        "open": "requests at once",
        "tries": "tries of each request",
        "seconds": "seconds that an answer may take",
        "characters": "characters of a text that are sent",
        "requests": "requests with all their tries, over all runs",
        "tokens": "tokens that are sent and replied, over all runs",
        "money": "what these tokens may cost, over all runs",
    },
    "AskPrice": {
        "input": "of a million tokens that are sent",
        "output": "of a million tokens that are replied",
    },
    "ProjectSpec": {
        "profile": "the profile to judge by",
        "select": "only these rules: ids, `pack/`, globs",
        "extend-select": "these rules too: ids, `pack/`, globs",
        "ignore": "not these rules: ids, `pack/`, globs",
        "exclude": "paths that are not judged; git-ignore patterns",
        "rules": "folders with more rules",
        "min-score": "a file whose score is under it is dropped, 0 to 1",
        "baseline": "a file of known failures, which a check does not report again",
        "max-drop-rate": 'the share of the candidates that may be dropped: "5%" or 0.05',
        "seed": "the seed of `spare`",
        "limits": "other limits, by the id of the rule",
        "override": "other rules for some paths: `[[override]]`",
    },
    "OverrideSpec": {
        **_LIMITS,
        "paths": "git-ignore patterns",
        "reason": "why",
        "min-score": "another least score there; 0 asks for none",
    },
}
