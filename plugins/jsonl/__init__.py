"""Shards of JSON lines, plain, gzip or zstd."""
