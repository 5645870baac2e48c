"""rulekit/run/: spreading work over processes."""
