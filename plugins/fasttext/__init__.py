"""Models of fastText as signals."""
