"""The component pack."""
