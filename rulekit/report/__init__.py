"""Verdicts as people and programs read them.

Computes no verdict and reads no corpus.
"""
