"""The code pack: comments, strings, generators, encoded data, in any language."""
