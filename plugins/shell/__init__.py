"""The shell pack."""
