"""rulekit/catalog/: what is installed."""
