"""Scores that are given, for the steps that keep rows by them."""

import json
from dataclasses import dataclass, field, replace

import numpy as np
from rulekit_plugins.pools.score import build_score
from rulekit_plugins.pools.score_spec import ScoreSpec

import rulekit

NOTE = np.dtype([("row", "<u4"), ("group", "<u8"), ("key", "<u8"), ("amount", "<u8")])
NO_SCORE = "nothing to measure"


@dataclass(frozen=True)
class Given:
    """A signal whose readings are the fact `score` of rows; "" for a row that is not stored."""

    digests: dict = field(default_factory=dict)

    def read(self, row):
        value = row.facts.get("score")
        return None if value == "" else rulekit.Reading(value, "" if value else NO_SCORE)


def score(**settings):
    context = rulekit.StepContext(None, None, signal=lambda _name, _readings: Given())
    return build_score(ScoreSpec(signal="given", **settings), context)


def settled(step, rows, shards=1):
    noted = [[(i, *note) for i, row in enumerate(rows) for note in step.note(row)]]
    if shards > 1:
        noted = [
            [(i, *note) for i, row in enumerate(rows[n::shards]) for note in step.note(row)]
            for n in range(shards)
        ]
    arrays = [np.array(some, NOTE) for some in noted]
    return json.loads(json.dumps(step.settle(lambda: iter(arrays), len(rows))))


def outcomes(step, rows, shards=1):
    told = settled(step, rows, shards)
    return [step.apply(replace(row, notes=step.note(row)), told) for row in rows]


def kept(step, rows, shards=1):
    """The texts of the rows that stay."""
    pairs = zip(rows, outcomes(step, rows, shards), strict=True)
    return {row.text for row, outcome in pairs if not outcome.drop}
