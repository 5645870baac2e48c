"""The HTML pack."""
