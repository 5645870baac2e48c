"""rulekit/run/: finding files, reading them, spreading them over processes."""
