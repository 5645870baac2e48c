"""rulekit/fitting/: scorecards from labels."""
