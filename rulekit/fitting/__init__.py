"""Scorecards from labels: which readings tell what a careful reader keeps.

Judges with an engine that it is given, and writes no verdict.
"""
