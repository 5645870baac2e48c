"""Counting over the rows of an audit: how many a rule fails, at which limit, beside which others.

See docs/architecture.md for what may be imported here.
"""
