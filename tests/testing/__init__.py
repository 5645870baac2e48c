"""rulekit/testing/: examples of rules, and the promises of packs."""
