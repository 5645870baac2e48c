"""Judging again what an audit has measured, by other rules and limits, without its texts.

See docs/architecture.md for what may be imported here.
"""
