"""Places on a Ray cluster."""
