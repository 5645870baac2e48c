"""The Python pack."""
