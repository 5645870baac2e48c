"""The folder that a run leaves: its files, and questions to them.

Reads no row of a corpus, and starts no process.
"""
