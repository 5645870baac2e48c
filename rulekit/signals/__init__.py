"""Declarative signals: where to look and how much, turned into something that measures.

Judges nothing.
"""
