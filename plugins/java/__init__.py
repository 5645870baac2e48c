"""The Java pack."""
