"""What is installed: plugins, packs, rules, languages, checked and compiled.

Makes no choice of rules; the only room that knows pluggy.
"""
