"""Finding files and reading them whole.

Judges nothing; knows git-ignore and no format.
"""
