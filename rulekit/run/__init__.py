"""Judging many: finding files, reading them, spreading them over processes."""
