"""Benchmarks are kept out of a corpus."""
