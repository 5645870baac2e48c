"""rulekit/core/: what a judgement is made of."""
