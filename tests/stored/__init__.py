"""rulekit/stored/: plans kept on disk."""
