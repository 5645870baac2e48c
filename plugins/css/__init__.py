"""The CSS pack."""
