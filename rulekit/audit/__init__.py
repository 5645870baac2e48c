"""The folder that a run leaves: its files, and questions to them.

Judges nothing that the audit holds; starts no process.
"""
