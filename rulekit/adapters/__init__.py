"""rulekit inside other tools' pipelines: datasets, datatrove.

Adds no logic of its own.
"""
