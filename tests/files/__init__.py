"""rulekit/files/: finding files and reading them."""
