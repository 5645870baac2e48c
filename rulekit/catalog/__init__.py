"""Installed plugins, packs, rules and languages, checked and compiled; documents are made here.

Makes no choice of rules. It and `hooks` alone know pluggy.
"""
