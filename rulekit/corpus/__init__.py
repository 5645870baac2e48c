"""Corpora as rows: shards, their columns and readers, and the verdict on a row.

Knows no process and no audit.
"""
