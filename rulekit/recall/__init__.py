"""Recall: pages of a corpus of the web, found in rounds of learning, scoring and people's words.

Judges no file: rules and verdicts are for what comes out of it.
"""
