"""The installed plugins, packs, rules and languages, checked and compiled.

Makes no choice of rules; the only room that knows pluggy.
"""
