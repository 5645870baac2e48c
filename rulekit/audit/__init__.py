"""The folder that a run leaves: its files, and questions to them.

Judges no text, and starts no process.
"""
