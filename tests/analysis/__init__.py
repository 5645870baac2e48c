"""rulekit/analysis/: what can be counted over the rows of an audit."""
