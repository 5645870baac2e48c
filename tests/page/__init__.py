"""rulekit/page/: many verdicts as one page of a browser."""
