"""Showing verdicts and what is installed. Nothing here judges or computes a number again."""
