"""Spreading work over processes and machines, and what happens when one of them dies.

May not know a rule, a format of corpora or of reports.
"""
