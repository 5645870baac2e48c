"""rulekit/hooks/: what a plugin can bring."""
