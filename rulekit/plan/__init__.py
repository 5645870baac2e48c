"""What was chosen: layers of profiles and options over the catalog, and what they amount to.

Judges nothing and reads no document.
"""
