"""Learned signals: linear models of hashed n-grams, the files that hold them, and their reasons.

Learns nothing: `rulekit.fitting` does.
"""
