"""The C pack."""
