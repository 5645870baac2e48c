"""The choice: layers of profiles and options over the catalog, and their effect.

Judges nothing and reads no document.
"""
