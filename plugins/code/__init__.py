"""What code in any language has: comments, strings, generators, encoded data."""
