"""Asking a model for each row of a corpus: what was asked and what came back is kept, and once."""
