"""Reading a text by its grammar or its comment marks: from bytes to captured spans.

Knows no language by name; queries come from packs.
"""
