"""Pools: which rows of a corpus go into which output, and how many."""
