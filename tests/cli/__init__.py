"""rulekit/cli/: words in, one function called, a report chosen."""
