"""rulekit/syntax/: from bytes to captured spans."""
