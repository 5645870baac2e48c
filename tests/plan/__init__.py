"""rulekit/plan/: what was chosen, and what it amounts to."""
