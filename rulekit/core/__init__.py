"""What a document is, and how rules judge it: from signals and limits to a verdict.

Knows no YAML, no plugin, no console and no process, and reads no file.
"""
