"""Files that people write (rules, profiles, rulekit.toml), each mistake with its place.

Knows no plugin and compiles nothing.
"""
