"""rulekit/language/: telling what a text is."""
