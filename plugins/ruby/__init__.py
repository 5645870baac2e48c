"""The Ruby pack."""
