"""Shards of Parquet."""
